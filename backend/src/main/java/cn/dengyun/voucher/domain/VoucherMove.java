package cn.dengyun.voucher.domain;

import static cn.dengyun.voucher.domain.VoucherStatus.ACTIVE;
import static cn.dengyun.voucher.domain.VoucherStatus.EXHAUSTED;
import static cn.dengyun.voucher.domain.VoucherStatus.EXPIRED;
import static cn.dengyun.voucher.domain.VoucherStatus.FROZEN;
import static cn.dengyun.voucher.domain.VoucherStatus.ISSUED;
import static cn.dengyun.voucher.domain.VoucherStatus.REVOKED;

import cn.dengyun.shared.Rejection;
import java.util.Set;

/** The whole lifecycle of a voucher as one table: a move, the statuses it may start from, those it may lead to. */
public enum VoucherMove {
    /** The enterprise accepts it. */
    ACCEPT(Set.of(ISSUED), Set.of(ACTIVE)),
    /** Part of it is held for an order. */
    RESERVE(Set.of(ACTIVE), Set.of(ACTIVE)),
    /** A hold is captured; holds outlive the validity, each by its own deadline. */
    CAPTURE(Set.of(ACTIVE, EXPIRED), Set.of(ACTIVE, EXHAUSTED, EXPIRED)),
    /** A hold ends without a capture; what it held goes to the budget when the voucher is over. */
    RELEASE(Set.of(ACTIVE, FROZEN, EXPIRED), Set.of(ACTIVE, FROZEN, EXPIRED)),
    /**
     * Holds end because their provider was disqualified; what was left of the validity when they were made is left
     * again, so that what had expired meanwhile may be used once more.
     */
    FREE(Set.of(ACTIVE, FROZEN, EXPIRED), Set.of(ACTIVE, FROZEN, EXPIRED)),
    /** Captured money comes back, to the voucher, or to the budget when the voucher is over. */
    REFUND(Set.of(ACTIVE, FROZEN, EXHAUSTED, EXPIRED, REVOKED), Set.of(ACTIVE, FROZEN, EXHAUSTED, EXPIRED, REVOKED)),
    /** An authority stops it. */
    FREEZE(Set.of(ACTIVE), Set.of(FROZEN)),
    /**
     * An authority lets it be used again; the time that it was frozen is added to its validity. It may have been
     * reduced to nothing meanwhile, or the last day of its rules may have passed.
     */
    UNFREEZE(Set.of(FROZEN), Set.of(ACTIVE, EXHAUSTED, EXPIRED)),
    /**
     * A person of an authority wants it taken back; it is stopped until another decides. When it is over, as long as
     * something of it is held: what was delivered and is never answered has no other end. When it is over or used up,
     * also where what was captured of it is wanted back.
     */
    PROPOSE_REVOCATION(Set.of(ISSUED, ACTIVE, FROZEN, EXHAUSTED, EXPIRED), Set.of(FROZEN)),
    /** Another person takes it back, and ends its holds. */
    APPROVE_REVOCATION(Set.of(FROZEN), Set.of(REVOKED)),
    /** It is not taken back: what the proposal stopped goes on like after a freeze, what was frozen before stays so. */
    REJECT_REVOCATION(Set.of(FROZEN), Set.of(ISSUED, ACTIVE, FROZEN, EXHAUSTED, EXPIRED)),
    /** The service became cheaper: what is free of the difference goes to the budget. */
    REDUCE(Set.of(ISSUED, ACTIVE, FROZEN), Set.of(ISSUED, ACTIVE, FROZEN, EXHAUSTED)),
    /** The clock ends its validity, or the time in which it had to be accepted. */
    EXPIRE(Set.of(ISSUED, ACTIVE), Set.of(EXPIRED));

    private final Set<VoucherStatus> sources;
    private final Set<VoucherStatus> targets;

    VoucherMove(Set<VoucherStatus> sources, Set<VoucherStatus> targets) {
        this.sources = sources;
        this.targets = targets;
    }

    public boolean isAllowedFrom(VoucherStatus status) {
        return sources.contains(status);
    }

    /** The statuses that it may lead to from any of those it may start from. */
    public Set<VoucherStatus> targets() {
        return targets;
    }

    /** Rejects with {@code voucher-transition-not-allowed} (409; status, move). */
    public void requireAllowedFrom(VoucherStatus status) {
        if (!isAllowedFrom(status)) {
            throw Rejection.conflict("voucher-transition-not-allowed", status, this);
        }
    }
}
