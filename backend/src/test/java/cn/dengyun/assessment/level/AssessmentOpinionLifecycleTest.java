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
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Every move of an expert in a draw from every status, against a map that was written by hand, and whose move it is.
 */
class AssessmentOpinionLifecycleTest {

    private static final Map<AssessmentOpinionStatus, Map<AssessmentOpinionMove, AssessmentOpinionStatus>> TABLE =
            Map.of(
                    AssessmentOpinionStatus.RESERVE,
                            Map.of(
                                    AssessmentOpinionMove.ASK, AssessmentOpinionStatus.ASKED,
                                    AssessmentOpinionMove.BAR, AssessmentOpinionStatus.BARRED),
                    AssessmentOpinionStatus.ASKED,
                            Map.of(
                                    AssessmentOpinionMove.STATE, AssessmentOpinionStatus.STATED,
                                    AssessmentOpinionMove.DECLINE, AssessmentOpinionStatus.DECLINED,
                                    AssessmentOpinionMove.MISS, AssessmentOpinionStatus.MISSED,
                                    AssessmentOpinionMove.CLOSE, AssessmentOpinionStatus.CLOSED),
                    AssessmentOpinionStatus.BARRED, Map.of(),
                    AssessmentOpinionStatus.STATED, Map.of(),
                    AssessmentOpinionStatus.DECLINED, Map.of(),
                    AssessmentOpinionStatus.MISSED, Map.of(),
                    AssessmentOpinionStatus.CLOSED, Map.of());

    private static final Instant NOW = Instant.parse("2026-06-20T04:00:00Z");
    private static final Instant DUE = NOW.plus(Duration.ofDays(14));
    private static final UUID ENTERPRISE = UUID.randomUUID();
    private static final Actor EXPERT = provider(UUID.randomUUID());
    private static final AssessmentExpertForms.Statement SAYS = new AssessmentExpertForms.Statement(
            AssessmentLevel.L4, "材料充分", List.of(new AssessmentExpertForms.Remark("S", "属实")));

    private static Actor provider(UUID id) {
        return new Actor(id, false, UUID.randomUUID(), Set.of(Roles.PROVIDER), Set.of(), null, Actor.OWNER, null);
    }

    private static Actor official(String region) {
        return new Actor(UUID.randomUUID(), false, UUID.randomUUID(), Set.of(Roles.AUTHORITY), Set.of(), region);
    }

    /** A system with the id of the account of the expert. */
    private static Actor aClient() {
        return new Actor(EXPERT.id(), true, UUID.randomUUID(), Set.of(Roles.PROVIDER), Set.of(), null);
    }

    private static AssessmentOpinion reserve() {
        return new AssessmentOpinion(
                UUID.randomUUID(),
                0,
                UUID.randomUUID(),
                Assessment.PROVINCE,
                UUID.randomUUID(),
                UUID.randomUUID(),
                ENTERPRISE,
                "测试企业",
                NOW,
                null,
                UUID.randomUUID(),
                EXPERT.id(),
                "王芳",
                1,
                "key",
                AssessmentOpinionStatus.RESERVE,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                NOW);
    }

    private static AssessmentOpinion asked() {
        return reserve().asked(DUE, NOW).after();
    }

    private static void refused(String code, Supplier<?> move) {
        assertThatThrownBy(move::get)
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (AssessmentOpinionStatus status : AssessmentOpinionStatus.values()) {
            for (AssessmentOpinionMove move : AssessmentOpinionMove.values()) {
                AssessmentOpinionStatus target = TABLE.get(status).get(move);
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
        LifecyclePicture.isDrawn("assessment-opinion.md", """
                # The lifecycle of an expert in a draw

                Drawn from `AssessmentOpinionMove` by a test. The draw makes `ASK`, and `BAR` of who is kept from judging since; the clock `MISS`, the end of the review `CLOSE`.

                ```mermaid
                stateDiagram-v2
                    [*] --> RESERVE: draw
                    [*] --> BARRED: draw
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(AssessmentOpinionMove.values(), AssessmentOpinionStatus.values())));
    }

    @Test
    void whoWasDrawnAloneStatesOrDeclinesOnceAndInTime() {
        AssessmentOpinion asked = asked();
        AssessmentOpinion stated =
                asked.stated(EXPERT, SAYS, DUE.minusSeconds(1)).after();

        assertThat(asked.actionsAt(EXPERT, NOW)).containsExactly("STATE", "DECLINE");
        assertThat(asked.actionsAt(EXPERT, DUE)).isEmpty();
        assertThat(reserve().actionsAt(EXPERT, NOW)).isEmpty();
        assertThat(stated.level()).isEqualTo(AssessmentLevel.L4);
        assertThat(stated.allRemarks()).isEqualTo(SAYS.remarks());
        refused("expert-opinion-late", () -> asked.stated(EXPERT, SAYS, DUE));
        refused("expert-opinion-late", () -> asked.declined(EXPERT, "回避", DUE));
        refused("not-yours", () -> asked.stated(provider(UUID.randomUUID()), SAYS, NOW));
        refused("not-yours", () -> asked.declined(aClient(), "回避", NOW));
        refused("transition-not-allowed", () -> stated.stated(EXPERT, SAYS, NOW));
        refused("transition-not-allowed", () -> stated.declined(EXPERT, "回避", NOW));
    }

    @Test
    void nobodyKnowsOfItWhoIsNotConcerned() {
        Actor enterprise = new Actor(
                UUID.randomUUID(), false, ENTERPRISE, Set.of(Roles.ENTERPRISE), Set.of(), null, Actor.OWNER, null);
        Actor province = official("340000");
        AssessmentOpinion asked = asked();

        assertThat(reserve().isKnownTo(EXPERT)).isFalse();
        assertThat(asked.isKnownTo(EXPERT)).isTrue();
        assertThat(asked.isKnownTo(aClient())).isFalse();
        assertThat(asked.isKnownTo(enterprise)).isFalse();
        assertThat(asked.isKnownTo(official("340100"))).isFalse();
        assertThat(asked.isKnownTo(province)).isTrue();
        assertThat(asked.isNamedTo(province)).isTrue();
        assertThat(asked.isNamedTo(EXPERT)).isFalse();
        assertThat(asked.isNamedTo(enterprise)).isFalse();
    }
}
