package cn.dengyun.provider.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.Collection;

/**
 * For how long a provider is disqualified: from the decision to the end of 31 December of the year after that of its
 * basis, in Asia/Shanghai (取消当年度及下一年度服务商资质).
 *
 * @param until the first moment at which it is over
 */
public record SanctionTerm(Instant from, Instant until) {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    /**
     * @param causeOn the day of the incident, or of the evaluation that was failed
     * @return one that is over before it begins, where the years of the basis have passed
     */
    public static SanctionTerm of(SanctionBasis basis, LocalDate causeOn, Instant decidedAt) {
        int year = basis == SanctionBasis.INCIDENT
                ? causeOn.getYear()
                : LocalDate.ofInstant(decidedAt, ANHUI).getYear();
        return new SanctionTerm(decidedAt, endOf(LocalDate.of(year + 1, Month.DECEMBER, 31)));
    }

    /** The first moment behind a day. */
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ANHUI).toInstant();
    }

    /** The last day before a moment. */
    public static LocalDate lastDayBefore(Instant end) {
        return LocalDate.ofInstant(end.minusNanos(1), ANHUI);
    }

    /** The day of a moment. */
    public static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ANHUI);
    }

    /** Whether it leaves anything. */
    public boolean isOverAtOnce() {
        return !until.isAfter(from);
    }

    /**
     * Until when a provider is disqualified by all that was decided of it: sanctions that overlap do not add up, the
     * later end counts. Null where nothing binds. The database says the same where it settles a provider.
     */
    public static Instant disqualifiedUntil(Collection<Sanction> sanctions) {
        return sanctions.stream()
                .filter(Sanction::binds)
                .map(Sanction::endsAt)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
