package cn.dengyun.voucher.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * The facts that say, with what is left of it and the clock, where a voucher stands.
 *
 * @param acceptUntil null when it needs not be accepted
 * @param acceptedAt null before
 * @param validUntil the first moment at which it is over, 23:59:59 Asia/Shanghai of its last day and the time for which
 *     it was frozen behind that
 * @param frozenAt null unless it is frozen
 * @param revokedAt null before
 * @param expiredAt when the expiry was carried out; null before
 */
public record VoucherValidity(
        Instant acceptUntil,
        Instant acceptedAt,
        Instant validUntil,
        Instant frozenAt,
        Instant revokedAt,
        Instant expiredAt) {

    /** Of a voucher that was just issued. */
    public static VoucherValidity of(Instant acceptUntil, Instant validUntil) {
        return new VoucherValidity(acceptUntil, null, validUntil, null, null, null);
    }

    /**
     * The strongest that holds, for nothing stronger is undone by what is weaker.
     *
     * @param leftFen available or held
     */
    public VoucherStatus statusAt(Instant now, long leftFen) {
        if (revokedAt != null) {
            return VoucherStatus.REVOKED;
        }
        if (frozenAt != null) {
            return VoucherStatus.FROZEN;
        }
        if (expiredAt != null || !now.isBefore(endsAt())) {
            return VoucherStatus.EXPIRED;
        }
        if (awaitsAcceptance()) {
            return VoucherStatus.ISSUED;
        }
        return leftFen == 0 ? VoucherStatus.EXHAUSTED : VoucherStatus.ACTIVE;
    }

    /** When it is over as things stand: its last moment, or earlier when it was not accepted by then. */
    public Instant endsAt() {
        boolean lapsesEarlier = awaitsAcceptance() && acceptUntil.isBefore(validUntil);
        return lapsesEarlier ? acceptUntil : validUntil;
    }

    private boolean awaitsAcceptance() {
        return acceptUntil != null && acceptedAt == null;
    }

    VoucherValidity accepted(Instant at) {
        return new VoucherValidity(acceptUntil, at, validUntil, frozenAt, revokedAt, expiredAt);
    }

    VoucherValidity frozen(Instant at) {
        return new VoucherValidity(acceptUntil, acceptedAt, validUntil, at, revokedAt, expiredAt);
    }

    /**
     * The clock stood still while it was frozen, that of its acceptance too. A node whose clock is behind adds nothing,
     * and nothing is taken away from a voucher that is valid for longer than its rules say.
     *
     * @param latest beyond which the freeze makes it no longer
     */
    VoucherValidity unfrozen(Instant latest, Instant at) {
        Duration frozen = at.isAfter(frozenAt) ? Duration.between(frozenAt, at) : Duration.ZERO;
        return new VoucherValidity(
                awaitsAcceptance() ? later(acceptUntil, frozen, latest) : acceptUntil,
                acceptedAt,
                later(validUntil, frozen, latest),
                null,
                revokedAt,
                expiredAt);
    }

    /**
     * What was left of it at an earlier moment is left of it again, counted from now or, where it is frozen, from when
     * its clock stopped. Nothing is taken away, and it is not over any more when that lasts beyond now.
     *
     * @param latest beyond which it makes it no longer
     */
    VoucherValidity restored(Duration remaining, Instant latest, Instant now) {
        Instant clock = frozenAt != null && frozenAt.isBefore(now) ? frozenAt : now;
        Instant wanted = clock.plus(remaining);
        Instant bounded = wanted.isAfter(latest) ? latest : wanted;
        Instant end = bounded.isAfter(validUntil) ? bounded : validUntil;
        return new VoucherValidity(
                acceptUntil, acceptedAt, end, frozenAt, revokedAt, end.isAfter(now) ? null : expiredAt);
    }

    private static Instant later(Instant end, Duration by, Instant latest) {
        Instant moved = end.plus(by);
        Instant bounded = moved.isAfter(latest) ? latest : moved;
        return bounded.isAfter(end) ? bounded : end;
    }

    /** Frozen no more, for it is over. */
    VoucherValidity revoked(Instant at) {
        return new VoucherValidity(acceptUntil, acceptedAt, validUntil, null, at, expiredAt);
    }

    VoucherValidity expired(Instant at) {
        return new VoucherValidity(acceptUntil, acceptedAt, validUntil, frozenAt, revokedAt, at);
    }
}
