package cn.dengyun.assessment.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every move of a spot check from every status, against a map that was written by hand, and whose move it is. */
class SpotCheckLifecycleTest {

    private static final Map<SpotCheckStatus, Map<SpotCheckMove, SpotCheckStatus>> TABLE = Map.of(
            SpotCheckStatus.OPEN,
                    Map.of(
                            SpotCheckMove.ANSWER, SpotCheckStatus.ANSWERED,
                            SpotCheckMove.MISS, SpotCheckStatus.UNANSWERED,
                            SpotCheckMove.CLOSE, SpotCheckStatus.CLOSED),
            SpotCheckStatus.ANSWERED,
                    Map.of(
                            SpotCheckMove.CONFIRM, SpotCheckStatus.CONFIRMED,
                            SpotCheckMove.PROPOSE, SpotCheckStatus.PROPOSED,
                            SpotCheckMove.CLOSE, SpotCheckStatus.CLOSED),
            SpotCheckStatus.UNANSWERED,
                    Map.of(
                            SpotCheckMove.EXTEND, SpotCheckStatus.OPEN,
                            SpotCheckMove.CONFIRM, SpotCheckStatus.CONFIRMED,
                            SpotCheckMove.PROPOSE, SpotCheckStatus.PROPOSED,
                            SpotCheckMove.CLOSE, SpotCheckStatus.CLOSED),
            SpotCheckStatus.PROPOSED,
                    Map.of(
                            SpotCheckMove.ACCEPT, SpotCheckStatus.DOWNGRADED,
                            SpotCheckMove.DECLINE, SpotCheckStatus.CONFIRMED,
                            SpotCheckMove.CLOSE, SpotCheckStatus.CLOSED),
            SpotCheckStatus.CONFIRMED, Map.of(),
            SpotCheckStatus.DOWNGRADED, Map.of(),
            SpotCheckStatus.CLOSED, Map.of());

    private static final Instant NOW = Instant.parse("2026-06-20T04:00:00Z");
    private static final Instant DUE = NOW.plus(Duration.ofDays(14));
    private static final UUID ENTERPRISE = UUID.randomUUID();
    private static final UUID REVIEWER = UUID.randomUUID();
    private static final Actor CHECKER = official(UUID.randomUUID(), "340100");
    private static final Actor ANOTHER = official(UUID.randomUUID(), "340100");

    private static Actor official(UUID id, String region) {
        return new Actor(id, false, UUID.randomUUID(), Set.of(Roles.AUTHORITY), Set.of(), region);
    }

    private static Actor enterprise(UUID organization) {
        return new Actor(
                UUID.randomUUID(), false, organization, Set.of(Roles.ENTERPRISE), Set.of(), null, Actor.OWNER, null);
    }

    private static SpotCheck opened() {
        return new SpotCheck(
                UUID.randomUUID(),
                0,
                ENTERPRISE,
                "340123",
                "测试企业",
                UUID.randomUUID(),
                UUID.randomUUID(),
                "340100",
                "2026-Q2",
                AssessmentLevel.L3,
                List.of(REVIEWER),
                SpotCheckStatus.OPEN,
                null,
                null,
                null,
                "抽查",
                NOW,
                DUE,
                null,
                NOW);
    }

