package cn.dengyun.catalogue.document;

import cn.dengyun.catalogue.domain.Aggregation;
import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.catalogue.domain.PriceTier;
import cn.dengyun.catalogue.domain.PriceWindow;
import cn.dengyun.catalogue.domain.TierMode;
import cn.dengyun.catalogue.domain.WindowDays;
import cn.dengyun.platform.form.Fields;
import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a plan and sees that a bill can be computed from it, in one way only. */
final class PlanReader {

    private static final String CURRENCY = "CNY";
    /** The unit of what a percentage is taken of. */
    private static final String MONEY = "CNY_FEN";

    private static final BigDecimal MAX_UNIT_PRICE = BigDecimal.valueOf(Fen.MAX_AMOUNT);
    private static final BigDecimal MAX_QUANTITY = new BigDecimal("1000000000000");
    private static final int MAX_DIGITS = 18;
    private static final int MAX_SCALE = 9;
    private static final Pattern QUARTER = Pattern.compile("([01][0-9]|2[0-3]):(00|15|30|45)|24:00");
    private static final int MINUTES_OF_A_QUARTER = 15;
    private static final int QUARTERS_OF_A_DAY = 96;
    private static final int NONE = -1;
    /** So that the same prices have one form. */
    private static final Comparator<PriceWindow> BY_TIME =
            Comparator.comparing(PriceWindow::days).thenComparing(PriceWindow::from);

    private static final int MAX_TIME = 8;

    private static final Set<String> ON_MEASURED = Set.of("minimumChargeFen", "maximumChargeFen", "aggregation");

    private final OfferingCodes codes;

    PlanReader(OfferingCodes codes) {
        this.codes = codes;
    }

    /** A plan, or null when something is missing that its price model needs, or does not go with it. */
    Plan read(Fields fields) {
        String code = fields.requiredLine("code", Fields.MAX_CODE);
        String name = fields.requiredLine("name", OfferingReader.MAX_NAME);
        String nameEn = fields.line("nameEn", OfferingReader.MAX_NAME);
        PriceModel model = fields.requiredChoice("model", PriceModel.class);
        Long amount = fields.number("amountFen", 0, Fen.MAX_AMOUNT);
        String period = fields.code("period", OfferingCodes.PERIODS, codes);
        String unit = fields.code("unit", OfferingCodes.UNITS, codes);
        TierMode tierMode = fields.choice("tierMode", TierMode.class);
        List<BigDecimal> begins = new ArrayList<>();
        List<PriceTier> tiers = fields.objects("tiers", OfferingReader.MAX_TIERS, tier -> tier(tier, begins));
        Long minimum = fields.number("minimumChargeFen", 0, Fen.MAX_AMOUNT);
        Long setup = fields.number("setupFen", 0, Fen.MAX_AMOUNT);
        BigDecimal taxRate = fields.decimal("taxRate", BigDecimal.ONE);
        BigDecimal packageSize = aboveZero(fields, "packageSize", MAX_QUANTITY, "package-of-zero");
        BigDecimal rate = aboveZero(fields, "rate", BigDecimal.ONE, "percentage-of-zero");
        Long maximum = fields.number("maximumChargeFen", 0, Fen.MAX_AMOUNT);
        List<PriceWindow> windows = fields.objects("windows", OfferingReader.MAX_WINDOWS, PlanReader::window);
        Aggregation aggregation = fields.choice("aggregation", Aggregation.class);
        requireCurrency(fields);
        if (model == null || code == null || name == null) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("amountFen", amount);
        members.put("period", period);
        members.put("unit", unit);
        members.put("tierMode", tierMode);
        members.put("tiers", tiers.isEmpty() ? null : tiers);
        members.put("minimumChargeFen", minimum);
        members.put("packageSize", packageSize);
        members.put("rate", rate);
        members.put("maximumChargeFen", maximum);
        members.put("windows", windows.isEmpty() ? null : windows);
        members.put("aggregation", aggregation);
        boolean isComplete = fit(fields, model, members)
                & areComputable(fields, tierMode, tiers, begins)
                & coverTheDay(fields, windows)
                & areOrdered(fields, minimum, maximum)
                & isOfMoney(fields, model, unit);
        return isComplete
                ? new Plan(
                        code,
                        name,
                        nameEn,
                        model,
                        amount,
                        period,
                        unit,
                        tierMode,
                        tiers,
                        minimum,
                        setup,
                        taxRate,
                        packageSize,
                        rate,
                        maximum,
                        windows.stream().sorted(BY_TIME).toList(),
                        aggregation == Aggregation.SUM ? null : aggregation)
                : null;
    }

