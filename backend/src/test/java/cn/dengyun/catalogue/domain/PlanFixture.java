package cn.dengyun.catalogue.domain;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Plans for tests, of which only that is said what matters. */
public final class PlanFixture {

    private final PriceModel model;
    private String code;
    private String name;
    private Long amountFen;
    private String unit;
    private TierMode tierMode;
    private List<PriceTier> tiers;
    private Long minimumChargeFen;
    private Long setupFen;
    private BigDecimal taxRate;
    private BigDecimal packageSize;
    private BigDecimal rate;
    private Long maximumChargeFen;
    private List<PriceWindow> windows;
    private Aggregation aggregation;

    private PlanFixture(PriceModel model) {
        this.model = model;
    }

    /** Called {@code a}. */
    public static PlanFixture aPlan(PriceModel model) {
        return new PlanFixture(model).called("a", "a");
    }

    public PlanFixture called(String itsCode, String itsName) {
        code = itsCode;
        name = itsName;
        return this;
    }

    public PlanFixture costing(Long fen) {
        amountFen = fen;
        return this;
    }

    PlanFixture per(String itsUnit) {
        unit = itsUnit;
        return this;
    }

    /** At one price. */
    PlanFixture at(String unitPriceFen) {
        return tiered(null, List.of(new PriceTier(null, new BigDecimal(unitPriceFen))));
    }

    PlanFixture tiered(TierMode mode, List<PriceTier> itsTiers) {
        tierMode = mode;
        tiers = itsTiers;
        return this;
    }

    PlanFixture between(Long minimumFen, Long maximumFen) {
        minimumChargeFen = minimumFen;
        maximumChargeFen = maximumFen;
        return this;
    }

    PlanFixture setUpFor(Long fen) {
        setupFen = fen;
        return this;
    }

    PlanFixture taxed(BigDecimal ratio) {
        taxRate = ratio;
        return this;
    }

    PlanFixture inPackagesOf(BigDecimal size) {
        packageSize = size;
        return this;
    }

    PlanFixture sharing(BigDecimal share) {
        rate = share;
        return this;
    }

    /** One price until eight in the morning, another from then on. */
    PlanFixture byDay(String night, String day) {
        return in(List.of(
                new PriceWindow(WindowDays.EVERY_DAY, "00:00", "08:00", new BigDecimal(night)),
                new PriceWindow(WindowDays.EVERY_DAY, "08:00", "24:00", new BigDecimal(day))));
    }

    PlanFixture in(List<PriceWindow> itsWindows) {
        windows = itsWindows;
        return this;
    }

    PlanFixture counting(Aggregation itsAggregation) {
        aggregation = itsAggregation;
        return this;
    }

    /** A subscription is monthly. */
    public Plan plan() {
        return new Plan(
                code,
                name,
                null,
                model,
                amountFen,
                model == PriceModel.SUBSCRIPTION ? "MONTH" : null,
                unit,
                tierMode,
                tiers,
                minimumChargeFen,
                setupFen,
                taxRate,
                packageSize,
                rate,
                maximumChargeFen,
                windows,
                aggregation);
    }

    /** Tiers as pairs of last quantity (null for none) and unit price in fen. */
    static Plan aMeteredPlan(TierMode mode, Long minimumChargeFen, String... boundsAndPrices) {
        PriceTier[] tiers = new PriceTier[boundsAndPrices.length / 2];
        Arrays.setAll(
                tiers,
                i -> new PriceTier(
                        boundsAndPrices[2 * i] == null ? null : new BigDecimal(boundsAndPrices[2 * i]),
                        new BigDecimal(boundsAndPrices[2 * i + 1])));
        return metered(mode, minimumChargeFen, List.of(tiers));
    }

    static Plan metered(TierMode mode, Long minimumChargeFen, List<PriceTier> tiers) {
        return aPlan(PriceModel.METERED)
                .called("use", "按量")
                .per("HOUR")
                .tiered(mode, tiers)
                .between(minimumChargeFen, null)
                .plan();
    }

    static Plan aFixedPlan(PriceModel model, long amountFen, Long setupFen) {
        return aPlan(model)
                .called("fixed", "包月")
                .costing(amountFen)
                .setUpFor(setupFen)
                .plan();
    }

    static Plan packages(String size, long amountFen) {
        return aPlan(PriceModel.PACKAGE)
                .called("pack", "按包")
                .per("REQUEST")
                .costing(amountFen)
                .inPackagesOf(new BigDecimal(size))
                .plan();
    }

    static Plan percentage(String rate, Long minimumChargeFen, Long maximumChargeFen) {
        return aPlan(PriceModel.PERCENTAGE)
                .called("share", "按比例")
                .per("CNY_FEN")
                .sharing(new BigDecimal(rate))
                .between(minimumChargeFen, maximumChargeFen)
                .plan();
    }

    /** One price until eight in the morning, another from then on. */
    static Plan byTime(String night, String day) {
        return aPlan(PriceModel.TIME_OF_USE)
                .called("time", "分时")
                .per("CORE_HOUR")
                .byDay(night, day)
                .plan();
    }
}
