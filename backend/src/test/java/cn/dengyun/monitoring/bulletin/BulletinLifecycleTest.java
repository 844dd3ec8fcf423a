package cn.dengyun.monitoring.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Rejection;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every move of a bulletin from every status, against a map that was written by hand; and which periods there are. */
class BulletinLifecycleTest {

    private static final Map<BulletinStatus, Map<BulletinMove, BulletinStatus>> TABLE = Map.of(
            BulletinStatus.DRAFT,
                    Map.of(
                            BulletinMove.EDIT, BulletinStatus.DRAFT,
                            BulletinMove.SUBMIT, BulletinStatus.SUBMITTED,
                            BulletinMove.DISCARD, BulletinStatus.DISCARDED),
            BulletinStatus.SUBMITTED,
                    Map.of(
                            BulletinMove.RETURN, BulletinStatus.DRAFT,
                            BulletinMove.APPROVE, BulletinStatus.SUBMITTED,
                            BulletinMove.APPROVE_FINALLY, BulletinStatus.APPROVED),
            BulletinStatus.APPROVED, Map.of(BulletinMove.PUBLISH, BulletinStatus.PUBLISHED),
            BulletinStatus.PUBLISHED, Map.of(BulletinMove.CORRECT, BulletinStatus.PUBLISHED),
            BulletinStatus.DISCARDED, Map.of());

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (BulletinStatus status : BulletinStatus.values()) {
            for (BulletinMove move : BulletinMove.values()) {
                BulletinStatus target = TABLE.get(status).get(move);
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
                "bulletin.md", """
                # The lifecycle of a bulletin

                Drawn from `BulletinMove` by a test. `CORRECT` proposes an erratum, which leaves the bulletin as it is.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: draft
                %s
                ```
                """.formatted(LifecyclePicture.arrows(BulletinMove.values(), BulletinStatus.values())));
    }

    @Test
    void onlyWholePeriodsOfTheCalendarArePeriods() {
        assertThat(period("2018-07", "2018-07")).contains(BulletinPeriod.MONTH);
        assertThat(period("2018-07", "2018-09")).contains(BulletinPeriod.QUARTER);
        assertThat(period("2018-07", "2018-12")).contains(BulletinPeriod.HALF_YEAR);
        assertThat(period("2018-01", "2018-12")).contains(BulletinPeriod.YEAR);
        assertThat(period("2018-08", "2018-10")).isEmpty();
        assertThat(period("2018-12", "2018-07")).isEmpty();
        assertThat(period("2000-01", "2099-12")).isEmpty();
    }

    private static Optional<BulletinPeriod> period(String from, String to) {
        return BulletinPeriod.of(YearMonth.parse(from), YearMonth.parse(to));
    }

    @Test
    void completionIsCutOff() {
        assertThat(FigureReckoning.completion(2L, 3L)).isEqualTo("66.66");
        assertThat(FigureReckoning.completion(99_999L, 100_000L)).isEqualTo("99.99");
        assertThat(FigureReckoning.completion(null, 3L)).isNull();
        assertThat(FigureReckoning.completion(2L, 0L)).isNull();
    }
}