    private static Set<String> needed(PriceModel model) {
        return switch (model) {
            case ONE_OFF -> Set.of("amountFen");
            case SUBSCRIPTION -> Set.of("amountFen", "period");
            case METERED -> Set.of("unit", "tiers");
            case PACKAGE -> Set.of("amountFen", "packageSize", "unit");
            case PERCENTAGE -> Set.of("rate", "unit");
            case TIME_OF_USE -> Set.of("unit", "windows");
        };
    }

    /** Whether everything is there that a price model needs, and nothing else. */
    private static boolean fit(Fields fields, PriceModel model, Map<String, Object> members) {
        Set<String> needed = needed(model);
        boolean isFit = true;
        for (Map.Entry<String, Object> member : members.entrySet()) {
            String name = member.getKey();
            boolean mayBe = needed.contains(name)
                    || model.isMeasured() && ON_MEASURED.contains(name)
                    || model == PriceModel.METERED && name.equals("tierMode");
            if (member.getValue() == null && needed.contains(name)) {
                fields.missing(name, "required-by-price-model");
                isFit = false;
            }
            if (member.getValue() != null && !mayBe) {
                fields.defect(name, "contradicts-price-model");
                isFit = false;
            }
        }
        return isFit;
    }

    private static BigDecimal aboveZero(Fields fields, String name, BigDecimal max, String code) {
        BigDecimal value = exact(fields, name, max);
        if (value != null && value.signum() == 0) {
            fields.defect(name, code);
            return null;
        }
        return value;
    }

    /** A number of which a product still is exact where others count it too. */
    private static BigDecimal exact(Fields fields, String name, BigDecimal max) {
        BigDecimal value = fields.decimal(name, max);
        if (value != null && (value.scale() > MAX_SCALE || value.precision() > MAX_DIGITS)) {
            fields.defect(name, "decimal-too-long", MAX_DIGITS, MAX_SCALE);
            return null;
        }
        return value;
    }

    private static void requireCurrency(Fields fields) {
        String currency = fields.line("currency", Fields.MAX_CODE);
        if (currency != null && !currency.equals(CURRENCY)) {
            fields.defect("currency", "currency-not-cny", currency);
        }
    }

    private static PriceTier tier(Fields fields, List<BigDecimal> begins) {
        begins.add(fields.decimal("from", MAX_QUANTITY));
        BigDecimal upTo = fields.decimal("upTo", MAX_QUANTITY);
        BigDecimal price = unitPrice(fields);
        return price == null ? null : new PriceTier(upTo, price);
    }

    private static BigDecimal unitPrice(Fields fields) {
        BigDecimal price = exact(fields, "unitPriceFen", MAX_UNIT_PRICE);
        if (price == null) {
            fields.missing("unitPriceFen", "required-by-price-model");
        }
        return price;
    }

