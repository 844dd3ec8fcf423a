package cn.dengyun.assessment.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.shared.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every move of an assessment from every status, against a map that was written by hand. */
class AssessmentLifecycleTest {

    private static final Map<AssessmentStatus, Map<AssessmentMove, AssessmentStatus>> TABLE = Map.of(
            AssessmentStatus.DRAFT,
                    Map.of(
                            AssessmentMove.EDIT, AssessmentStatus.DRAFT,
                            AssessmentMove.SUBMIT, AssessmentStatus.SUBMITTED,
                            AssessmentMove.WITHDRAW, AssessmentStatus.WITHDRAWN),
            AssessmentStatus.SUBMITTED,
                    Map.of(
                            AssessmentMove.RETURN, AssessmentStatus.RETURNED,
                            AssessmentMove.APPROVE, AssessmentStatus.PUBLIC_NOTICE,
                            AssessmentMove.REJECT, AssessmentStatus.REJECTED,
                            AssessmentMove.WITHDRAW, AssessmentStatus.WITHDRAWN),
            AssessmentStatus.RETURNED,
                    Map.of(
                            AssessmentMove.EDIT, AssessmentStatus.RETURNED,
                            AssessmentMove.SUBMIT, AssessmentStatus.SUBMITTED,
                            AssessmentMove.WITHDRAW, AssessmentStatus.WITHDRAWN),
            AssessmentStatus.PUBLIC_NOTICE,
                    Map.of(
                            AssessmentMove.TAKE_EFFECT, AssessmentStatus.CONFIRMED,
                            AssessmentMove.STRIKE, AssessmentStatus.REJECTED,
                            AssessmentMove.RAISE, AssessmentStatus.PUBLIC_NOTICE,
                            AssessmentMove.APPEAL, AssessmentStatus.PUBLIC_NOTICE,
                            AssessmentMove.WITHDRAW, AssessmentStatus.WITHDRAWN),
            AssessmentStatus.CONFIRMED,
                    Map.of(
                            AssessmentMove.DOWNGRADE, AssessmentStatus.DOWNGRADED,
                            AssessmentMove.REMIND, AssessmentStatus.CONFIRMED,
                            AssessmentMove.RECONFIRM, AssessmentStatus.CONFIRMED,
                            AssessmentMove.LAPSE, AssessmentStatus.LAPSED),
            AssessmentStatus.DOWNGRADED,
                    Map.of(
                            AssessmentMove.DOWNGRADE, AssessmentStatus.DOWNGRADED,
                            AssessmentMove.REMIND, AssessmentStatus.DOWNGRADED,
                            AssessmentMove.RECONFIRM, AssessmentStatus.DOWNGRADED,
                            AssessmentMove.APPEAL, AssessmentStatus.DOWNGRADED,
                            AssessmentMove.RESTORE, AssessmentStatus.CONFIRMED,
                            AssessmentMove.LAPSE, AssessmentStatus.LAPSED),
            AssessmentStatus.REJECTED,
                    Map.of(
                            AssessmentMove.REINSTATE, AssessmentStatus.PUBLIC_NOTICE,
                            AssessmentMove.APPEAL, AssessmentStatus.REJECTED),
            AssessmentStatus.WITHDRAWN, Map.of(),
            AssessmentStatus.LAPSED, Map.of());

    @Test
    void everyMoveIsPossibleFromWhereTheTableSaysAndFromNowhereElse() {
        for (AssessmentStatus status : AssessmentStatus.values()) {
            for (AssessmentMove move : AssessmentMove.values()) {
                AssessmentStatus target = TABLE.get(status).get(move);
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
        LifecyclePicture.isDrawn("assessment.md", """
                # The lifecycle of an assessment

                Drawn from `AssessmentMove` by a test. The clock makes `TAKE_EFFECT`, `REMIND` and `LAPSE`, an objection `STRIKE`, an appeal the rest that nobody makes.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: begin
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(AssessmentMove.values(), AssessmentStatus.values())));
    }

    @ParameterizedTest
    @CsvSource({
        "L1, 340123, 340100",
        "L3, 340123, 340100",
        "L4, 340123, 340000",
        "L5, 340100, 340000",
        "L3, 340100, 340100",
        "L2, 340826, 340826",
        "L2, 341822, 341822",
        "L2, 340000, 340000"
    })
    void citiesFindLevelsUpToThreeAndTheProvinceTheOthers(AssessmentLevel level, String region, String reviewer) {
        assertThat(Assessment.reviewRegion(level, region)).isEqualTo(reviewer);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-20T04:00:00Z, 2028-06-20T16:00:00Z", "2026-06-20T15:59:59Z, 2028-06-20T16:00:00Z",
        "2026-06-20T16:00:00Z, 2028-06-21T16:00:00Z", "2024-02-29T04:00:00Z, 2026-02-28T16:00:00Z"
    })
    void aLevelHoldsUntilTheEndOfTheSameDayTwoYearsLater(Instant from, Instant until) {
        assertThat(Assessment.validUntil(from)).isEqualTo(until);
    }

    @Test
    void aLevelIsConfirmedFromSixtyDaysBeforeItsFirstYearEndsUntilThirtyDaysBehindThat() {
        AssessmentTerm term = AssessmentTerm.from(Instant.parse("2026-06-20T04:00:00Z"));
        Instant due = Instant.parse("2027-06-20T16:00:00Z");

        assertThat(term.confirmedUntil()).isEqualTo(due);
        assertThat(term.isConfirmableAt(due.minus(Duration.ofDays(60)).minusSeconds(1)))
                .isFalse();
        assertThat(term.isConfirmableAt(due.minus(Duration.ofDays(60)))).isTrue();
        assertThat(term.isConfirmableAt(due.plus(Duration.ofDays(30)).minusSeconds(1)))
                .isTrue();
        assertThat(term.isConfirmableAt(due.plus(Duration.ofDays(30)))).isFalse();
        assertThat(term.lapsesAt()).isEqualTo(due.plus(Duration.ofDays(30)));
        assertThat(term.actsAt()).isEqualTo(due.minus(Duration.ofDays(60)));
        assertThat(term.reminded().actsAt()).isEqualTo(term.lapsesAt());
    }

    @Test
    void whatWasConfirmedHoldsUntilTheEndOfItsValidity() {
        Instant end = Assessment.validUntil(Instant.parse("2026-06-20T04:00:00Z"));
        AssessmentTerm term =
                AssessmentTerm.from(Instant.parse("2026-06-20T04:00:00Z")).confirmed(end);

        assertThat(term.lapsesAt()).isEqualTo(end);
        assertThat(term.isConfirmableAt(end.minusSeconds(1))).isFalse();
        assertThat(term.actsAt()).isEqualTo(end);
    }
}
