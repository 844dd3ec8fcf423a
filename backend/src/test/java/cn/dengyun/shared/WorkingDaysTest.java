package cn.dengyun.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    /** Made up: Monday to Wednesday off, the Sunday before and the Saturday after worked on. */
    private static final WorkingDays HOLIDAYS = new WorkingDays(
            Set.of(LocalDate.of(2018, 7, 9), LocalDate.of(2018, 7, 10), LocalDate.of(2018, 7, 11)),
            Set.of(LocalDate.of(2018, 7, 8), LocalDate.of(2018, 7, 14)));

    @ParameterizedTest
    @CsvSource({
        // A Friday in Anhui; its last moment is still Friday there, though Thursday has not ended elsewhere.
        "2018-07-06T02:00:00Z, 1, 2018-07-09T16:00:00Z",
        "2018-07-06T15:59:59Z, 5, 2018-07-13T16:00:00Z",
        "2018-07-06T16:00:00Z, 5, 2018-07-13T16:00:00Z",
        "2018-07-02T00:00:00Z, 10, 2018-07-16T16:00:00Z"
    })
    void weekendsAreNotWorkedOnAsLongAsNothingIsAnnounced(Instant moment, int days, Instant end) {
        assertThat(WorkingDays.WEEKDAYS.after(moment, days)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "2018-07-06T02:00:00Z, 1, 2018-07-08T16:00:00Z",
        "2018-07-06T02:00:00Z, 2, 2018-07-12T16:00:00Z",
        "2018-07-06T02:00:00Z, 4, 2018-07-14T16:00:00Z",
        "2018-07-06T02:00:00Z, 5, 2018-07-16T16:00:00Z",
        "2018-07-09T02:00:00Z, 1, 2018-07-12T16:00:00Z"
    })
    void holidaysAreNotWorkedOnAndMakeUpDaysAre(Instant moment, int days, Instant end) {
        assertThat(HOLIDAYS.after(moment, days)).isEqualTo(end);
    }

    @Test
    void aMakeUpDayWinsOverADayOff() {
        LocalDate saturday = LocalDate.of(2018, 7, 14);

        assertThat(new WorkingDays(Set.of(saturday), Set.of(saturday)).includes(saturday))
                .isTrue();
        assertThat(WorkingDays.WEEKDAYS.includes(saturday)).isFalse();
    }
}
