package cn.dengyun.provider.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The year of a qualification, over year ends and leap days. */
class QualificationTermTest {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");
    private static final long FIRST = 946_684_800L;
    private static final long LAST = 4_102_444_800L;

    @Property(tries = 20_000)
    void everyMomentLiesInOneYearAndTheTermsFollowEachOther(@ForAll @LongRange(min = FIRST, max = LAST) long second) {
        Instant moment = Instant.ofEpochSecond(second);
        int year = LocalDateTime.ofInstant(moment, ANHUI).getYear();

        QualificationTerm term = QualificationTerm.of(year);

        assertThat(QualificationTerm.yearOf(moment)).isEqualTo(year);
        assertThat(moment).isBetween(term.start(), term.end().minusNanos(1));
        assertThat(QualificationTerm.of(year + 1).start()).isEqualTo(term.end());
        assertThat(QualificationTerm.of(year - 1).end()).isEqualTo(term.start());
        assertThat(term.validFrom(moment)).isEqualTo(moment);
        assertThat(QualificationTerm.of(year + 1).validFrom(moment)).isEqualTo(term.end());
        assertThat(Duration.between(term.start(), term.end()).toDays())
                .isEqualTo(LocalDate.of(year, 1, 1).lengthOfYear());
        boolean isLate = LocalDateTime.ofInstant(moment, ANHUI).getMonthValue() >= 11;
        assertThat(QualificationTerm.isOpen(year, moment)).isTrue();
        assertThat(QualificationTerm.isOpen(year + 1, moment)).isEqualTo(isLate);
        assertThat(QualificationTerm.isOpen(year - 1, moment)).isFalse();
        assertThat(QualificationTerm.isOpen(year + 2, moment)).isFalse();
    }

    @Property
    void whoWasSanctionedAppliesFromTheFirstOfJanuaryBehindTheYearOfTheLastDay(
            @ForAll @IntRange(min = 2000, max = 2100) int year, @ForAll @IntRange(min = 1, max = 365) int day) {
        LocalDate lastDay = LocalDate.ofYearDay(year, day);
        Instant end = lastDay.plusDays(1).atStartOfDay(ANHUI).toInstant();

        assertThat(QualificationTerm.reapplicationFrom(end))
                .isEqualTo(LocalDate.of(year + 1, 1, 1).atStartOfDay(ANHUI).toInstant());
    }

    /** The usual sanction ends with a year, and the bar with it: not a year later. */
    @Property
    void aSanctionThatEndsWithItsYearBarsNoLonger(@ForAll @IntRange(min = 2000, max = 2100) int year) {
        Instant end = QualificationTerm.of(year).end();

        assertThat(QualificationTerm.reapplicationFrom(end)).isEqualTo(end);
    }
}
