package cn.dengyun.monitoring.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Rejection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every move of an issue from every status, against a map that was written by hand. */
class CoordinationIssueLifecycleTest {

    private static final Map<CoordinationIssueStatus, Map<CoordinationIssueMove, CoordinationIssueStatus>> TABLE =
            Map.of(
                    CoordinationIssueStatus.RAISED,
                            Map.of(
                                    CoordinationIssueMove.ANSWER, CoordinationIssueStatus.ANSWERED,
                                    CoordinationIssueMove.DEFER, CoordinationIssueStatus.RAISED,
                                    CoordinationIssueMove.ESCALATE, CoordinationIssueStatus.ESCALATED,
                                    CoordinationIssueMove.RUN_OUT, CoordinationIssueStatus.ESCALATED,
                                    CoordinationIssueMove.WITHDRAW, CoordinationIssueStatus.WITHDRAWN),
                    CoordinationIssueStatus.ESCALATED,
                            Map.of(
                                    CoordinationIssueMove.ANSWER, CoordinationIssueStatus.ANSWERED,
                                    CoordinationIssueMove.DEFER, CoordinationIssueStatus.ESCALATED,
                                    CoordinationIssueMove.WITHDRAW, CoordinationIssueStatus.WITHDRAWN),
                    CoordinationIssueStatus.ANSWERED,
                            Map.of(
                                    CoordinationIssueMove.TAKE_FURTHER, CoordinationIssueStatus.ESCALATED,
                                    CoordinationIssueMove.SETTLE, CoordinationIssueStatus.SETTLED,
                                    CoordinationIssueMove.CLOSE, CoordinationIssueStatus.CLOSED),
                    CoordinationIssueStatus.SETTLED, Map.of(),
                    CoordinationIssueStatus.CLOSED, Map.of(),
                    CoordinationIssueStatus.WITHDRAWN, Map.of());

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (CoordinationIssueStatus status : CoordinationIssueStatus.values()) {
            for (CoordinationIssueMove move : CoordinationIssueMove.values()) {
                CoordinationIssueStatus target = TABLE.get(status).get(move);
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
        LifecyclePicture.isDrawn("coordination-issue.md", """
                # The lifecycle of an issue to be coordinated

                Drawn from `CoordinationIssueMove` by a test. The clock makes `RUN_OUT` and `CLOSE`.

                ```mermaid
                stateDiagram-v2
                    [*] --> RAISED: raise
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(CoordinationIssueMove.values(), CoordinationIssueStatus.values())));
    }
}
