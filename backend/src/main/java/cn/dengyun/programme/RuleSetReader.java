package cn.dengyun.programme;

import cn.dengyun.policy.domain.ContractTiming;
import cn.dengyun.policy.domain.Payee;
import cn.dengyun.policy.domain.RuleParameter;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.policy.domain.SubsidyBase;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.EnterpriseSize;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads one set of rules and collects what is wrong with it instead of stopping at the first. */
final class RuleSetReader {

    static final long MAX_FEN = 10_000_000_000_000L;

    private static final Pattern DECIMAL = Pattern.compile("\\d(\\.\\d{1,6})?");
    private static final int LONGEST_CLAUSE = 200;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_NUMBER = 100;
    private static final int MAX_INDUSTRIES = 200;
    private static final int MAX_DAYS = 36_500;
    private static final int MAX_WORKING_DAYS = 250;
    private static final int MAX_MONTHS = 60;
    private static final int MAX_YEARS = 20;

    private final String base;
    private final Predicate<String> isIndustry;
    private final List<Defect> defects = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private JsonNode rules;

    RuleSetReader(String base, Predicate<String> isIndustry) {
        this.base = base;
        this.isIndustry = isIndustry;
    }

    /** All that was found; empty when the rules are sound. */
    List<Defect> defects() {
        return defects;
    }

    /** The rules; only to be used when there are no defects. */
    RuleSet read(JsonNode json) {
        if (json == null || !json.isObject()) {
            defect("", "wrong-type-object");
            return null;
        }
        rules = json;
        RuleSet read = new RuleSet(
                document(),
                required("payee", choice(Payee.class)),
                required("subsidyBase", choice(SubsidyBase.class)),
                required("contractTiming", choice(ContractTiming.class)),
                optional("contractsFrom", this::date),
                optional("contractsUntil", this::date),
                required("individualsAllowed", this::flag),
                required("sizes", this::sizes),
                optional("industries", this::industries),
                optional("minAgeDays", whole(0, MAX_DAYS)),
                optional("minRevenueFen", amount(0)),
                required("providersExcluded", this::flag),
                optional("violationLookbackYears", whole(0, MAX_YEARS)),
                required("ratios", this::ratios),
                required("annualCapFen", amount(1)),
                optional("orderCapFen", amount(1)),
                required("minFaceFen", amount(1)),
                required("validityMonths", whole(1, MAX_MONTHS)),
                required("validUntil", this::date),
                optional("acceptDays", whole(1, MAX_DAYS)),
                optional("minPaidShare", this::share),
                optional("minUseDays", whole(0, MAX_DAYS)),
                required("stackingAllowed", this::flag),
                optional("platformCeilingFen", amount(1)),
                optional("otherCeilingFen", amount(1)),
                required("carryOver", this::flag),
                required("noticeWorkingDays", whole(0, MAX_WORKING_DAYS)),
                required("reviewWorkingDays", whole(1, MAX_WORKING_DAYS)),
                required("correctionWorkingDays", whole(1, MAX_WORKING_DAYS)),
                optional("sampleShare", this::share),
                optional("splitThresholdFen", amount(1)));
        refuseUnknown(json, "", known);
        contradictions(read);
        return read;
    }

    private void contradictions(RuleSet read) {
        if (read.contractsFrom() != null
                && read.contractsUntil() != null
                && read.contractsUntil().value().isBefore(read.contractsFrom().value())) {
            defect("/contractsUntil/value", "rule-dates-reversed");
        }
        if (read.minFaceFen() != null && read.annualCapFen() != null) {
            atLeastMinimum("/annualCapFen/value", read.annualCapFen(), read);
        }
        if (read.minFaceFen() != null && read.orderCapFen() != null) {
            atLeastMinimum("/orderCapFen/value", read.orderCapFen(), read);
        }
    }

    private void atLeastMinimum(String place, RuleParameter<Long> cap, RuleSet read) {
        if (cap.value() < read.minFaceFen().value()) {
            defect(
                    place,
                    "rule-cap-below-minimum",
                    cap.value(),
                    read.minFaceFen().value());
        }
    }

    private RuleSet.PolicyDocument document() {
        known.add("document");
        JsonNode node = rules.get("document");
        if (node == null || node.isNull()) {
            defect("/document", "required");
            return null;
        }
        if (!node.isObject()) {
            defect("/document", "wrong-type-object");
            return null;
        }
        refuseUnknown(node, "/document", Set.of("title", "number", "issuedOn"));
        String title = line(node, "/document", "title", LONGEST_TITLE);
        String number = line(node, "/document", "number", LONGEST_NUMBER);
        JsonNode issuedOn = node.get("issuedOn");
        if (issuedOn == null || issuedOn.isNull()) {
            defect("/document/issuedOn", "required");
            return null;
        }
        return new RuleSet.PolicyDocument(title, number, date(issuedOn, "/document/issuedOn"));
    }

    private <T> RuleParameter<T> required(String name, BiFunction<JsonNode, String, T> read) {
        JsonNode node = rules.get(name);
        if (node == null || node.isNull()) {
            known.add(name);
            defect("/" + name, "required");
            return null;
        }
        return optional(name, read);
    }

