package cn.dengyun.settlement.claim.domain;

import cn.dengyun.policy.domain.Payee;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A claim of what is owed of one capture, award or accepted stage of a purchase. Both sides know of it, and the
 * authorities of the enterprise; finance and auditors of all. It moves no money: that is owed before.
 *
 * @param number what people read out
 * @param claimedFen what of the capture was not refunded when it was claimed, in fen
 * @param amountFen what of that is still owed, in fen; 0 where all was refunded
 * @param colour what the rules say; null before they judged it in its present round
 * @param isSampled whether it was drawn to be looked at although nothing speaks against it
 * @param round how often it was submitted again
 * @param confirmedBy on the other side; null before, as confirmedAt
 * @param decidedBy who reviewed it last; null where nobody did, or the rules decided, as decidedAt
 * @param since when it came to where it stands
 * @param dueAt by when what follows has to be done; null where nothing follows
 * @param pausedAt since when nothing moves because one of both sides is frozen; null where neither is
 * @param overdueAt when it was told that what follows was not done in time; null where that was not told
 * @param reason of the last step; null where none was given
 * @param payment null before it is in a batch
 */
public record SettlementClaim(
        UUID id,
        int version,
        String number,
        ClaimCase about,
        long claimedFen,
        long amountFen,
        ClaimStatus status,
        ClaimColour colour,
        boolean isSampled,
        int round,
        UUID submittedBy,
        Instant submittedAt,
        UUID confirmedBy,
        Instant confirmedAt,
        UUID decidedBy,
        Instant decidedAt,
        Instant since,
        Instant dueAt,
        Instant pausedAt,
        Instant overdueAt,
        String reason,
        ClaimPayment payment,
        Instant updatedAt)
        implements Aggregate {

    /** How often what was returned may be submitted again. */
    public static final int MAX_ROUNDS = 2;

    /** Who may know of one in SQL, besides the enterprise and its authorities: the provider. */
    public static final String KNOWN = "provider_organization_id = $4";

    /** Whether what follows was not done in time and nothing keeps anybody from it, at a moment, in SQL. */
    public static final String OVERDUE = "(due_at <= :moment AND paused_at IS NULL)";

    @Override
    public UUID organizationId() {
        return about.organizationId();
    }

    @Override
    public String regionCode() {
        return about.regionCode();
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return isParty(actor) || Aggregate.super.isHandledBy(actor);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || seesAll(actor);
    }

    /** Finance pays in the end, and looks at everything. */
    public static boolean seesAll(Actor actor) {
        return actor.has(Roles.FINANCE) || Aggregate.seesAll(actor);
    }

    /**
     * Whether the actor is on one of both sides. The office that buys is no party: its people decide, except those who
     * have accepted what is claimed.
     */
    public boolean isParty(Actor actor) {
        return actor.actsFor(about.providerOrganizationId())
                || about.source() != ClaimSource.PURCHASE && actor.actsFor(about.organizationId());
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(ClaimMove.values(), status, move -> may(actor, move));
    }

    private boolean may(Actor actor, ClaimMove move) {
        boolean isOpen = switch (move) {
            case RESUBMIT -> pausedAt == null && round < MAX_ROUNDS;
            case CONFIRM, OBJECT -> pausedAt == null;
            case APPROVE -> pausedAt == null && colour != ClaimColour.RED;
            case RETURN -> pausedAt == null && isReviewable() && round < MAX_ROUNDS;
            case REJECT -> pausedAt == null && isReviewable();
            default -> true;
        };
        return isOpen && !actor.isViewer() && isOf(actor, move.side()) && !isBarred(actor, move.side());
    }

    /**
     * Whether an office may say something, whatever became of its voucher: also where the other side does not answer in
     * time, once that was told.
     */
    public boolean isReviewable() {
        return !isApproved() && (status != ClaimStatus.SUBMITTED || overdueAt != null);
    }

    /** Whether it waits for a batch, or for another one: only what was not known then brings it back to the office. */
    public boolean isApproved() {
        return status == ClaimStatus.APPROVED || status == ClaimStatus.BANK_FAILED;
    }

    /** Whether the actor is on that side. */
    public boolean isOf(Actor actor, ClaimMove.Side side) {
        return switch (side) {
            case CLAIMANT -> isSide(actor, about.payee());
            case OTHER_SIDE ->
                about.source().isConfirmed()
                        && isSide(actor, about.payee() == Payee.PROVIDER ? Payee.ENTERPRISE : Payee.PROVIDER);
            case REVIEWER -> actor.has(Roles.AUTHORITY) && !isParty(actor) && Aggregate.super.isHandledBy(actor);
            case RULES, BATCH -> false;
        };
    }

    private boolean isSide(Actor actor, Payee side) {
        if (side == Payee.PROVIDER) {
            return actor.actsFor(about.providerOrganizationId()) && actor.has(Roles.PROVIDER);
        }
        boolean isBeneficiary = about.source() == ClaimSource.AWARD && actor.has(Roles.PROVIDER);
        return actor.actsFor(about.organizationId()) && (actor.has(Roles.ENTERPRISE) || isBeneficiary);
    }

    /** Whoever had a part in it does not review it, and whoever claims does not confirm. */
    private boolean isBarred(Actor actor, ClaimMove.Side side) {
        return switch (side) {
            case OTHER_SIDE -> actor.id().equals(submittedBy);
            case REVIEWER -> actor.id().equals(submittedBy) || actor.id().equals(confirmedBy);
            default -> false;
        };
    }

    /**
     * Rejects with {@code not-yours} (403) whoever is not on the side whose move it is, and with
     * {@code four-eyes-required} (403) who had a part in it on another side.
     */
    public void requireSide(Actor actor, ClaimMove.Side side) {
        if (!isOf(actor, side)) {
            throw Rejection.forbidden("not-yours");
        }
        if (side == ClaimMove.Side.OTHER_SIDE || side == ClaimMove.Side.REVIEWER) {
            FourEyes.require(submittedBy, actor.id());
        }
        if (side == ClaimMove.Side.REVIEWER && confirmedBy != null) {
            FourEyes.require(confirmedBy, actor.id());
        }
    }

    /** Rejects with {@code claim-rounds-exhausted} (409) what was submitted again as often as it may be. */
    public void requireRound() {
        if (round >= MAX_ROUNDS) {
            throw Rejection.conflict("claim-rounds-exhausted", MAX_ROUNDS);
        }
    }

    /** Rejects with {@code claim-red} (409) what the rules say cannot be paid. */
    public void requireNotRed() {
        if (colour == ClaimColour.RED) {
            throw Rejection.conflict("claim-red");
        }
    }

    /** Rejects with {@code claim-paused} (409) while one of both sides is frozen. */
    public void requireRunning() {
        if (pausedAt != null) {
            throw Rejection.conflict("claim-paused");
        }
    }

    /** Whether what follows was not done in time; what is paused is never late. */
    public boolean isOverdueAt(Instant now) {
        return dueAt != null && pausedAt == null && !now.isBefore(dueAt);
    }

    /**
     * It after a move. Rejects with {@code transition-not-allowed} (409).
     *
     * @param by who made it; null where nobody did
     * @param due by when what follows has to be done; null where nothing does
     */
    public SettlementClaim moved(ClaimMove move, UUID by, String why, Instant due, Instant now) {
        ClaimStatus target = move.from(status);
        Changes changes = new Changes(this);
        if (move.target() != null) {
            changes.status = target;
            changes.since = now;
            changes.dueAt = target.isEnd() ? null : due;
            changes.overdueAt = null;
            changes.pausedAt = target.isEnd() ? null : pausedAt;
        }
        switch (move) {
            case CONFIRM -> {
                changes.confirmedBy = by;
                changes.confirmedAt = now;
            }
            case APPROVE, RETURN, REJECT -> {
                changes.decidedBy = by;
                changes.decidedAt = now;
            }
            default -> {
                // Nobody is remembered for it here: its step says who.
            }
        }
        return changes.build(why, now);
    }

    /** When somebody last looked at what speaks against it: the rules at its confirmation, or a person behind that. */
    public Instant approvedAt() {
        return decidedAt != null && decidedAt.isAfter(confirmedAt) ? decidedAt : confirmedAt;
    }

    /**
     * It when its source has spoken for the other side, in the moment in which it is submitted. Rejects with
     * {@code transition-not-allowed} (409).
     *
     * @param by who made it owed, and therefore does not review it
     */
    public SettlementClaim confirmedBySource(UUID by, Instant due, Instant now) {
        return moved(ClaimMove.CONFIRM, by, null, due, now);
    }

    /** It as the rules have judged it. Rejects with {@code transition-not-allowed} (409). */
    public SettlementClaim checked(ClaimColour said, boolean sampled, Instant due, Instant now) {
        Changes changes = new Changes(moved(ClaimMove.CHECK, null, null, due, now));
        changes.colour = said;
        changes.isSampled = sampled;
        return changes.over(version, null, now);
    }

    /** It in its next round. Rejects with {@code transition-not-allowed} and {@code claim-rounds-exhausted} (409). */
    public SettlementClaim resubmitted(UUID by, Instant due, Instant now) {
        SettlementClaim moved = moved(ClaimMove.RESUBMIT, by, null, due, now);
        requireRound();
        Changes changes = new Changes(moved);
        changes.round = round + 1;
        changes.colour = null;
        changes.isSampled = false;
        changes.confirmedBy = null;
        changes.confirmedAt = null;
        changes.submittedBy = by;
        changes.submittedAt = now;
        return changes.over(version, null, now);
    }

    /**
     * It with what is left of it, which may be nothing. Rejects with {@code transition-not-allowed} (409) what the bank
     * was told to pay.
     *
     * @param left in fen, less than before
     */
    public SettlementClaim lowered(long left, Instant now) {
        ClaimMove move = left == 0 ? ClaimMove.CANCEL : ClaimMove.LOWER;
        Changes changes = new Changes(moved(move, null, reason, dueAt, now));
        changes.amountFen = left;
        return changes.over(version, reason, now);
    }

    /**
     * It after a move of its batch.
     *
     * @param how it is paid from then on; null where it is in no batch
     */
    public SettlementClaim batched(ClaimMove move, ClaimPayment how, String why, Instant due, Instant now) {
        Changes changes = new Changes(moved(move, null, why, due, now));
        changes.payment = how;
        return changes.over(version, why, now);
    }

    /** It when it is told that what follows was not done in time. */
    public SettlementClaim overdue(Instant now) {
        Changes changes = new Changes(this);
        changes.overdueAt = now;
        return changes.build(reason, now);
    }

    /** It while one of both sides is frozen. */
    public SettlementClaim paused(Instant now) {
        Changes changes = new Changes(this);
        changes.pausedAt = now;
        return changes.build(reason, now);
    }

    /**
     * It when neither side is frozen any more.
     *
     * @param due later than before by as long as it was paused
     */
    public SettlementClaim resumed(Instant due, Instant now) {
        Changes changes = new Changes(this);
        changes.pausedAt = null;
        changes.dueAt = due;
        return changes.build(reason, now);
    }

    /** A copy in the making: the record has many members, and a move changes few. */
    private static final class Changes {
        private final SettlementClaim from;
        private long amountFen;
        private ClaimStatus status;
        private ClaimColour colour;
        private boolean isSampled;
        private int round;
        private UUID submittedBy;
        private Instant submittedAt;
        private UUID confirmedBy;
        private Instant confirmedAt;
        private UUID decidedBy;
        private Instant decidedAt;
        private Instant since;
        private Instant dueAt;
        private Instant pausedAt;
        private Instant overdueAt;
        private ClaimPayment payment;

        Changes(SettlementClaim from) {
            this.from = from;
            this.amountFen = from.amountFen;
            this.status = from.status;
            this.colour = from.colour;
            this.isSampled = from.isSampled;
            this.round = from.round;
            this.submittedBy = from.submittedBy;
            this.submittedAt = from.submittedAt;
            this.confirmedBy = from.confirmedBy;
            this.confirmedAt = from.confirmedAt;
            this.decidedBy = from.decidedBy;
            this.decidedAt = from.decidedAt;
            this.since = from.since;
            this.dueAt = from.dueAt;
            this.pausedAt = from.pausedAt;
            this.overdueAt = from.overdueAt;
            this.payment = from.payment;
        }

        SettlementClaim build(String reason, Instant now) {
            return over(from.version, reason, now);
        }

        /** The version behind that one. */
        SettlementClaim over(int version, String reason, Instant now) {
            return new SettlementClaim(
                    from.id,
                    version + 1,
                    from.number,
                    from.about,
                    from.claimedFen,
                    amountFen,
                    status,
                    colour,
                    isSampled,
                    round,
                    submittedBy,
                    submittedAt,
                    confirmedBy,
                    confirmedAt,
                    decidedBy,
                    decidedAt,
                    since,
                    dueAt,
                    pausedAt,
                    overdueAt,
                    reason,
                    payment,
                    now);
        }
    }
}
