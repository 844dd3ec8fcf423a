package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.rule.AdoptionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What the records of an enterprise come to at a moment, by a rule. It does not depend on their order, and judging
 * twice comes to the same.
 *
 * @param level null where it does not count
 * @param inForce the records that are in force, oldest first
 * @param confirmedUntil until when nobody has to confirm it
 * @param validUntil until when it counts unless something changes; null where nothing is in force
 * @param next when the clock makes the next difference; null where it makes none
 */
record Judgement(
        AdoptionLevel level, List<CountedRecord> inForce, Instant confirmedUntil, Instant validUntil, Instant next) {

    /** An enterprise is reminded this long before it has to have confirmed, and may confirm from then on. */
    static final Duration NOTICE = Duration.ofDays(60);

    private static final Comparator<CountedRecord> OLDEST_FIRST =
            Comparator.comparing(CountedRecord::countedAt).thenComparing(CountedRecord::id);

    /**
     * @param confirmed until when it was confirmed before; null for an enterprise that is new
     * @param declinedAt when it said that it uses nothing any more; records from before do not count then. Null where
     *     it did not, or has confirmed since
     */
    static Judgement of(
            AdoptionRule rule, List<CountedRecord> counted, Instant confirmed, Instant declinedAt, Instant now) {
        List<CountedRecord> standing = counted.stream()
                .filter(each -> declinedAt == null || each.countedAt().isAfter(declinedAt))
                .toList();
        Instant confirmedUntil = standing.stream()
                .map(each -> rule.confirmedUntil(each.countedAt()))
                .reduce(confirmed == null ? now : confirmed, Judgement::later);
        List<CountedRecord> inForce = standing.stream()
                .filter(each -> each.isInForceAt(now))
                .sorted(OLDEST_FIRST)
                .toList();
        if (inForce.isEmpty()) {
            return new Judgement(null, List.of(), confirmedUntil, null, null);
        }
        Instant last = inForce.stream().anyMatch(each -> each.endsOn() == null)
                ? confirmedUntil
                : inForce.stream()
                        .map(CountedRecord::endsAt)
                        .reduce(Judgement::later)
                        .orElseThrow();
        Instant validUntil = last.isBefore(confirmedUntil) ? last : confirmedUntil;
        if (!now.isBefore(validUntil)) {
            return new Judgement(null, inForce, confirmedUntil, validUntil, null);
        }
        boolean isDeep =
                inForce.stream().map(each -> each.deepFrom(rule)).anyMatch(from -> from != null && !now.isBefore(from));
        return new Judgement(
                isDeep ? AdoptionLevel.DEEP : AdoptionLevel.CLOUD,
                inForce,
                confirmedUntil,
                validUntil,
                next(rule, inForce, confirmedUntil, validUntil, now));
    }

    private static Instant next(
            AdoptionRule rule, List<CountedRecord> inForce, Instant confirmedUntil, Instant validUntil, Instant now) {
        List<Instant> moments = new ArrayList<>(List.of(validUntil, confirmedUntil.minus(NOTICE)));
        inForce.forEach(each -> {
            moments.add(each.endsAt());
            moments.add(each.deepFrom(rule));
        });
        return moments.stream()
                .filter(Objects::nonNull)
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** The same, looked at again earlier. */
    Judgement withNext(Instant earlier) {
        return new Judgement(level, inForce, confirmedUntil, validUntil, earlier);
    }

    int providers() {
        return (int) inForce.stream().map(CountedRecord::providerId).distinct().count();
    }
}
