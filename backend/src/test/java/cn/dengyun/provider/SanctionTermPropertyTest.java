package cn.dengyun.provider;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.provider.domain.ProviderStanding;
import cn.dengyun.provider.domain.ProviderStatus;
import cn.dengyun.provider.domain.Sanction;
import cn.dengyun.provider.domain.SanctionBasis;
import cn.dengyun.provider.domain.SanctionStatus;
import cn.dengyun.provider.domain.SanctionTerm;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Until when a provider is disqualified, by sanctions that overlap, are taken back, and are counted from either year,
 * against a table of year ends that was made without a calendar of Java.
 */
class SanctionTermPropertyTest {

    private static final int FIRST_YEAR = 2015;
    private static final long DAY = 86_400;
    /** 31 December 2014, 16:00:00 UTC: the first moment of 2015 in Anhui. */
    private static final long FIRST = 1_420_041_600L;

    private static final int YEARS = 20;
    private static final long[] YEAR_BEGINS = yearBegins();
    private static final UUID MAKER = new UUID(1, 1);
    private static final UUID CHECKER = new UUID(1, 2);

    /** 2016, 2020, 2024, 2028 and 2032 have a day more. */
    private static long[] yearBegins() {
        long[] begins = new long[YEARS];
        begins[0] = FIRST;
        for (int i = 1; i < YEARS; i++) {
            int before = FIRST_YEAR + i - 1;
            begins[i] = begins[i - 1] + (before % 4 == 0 ? 366 : 365) * DAY;
        }
        return begins;
    }

    /** One sanction of a case: seconds of the epoch; 0: never. */
    private record Case(
            SanctionBasis basis, long cause, long decided, long stayed, long unstayed, long revoked, long shortened) {

        /** By the table. */
        long end() {
            return YEAR_BEGINS[yearOf(basis == SanctionBasis.INCIDENT ? cause : decided) + 2];
        }

        /** Of an appeal that shortened it: the midnight behind the day on which that was decided. */
        long last(long moment) {
            boolean isShortened = shortened > 0 && shortened <= moment && shortened < end();
            long midnight = FIRST + ((shortened - FIRST) / DAY + 1) * DAY;
            return isShortened ? Math.min(midnight, end()) : end();
        }

        boolean binds(long moment) {
            boolean isStayed = stayed > 0 && stayed <= moment && moment < unstayed && stayed < end();
            return decided <= moment && moment < last(moment) && !isStayed && (revoked == 0 || moment < revoked);
        }
    }

    private static int yearOf(long moment) {
        int year = 0;
        while (YEAR_BEGINS[year + 1] <= moment) {
            year++;
        }
        return year;
    }

    @Property(tries = 100_000)
    void aProviderIsDisqualifiedWhenTheTableSaysSo(@ForAll long seed) {
        Random random = new Random(seed);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            cases.add(aCase(random));
        }
        List<Long> moments = new ArrayList<>();
        for (Case each : cases) {
            for (long edge : new long[] {
                each.decided(), each.end(), each.stayed(), each.unstayed(), each.revoked(), each.shortened()
            }) {
                if (edge > 0) {
                    moments.addAll(List.of(edge - 1, edge, edge + 1));
                }
            }
        }
        moments.add(aMoment(random));

