package cn.dengyun.voucher.domain;

import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A cloud-service voucher (云服务券). All money of its face value is somewhere: {@code face = available + held + captured +
 * returned + void}, at every moment (design.md §4, invariant 5). Amounts are in fen.
 *
 * @param code what people read out, see {@link cn.dengyun.shared.HumanCode}
 * @param ruleVersion of the programme that it was issued by
 * @param budgetId whose money it is, and where it goes back to
 * @param regionCode of the enterprise at issue: whose authorities oversee it
 * @param applicationId null when it was issued without one
 * @param providerId where alone it can be used; null: anywhere
 * @param statusIndex its place in the status list of its programme
 * @param availableFen free to be reserved
 * @param heldFen reserved
 * @param capturedFen owed or paid, net of refunds
 * @param returnedFen refunded to the budget, because the voucher was over
 * @param voidFen never used, gone back to the budget
 * @param revision counts its changes
 * @param movedAt when money of it moved last; never goes back, whatever the clock of a node says
 * @param revocation proposed or approved; null where nobody wants it taken back
 */
public record Voucher(
        UUID id,
        String code,
        UUID programmeId,
        int ruleVersion,
        UUID budgetId,
        String regionCode,
        UUID applicationId,
        UUID organizationId,
        UUID providerId,
        int statusIndex,
        long faceFen,
        long availableFen,
        long heldFen,
        long capturedFen,
        long returnedFen,
        long voidFen,
        int revision,
        Instant issuedAt,
        VoucherValidity validity,
        String frozenReason,
        String revokedReason,
        Instant movedAt,
        Revocation revocation) {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);
    private static final long DAY = Duration.ofDays(1).toSeconds();

    public Voucher {
        long total = Math.addExact(
                Math.addExact(availableFen, heldFen), Math.addExact(capturedFen, Math.addExact(returnedFen, voidFen)));
        if (total != faceFen || Math.min(availableFen, heldFen) < 0 || Math.min(capturedFen, voidFen) < 0) {
            throw new IllegalStateException("the face value of voucher " + id + " is not conserved");
        }
    }

    /** The moment at which a voucher is over whose last day this is. */
    public static Instant endOf(LocalDate lastDay) {
        return lastDay.atTime(LAST_SECOND).atZone(ANHUI).toInstant();
    }

    public VoucherStatus statusAt(Instant now) {
        return validity.statusAt(now, availableFen + heldFen);
    }

    /** Whole days until it is over, rounded up. */
    public long daysLeftAt(Instant now) {
        long seconds = Math.max(0, Duration.between(now, validity.validUntil()).toSeconds());
        return (seconds + DAY - 1) / DAY;
    }

    /**
     * Whether what comes back goes to the budget, because nobody can use the voucher any more: also while it is stopped
     * for a revocation that somebody proposed when it was over already.
     */
    public boolean givesBackToBudgetAt(Instant now) {
        return isOver(validity, statusAt(now));
    }

    private static boolean isOver(VoucherValidity validity, VoucherStatus status) {
        return status == VoucherStatus.EXPIRED || status == VoucherStatus.REVOKED || validity.expiredAt() != null;
    }

    /** The time of the next move: now, or just behind the last one where the clock says otherwise. */
    public Instant nextMove(Instant now) {
        Instant next = movedAt.plus(1, ChronoUnit.MICROS);
        return now.isAfter(next) ? now : next;
    }

    /**
     * The same, moved at the time of the budget that took part in the move; it counts as no change of its own.
     *
     * @param at not before the move of the voucher itself
     */
    public Voucher movedAt(Instant at) {
        Changes changes = changed().at(at);
        return changes.build(revision);
    }

    /** The enterprise takes it. Rejects with {@code voucher-transition-not-allowed} (409) unless it waits for that. */
    public Voucher accept(Instant now) {
        VoucherMove.ACCEPT.requireAllowedFrom(statusAt(now));
        return changed().validity(validity.accepted(now)).build();
    }

    /** Rejects like {@link #reserve} when nothing of it can be held. */
    public void requireReservable(Instant now) {
        reserve(1, now);
    }

    /**
     * Holds an amount of what is available.
     *
     * <p>Rejects with {@code voucher-transition-not-allowed} (409) and {@code voucher-balance-too-low} (409; what is
     * available, what was asked for).
     *
     * @param amountFen in fen, above 0
     */
    public Voucher reserve(long amountFen, Instant now) {
        VoucherMove.RESERVE.requireAllowedFrom(statusAt(now));
        if (amountFen > availableFen) {
            throw Rejection.conflict("voucher-balance-too-low", availableFen, amountFen);
        }
        return changed().available(-amountFen).held(amountFen).at(nextMove(now)).build();
    }

    /**
     * Ends a hold by a capture; the remainder is free again, or void when the voucher is over.
     *
     * <p>Rejects with {@code voucher-transition-not-allowed} (409).
     *
     * @param heldAmountFen all of the hold, in fen
     * @param amountFen to be captured, in fen; {@link Reservation#capture} has seen that the hold covers it
     */
    public Voucher capture(long heldAmountFen, long amountFen, Instant now) {
        VoucherMove.CAPTURE.requireAllowedFrom(statusAt(now));
        return free(heldAmountFen - amountFen, now)
                .held(-heldAmountFen)
                .captured(amountFen)
                .at(nextMove(now))
                .build();
    }

    /**
     * Ends a hold without a capture; what it held is free again, or void when the voucher is over.
     *
     * <p>Rejects with {@code voucher-transition-not-allowed} (409).
     *
     * @param heldAmountFen all of the hold, in fen
     */
    public Voucher release(long heldAmountFen, Instant now) {
        VoucherMove.RELEASE.requireAllowedFrom(statusAt(now));
        return free(heldAmountFen, now).held(-heldAmountFen).at(nextMove(now)).build();
    }

    /**
     * Ends holds because their provider may not deliver any more; what they held is free again, and what was left of
     * the validity when they were made is left again. Void only where even then it is over.
     *
     * <p>Rejects with {@code voucher-transition-not-allowed} (409).
     *
     * @param heldAmountFen all of the holds, in fen
     * @param remaining the longest validity that was left when one of them was made; null: nothing is given back
     * @param latest the end of the last day on which a voucher of its programme may be used
     */
    public Voucher free(long heldAmountFen, Duration remaining, Instant latest, Instant now) {
        VoucherMove.FREE.requireAllowedFrom(statusAt(now));
        Changes changes = changed().held(-heldAmountFen).at(nextMove(now));
        if (remaining != null) {
            changes.validity(validity.restored(remaining, latest, now));
        }
        VoucherStatus status = changes.validity.statusAt(now, heldAmountFen);
        return (isOver(changes.validity, status) ? changes.voided(heldAmountFen) : changes.available(heldAmountFen))
                .build();
    }

    /**
     * Takes captured money back, to the voucher, or to the budget when the voucher is over.
     *
     * <p>Rejects with {@code voucher-transition-not-allowed} (409).
     *
     * @param amountFen in fen; {@link Redemption#refund} has seen that so much is left of the capture
     */
    public Voucher refund(long amountFen, Instant now) {
        VoucherMove.REFUND.requireAllowedFrom(statusAt(now));
        Changes changes = changed().captured(-amountFen).at(nextMove(now));
        return (givesBackToBudgetAt(now) ? changes.returned(amountFen) : changes.available(amountFen)).build();
    }

    /**
     * Ends holds without a capture and takes captured money back, both in one move; it is free again, or goes to the
     * budget where the voucher is over.
     *
     * <p>Rejects with {@code voucher-transition-not-allowed} (409).
     *
     * @param heldAmountFen all of the holds, in fen
     * @param amountFen what is left of captures and taken back, in fen
     */
    public Voucher giveBack(long heldAmountFen, long amountFen, Instant now) {
        VoucherMove.RELEASE.requireAllowedFrom(statusAt(now));
        VoucherMove.REFUND.requireAllowedFrom(statusAt(now));
        Changes changes = free(heldAmountFen, now)
                .held(-heldAmountFen)
                .captured(-amountFen)
                .at(nextMove(now));
        return (givesBackToBudgetAt(now) ? changes.returned(amountFen) : changes.available(amountFen)).build();
    }

    /**
     * Stops it until it is let go again; what is held stays held. Rejects with {@code voucher-transition-not-allowed}
     * (409).
     *
     * @param reason shown with the voucher
     */
    public Voucher freeze(String reason, Instant now) {
        VoucherMove.FREEZE.requireAllowedFrom(statusAt(now));
        return changed().validity(validity.frozen(now)).frozenReason(reason).build();
    }

    /**
     * Lets it be used again; its validity is longer by exactly the time that it was frozen, yet never runs past the
     * last day of its rules. Rejects with {@code voucher-transition-not-allowed} and, while a revocation waits for its
     * decision, {@code voucher-revocation-open} (409).
     *
     * @param latest the end of the last day on which a voucher of its programme may be used
     */
    public Voucher unfreeze(Instant latest, Instant now) {
        VoucherMove.UNFREEZE.requireAllowedFrom(statusAt(now));
        requireNoRevocation();
        return changed()
                .validity(validity.unfrozen(latest, now))
                .frozenReason(null)
                .build();
    }

    /** The same where what was captured stays owed. */
    public Voucher proposeRevocation(UUID by, String reason, Instant now) {
        return proposeRevocation(by, reason, false, now);
    }

    /**
     * Stops it until another person decides whether it is taken back; what is held stays held. Rejects with
     * {@code voucher-transition-not-allowed}, also where it is over and there is nothing to take back, and
     * {@code voucher-revocation-open} (409).
     *
     * @param by whoever proposes it
     * @param reason shown with the voucher
     * @param takesCaptured whether what was captured is taken back too
     */
    public Voucher proposeRevocation(UUID by, String reason, boolean takesCaptured, Instant now) {
        if (!mayBeRevokedAt(now, takesCaptured)) {
            throw Rejection.conflict("voucher-transition-not-allowed", statusAt(now), VoucherMove.PROPOSE_REVOCATION);
        }
        requireNoRevocation();
        Changes changes = changed();
        if (validity.frozenAt() == null) {
            changes.validity(validity.frozen(now)).frozenReason(reason);
        }
        // What was frozen before was so at another moment: only then it stays frozen when this is rejected.
        Instant at = validity.frozenAt() == null || now.isAfter(validity.frozenAt())
                ? now
                : validity.frozenAt().plus(1, ChronoUnit.MICROS);
        return changes.revocation(Revocation.proposed(by, at, reason, takesCaptured))
                .build();
    }

    /**
     * Takes it back: all that is free or held is void and goes back to the budget, its holds end with it. Rejects with
     * {@code voucher-transition-not-allowed} (409) unless somebody has proposed it, and {@code four-eyes-required}
     * (403) whoever that was.
     *
     * @param by whoever approves it
     */
    public Voucher approveRevocation(UUID by, Instant now) {
        requireOpenRevocation(VoucherMove.APPROVE_REVOCATION, now);
        FourEyes.require(revocation.proposedBy(), by);
        return changed()
                .validity(validity.revoked(now))
                .frozenReason(null)
                .revokedReason(revocation.reason())
                .revocation(revocation.approved(by))
                .available(-availableFen)
                .held(-heldFen)
                .voided(Math.addExact(availableFen, heldFen))
                .at(nextMove(now))
                .build();
    }

    /**
     * Leaves it where it is: it goes on like after a freeze, unless it was frozen before. Rejects with
     * {@code voucher-transition-not-allowed} (409) unless somebody has proposed a revocation.
     *
     * @param latest see {@link #unfreeze}
     */
    public Voucher rejectRevocation(Instant latest, Instant now) {
        requireOpenRevocation(VoucherMove.REJECT_REVOCATION, now);
        Changes changes = changed().revocation(null);
        return (isFrozenByProposal()
                        ? changes.validity(validity.unfrozen(latest, now)).frozenReason(null)
                        : changes)
                .build();
    }

    /**
     * Whether somebody may propose to take it back: when it is over or used up, as long as something of it is held, or
     * what was captured of it is wanted back.
     */
    public boolean mayBeRevokedAt(Instant now) {
        return mayBeRevokedAt(now, true);
    }

    private boolean mayBeRevokedAt(Instant now, boolean takesCaptured) {
        VoucherStatus status = statusAt(now);
        boolean isDone = status == VoucherStatus.EXPIRED || status == VoucherStatus.EXHAUSTED;
        return VoucherMove.PROPOSE_REVOCATION.isAllowedFrom(status)
                && (!isDone || heldFen > 0 || takesCaptured && capturedFen > 0);
    }

    /** Whether somebody has proposed to take it back and nobody has decided yet. */
    public boolean awaitsRevocation() {
        return revocation != null && revocation.isOpen();
    }

    private boolean isFrozenByProposal() {
        return revocation.proposedAt().equals(validity.frozenAt());
    }

    private void requireNoRevocation() {
        if (awaitsRevocation()) {
            throw Rejection.conflict("voucher-revocation-open");
        }
    }

    private void requireOpenRevocation(VoucherMove move, Instant now) {
        move.requireAllowedFrom(statusAt(now));
        if (!awaitsRevocation()) {
            throw Rejection.conflict("voucher-transition-not-allowed", statusAt(now), move);
        }
    }

    /** What it comes to, in fen: all of its face that has not gone back to the budget. */
    public long remainingFen() {
        return faceFen - returnedFen - voidFen;
    }

    /**
     * Gives back what it comes to above an amount, as far as it is free.
     *
     * <p>Rejects with {@code voucher-transition-not-allowed} and, when there is nothing to give back,
     * {@code price-cut-without-effect} (409).
     *
     * @param worthFen what it shall come to, in fen
     * @return the voucher afterwards; more than {@code worthFen} where what is above it is held or captured
     */
    public Voucher reduce(long worthFen, Instant now) {
        VoucherMove.REDUCE.requireAllowedFrom(statusAt(now));
        long back = Math.min(availableFen, remainingFen() - worthFen);
        if (back <= 0) {
            throw Rejection.conflict("price-cut-without-effect");
        }
        return changed().available(-back).voided(back).at(nextMove(now)).build();
    }

    /**
     * Carries out its expiry: what is free is void and goes back to the budget, holds keep their own deadlines.
     *
     * <p>Rejects with {@code voucher-transition-not-allowed} (409) when it is not over by the clock, or its expiry was
     * carried out before.
     */
    public Voucher expire(Instant now) {
        if (statusAt(now) != VoucherStatus.EXPIRED || validity.expiredAt() != null) {
            throw Rejection.conflict("voucher-transition-not-allowed", statusAt(now), VoucherMove.EXPIRE);
        }
        return changed()
                .validity(validity.expired(now))
                .available(-availableFen)
                .voided(availableFen)
                .at(nextMove(now))
                .build();
    }

    private Changes free(long amountFen, Instant now) {
        return givesBackToBudgetAt(now)
                ? changed().voided(amountFen)
                : changed().available(amountFen);
    }

    private Changes changed() {
        return new Changes(this);
    }

    /** A copy in the making: the record has many members, and a move changes few. */
    private static final class Changes {
        private final Voucher from;
        private long available;
        private long held;
        private long captured;
        private long returned;
        private long voided;
        private VoucherValidity validity;
        private String frozenReason;
        private String revokedReason;
        private Instant movedAt;
        private Revocation revocation;

        Changes(Voucher from) {
            this.from = from;
            this.validity = from.validity;
            this.frozenReason = from.frozenReason;
            this.revokedReason = from.revokedReason;
            this.movedAt = from.movedAt;
            this.revocation = from.revocation;
        }

        Changes available(long fen) {
            available = Math.addExact(available, fen);
            return this;
        }

        Changes held(long fen) {
            held = fen;
            return this;
        }

        Changes captured(long fen) {
            captured = fen;
            return this;
        }

        Changes returned(long fen) {
            returned = fen;
            return this;
        }

        Changes voided(long fen) {
            voided = fen;
            return this;
        }

        Changes validity(VoucherValidity next) {
            validity = next;
            return this;
        }

        Changes frozenReason(String reason) {
            frozenReason = reason;
            return this;
        }

        Changes revokedReason(String reason) {
            revokedReason = reason;
            return this;
        }

        Changes revocation(Revocation next) {
            revocation = next;
            return this;
        }

        Changes at(Instant moved) {
            movedAt = moved;
            return this;
        }

        Voucher build() {
            return build(from.revision + 1);
        }

        Voucher build(int revision) {
            return new Voucher(
                    from.id,
                    from.code,
                    from.programmeId,
                    from.ruleVersion,
                    from.budgetId,
                    from.regionCode,
                    from.applicationId,
                    from.organizationId,
                    from.providerId,
                    from.statusIndex,
                    from.faceFen,
                    from.availableFen + available,
                    from.heldFen + held,
                    from.capturedFen + captured,
                    from.returnedFen + returned,
                    from.voidFen + voided,
                    revision,
                    from.issuedAt,
                    validity,
                    frozenReason,
                    revokedReason,
                    movedAt,
                    revocation);
        }
    }
}
