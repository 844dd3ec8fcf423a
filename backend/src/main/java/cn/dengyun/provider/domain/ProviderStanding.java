package cn.dengyun.provider.domain;

import java.time.Instant;
import java.util.stream.Stream;

/**
 * What a provider's status follows from, with the clock: nothing has to happen for it to end. The function
 * {@code provider_status} of the database says the same.
 *
 * @param organizationFrozen until somebody lets it go again
 * @param suspendedByHand from before there were interim suspensions; until the province lets it go
 * @param suspendedUntil the first moment at which no interim suspension runs any more; null where none ever did
 * @param disqualifiedUntil the first moment at which no sanction is in force any more; null where none ever was
 * @param qualifiedFrom from when on a qualification is in force; null where none ever was, as qualifiedUntil is
 * @param qualifiedUntil the first moment at which none is in force any more
 */
public record ProviderStanding(
        boolean organizationFrozen,
        boolean suspendedByHand,
        Instant suspendedUntil,
        Instant disqualifiedUntil,
        Instant qualifiedFrom,
        Instant qualifiedUntil) {

    public ProviderStatus statusAt(Instant moment) {
        if (isBefore(moment, disqualifiedUntil)) {
            return ProviderStatus.DISQUALIFIED;
        }
        if (isOpenEnded() || isBefore(moment, suspendedUntil)) {
            return ProviderStatus.SUSPENDED;
        }
        return isQualifiedAt(moment) ? ProviderStatus.QUALIFIED : ProviderStatus.UNQUALIFIED;
    }

    public boolean isFitAt(Instant moment) {
        return statusAt(moment) == ProviderStatus.QUALIFIED;
    }

    /** Whether a qualification is in force, whatever speaks against it. */
    private boolean isQualifiedAt(Instant moment) {
        return qualifiedFrom != null && !moment.isBefore(qualifiedFrom) && isBefore(moment, qualifiedUntil);
    }

    /**
     * When what speaks against it will have ended unless something else happens: a suspension, a sanction, or the time
     * before a qualification that is granted. Null when it is fit, and when that is for somebody to decide.
     */
    public Instant fitAgainAfter(Instant moment) {
        if (isOpenEnded() || isFitAt(moment)) {
            return null;
        }
        boolean isSuspended = isBefore(moment, suspendedUntil);
        if (isBefore(moment, disqualifiedUntil)) {
            return isSuspended && suspendedUntil.isAfter(disqualifiedUntil) ? suspendedUntil : disqualifiedUntil;
        }
        if (isSuspended) {
            return suspendedUntil;
        }
        return isBefore(moment, qualifiedFrom) ? qualifiedFrom : null;
    }

    /** The first moment behind this one at which its status may be another; {@link Instant#MAX} where there is none. */
    public Instant nextChangeAfter(Instant moment) {
        return Stream.of(suspendedUntil, disqualifiedUntil, qualifiedFrom, qualifiedUntil)
                .filter(end -> isBefore(moment, end))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private boolean isOpenEnded() {
        return organizationFrozen || suspendedByHand;
    }

    private static boolean isBefore(Instant moment, Instant end) {
        return end != null && moment.isBefore(end);
    }
}
