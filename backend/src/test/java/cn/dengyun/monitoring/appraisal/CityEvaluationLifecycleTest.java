package cn.dengyun.monitoring.appraisal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every move of an evaluation from every status, against a map that was written by hand, and who makes it when. */
class CityEvaluationLifecycleTest {

    private static final Instant UNTIL = Instant.parse("2026-01-20T16:00:00Z");
    private static final Actor WRITER = person("340000");
    private static final Actor OTHER = person("340000");

    private static final Map<CityEvaluationStatus, Map<CityEvaluationMove, CityEvaluationStatus>> TABLE = Map.of(
            CityEvaluationStatus.DRAFT,
            Map.of(
                    CityEvaluationMove.EDIT, CityEvaluationStatus.DRAFT,
                    CityEvaluationMove.OPEN, CityEvaluationStatus.CONSULTATION,
                    CityEvaluationMove.WITHDRAW, CityEvaluationStatus.WITHDRAWN),
            CityEvaluationStatus.CONSULTATION,
            Map.of(
                    CityEvaluationMove.OBJECT, CityEvaluationStatus.CONSULTATION,
                    CityEvaluationMove.ANSWER, CityEvaluationStatus.CONSULTATION,
                    CityEvaluationMove.DECIDE, CityEvaluationStatus.CONSULTATION,
                    CityEvaluationMove.CONFIRM, CityEvaluationStatus.DECIDED,
                    CityEvaluationMove.WITHDRAW, CityEvaluationStatus.WITHDRAWN),
            CityEvaluationStatus.DECIDED,
            Map.of(
                    CityEvaluationMove.PUBLISH, CityEvaluationStatus.PUBLISHED,
                    CityEvaluationMove.WITHDRAW, CityEvaluationStatus.WITHDRAWN),
            CityEvaluationStatus.PUBLISHED,
            Map.of(),
            CityEvaluationStatus.WITHDRAWN,
            Map.of());

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (CityEvaluationStatus status : CityEvaluationStatus.values()) {
            for (CityEvaluationMove move : CityEvaluationMove.values()) {
                CityEvaluationStatus target = TABLE.get(status).get(move);
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
        LifecyclePicture.isDrawn("city-evaluation.md", """
                # The lifecycle of an evaluation

                Drawn from `CityEvaluationMove` by a test. `DECIDE` is the first of two persons, `CONFIRM` the second.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: draw up
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(CityEvaluationMove.values(), CityEvaluationStatus.values())));
    }

    @Test
    void aUnitObjectsBeforeTheEndAndNotASecondLate() {
        CityEvaluation open = opened();

        assertThatCode(() -> open.requireOpenAt(UNTIL.minusSeconds(1))).doesNotThrowAnyException();
        assertThatThrownBy(() -> open.requireOpenAt(UNTIL)).hasMessageContaining("evaluation-objections-over");
        assertThatThrownBy(() -> open.requireOpenAt(UNTIL.plusSeconds(1)))
                .hasMessageContaining("evaluation-objections-over");
        assertThat(open.actionsAt(person("340200"), UNTIL.minusSeconds(1))).containsExactly("OBJECT");
        assertThat(open.actionsAt(person("340200"), UNTIL)).isEmpty();
        assertThat(open.actionsAt(OTHER, UNTIL.minusSeconds(1))).containsExactly("WITHDRAW");
        assertThat(open.actionsAt(OTHER, UNTIL)).containsExactly("DECIDE", "WITHDRAW");
    }

    @Test
    void onlyUnitsAndTheProvinceKnowOfItBeforeItIsPublished() {
        CityEvaluation open = opened();

        assertThat(open.isKnownTo(person("340200"))).isTrue();
        assertThat(open.isKnownTo(person("340300"))).isFalse();
        assertThat(open.isKnownTo(person("340123"))).isFalse();
        assertThat(open.isKnownTo(Actor.ANONYMOUS)).isFalse();
        assertThat(open.isToldWholeTo(person("340200"))).isFalse();
    }

    @Test
    void theSamePersonDoesNotDecideTwice() {
        CityEvaluation first = opened().decided(OTHER, "同意", UNTIL).after();

        assertThat(first.status()).isEqualTo(CityEvaluationStatus.CONSULTATION);
        assertThatThrownBy(() -> first.requireMove(OTHER, first.nextDecision()))
                .hasMessageContaining("four-eyes-required");
        assertThat(first.decided(WRITER, "同意", UNTIL).after().status()).isEqualTo(CityEvaluationStatus.DECIDED);
    }

    private static Actor person(String region) {
        return new Actor(Ids.next(), false, Ids.next(), Set.of(Roles.AUTHORITY), Set.of(), region);
    }

    private static CityEvaluation opened() {
        EvaluationForm form = DemoEvaluations.thisYear(2025, Set.of("340200"));
        EvaluationInputs.Frozen frozen = new EvaluationInputs.Frozen(
                UNTIL.minusSeconds(9_000), null, null, List.of(new EvaluationRow("340200", List.of())));
        return CityEvaluation.drafted(Ids.next(), WRITER, form, UNTIL.minusSeconds(9_000))
                .opened(frozen, UNTIL, "征求意见", UNTIL.minusSeconds(8_000))
                .after();
    }
}
