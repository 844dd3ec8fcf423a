package cn.dengyun.programme.simulation;

import cn.dengyun.platform.operation.OnlyWith;
import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.platform.operation.Variants;
import cn.dengyun.policy.domain.ApplicantFacts;
import cn.dengyun.policy.domain.Ask;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.policy.domain.simulation.DemandModel;
import cn.dengyun.programme.simulation.domain.PopulationSource;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.EnterpriseSize;
import cn.dengyun.shared.Fen;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent about simulations of rules. */
public final class SimulationForms {

    /** The most enterprises of one simulation. */
    static final int MAX_ENTERPRISES = 200_000;

    private static final int MAX_UPLOADED = 10_000;
    /** The most applications of one simulation, on average: they are all in memory at once. */
    private static final long MAX_APPLICATIONS = 1_000_000;

    private static final int WHOLE = 10_000;
    private static final Instant FIRST_OPENING = Instant.parse("2018-01-01T00:00:00Z");
    private static final Instant LAST_OPENING = Instant.parse("2100-01-01T00:00:00Z");

    private SimulationForms() {}

    /** A simulation to be. */
    @Schema(
            name = "SimulationRequest",
            description = "A simulation of a version of a programme's rules on a population")
    public record NewSimulation(
            @Min(1)
            @Schema(
                    nullable = true,
                    description = "Version of the rules that is tried; absent: the latest",
                    examples = "1")
            Integer ruleVersion,

            @NotNull @Valid @Schema(required = true) Population population,

            @Min(0)
            @Max(9_007_199_254_740_991L)
            @Schema(
                    nullable = true,
                    description = "The same seed and inputs give the same result; absent: 1",
                    examples = "1")
            Long seed,

            @Schema(
                    nullable = true,
                    description = "When the programme is taken to open; absent: as announced, else now",
                    examples = "2018-07-01T01:00:00Z")
            Instant opensAt,

            @Size(max = 200)
            @Schema(nullable = true, description = "Money by region; absent: the budgets of the programme as they are")
            List<@NotNull @Valid Money> budgets,

            @Valid @Schema(nullable = true, description = "Absent: the standard model, which is an assumption")
            Demand demand) {}

    /** Whom it is tried on. */
    @Variants("source")
    @Schema(name = "SimulationPopulation", description = "Whom rules are tried on")
    public record Population(
            @NotNull @Schema(required = true, description = "Where the enterprises come from", examples = "GENERATED")
            PopulationSource source,

            @Min(1)
            @Max(MAX_ENTERPRISES)
            @OnlyWith("GENERATED")
            @Schema(nullable = true, description = "How many", examples = "1000")
            Integer count,

            @Schema(
                    nullable = true,
                    description = "Whether age and violations, which only reviewers look up, are taken to be in order "
                            + "where they are not known; false: such applications stay undecided. Absent: true",
                    examples = "true")
            Boolean checked,

            @Size(max = MAX_UPLOADED)
            @OnlyWith("UPLOADED")
            @Schema(nullable = true, description = "At most 10,000 and 2 MiB")
            List<@NotNull @Valid Enterprise> enterprises) {}

    /** An enterprise that is sent. */
    @Schema(name = "SimulatedEnterprise", description = "An enterprise that rules are tried on")
    public record Enterprise(
            @Pattern(regexp = CreditCode.PATTERN)
            @Schema(nullable = true, description = "Tells legal forms apart", examples = "91340100MA2MR1GE5A")
            String creditCode,

            @NotNull
            @Pattern(regexp = RegionCode.PATTERN)
            @Schema(required = true, description = "The region, a GB/T 2260 code", examples = "340100")
            String regionCode,

            @Size(max = 5) @Schema(nullable = true, description = "GB/T 4754", examples = "3670")
            String industryCode,

            @Schema(nullable = true, description = "Its size class; null where it is unknown", examples = "SMALL")
            EnterpriseSize size,

            @PlausibleDay
            @Schema(
                    nullable = true,
                    description = "The day on which it was registered, in the years 1800 to 2100; null where it is"
                            + " unknown",
                    examples = "2015-03-01")
            LocalDate registeredOn,

            @Min(0)
            @Max(Fen.MAX_FIGURE)
            @Schema(nullable = true, description = "Of last year, in fen", examples = "500000000")
            Long revenueFen,

            @Schema(nullable = true, description = "Absent: certified", examples = "CERTIFIED")
            ApplicantFacts.Standing standing,

            @Schema(nullable = true, description = "Whether it is a provider; absent: no", examples = "false")
            Boolean provider,

            @Size(max = 100)
            @Schema(
                    nullable = true,
                    description = "Days of serious fiscal violations, in the years 1800 to 2100",
                    examples = "[\"2010-05-01\"]")
            List<@NotNull @PlausibleDay LocalDate> violations) {}

