package cn.dengyun.policy.domain.simulation;

import cn.dengyun.policy.domain.ApplicantFacts;
import cn.dengyun.policy.domain.Ask;
import cn.dengyun.policy.domain.ContractTiming;
import cn.dengyun.policy.domain.Evaluation;
import cn.dengyun.policy.domain.FaceValue;
import cn.dengyun.policy.domain.FaceValue.LimitKind;
import cn.dengyun.policy.domain.Judging;
import cn.dengyun.policy.domain.ProgrammeTerms;
import cn.dengyun.policy.domain.RuleCode;
import cn.dengyun.policy.domain.RuleEngine;
import cn.dengyun.policy.domain.RuleOutcome;
import cn.dengyun.policy.domain.RuleParameter;
import cn.dengyun.policy.domain.RuleResult;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.shared.EnterpriseSize;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Tries rules on a population: every application goes through the rule engine in the order of its time, with the money
 * that those before it have left. Nothing comes back and no facts change meanwhile; who does not fit waits, and who
 * fits later is served, as long as there is money.
 */
public final class Simulation {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int WHOLE = 10_000;
    private static final int CONTRACT_DAYS = 60;

    /**
     * What is tried.
     *
     * @param programmeRegion null: any
     * @param opensAt it stays open for as many months as the demand model has
     * @param budgets fen by region code; an enterprise is paid from its own region's, else from the nearest above it
     */
    public record Trial(RuleSet rules, String programmeRegion, Instant opensAt, SortedMap<String, Long> budgets) {

        public Trial {
            budgets = new TreeMap<>(budgets);
            if (budgets.values().stream().anyMatch(fen -> fen < 0)) {
                throw new IllegalArgumentException("a budget is not below zero");
            }
        }

        /**
         * Whether the trial can say anything: somebody of the programme's region is among them for whom there is money.
         */
        public boolean canSayAnythingOf(List<ApplicantFacts> population) {
            return population.stream()
                    .map(ApplicantFacts::regionCode)
                    .distinct()
                    .anyMatch(this::isPaidFor);
        }

        private boolean isPaidFor(String region) {
            boolean isMeant = RegionCode.hasForm(region)
                    && (programmeRegion == null || Oversight.of(programmeRegion).covers(region));
            String payer = isMeant ? payerOf(region) : null;
            return payer != null && budgets.get(payer) > 0;
        }

        /** The region whose budget pays for enterprises of a region; null when there is none. */
        private String payerOf(String region) {
            RegionCode own = new RegionCode(region);
            for (RegionCode code = own; code != null; code = code.parent().orElse(null)) {
                boolean hasNoSay = code.isCity() && own.isUnderTheProvince();
                if (budgets.containsKey(code.value()) && !hasNoSay) {
                    return code.value();
                }
            }
            return null;
        }
    }

    private record Arrival(long second, UUID organizationId, int enterprise, int month, int number) {}

    private final Trial simulation;
    private final DemandModel demand;
    private final long seed;
    private final List<ApplicantFacts> population;
    private final ProgrammeTerms terms;
    private final Map<String, UnitTally> units = new TreeMap<>();
    private final Map<String, UnitTally> unitsOfRegions = new HashMap<>();
    private final UnitTally nowhere = new UnitTally(0);
    private final Map<UUID, Long> ofProviders = new HashMap<>();
    private final Map<String, Map<EnterpriseSize, Tally>> cells = new TreeMap<>();
    private final Map<RuleCode, long[]> effects = new EnumMap<>(RuleCode.class);
    private final Map<LimitKind, long[]> limits = new EnumMap<>(LimitKind.class);
    private final long[][] months;
    private final long[] committed;
    private final boolean[] hasApplied;

    private Simulation(Trial simulation, List<ApplicantFacts> population, DemandModel demand, long seed) {
        this.simulation = simulation;
        this.population = population;
        this.demand = demand;
        this.seed = seed;
        Instant closesAt = month(demand.monthWeights().size());
        this.terms = new ProgrammeTerms(
                null, 0, simulation.rules(), simulation.programmeRegion(), simulation.opensAt(), closesAt);
        this.months = new long[demand.monthWeights().size()][3];
        this.committed = new long[population.size()];
        this.hasApplied = new boolean[population.size()];
        simulation.budgets().forEach((region, fen) -> units.put(region, new UnitTally(fen)));
    }