    /**
     * Tiers are computable when they ascend, the last, and only the last, has no end, and each begins where the one
     * before ends, where that is said.
     */
    private static boolean areComputable(Fields fields, TierMode mode, List<PriceTier> tiers, List<BigDecimal> begins) {
        if (tiers.isEmpty()) {
            return true;
        }
        if (tiers.contains(null)) {
            return false;
        }
        BigDecimal previous = BigDecimal.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            BigDecimal end = tiers.get(i).upTo();
            boolean isLast = i == tiers.size() - 1;
            if (isLast != (end == null) || (end != null && end.compareTo(previous) <= 0)) {
                fields.missing("tiers/" + i + "/upTo", "tiers-not-ascending");
                return false;
            }
            int begin = begins.get(i) == null ? 0 : begins.get(i).compareTo(previous);
            if (begin != 0) {
                String code = begin > 0 ? "tiers-gap" : "tiers-overlap";
                fields.defect("tiers/" + i + "/from", code, previous.toPlainString());
                return false;
            }
            previous = end;
        }
        if (tiers.size() > 1 && mode == null) {
            fields.missing("tierMode", "required-by-price-model");
            return false;
        }
        return true;
    }

    private static PriceWindow window(Fields fields) {
        WindowDays days = fields.requiredChoice("days", WindowDays.class);
        String from = quarter(fields, "from");
        String to = quarter(fields, "to");
        BigDecimal price = unitPrice(fields);
        if (days == null || from == null || to == null || price == null) {
            return null;
        }
        if (PriceWindow.minuteOf(from) >= PriceWindow.minuteOf(to)) {
            fields.defect("to", "window-not-forward");
            return null;
        }
        return new PriceWindow(days, from, to, price);
    }

    private static String quarter(Fields fields, String name) {
        String time = fields.requiredLine(name, MAX_TIME);
        if (time != null && !QUARTER.matcher(time).matches()) {
            fields.defect(name, "window-time-invalid");
            return null;
        }
        return time;
    }

    /** Whether there is one price for each quarter of an hour, of a working day and of a day off. */
    private static boolean coverTheDay(Fields fields, List<PriceWindow> windows) {
        if (windows.isEmpty()) {
            return true;
        }
        if (windows.contains(null)) {
            return false;
        }
        if (windows.size() < OfferingReader.MIN_WINDOWS) {
            fields.defect("windows", "windows-too-few", OfferingReader.MIN_WINDOWS);
            return false;
        }
        return List.of(true, false).stream().allMatch(isWorkingDay -> coverOneDay(fields, windows, isWorkingDay));
    }

    private static boolean coverOneDay(Fields fields, List<PriceWindow> windows, boolean isWorkingDay) {
        int[] byQuarter = new int[QUARTERS_OF_A_DAY];
        Arrays.fill(byQuarter, NONE);
        for (int i = 0; i < windows.size(); i++) {
            PriceWindow window = windows.get(i);
            int end = window.days().isOn(isWorkingDay) ? quarterOf(window.to()) : 0;
            for (int quarter = quarterOf(window.from()); quarter < end; quarter++) {
                if (byQuarter[quarter] != NONE) {
                    fields.defect("windows/" + i, "windows-overlap", byQuarter[quarter], timeOf(quarter));
                    return false;
                }
                byQuarter[quarter] = i;
            }
        }
        for (int quarter = 0; quarter < QUARTERS_OF_A_DAY; quarter++) {
            if (byQuarter[quarter] == NONE) {
                WindowDays days = isWorkingDay ? WindowDays.WORKING_DAYS : WindowDays.DAYS_OFF;
                fields.defect("windows", "windows-gap", days.name(), timeOf(quarter));
                return false;
            }
        }
        return true;
    }

    private static int quarterOf(String time) {
        return PriceWindow.minuteOf(time) / MINUTES_OF_A_QUARTER;
    }

    private static String timeOf(int quarter) {
        int minute = quarter * MINUTES_OF_A_QUARTER;
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static boolean areOrdered(Fields fields, Long minimum, Long maximum) {
        boolean areOrdered = minimum == null || maximum == null || minimum <= maximum;
        if (!areOrdered) {
            fields.defect("minimumChargeFen", "minimum-above-maximum", maximum);
        }
        return areOrdered;
    }

    /**
     * Money is what percentages are taken of, and nothing else: of it there are no fractions, and never more than all.
     */
    private static boolean isOfMoney(Fields fields, PriceModel model, String unit) {
        boolean isOfMoney = unit == null || (model == PriceModel.PERCENTAGE) == unit.equals(MONEY);
        if (!isOfMoney) {
            fields.defect("unit", model == PriceModel.PERCENTAGE ? "percentage-unit" : "unit-of-percentage", MONEY);
        }
        return isOfMoney;
    }
}