    /** Money in a region. */
    @Schema(name = "SimulatedBudget", description = "Money in a region")
    public record Money(
            @NotNull
            @Pattern(regexp = RegionCode.PATTERN)
            @Schema(required = true, description = "The region, a GB/T 2260 code", examples = "340000")
            String regionCode,

            @NotNull
            @Min(0)
            @Max(Fen.MAX_AMOUNT)
            @Schema(required = true, description = "In fen", examples = "1000000000")
            Long amountFen) {}

    /** How they ask; what is absent is as in the standard model. */
    @Schema(
            name = "DemandModel",
            description = "How enterprises ask for vouchers; what is absent is as in the standard model. Shares are in "
                    + "hundredths of a per cent")
    public record Demand(
            @Size(min = 1, max = 5)
            @Schema(nullable = true, description = "Those of a size that is not listed never ask")
            List<@NotNull @Valid Behaviour> sizes,

            @Size(min = 1, max = 120)
            @Schema(
                    nullable = true,
                    description = "How applications spread over the months since the opening",
                    examples = "[18, 12, 9, 8, 7, 6, 6, 6, 7, 7, 7, 7]")
            List<@NotNull @Min(0) @Max(1_000_000) Integer> monthWeights,

            @Size(min = 1, max = 6)
            @Schema(nullable = true, description = "How often services of each layer are bought")
            List<@NotNull @Valid LayerWeight> layers,

            @Size(min = 1, max = 1_000) @Schema(nullable = true, description = "How often each provider is chosen")
            List<@NotNull @Valid Seller> providers,

            @Min(1) @Max(Ask.MAX_LINES) @Schema(nullable = true, description = "Of one application", examples = "3")
            Integer maxLines,

            @Min(0)
            @Max(WHOLE)
            @Schema(
                    nullable = true,
                    description = "Contracts before the application, where rules allow both",
                    examples = "5000")
            Integer contractFirstBasisPoints,

            @Min(0)
            @Max(WHOLE)
            @Schema(nullable = true, description = "That keep the order that rules demand", examples = "9000")
            Integer obedientBasisPoints,

            @Min(0) @Max(WHOLE) @Schema(nullable = true, description = "With other fiscal money", examples = "300")
            Integer otherMoneyBasisPoints,

            @Min(0) @Max(WHOLE) @Schema(nullable = true, description = "That take what is left", examples = "4000")
            Integer acceptsLessBasisPoints,

            @Min(0) @Max(WHOLE) @Schema(nullable = true, description = "Tax on the price", examples = "600")
            Integer taxBasisPoints) {

        /** Rejects with {@code invalid-request} what makes no sense together. */
        DemandModel toModel() {
            DemandModel standard = DemandModel.standard();
            SortedMap<EnterpriseSize, DemandModel.SizeDemand> behaviours = new TreeMap<>();
            SortedMap<ServiceLayer, Integer> weights = new TreeMap<>();
            try {
                for (Behaviour each : sizes == null ? List.<Behaviour>of() : sizes) {
                    behaviours.put(each.size(), each.toDemand());
                }
                for (LayerWeight each : layers == null ? List.<LayerWeight>of() : layers) {
                    weights.put(each.layer(), each.weight());
                }
                return new DemandModel(
                        "custom",
                        sizes == null ? standard.sizes() : behaviours,
                        or(monthWeights, standard.monthWeights()),
                        layers == null ? standard.layerWeights() : weights,
                        providers == null
                                ? standard.providers()
                                : providers.stream().map(Seller::toProvider).toList(),
                        or(maxLines, standard.maxLines()),
                        or(contractFirstBasisPoints, standard.contractFirstBasisPoints()),
                        or(obedientBasisPoints, standard.obedientBasisPoints()),
                        or(otherMoneyBasisPoints, standard.otherMoneyBasisPoints()),
                        or(acceptsLessBasisPoints, standard.acceptsLessBasisPoints()),
                        or(taxBasisPoints, standard.taxBasisPoints()));
            } catch (IllegalArgumentException e) {
                throw Rejection.invalid(List.of(Defect.at("/demand", "simulation-demand-unfit")));
            }
        }

        private static <T> T or(T given, T standard) {
            return given == null ? standard : given;
        }
    }

