package cn.dengyun.policy.domain.simulation;

import static cn.dengyun.policy.domain.PolicyFixture.someRules;
import static cn.dengyun.policy.domain.PolicyFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.ApplicantFacts;
import cn.dengyun.policy.domain.ContractTiming;
import cn.dengyun.policy.domain.FaceValue.LimitKind;
import cn.dengyun.policy.domain.RuleCode;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.policy.domain.simulation.Simulation.Trial;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.EnterpriseSize;
import cn.dengyun.shared.Hashes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** A year under the rules: conserved, reproducible, and moved by each rule in the direction that it should. */
class SimulationTest {

    private static final Instant OPENING = Instant.parse("2019-01-31T16:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2019, 1, 1);
    private static final int COUNT = 6_000;
    private static final List<ApplicantFacts> POPULATION =
            PopulationModel.standard().generate(COUNT, 7, DAY);

    @Test
    void whatIsGrantedAndWhatIsLeftAreTheBudget() {
        SimulationResult result = run(rules(), 7);

        assertThat(result.units()).hasSize(18).allSatisfy(unit -> {
            assertThat(unit.grantedFen() + unit.leftFen()).isEqualTo(unit.budgetFen());
            assertThat(unit.leftFen()).isNotNegative();
            assertThat(unit.firstWaitOn() == null).isEqualTo(unit.waitingFen() == 0);
        });
        assertThat(result.units().stream()
                        .mapToLong(SimulationResult.Unit::grantedFen)
                        .sum())
                .isEqualTo(result.total().grantedFen())
                .isPositive();
        assertThat(result.units()).anyMatch(unit -> unit.firstWaitOn() != null);
        assertThat(result.units()).anyMatch(unit -> unit.exhaustedOn() != null);
    }

    @Test
    void everySplitAddsUpToTheWhole() {
        SimulationResult result = run(rules(), 7);
        SimulationResult.Share total = result.total();

        for (List<SimulationResult.Share> split : List.of(result.byCity(), result.bySize(), result.cells())) {
            assertThat(sum(split, SimulationResult.Share::enterprises)).isEqualTo(COUNT);
            assertThat(sum(split, SimulationResult.Share::applications)).isEqualTo(total.applications());
            assertThat(sum(split, SimulationResult.Share::beneficiaries)).isEqualTo(total.beneficiaries());
            assertThat(sum(split, SimulationResult.Share::grantedFen)).isEqualTo(total.grantedFen());
        }
        assertThat(total.granted() + total.waiting() + total.undecided() + total.refused())
                .isEqualTo(total.applications());
        assertThat(total.applications()).isGreaterThan(500);
        assertThat(result.months()).hasSize(12);
        assertThat(result.months().stream()
                        .mapToLong(SimulationResult.Month::grantedFen)
                        .sum())
                .isEqualTo(total.grantedFen());
        assertThat(result.byCity())
                .hasSize(18)
                .extracting(SimulationResult.Share::city)
                .contains("340826", "341822");
    }

    @Test
    void theSameSeedGivesTheSameBytesWhateverTheOrderOfThePopulation() {
        List<ApplicantFacts> shuffled =
                new ArrayList<>(PopulationModel.standard().generate(COUNT, 7, DAY));
        Collections.shuffle(shuffled, new Random(1));

        String first = DecisionRecords.toJson(run(rules(), 7));
        String second =
                DecisionRecords.toJson(Simulation.run(simulation(rules(), budgets(1_000_000L)), shuffled, demand(), 7));

        assertThat(second).isEqualTo(first);
        assertThat(DecisionRecords.toJson(run(rules(), 8))).isNotEqualTo(first);
        assertThat(DecisionRecords.read(first, SimulationResult.class)).isEqualTo(run(rules(), 7));
        // On every machine and every Java.
        assertThat(Hashes.sha256Hex(first))
                .isEqualTo("ddf0044c72152e8f02a77259b2936ec968e21777fc1dd133aca8a7155fb42316");
    }

    @Test
    void aLargerBudgetNeverServesFewer() {
        long before = -1;
        for (long fen : new long[] {0, 10_000, 300_000, 1_000_000, 10_000_000, 1_000_000_000}) {
            SimulationResult result =
                    Simulation.run(simulation(rules(), budgets(fen)), POPULATION, demandWithoutModesty(), 7);
            assertThat(result.total().grantedFen()).isGreaterThanOrEqualTo(before);
            before = result.total().grantedFen();
            if (fen == 0) {
                assertThat(result.total().granted()).isZero();
                assertThat(result.total().waiting()).isPositive();
            }
            if (fen == 1_000_000_000) {
                assertThat(result.total().waiting()).isZero();
                assertThat(effect(result, RuleCode.QUOTA).failedAlone()).isZero();
            }
        }
    }

    @Test
    void theEffectOfARuleIsWhatHappensWithoutIt() {
        RuleSet rules = rules();
        TreeMap<String, Long> plenty = budgets(1_000_000_000_000L);
        SimulationResult with = Simulation.run(simulation(rules, plenty), POPULATION, demand(), 7);
        SimulationResult without =
                Simulation.run(simulation(with(rules, "minRevenueFen", null), plenty), POPULATION, demand(), 7);

        assertThat(effect(with, RuleCode.MIN_REVENUE).failedAlone()).isPositive();
        assertThat(without.total().refused())
                // Those that failed it alone get through, or meet the cap that their own earlier applications now use.
                .isBetween(
                        with.total().refused()
                                - effect(with, RuleCode.MIN_REVENUE).failedAlone(),
                        with.total().refused());
        assertThat(without.total().granted()).isGreaterThan(with.total().granted());
        assertThat(effect(without, RuleCode.MIN_REVENUE))
                .isEqualTo(new SimulationResult.RuleEffect(RuleCode.MIN_REVENUE, 0, 0, 0, 0));
    }

    @Test
    void everyRuleThatCanFailHereDoesAndLimitsBind() {
        SimulationResult result = Simulation.run(simulation(rules(), budgets(1_000_000L)), POPULATION, demand(), 7);

        assertThat(result.rules()).extracting(SimulationResult.RuleEffect::rule).containsExactly(RuleCode.values());
        for (RuleCode rule : List.of(
                RuleCode.CERTIFICATION,
                RuleCode.LEGAL_FORM,
                RuleCode.SIZE,
                RuleCode.MIN_AGE,
                RuleCode.MIN_REVENUE,
                RuleCode.SUBSIDISED_LAYERS,
                RuleCode.STACKING,
                RuleCode.QUOTA)) {
            SimulationResult.RuleEffect effect = effect(result, rule);
            assertThat(effect.failedAlone() + effect.failedWithOthers())
                    .as(rule.name())
                    .isPositive();
        }
        assertThat(result.limits()).hasSize(LimitKind.values().length);
        assertThat(result.limits()).anyMatch(limit -> limit.limit() == LimitKind.QUOTA && limit.loweredFen() > 0);
    }

    @Test
    void capsLowerFacesAndEndWhenTheyAreUsedUp() {
        RuleSet rules = with(with(rules(), "annualCapFen", 800_000L), "orderCapFen", 500_000L);
        rules = with(with(rules, "platformCeilingFen", null), "otherCeilingFen", null);

        SimulationResult result = Simulation.run(simulation(rules, budgets(1_000_000_000L)), POPULATION, demand(), 7);

        assertThat(effect(result, RuleCode.ANNUAL_CAP).failedAlone()).isPositive();
        assertThat(result.limits())
                .filteredOn(limit -> limit.reduced() > 0 && limit.loweredFen() > 0)
                .extracting(SimulationResult.LimitEffect::limit)
                .containsExactly(LimitKind.ANNUAL_CAP, LimitKind.ORDER_CAP);
        assertThat(result.total().grantedFen())
                .isLessThanOrEqualTo(800_000L * result.total().beneficiaries());
    }

    @Test
    void nobodyIsPaidFromTheCityOfACountyUnderTheProvince() {
        TreeMap<String, Long> cityOnly = new TreeMap<>(Map.of("341800", 1_000_000_000L));
        TreeMap<String, Long> province = new TreeMap<>(Map.of("341800", 0L, "340000", 1_000_000_000L));

        assertThat(ofCity(Simulation.run(simulation(rules(), cityOnly), POPULATION, demand(), 7), "341822")
                        .granted())
                .isZero();
        assertThat(ofCity(Simulation.run(simulation(rules(), province), POPULATION, demand(), 7), "341822")
                        .granted())
                .isPositive();
    }

    @Test
    void providersStopAtTheirCeilings() {
        RuleSet rules = with(with(rules(), "platformCeilingFen", 5_000_000L), "otherCeilingFen", 5_000_000L);

        SimulationResult result = Simulation.run(simulation(rules, budgets(1_000_000_000L)), POPULATION, demand(), 7);

        assertThat(result.total().grantedFen())
                .isLessThanOrEqualTo(5_000_000L * demand().providers().size());
        assertThat(effect(result, RuleCode.PROVIDER_CEILING).failedAlone()).isPositive();
    }

    @Test
    void whoMustSignFirstMostlyDoes() {
        SimulationResult result = Simulation.run(
                simulation(with(rules(), "contractTiming", ContractTiming.REQUIRED), budgets(1_000_000_000L)),
                POPULATION,
                demand(),
                7);
        SimulationResult.RuleEffect effect = effect(result, RuleCode.CONTRACT_TIMING);

        assertThat(effect.failedAlone() + effect.failedWithOthers())
                .isPositive()
                .isLessThan(result.total().applications() / 5);
    }

    @Test
    void aGeneratedPopulationIsValidAndItsOwnMixture() {
        assertThat(POPULATION)
                .hasSize(COUNT)
                .extracting(ApplicantFacts::organizationId)
                .doesNotHaveDuplicates();
        assertThat(POPULATION).extracting(ApplicantFacts::creditCode).doesNotHaveDuplicates();
        assertThat(POPULATION)
                .allSatisfy(facts ->
                        assertThat(CreditCode.defectsOf("", facts.creditCode())).isEmpty());
        assertThat(POPULATION).extracting(ApplicantFacts::size).contains(EnterpriseSize.values());
        assertThat(PopulationModel.standard().generate(COUNT, 7, DAY)).isEqualTo(POPULATION);
    }

    /** Compared with itself, because machines differ: ten times the enterprises take some ten times the time. */
    @Test
    void theTimeGrowsWithThePopulationAndNotFaster() {
        List<ApplicantFacts> few = PopulationModel.standard().generate(10_000, 3, DAY);
        List<ApplicantFacts> many = PopulationModel.standard().generate(100_000, 3, DAY);
        Trial simulation = simulation(rules(), budgets(100_000_000L));
        time(() -> Simulation.run(simulation, many, demand(), 3));

        Duration ofFew = time(() -> Simulation.run(simulation, few, demand(), 3));
        Duration ofMany = time(() -> Simulation.run(simulation, many, demand(), 3));

        assertThat(ofMany).isLessThan(ofFew.plusMillis(50).multipliedBy(60));
    }

    @Test
    void modelsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new DemandModel.SizeDemand(10_001, 0, 1, List.of(1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DemandModel.SizeDemand(1, 0, 1, List.of(2L, 1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> with(demand(), "monthWeights", List.of(0)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulation(rules(), budgets(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    private static SimulationResult run(RuleSet rules, long seed) {
        return Simulation.run(simulation(rules, budgets(1_000_000L)), POPULATION, demand(), seed);
    }

    private static RuleSet rules() {
        RuleSet rules = with(someRules(), "contractsUntil", LocalDate.of(2020, 12, 31));
        rules = with(rules, "contractsFrom", null);
        return with(with(rules, "minRevenueFen", 30_000_000L), "industries", null);
    }

    private static Trial simulation(RuleSet rules, TreeMap<String, Long> budgets) {
        return new Trial(rules, "340000", OPENING, budgets);
    }

    private static TreeMap<String, Long> budgets(long fen) {
        TreeMap<String, Long> budgets = new TreeMap<>();
        PopulationModel.standard().regionWeights().keySet().forEach(region -> budgets.put(region, fen));
        return budgets;
    }

    private static DemandModel demand() {
        return DemandModel.standard();
    }

    /** Nobody takes less than its whole face. */
    private static DemandModel demandWithoutModesty() {
        return with(demand(), "acceptsLessBasisPoints", 0);
    }

    private static SimulationResult.RuleEffect effect(SimulationResult result, RuleCode rule) {
        return result.rules().get(rule.ordinal());
    }

    private static SimulationResult.Share ofCity(SimulationResult result, String city) {
        return result.byCity().stream()
                .filter(share -> share.city().equals(city))
                .findFirst()
                .orElseThrow();
    }

    private static long sum(List<SimulationResult.Share> split, ToLongFunction<SimulationResult.Share> member) {
        return split.stream().mapToLong(member).sum();
    }

    private static Duration time(Runnable run) {
        long start = System.nanoTime();
        run.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