        for (long moment : moments) {
            boolean expected = cases.stream().anyMatch(each -> each.binds(moment));

            assertThat(isDisqualified(cases, moment))
                    .as("%s at %s", cases, Instant.ofEpochSecond(moment))
                    .isEqualTo(expected);
        }
    }

    private static boolean isDisqualified(List<Case> cases, long moment) {
        List<Sanction> sanctions = cases.stream()
                .filter(each -> each.decided() <= moment)
                .flatMap(each -> imposed(each, moment).stream())
                .toList();
        ProviderStanding standing = new ProviderStanding(
                false, false, null, SanctionTerm.disqualifiedUntil(sanctions), Instant.MIN, Instant.MAX);
        return standing.statusAt(Instant.ofEpochSecond(moment)) == ProviderStatus.DISQUALIFIED;
    }

    /** As it was on record at a moment; none where its years had passed before it was decided. */
    private static List<Sanction> imposed(Case of, long moment) {
        Instant decided = Instant.ofEpochSecond(of.decided());
        Sanction heard = proposed(of, decided).heard(decided, decided);
        if (of.end() <= of.decided()) {
            assertThat(catchRejection(() -> heard.imposed(CHECKER, "", decided)))
                    .isEqualTo("sanction-term-over");
            return List.of();
        }
        Sanction imposed = heard.imposed(CHECKER, "", decided);
        assertThat(imposed.endsAt()).isEqualTo(Instant.ofEpochSecond(of.end()));
        assertThat(SanctionTerm.lastDayBefore(imposed.endsAt()).toString()).endsWith("-12-31");
        return List.of(later(imposed, of, moment));
    }

    /** What appeals and revocations made of it until a moment, in the order in which they were decided. */
    private static Sanction later(Sanction imposed, Case of, long moment) {
        Sanction sanction = imposed;
        if (hasHappened(of.stayed(), of, moment)) {
            sanction = sanction.stayed(Instant.ofEpochSecond(of.stayed()));
        }
        if (of.unstayed() <= moment) {
            sanction = sanction.unstayed(Instant.ofEpochSecond(of.unstayed()));
        }
        if (hasHappened(of.shortened(), of, moment)) {
            Instant now = Instant.ofEpochSecond(of.shortened());
            Instant end = SanctionTerm.endOf(SanctionTerm.dayOf(now));
            sanction = sanction.shortened(end.isBefore(sanction.endsAt()) ? end : sanction.endsAt(), now);
        }
        if (hasHappened(of.revoked(), of, moment)) {
            Instant now = Instant.ofEpochSecond(of.revoked());
            sanction = of.decided() % 2 == 0
                    ? sanction.revokedOnAppeal(CHECKER, now)
                    : sanction.revocationProposed(MAKER, "", now).revoked(CHECKER, now);
        }
        return sanction;
    }

    private static boolean hasHappened(long decision, Case of, long moment) {
        return decision > 0 && decision <= moment && decision < of.end();
    }

    private static String catchRejection(Runnable act) {
        try {
            act.run();
            return null;
        } catch (Rejection refusal) {
            return refusal.code();
        }
    }

    private static Case aCase(Random random) {
        long decided = aMoment(random);
        long cause = Math.max(FIRST, decided - (long) (random.nextDouble() * 900) * DAY);
        long stayed = random.nextInt(3) > 0 ? 0 : decided + 1 + random.nextInt(400) * DAY;
        long unstayed = stayed == 0 ? 0 : stayed + 1 + random.nextInt(200) * DAY;
        // Behind a stay, if there is one: an appeal is decided once.
        long from = Math.max(decided, unstayed);
        long ended = random.nextInt(3) > 0 ? 0 : from + 1 + random.nextInt(500) * DAY;
        boolean isRevoked = random.nextBoolean();
        return new Case(
                SanctionBasis.values()[random.nextInt(2)],
                cause,
                decided,
                stayed,
                unstayed,
                isRevoked ? ended : 0,
                isRevoked ? 0 : ended);
    }

    /** Half of them within two seconds of a year's end or on a leap day. */
    private static long aMoment(Random random) {
        int year = 1 + random.nextInt(14);
        return switch (random.nextInt(4)) {
            case 0 -> YEAR_BEGINS[year] - 2 + random.nextInt(5);
            case 1 -> YEAR_BEGINS[year] + 59 * DAY + random.nextInt(86_400);
            default -> YEAR_BEGINS[year] + (long) (random.nextDouble() * 365 * DAY);
        };
    }

    private static Sanction proposed(Case of, Instant at) {
        LocalDate cause = SanctionTerm.dayOf(Instant.ofEpochSecond(of.cause()));
        return new Sanction(
                MAKER,
                0,
                MAKER,
                "340000",
                "340000",
                MAKER,
                "云",
                MAKER,
                null,
                of.basis(),
                cause,
                "",
                null,
                null,
                "",
                SanctionStatus.PROPOSED,
                MAKER,
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                at);
    }
}