    /** How enterprises of a size ask. */
    @Schema(name = "SizeDemand", description = "How enterprises of a size ask for vouchers")
    public record Behaviour(
            @NotNull @Schema(required = true, examples = "SMALL")
            EnterpriseSize size,

            @NotNull @Min(0) @Max(WHOLE) @Schema(required = true, description = "That apply at all", examples = "1500")
            Integer appliesBasisPoints,

            @NotNull
            @Min(0)
            @Max(WHOLE)
            @Schema(required = true, description = "That apply once more after each application", examples = "2000")
            Integer againBasisPoints,

            @NotNull @Min(1) @Max(100) @Schema(required = true, description = "Of one enterprise", examples = "4")
            Integer maxApplications,

            @NotNull
            @Size(min = 1, max = 100)
            @Schema(
                    required = true,
                    description = "Price without tax in fen, at evenly spaced quantiles, rising",
                    examples = "[200000, 800000, 1800000, 4500000, 20000000]")
            List<@NotNull @Min(0) @Max(Fen.MAX_AMOUNT) Long> amountQuantilesFen) {

        private DemandModel.SizeDemand toDemand() {
            return new DemandModel.SizeDemand(
                    appliesBasisPoints, againBasisPoints, maxApplications, amountQuantilesFen);
        }
    }

    /** What is bought. */
    @Schema(name = "LayerDemand", description = "How often services of a layer are bought")
    public record LayerWeight(
            @NotNull @Schema(required = true, examples = "SAAS")
            ServiceLayer layer,

            @NotNull
            @Min(0)
            @Max(1_000_000)
            @Schema(required = true, description = "How often, in proportion to the other weights", examples = "40")
            Integer weight) {}

    /** From whom it is bought. */
    @Schema(name = "ProviderDemand", description = "How often a provider is chosen")
    public record Seller(
            @NotNull
            @Schema(required = true, description = "The provider", examples = "01900000-0000-7000-8000-000000000001")
            UUID providerId,

            @NotNull @Schema(required = true, description = "Whether it is a cloud platform", examples = "true")
            Boolean platform,

            @NotNull
            @Min(0)
            @Max(1_000_000)
            @Schema(required = true, description = "How often, in proportion to the other weights", examples = "30")
            Integer weight) {

        private DemandModel.Provider toProvider() {
            return new DemandModel.Provider(providerId, platform, weight);
        }
    }

    /** Rejects with {@code invalid-request} and all defects that a single member does not show. */
    static void check(NewSimulation wanted, DemandModel demand) {
        List<Defect> defects = new ArrayList<>();
        Population population = wanted.population();
        Instant opening = wanted.opensAt();
        if (opening != null && (opening.isBefore(FIRST_OPENING) || opening.isAfter(LAST_OPENING))) {
            defects.add(Defect.at("/opensAt", "simulation-opening-unfit", FIRST_OPENING, LAST_OPENING));
        }
        if (maxApplications(population, demand) > MAX_APPLICATIONS) {
            defects.add(Defect.at("/demand", "simulation-too-large", MAX_APPLICATIONS));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** What is to be expected at the most, whatever sizes the enterprises have. */
    private static long maxApplications(Population population, DemandModel demand) {
        double each = 0;
        for (DemandModel.SizeDemand size : demand.sizes().values()) {
            double expected = 0;
            double further = (double) size.appliesBasisPoints() / WHOLE;
            for (int i = 0; i < size.maxApplications(); i++) {
                expected += further;
                further *= (double) size.againBasisPoints() / WHOLE;
            }
            each = Math.max(each, expected);
        }
        int count = switch (population.source()) {
            case GENERATED -> population.count() == null ? 0 : population.count();
            case UPLOADED -> uploaded(population).size();
            case REGISTERED -> MAX_ENTERPRISES;
        };
        return Math.round(each * count);
    }

    private static List<Enterprise> uploaded(Population population) {
        boolean isUploaded = population.source() == PopulationSource.UPLOADED && population.enterprises() != null;
        return isUploaded ? population.enterprises() : List.of();
    }

    /** Those that were sent, as the rules see them; each is known by its place in the list. */
    static List<ApplicantFacts> facts(Population population) {
        List<ApplicantFacts> facts = new ArrayList<>();
        for (Enterprise each : uploaded(population)) {
            byte[] name = ("enterprise " + facts.size()).getBytes(StandardCharsets.UTF_8);
            facts.add(new ApplicantFacts(
                    UUID.nameUUIDFromBytes(name),
                    each.creditCode(),
                    each.standing() == null ? ApplicantFacts.Standing.CERTIFIED : each.standing(),
                    null,
                    each.regionCode(),
                    each.industryCode(),
                    each.size(),
                    each.registeredOn(),
                    each.revenueFen(),
                    List.of(),
                    Boolean.TRUE.equals(each.provider()),
                    each.violations(),
                    0,
                    List.of()));
        }
        return facts;
    }
}