    /** Runs it. The order of the population does not matter; the same arguments give the same result. */
    public static SimulationResult run(
            Trial simulation, List<ApplicantFacts> population, DemandModel demand, long seed) {
        return new Simulation(simulation, population, demand, seed).run();
    }

    private SimulationResult run() {
        for (ApplicantFacts each : population) {
            tally(each).enterprises++;
        }
        for (Arrival arrival : arrivals()) {
            apply(arrival);
        }
        return result();
    }

    private List<Arrival> arrivals() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < population.size(); i++) {
            ApplicantFacts facts = population.get(i);
            DemandModel.SizeDemand behaviour = demand.sizes().get(sizeOf(facts));
            SeededRandom dice = dice(facts, 0);
            if (behaviour == null || !dice.happens(behaviour.appliesBasisPoints())) {
                continue;
            }
            int number = 1;
            do {
                int month = dice.pick(demand.monthWeights());
                long start = month(month).getEpochSecond();
                long second = start + dice.below(month(month + 1).getEpochSecond() - start);
                arrivals.add(new Arrival(second, facts.organizationId(), i, month, number));
            } while (number++ < behaviour.maxApplications() && dice.happens(behaviour.againBasisPoints()));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::second)
                .thenComparing(Arrival::organizationId)
                .thenComparingInt(Arrival::number));
        return arrivals;
    }

    private void apply(Arrival arrival) {
        ApplicantFacts facts = population.get(arrival.enterprise()).withCommitted(committed[arrival.enterprise()]);
        Instant moment = Instant.ofEpochSecond(arrival.second());
        LocalDate day = LocalDate.ofInstant(moment, ZONE);
        Ask ask = ask(facts, dice(facts, arrival.number()), day);
        UnitTally unit = unitOf(facts.regionCode());

        Evaluation evaluation = Judging.by(terms)
                .quotaLeft(unit.leftFen)
                .providerLeft(providerLeft(ask))
                .evaluate(facts, ask, moment);

        count(arrival, facts, evaluation);
        switch (evaluation.verdict()) {
            case ELIGIBLE, ELIGIBLE_REDUCED -> grant(arrival, ask, facts, unit, evaluation.face(), day);
            case WAITLIST -> {
                unit.waitingFen += evaluation.face().entitledFen();
                unit.firstWaitOn = unit.firstWaitOn == null ? day : unit.firstWaitOn;
            }
            case UNDECIDED, NOT_ELIGIBLE -> {}
        }
    }

    private void grant(Arrival arrival, Ask ask, ApplicantFacts facts, UnitTally unit, FaceValue face, LocalDate day) {
        Tally tally = tally(facts);
        if (committed[arrival.enterprise()] == 0) {
            tally.beneficiaries++;
        }
        tally.grantedFen += face.fen();
        committed[arrival.enterprise()] += face.fen();
        months[arrival.month()][1]++;
        months[arrival.month()][2] += face.fen();
        ofProviders.merge(ask.lines().get(0).providerId(), face.fen(), Long::sum);
        unit.leftFen -= face.fen();
        if (unit.leftFen < face.leastFen()) {
            unit.exhaustedOn = unit.exhaustedOn == null ? day : unit.exhaustedOn;
        }
        if (face.isReduced()) {
            for (FaceValue.Limit limit : face.limits()) {
                if (limit.binding()) {
                    long[] effect = limits.computeIfAbsent(limit.kind(), kind -> new long[2]);
                    effect[0]++;
                    effect[1] += face.calculatedFen() - face.fen();
                }
            }
        }
    }

    private void count(Arrival arrival, ApplicantFacts facts, Evaluation evaluation) {
        Tally tally = tally(facts);
        if (!hasApplied[arrival.enterprise()]) {
            hasApplied[arrival.enterprise()] = true;
            tally.applicants++;
        }
        tally.applications++;
        months[arrival.month()][0]++;
        switch (evaluation.verdict()) {
            case ELIGIBLE, ELIGIBLE_REDUCED -> {
                tally.granted++;
                tally.reduced += evaluation.face().isReduced() ? 1 : 0;
                tally.demandFen += evaluation.face().entitledFen();
            }
            case WAITLIST -> {
                tally.waiting++;
                tally.demandFen += evaluation.face().entitledFen();
            }
            case UNDECIDED -> tally.undecided++;
            case NOT_ELIGIBLE -> tally.refused++;
        }
        countEffects(evaluation);
    }

    private void countEffects(Evaluation evaluation) {
        long notPassed = evaluation.results().stream()
                .filter(result -> result.outcome() == RuleOutcome.FAILED || result.outcome() == RuleOutcome.UNKNOWN)
                .count();
        for (RuleResult result : evaluation.results()) {
            if (result.outcome() == RuleOutcome.FAILED || result.outcome() == RuleOutcome.UNKNOWN) {
                long[] effect = effects.computeIfAbsent(result.rule(), rule -> new long[4]);
                if (result.outcome() == RuleOutcome.UNKNOWN) {
                    effect[2]++;
                } else if (notPassed == 1) {
                    effect[0]++;
                    effect[3] += evaluation.face().entitledFen();
                } else {
                    effect[1]++;
                }
            }
        }
    }

    private Ask ask(ApplicantFacts facts, SeededRandom dice, LocalDate day) {
        long amount = dice.from(demand.sizes().get(sizeOf(facts)).amountQuantilesFen());
        int count = 1 + (int) dice.below(demand.maxLines());
        DemandModel.Provider provider = demand.providers()
                .get(dice.pick(demand.providers().stream()
                        .map(DemandModel.Provider::weight)
                        .toList()));
        LocalDate contract = hasContract(dice) ? day.minusDays(dice.below(CONTRACT_DAYS)) : null;
        List<Ask.Line> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long exTax = amount / count + (i == 0 ? amount % count : 0);
            long inclTax = Math.max(1, exTax + exTax * demand.taxBasisPoints() / WHOLE);
            lines.add(new Ask.Line(
                    null,
                    dice.pick(demand.layerWeights()),
                    provider.id(),
                    provider.platform(),
                    inclTax,
                    exTax,
                    contract));
        }
        return new Ask(
                lines, dice.happens(demand.otherMoneyBasisPoints()), dice.happens(demand.acceptsLessBasisPoints()));
    }

    private boolean hasContract(SeededRandom dice) {
        RuleParameter<ContractTiming> timing = simulation.rules().contractTiming();
        if (timing == null || timing.value() == ContractTiming.ALLOWED) {
            return dice.happens(demand.contractFirstBasisPoints());
        }
        return dice.happens(demand.obedientBasisPoints()) == (timing.value() == ContractTiming.REQUIRED);
    }

    private Long providerLeft(Ask ask) {
        Ask.Line line = ask.lines().get(0);
        RuleParameter<Long> ceiling = line.platformProvider()
                ? simulation.rules().platformCeilingFen()
                : simulation.rules().otherCeilingFen();
        return ceiling == null ? null : ceiling.value() - ofProviders.getOrDefault(line.providerId(), 0L);
    }

    /** The same for an enterprise whoever else is there. */
    private SeededRandom dice(ApplicantFacts facts, int number) {
        UUID id = facts.organizationId();
        return SeededRandom.of(
                seed, Long.rotateLeft(id.getMostSignificantBits(), 17) ^ id.getLeastSignificantBits() + number);
    }

    private UnitTally unitOf(String region) {
        return unitsOfRegions.computeIfAbsent(String.valueOf(region), this::nearest);
    }

    private UnitTally nearest(String region) {
        String payer = RegionCode.hasForm(region) ? simulation.payerOf(region) : null;
        return payer == null ? nowhere : units.get(payer);
    }

    private Tally tally(ApplicantFacts facts) {
        return cells.computeIfAbsent(cityOf(facts.regionCode()), city -> new EnumMap<>(EnterpriseSize.class))
                .computeIfAbsent(sizeOf(facts), size -> new Tally());
    }

    /** The reporting unit; empty when the region is not known. */
    private static String cityOf(String region) {
        if (!RegionCode.hasForm(region)) {
            return "";
        }
        RegionCode code = new RegionCode(region);
        boolean isUnit = code.isUnderTheProvince() || code.isCity() || code.isProvince();
        return isUnit ? region : region.substring(0, 4) + "00";
    }

    private static EnterpriseSize sizeOf(ApplicantFacts facts) {
        return facts.size() == null ? EnterpriseSize.UNCLASSIFIED : facts.size();
    }

    private Instant month(int count) {
        return simulation.opensAt().atZone(ZONE).plusMonths(count).toInstant();
    }

    private SimulationResult result() {
        Tally total = new Tally();
        Map<EnterpriseSize, Tally> bySize = new EnumMap<>(EnterpriseSize.class);
        List<SimulationResult.Share> byCity = new ArrayList<>();
        List<SimulationResult.Share> byBoth = new ArrayList<>();
        cells.forEach((city, sizes) -> {
            Tally ofCity = new Tally();
            sizes.forEach((size, tally) -> {
                byBoth.add(tally.share(city, size));
                bySize.computeIfAbsent(size, key -> new Tally()).add(tally);
                ofCity.add(tally);
            });
            byCity.add(ofCity.share(city, null));
            total.add(ofCity);
        });
        return new SimulationResult(
                RuleEngine.VERSION,
                demand.name(),
                seed,
                total.share(null, null),
                units.entrySet().stream()
                        .map(unit -> unit.getValue().unit(unit.getKey()))
                        .toList(),
                List.copyOf(byCity),
                bySize.entrySet().stream()
                        .map(size -> size.getValue().share(null, size.getKey()))
                        .toList(),
                List.copyOf(byBoth),
                monthsOfResult(),
                ruleEffects(),
                limitEffects());
    }

    private List<SimulationResult.Month> monthsOfResult() {
        List<SimulationResult.Month> found = new ArrayList<>();
        for (int i = 0; i < months.length; i++) {
            found.add(new SimulationResult.Month(i + 1, months[i][0], months[i][1], months[i][2]));
        }
        return List.copyOf(found);
    }

    private List<SimulationResult.RuleEffect> ruleEffects() {
        List<SimulationResult.RuleEffect> found = new ArrayList<>();
        for (RuleCode rule : RuleCode.values()) {
            long[] effect = effects.getOrDefault(rule, new long[4]);
            found.add(new SimulationResult.RuleEffect(rule, effect[0], effect[1], effect[2], effect[3]));
        }
        return List.copyOf(found);
    }

    private List<SimulationResult.LimitEffect> limitEffects() {
        List<SimulationResult.LimitEffect> found = new ArrayList<>();
        for (LimitKind kind : LimitKind.values()) {
            long[] effect = limits.getOrDefault(kind, new long[2]);
            found.add(new SimulationResult.LimitEffect(kind, effect[0], effect[1]));
        }
        return List.copyOf(found);
    }

    /** A budget while it is spent. */
    private static final class UnitTally {
        private final long budgetFen;
        private long leftFen;
        private long waitingFen;
        private LocalDate firstWaitOn;
        private LocalDate exhaustedOn;

        UnitTally(long budgetFen) {
            this.budgetFen = budgetFen;
            this.leftFen = budgetFen;
        }

        SimulationResult.Unit unit(String region) {
            return new SimulationResult.Unit(
                    region, budgetFen, budgetFen - leftFen, leftFen, waitingFen, firstWaitOn, exhaustedOn);
        }
    }

    /** A part of the population while it is counted. */
    private static final class Tally {
        private long enterprises;
        private long applicants;
        private long beneficiaries;
        private long applications;
        private long granted;
        private long reduced;
        private long waiting;
        private long undecided;
        private long refused;
        private long demandFen;
        private long grantedFen;

        void add(Tally other) {
            enterprises += other.enterprises;
            applicants += other.applicants;
            beneficiaries += other.beneficiaries;
            applications += other.applications;
            granted += other.granted;
            reduced += other.reduced;
            waiting += other.waiting;
            undecided += other.undecided;
            refused += other.refused;
            demandFen += other.demandFen;
            grantedFen += other.grantedFen;
        }

        SimulationResult.Share share(String city, EnterpriseSize size) {
            int takeUp = enterprises == 0 ? 0 : (int) (beneficiaries * WHOLE / enterprises);
            return new SimulationResult.Share(
                    city,
                    size,
                    enterprises,
                    applicants,
                    beneficiaries,
                    applications,
                    granted,
                    reduced,
                    waiting,
                    undecided,
                    refused,
                    demandFen,
                    grantedFen,
                    takeUp);
        }
    }
}
