package cn.dengyun.policy.domain;

import static cn.dengyun.policy.domain.PolicyFixture.aRequest;
import static cn.dengyun.policy.domain.PolicyFixture.aSituation;
import static cn.dengyun.policy.domain.PolicyFixture.anApplicant;
import static cn.dengyun.policy.domain.PolicyFixture.arbitraryApplicant;
import static cn.dengyun.policy.domain.PolicyFixture.arbitraryRequest;
import static cn.dengyun.policy.domain.PolicyFixture.arbitraryRules;
import static cn.dengyun.policy.domain.PolicyFixture.arbitrarySituation;
import static cn.dengyun.policy.domain.PolicyFixture.line;
import static cn.dengyun.policy.domain.PolicyFixture.request;
import static cn.dengyun.policy.domain.PolicyFixture.someRules;
import static cn.dengyun.policy.domain.PolicyFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Laws of the engine that hold for any rules, facts and requests, sensible or not. */
class FaceValuePropertyTest {

    @Property(tries = 3000)
    void everyCombinationHasAnAnswerThatKeepsAllLimits(@ForAll long seed) {
        Random random = new Random(seed);
        RuleSet rules = arbitraryRules(random);
        Evaluation evaluation = RuleEngine.evaluate(
                rules, arbitraryApplicant(random), arbitraryRequest(random), arbitrarySituation(random));
        FaceValue face = evaluation.face();

        assertThat(evaluation.results()).extracting(RuleResult::rule).containsExactly(RuleCode.values());
        assertThat(face.limits()).allMatch(limit -> face.fen() <= limit.fen());
        assertThat(face.fen()).isBetween(0L, face.entitledFen());
        assertThat(face.fen() == 0 || face.fen() >= face.leastFen()).isTrue();
        assertThat(face.lines().stream().mapToLong(FaceValue.Line::fen).sum()).isEqualTo(face.calculatedFen());
        if (evaluation.mayBeApproved()) {
            assertThat(face.fen()).isPositive();
            assertThat(evaluation.verdict() == EligibilityVerdict.ELIGIBLE_REDUCED)
                    .isEqualTo(face.fen() < face.calculatedFen());
        }
        if (evaluation.verdict() == EligibilityVerdict.NOT_ELIGIBLE || evaluation.mustWait()) {
            assertThat(face.fen()).isZero();
        }
        for (RuleResult result : evaluation.results()) {
            boolean hasReason = result.outcome() == RuleOutcome.FAILED || result.outcome() == RuleOutcome.UNKNOWN;
            assertThat(result.reason() != null).isEqualTo(hasReason);
        }
    }

    @Property(tries = 1000)
    void equalInputsGiveEqualAnswers(@ForAll long seed) {
        assertThat(decided(seed)).isEqualTo(decided(seed));
    }

    @Property(tries = 1000)
    void replayingARecordThroughItsRulesGivesAnEqualRecord(@ForAll long seed) {
        DecisionRecord record = decided(seed);

        assertThat(record.replay(arbitraryRules(new Random(seed)))).isEqualTo(record);
    }

    @Property
    void aLineIsTheFloorOfTheExactProduct(
            @ForAll @LongRange(min = 0, max = 900_000_000_000L) long base,
            @ForAll @IntRange(min = 1, max = 10_000) int basisPoints) {
        RuleSet rules = with(someRules(), "ratios", Map.of(ServiceLayer.SAAS, BigDecimal.valueOf(basisPoints, 4)));
        long exact = BigInteger.valueOf(base)
                .multiply(BigInteger.valueOf(basisPoints))
                .divide(BigInteger.valueOf(10_000))
                .longValueExact();

        FaceValue face = RuleEngine.evaluate(rules, anApplicant(), request(line(ServiceLayer.SAAS, base)), aSituation())
                .face();

        assertThat(face.calculatedFen()).isEqualTo(exact);
    }

    @Property
    void linesAreRoundedEachByItselfAndThenAdded(
            @ForAll @LongRange(min = 0, max = 1_000_000) long first,
            @ForAll @LongRange(min = 0, max = 1_000_000) long second) {
        Ask both = request(line(ServiceLayer.IAAS, first), line(ServiceLayer.SAAS, second));

        assertThat(faceOf(both).calculatedFen())
                .isEqualTo(faceOf(request(line(ServiceLayer.IAAS, first))).calculatedFen()
                        + faceOf(request(line(ServiceLayer.SAAS, second))).calculatedFen());
    }

    @Property
    void aHigherCapNeverGivesLess(
            @ForAll @IntRange(min = 0, max = 3) int which,
            @ForAll @LongRange(min = 0, max = 1_200_000) long cap,
            @ForAll @LongRange(min = 0, max = 1_200_000) long more) {
        assertThat(capped(which, cap + more)).isGreaterThanOrEqualTo(capped(which, cap));
    }

    @Property
    void recomputingOnlyEverLowers(@ForAll long seed) {
        Random random = new Random(seed);
        RuleSet rules = arbitraryRules(random);
        FaceValue face = RuleEngine.evaluate(
                        rules, arbitraryApplicant(random), arbitraryRequest(random), arbitrarySituation(random))
                .face();

        FaceValue again = face.recompute(rules, arbitraryRequest(random));

        assertThat(again.fen()).isLessThanOrEqualTo(face.fen());
        assertThat(again.entitledFen()).isLessThanOrEqualTo(face.entitledFen());
        assertThat(again.fen() == 0 || again.fen() >= again.leastFen()).isTrue();
    }

    private static long capped(int which, long cap) {
        RuleSet rules = someRules();
        Situation situation = aSituation();
        switch (which) {
            case 0 -> rules = with(rules, "annualCapFen", (Object) cap);
            case 1 -> rules = with(rules, "orderCapFen", (Object) cap);
            case 2 -> situation = with(situation, "providerLeftFen", cap);
            default -> situation = with(situation, "quotaLeftFen", cap);
        }
        return RuleEngine.evaluate(rules, anApplicant(), aRequest(), situation)
                .face()
                .fen();
    }

    private static FaceValue faceOf(Ask ask) {
        return RuleEngine.evaluate(someRules(), anApplicant(), ask, aSituation())
                .face();
    }

    private static DecisionRecord decided(long seed) {
        Random random = new Random(seed);
        RuleSet rules = arbitraryRules(random);
        return DecisionRecord.of(
                PolicyFixture.PROGRAMME,
                1,
                rules,
                arbitraryApplicant(random),
                arbitraryRequest(random),
                arbitrarySituation(random));
    }
}