    private <T> RuleParameter<T> optional(String name, BiFunction<JsonNode, String, T> read) {
        known.add(name);
        JsonNode node = rules.get(name);
        String place = "/" + name;
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            defect(place, "wrong-type-object");
            return null;
        }
        refuseUnknown(node, place, Set.of("value", "clause"));
        String clause = line(node, place, "clause", LONGEST_CLAUSE);
        JsonNode value = node.get("value");
        if (value == null || value.isNull()) {
            defect(place + "/value", "required");
            return null;
        }
        T found = read.apply(value, place + "/value");
        return found == null || clause == null ? null : new RuleParameter<>(found, clause);
    }

    private String line(JsonNode object, String place, String name, int longest) {
        JsonNode node = object.get(name);
        if (node == null
                || node.isNull()
                || node.isTextual() && node.textValue().isBlank()) {
            defect(place + "/" + name, "required");
            return null;
        }
        if (!node.isTextual()) {
            defect(place + "/" + name, "wrong-type-text");
            return null;
        }
        String text = node.textValue().strip();
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            defect(place + "/" + name, "text-too-long", length, longest);
            return null;
        }
        int control = text.chars().filter(Character::isISOControl).findFirst().orElse(-1);
        if (control >= 0) {
            defect(place + "/" + name, "forbidden-character", String.format("U+%04X", control));
            return null;
        }
        return text;
    }

    private LocalDate date(JsonNode node, String place) {
        try {
            if (node.isTextual()) {
                return LocalDate.parse(node.textValue());
            }
        } catch (DateTimeParseException e) {
            // Told below, as for whatever else is no date.
        }
        defect(place, "wrong-type-date");
        return null;
    }

    private Boolean flag(JsonNode node, String place) {
        if (!node.isBoolean()) {
            defect(place, "wrong-type-boolean");
            return null;
        }
        return node.booleanValue();
    }

    private BiFunction<JsonNode, String, Integer> whole(int min, int max) {
        return (node, place) -> {
            Long number = number(node, place, min, max);
            return number == null ? null : number.intValue();
        };
    }

    private BiFunction<JsonNode, String, Long> amount(long min) {
        return (node, place) -> number(node, place, min, MAX_FEN);
    }

    private Long number(JsonNode node, String place, long min, long max) {
        if (!node.isIntegralNumber()) {
            defect(place, "wrong-type-number");
            return null;
        }
        if (!node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
            defect(place, "number-out-of-range", min, max);
            return null;
        }
        return node.longValue();
    }

    /** Between 0 and 1. */
    private BigDecimal share(JsonNode node, String place) {
        if (!node.isTextual() || !DECIMAL.matcher(node.textValue()).matches()) {
            defect(place, "wrong-type-decimal");
            return null;
        }
        BigDecimal share = new BigDecimal(node.textValue()).stripTrailingZeros();
        if (share.compareTo(BigDecimal.ONE) > 0) {
            defect(place, "number-out-of-range", 0, 1);
            return null;
        }
        return share.scale() < 0 ? share.setScale(0) : share;
    }

    private <E extends Enum<E>> BiFunction<JsonNode, String, E> choice(Class<E> type) {
        return (node, place) -> {
            if (!node.isTextual()) {
                defect(place, "wrong-type-text");
                return null;
            }
            return constant(type, node.textValue(), place);
        };
    }

    private <E extends Enum<E>> E constant(Class<E> type, String code, String place) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        for (E constant : constants) {
            if (constant.name().equals(code)) {
                return constant;
            }
        }
        String choices = constants.stream()
                .map(Enum::name)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        defect(place, "unknown-choice", shortened(code), choices);
        return null;
    }

    private List<EnterpriseSize> sizes(JsonNode node, String place) {
        Set<EnterpriseSize> sizes = EnumSet.noneOf(EnterpriseSize.class);
        List<String> texts = texts(node, place, EnterpriseSize.values().length);
        for (int i = 0; i < texts.size(); i++) {
            EnterpriseSize size = constant(EnterpriseSize.class, texts.get(i), place + "/" + i);
            if (size != null) {
                sizes.add(size);
            }
        }
        return List.copyOf(sizes);
    }

    private List<String> industries(JsonNode node, String place) {
        List<String> codes = texts(node, place, MAX_INDUSTRIES);
        for (int i = 0; i < codes.size(); i++) {
            if (!isIndustry.test(codes.get(i))) {
                defect(place + "/" + i, "unknown-code", shortened(codes.get(i)), "industries");
            }
        }
        return List.copyOf(new TreeSet<>(codes));
    }

    /** A list of at least one text; a text that is none reads as an empty one. */
    private List<String> texts(JsonNode node, String place, int most) {
        if (!node.isArray()) {
            defect(place, "wrong-type-list");
            return List.of();
        }
        if (node.isEmpty()) {
            defect(place, "required");
            return List.of();
        }
        if (node.size() > most) {
            defect(place, "too-many", node.size(), most);
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isTextual()) {
                defect(place + "/" + texts.size(), "wrong-type-text");
            }
            texts.add(element.asText());
        }
        return texts;
    }

    private Map<ServiceLayer, BigDecimal> ratios(JsonNode node, String place) {
        if (!node.isObject()) {
            defect(place, "wrong-type-object");
            return null;
        }
        if (node.isEmpty()) {
            defect(place, "required");
            return null;
        }
        Map<ServiceLayer, BigDecimal> ratios = new EnumMap<>(ServiceLayer.class);
        refuseUnknown(
                node,
                place,
                Set.copyOf(Arrays.stream(ServiceLayer.values()).map(Enum::name).toList()));
        for (ServiceLayer layer : ServiceLayer.values()) {
            JsonNode ratio = node.get(layer.name());
            BigDecimal share = ratio == null ? null : share(ratio, place + "/" + layer);
            if (share != null) {
                ratios.put(layer, share);
            }
        }
        return Map.copyOf(ratios);
    }

    private void refuseUnknown(JsonNode object, String place, Set<String> names) {
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                String escaped = shortened(name).replace("~", "~0").replace("/", "~1");
                defect(place + "/" + escaped, "unknown-field", shortened(name));
            }
        });
    }

    private void defect(String place, String code, Object... arguments) {
        defects.add(Defect.at(base + place, code, arguments));
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 80 ? printable : printable.substring(0, 80) + "…";
    }
}
