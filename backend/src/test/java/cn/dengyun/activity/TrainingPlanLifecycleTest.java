package cn.dengyun.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Rejection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every move of a training plan from every status, against a map that was written by hand. */
class TrainingPlanLifecycleTest {

    private static final Map<TrainingPlanStatus, Map<TrainingPlanMove, TrainingPlanStatus>> TABLE = Map.of(
            TrainingPlanStatus.DRAFT,
                    Map.of(
                            TrainingPlanMove.EDIT, TrainingPlanStatus.DRAFT,
                            TrainingPlanMove.PUBLISH, TrainingPlanStatus.PUBLISHED),
            TrainingPlanStatus.PUBLISHED,
                    Map.of(
                            TrainingPlanMove.AMEND, TrainingPlanStatus.PUBLISHED,
                            TrainingPlanMove.SUPERSEDE, TrainingPlanStatus.SUPERSEDED),
            TrainingPlanStatus.SUPERSEDED, Map.of());

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (TrainingPlanStatus status : TrainingPlanStatus.values()) {
            for (TrainingPlanMove move : TrainingPlanMove.values()) {
                TrainingPlanStatus target = TABLE.get(status).get(move);
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
        LifecyclePicture.isDrawn("training-plan.md", """
                # The lifecycle of an annual training plan

                Drawn from `TrainingPlanMove` by a test. What amends one is a draft of its own.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: draw up
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(TrainingPlanMove.values(), TrainingPlanStatus.values())));
    }
}