    private static SpotCheck proposed() {
        return opened().missed(DUE, DUE)
                .after()
                .proposed(CHECKER, "停用", AssessmentLevel.L1, AssessmentLevel.L3, DUE, DUE)
                .after();
    }

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (SpotCheckStatus status : SpotCheckStatus.values()) {
            for (SpotCheckMove move : SpotCheckMove.values()) {
                SpotCheckStatus target = TABLE.get(status).get(move);
                if (target == null) {
                    assertThatThrownBy(() -> move.from(status))
                            .as("%s of %s", move, status)
                            .isInstanceOf(Rejection.class);
                    continue;
                }
                assertThat(move.from(status)).as("%s of %s", move, status).isEqualTo(target);
            }
        }
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("spot-check.md", """
                # The lifecycle of a spot check

                Drawn from `SpotCheckMove` by a test. The clock makes `MISS`, the end of the level `CLOSE`.

                ```mermaid
                stateDiagram-v2
                    [*] --> OPEN: draw
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(SpotCheckMove.values(), SpotCheckStatus.values())));
    }

    @Test
    void nobodyDoesWhatIsNotHis() {
        SpotCheck missed = opened().missed(DUE, DUE).after();

        assertRefused("not-yours", opened(), enterprise(UUID.randomUUID()), SpotCheckMove.ANSWER);
        assertRefused("not-yours", opened(), CHECKER, SpotCheckMove.ANSWER);
        assertRefused("not-yours", missed, enterprise(ENTERPRISE), SpotCheckMove.CONFIRM);
        assertRefused("not-yours", missed, official(UUID.randomUUID(), "340123"), SpotCheckMove.CONFIRM);
        assertRefused("not-yours", missed, official(UUID.randomUUID(), "340200"), SpotCheckMove.PROPOSE);
        assertRefused("four-eyes-required", missed, official(REVIEWER, "340100"), SpotCheckMove.CONFIRM);
        assertRefused("four-eyes-required", missed, official(REVIEWER, "340100"), SpotCheckMove.EXTEND);
        assertRefused("four-eyes-required", proposed(), official(REVIEWER, "340000"), SpotCheckMove.ACCEPT);
        assertRefused("four-eyes-required", proposed(), CHECKER, SpotCheckMove.ACCEPT);
        assertRefused("four-eyes-required", proposed(), CHECKER, SpotCheckMove.DECLINE);
        assertRefused("not-yours", proposed(), CHECKER, SpotCheckMove.CLOSE);
        proposed().requireHand(ANOTHER, SpotCheckMove.ACCEPT);
        missed.requireHand(official(UUID.randomUUID(), "340000"), SpotCheckMove.CONFIRM);
        opened().requireHand(enterprise(ENTERPRISE), SpotCheckMove.ANSWER);
    }

    private static void assertRefused(String code, SpotCheck check, Actor actor, SpotCheckMove move) {
        assertThatThrownBy(() -> check.requireHand(actor, move))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refusal -> assertThat(refusal.code()).as("%s", move).isEqualTo(code));
        assertThat(check.actions(actor)).doesNotContain(move.name());
    }

    @Test
    void whatAnybodyMayDoIsWhatIsShown() {
        assertThat(opened().actionsAt(enterprise(ENTERPRISE), DUE.minusMillis(1)))
                .containsExactly("ANSWER");
        assertThat(opened().actionsAt(enterprise(ENTERPRISE), DUE)).isEmpty();
        assertThat(opened().actions(CHECKER)).isEmpty();
        assertThat(opened().missed(DUE, DUE).after().actions(CHECKER)).containsExactly("EXTEND", "CONFIRM", "PROPOSE");
        assertThat(proposed().actions(ANOTHER)).containsExactly("ACCEPT", "DECLINE");
        assertThat(proposed().closed(DUE).after().actions(ANOTHER)).isEmpty();
    }

    @Test
    void nobodyAnswersWhenTheTimeIsOver() {
        SpotCheckAnswer answer = new SpotCheckAnswer("属实", List.of(), UUID.randomUUID(), NOW);

        assertThat(opened().answered(answer, DUE, DUE.minusMillis(1)).after().status())
                .isEqualTo(SpotCheckStatus.ANSWERED);
        assertThatThrownBy(() -> opened().answered(answer, DUE, DUE))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("spot-check-answer-late"));
        assertThat(opened().statusAt(DUE)).isEqualTo(SpotCheckStatus.UNANSWERED);
        assertThat(opened().statusAt(DUE.minusMillis(1))).isEqualTo(SpotCheckStatus.OPEN);
    }

    @Test
    void onlyALowerLevelIsProposed() {
        SpotCheck missed = opened().missed(DUE, DUE).after();

        assertThatThrownBy(() -> missed.proposed(CHECKER, "停用", AssessmentLevel.L3, AssessmentLevel.L3, DUE, DUE))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("assessment-level-not-lower"));
    }

    @ParameterizedTest
    @CsvSource({
        "5, false, 3, 3",
        "5, false, 120, 5",
        "1, true, 1, 1",
        "5, true, 100, 5",
        "5, true, 101, 6",
        "100, true, 7, 7",
        "1, true, 99, 1",
        "100, true, 100000, 100000"
    })
    void aShareIsRoundedUpAndNobodyIsDrawnTwice(int size, boolean isPercent, int candidates, int drawn) {
        assertThat(SpotCheckDraw.drawn(size, isPercent, candidates)).isEqualTo(drawn);
    }
}
