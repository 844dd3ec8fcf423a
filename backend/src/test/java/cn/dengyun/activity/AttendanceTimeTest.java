package cn.dengyun.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as people write them into lists, in Beijing time. */
class AttendanceTimeTest {

    private static final Instant BEGIN = Instant.parse("2030-10-31T01:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "9:05, 2030-10-31T01:05:00Z",
        "09：05, 2030-10-31T01:05:00Z",
        "9时5分, 2030-10-31T01:05:00Z",
        "09:05:30, 2030-10-31T01:05:30Z",
        "2030-11-01 09:05, 2030-11-01T01:05:00Z",
        "2030/11/1 9:05:30, 2030-11-01T01:05:30Z",
        "2030年11月1日 9:05, 2030-11-01T01:05:00Z",
        "2030-11-01T09:05, 2030-11-01T01:05:00Z",
        "0.378472222222222, 2030-10-31T01:05:00Z",
        "47788.3784722222, 2030-11-01T01:05:00Z",
    })
    void aTimeIsReadAsItIsWritten(String text, Instant moment) {
        assertThat(AttendanceTime.parse(text).orElseThrow().moment(BEGIN)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"下午", "9", "25:00", "9:60", "2030-02-30 9:00", "2030-10-31", "0.9999999", "-0.5", "9:05 x"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(AttendanceTime.parse(text)).isEmpty();
    }

    @Test
    void aMomentIsTheSameAsPreciselyAsItIsWritten() {
        Instant at = Instant.parse("2030-10-31T01:05:30.123456Z");

        assertThat(AttendanceTime.written(at)).isEqualTo("2030-10-31 09:05:30");
        assertThat(AttendanceTime.parse("9:05").orElseThrow().isOf(at, BEGIN)).isTrue();
        assertThat(AttendanceTime.parse("2030-10-31 09:05:30").orElseThrow().isOf(at, BEGIN))
                .isTrue();
        assertThat(AttendanceTime.parse("9:05:29").orElseThrow().isOf(at, BEGIN))
                .isFalse();
        assertThat(AttendanceTime.parse("9:06").orElseThrow().isOf(at, BEGIN)).isFalse();
    }
}
