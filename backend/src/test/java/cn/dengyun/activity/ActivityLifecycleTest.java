package cn.dengyun.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every move of an activity from every status, against a map that was written by hand, and when somebody can come in.
 */
class ActivityLifecycleTest {

    private static final Instant START = Instant.parse("2018-06-20T04:00:00Z");

    private static final Map<ActivityStatus, Map<ActivityMove, ActivityStatus>> TABLE = Map.of(
            ActivityStatus.DRAFT,
                    Map.of(ActivityMove.EDIT, ActivityStatus.DRAFT, ActivityMove.PUBLISH, ActivityStatus.PUBLISHED),
            ActivityStatus.PUBLISHED,
                    Map.of(
                            ActivityMove.EDIT, ActivityStatus.PUBLISHED,
                            ActivityMove.CANCEL, ActivityStatus.CANCELLED,
                            ActivityMove.CHECK_IN, ActivityStatus.PUBLISHED,
                            ActivityMove.REVOKE_CHECK_IN, ActivityStatus.PUBLISHED,
                            ActivityMove.REPORT_OUTCOME, ActivityStatus.HELD),
            ActivityStatus.HELD, Map.of(ActivityMove.REVOKE_CHECK_IN, ActivityStatus.HELD),
            ActivityStatus.CANCELLED, Map.of());

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (ActivityStatus status : ActivityStatus.values()) {
            for (ActivityMove move : ActivityMove.values()) {
                ActivityStatus target = TABLE.get(status).get(move);
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
        LifecyclePicture.isDrawn(
                "activity.md", """
                # The lifecycle of an activity

                Drawn from `ActivityMove` by a test. That registration is closed follows from time.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: begin
                %s
                ```
                """.formatted(LifecyclePicture.arrows(ActivityMove.values(), ActivityStatus.values())));
    }

    @Test
    void oneComesInFromTwoHoursBeforeTheBeginningToTheEndAndNotInTheFuture() {
        ActivityForm says = new ActivityForm(
                ActivityKind.SALON,
                "沙龙",
                null,
                "340100",
                "报告厅",
                null,
                START,
                START.plusSeconds(3_600),
                START.minusSeconds(90_000),
                START,
                10,
                null,
                List.of(),
                null);
        Instant later = START.plusSeconds(90_000);

        assertThat(CheckInRule.refusal(says, START.minusSeconds(7_201), later)).contains(CheckInRefusal.TOO_EARLY);
        assertThat(CheckInRule.refusal(says, START.minusSeconds(7_200), later)).isEmpty();
        assertThat(CheckInRule.refusal(says, START.plusSeconds(3_600), later)).isEmpty();
        assertThat(CheckInRule.refusal(says, START.plusSeconds(3_601), later)).contains(CheckInRefusal.TOO_LATE);
        assertThat(CheckInRule.refusal(says, START.plusSeconds(1), START)).contains(CheckInRefusal.IN_FUTURE);
    }
}
