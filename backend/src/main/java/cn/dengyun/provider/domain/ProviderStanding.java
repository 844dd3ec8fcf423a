package cn.dengyun.provider.domain;

import java.time.Instant;

/**
 * What a provider's status follows from, with the clock: nothing has to happen for it to end. The function
 * {@code provider_status} of the database says the same.
 *
 * @param organizationFrozen until somebody lets it go again
 * @param suspendedByHand from before there were interim suspensions; until the province lets it go
 * @param suspendedUntil the first moment at which no interim suspension runs any more; null where none ever did
 * @param disqualifiedUntil the first moment at which no sanction is in force any more; null where none ever was
 */
public record ProviderStanding(
        boolean organizationFrozen, boolean suspendedByHand, Instant suspendedUntil, Instant disqualifiedUntil) {

    /** Of a provider of which nothing is known. */
    public static final ProviderStanding GOOD = new ProviderStanding(false, false, null, null);

    public ProviderStatus statusAt(Instant moment) {
        if (isBefore(moment, disqualifiedUntil)) {
            return ProviderStatus.DISQUALIFIED;
        }
        return isOpenEnded() || isBefore(moment, suspendedUntil) ? ProviderStatus.SUSPENDED : ProviderStatus.QUALIFIED;
    }

    public boolean isFitAt(Instant moment) {
        return statusAt(moment) == ProviderStatus.QUALIFIED;
    }

    /**
     * When it will be fit again unless something else happens; null when it is fit, and when that is for somebody to
     * decide.
     */
    public Instant fitAgainAfter(Instant moment) {
        if (isOpenEnded() || isFitAt(moment)) {
            return null;
        }
        if (!isBefore(moment, suspendedUntil)) {
            return disqualifiedUntil;
        }
        boolean isLonger = disqualifiedUntil != null && disqualifiedUntil.isAfter(suspendedUntil);
        return isLonger ? disqualifiedUntil : suspendedUntil;
    }

    private boolean isOpenEnded() {
        return organizationFrozen || suspendedByHand;
    }

    private static boolean isBefore(Instant moment, Instant end) {
        return end != null && moment.isBefore(end);
    }
}
