package cn.dengyun.trade.bill.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Fen;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What an order comes to in a calendar month, Asia/Shanghai. Both sides of the order know of it, and the authorities of
 * the enterprise. Once it has locked, its lines and what they come to stay as they are.
 *
 * @param number what people read out
 * @param organizationId the enterprise
 * @param month its first day
 * @param withSubsidy whether vouchers may pay of it
 * @param netFen tax included, in fen; 0 before it locks; below 0 where more is taken back than was used
 * @param taxFen contained in it, in fen; null where a plan says no rate, or before it locks
 * @param creditedFen what credit notes have taken off, in fen
 * @param deliveryId of the order, by which vouchers pay; null where there is none
 * @param dueAt by when the next step has to be done, or had to be before it was final
 * @param disputedLines numbers of the lines that the enterprise disputes; empty where it disputes all, or nothing
 * @param answer of the provider to the dispute; null before, and where there is none
 * @param reason of the last step; null where none had to be given
 */
public record Bill(
        UUID id,
        int version,
        String number,
        UUID orderId,
        String orderNumber,
        UUID organizationId,
        String organizationName,
        String regionCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        String offeringName,
        LocalDate month,
        BillStatus status,
        boolean withSubsidy,
        long netFen,
        Long taxFen,
        long creditedFen,
        UUID deliveryId,
        Instant lockedAt,
        Instant dueAt,
        UUID acceptedBy,
        Instant acceptedAt,
        String disputeReason,
        List<String> disputedLines,
        UUID disputedBy,
        Instant disputedAt,
        DisputeAnswer answer,
        String answerReason,
        UUID answeredBy,
        Instant answeredAt,
        UUID decidedBy,
        Instant decidedAt,
        Instant finalAt,
        Instant updatedAt,
        String reason)
        implements Aggregate {

    /** How long behind its month late usage still counts. */
    public static final Duration GRACE = Duration.ofDays(10);

    public static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    /** Who may know of one in SQL, besides its enterprise and its authorities: the provider. */
    public static final String KNOWN = "provider_organization_id = $4";

    /** Where it stands at a moment, in SQL. */
    public static final String STATUS = "CASE WHEN status = 'OPEN' AND due_at <= :moment THEN 'GRACE' ELSE status END";

    /** Whether somebody did not act in time and still can, at a moment, in SQL. */
    public static final String OVERDUE = "(status IN ('LOCKED', 'DISPUTED') AND due_at <= :moment)";

    /** Whether vouchers have paid too much of it that could not be taken back yet, in SQL. */
    public static final String OWED =
            "EXISTS (SELECT FROM bill_lowering l WHERE l.lowered_id = bill.id AND l.status = 'OWED') = %s";

    public Bill {
        disputedLines = List.copyOf(disputedLines);
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return isOf(actor, BillMove.Side.ENTERPRISE)
                || isOf(actor, BillMove.Side.PROVIDER)
                || isOf(actor, BillMove.Side.AUTHORITY);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return actor.actsFor(organizationId)
                || actor.actsFor(providerOrganizationId)
                || Oversight.of(actor).covers(regionCode)
                || seesAll(actor);
    }

    /** Finance pays in the end, and looks at everything. */
    public static boolean seesAll(Actor actor) {
        return actor.has(Roles.FINANCE) || Aggregate.seesAll(actor);
    }

    /** The first moment of a month. */
    public static Instant startOf(LocalDate month) {
        return month.atStartOfDay(ANHUI).toInstant();
    }

    /** The first moment behind a month. */
    public static Instant endOf(LocalDate month) {
        return startOf(month.plusMonths(1));
    }

    /** The first day of the month that a moment is in. */
    public static LocalDate monthOf(Instant moment) {
        return LocalDate.ofInstant(moment, ANHUI).withDayOfMonth(1);
    }

    /** Where it stands at a moment: its month ends by the clock, also before that was carried out. */
    public BillStatus statusAt(Instant now) {
        return status == BillStatus.OPEN && !now.isBefore(dueAt) ? BillStatus.GRACE : status;
    }

    /** Whether somebody did not act in time and still can. */
    public boolean isOverdueAt(Instant now) {
        return (status == BillStatus.LOCKED || status == BillStatus.DISPUTED) && !now.isBefore(dueAt);
    }

    /** What is left of it behind its credit notes, in fen. */
    public long remainingFen() {
        return netFen - creditedFen;
    }

    @Override
    public List<String> actions(Actor actor) {
        return actionsAt(updatedAt, actor);
    }

    /** What the actor may do with it at a moment; nobody does it for another. */
    public List<String> actionsAt(Instant now, Actor actor) {
        return Move.available(
                BillMove.values(),
                status,
                move -> isOf(actor, move.side())
                        && !actor.isViewer()
                        && actor.mandate() == null
                        && isOpenTo(move, now));
    }

    /** Whether what the move needs besides its status is there. */
    private boolean isOpenTo(BillMove move, Instant now) {
        return switch (move) {
            case CONCEDE -> answer == null && remainingFen() > 0;
            case REJECT_DISPUTE -> answer == null;
            case DECIDE -> answer != null || !now.isBefore(dueAt);
            case CREDIT -> remainingFen() > 0;
            default -> true;
        };
    }

    /** Whether the actor is on that side; an authority is not where it belongs to one of the two others. */
    public boolean isOf(Actor actor, BillMove.Side side) {
        return switch (side) {
            case ENTERPRISE -> actor.actsFor(organizationId) && actor.has(Roles.ENTERPRISE);
            case PROVIDER -> actor.actsFor(providerOrganizationId) && actor.has(Roles.PROVIDER);
            case AUTHORITY ->
                actor.has(Roles.AUTHORITY)
                        && !actor.actsFor(organizationId)
                        && !actor.actsFor(providerOrganizationId)
                        && Oversight.of(actor).covers(regionCode);
            case NOBODY -> false;
        };
    }

    /** Rejects with {@code not-yours} (403) whoever is not on that side. */
    public void requireSide(Actor actor, BillMove.Side side) {
        if (!isOf(actor, side)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /**
     * Its month is over, or the service in it. Rejects with {@code transition-not-allowed} (409), as all that follows
     * does.
     */
    public Bill monthEnded(Instant now) {
        Changes changes = new Changes(this, BillMove.END_MONTH);
        changes.dueAt = dueAt.plus(GRACE);
        return changes.build(null, now);
    }

    /**
     * Nothing is added any more. A bill without lines is to be closed next.
     *
     * @param lines what it comes to
     * @param due by when the enterprise answers
     */
    public Bill locked(List<BillLine> lines, Instant due, Instant now) {
        Changes changes = new Changes(this, BillMove.LOCK);
        changes.netFen = sum(lines);
        changes.taxFen = tax(lines);
        changes.lockedAt = now;
        changes.dueAt = due;
        return changes.build(null, now);
    }

    /** What lines come to, in fen. Rejects with {@code amount-out-of-range} (422). */
    public static long sum(List<BillLine> lines) {
        return lines.stream()
                .map(line -> Fen.of(line.amountFen()))
                .reduce(Fen.ZERO, Fen::plus)
                .amount();
    }

    /** The tax contained in lines, in fen; null where one says no rate. */
    public static Long tax(List<BillLine> lines) {
        return lines.stream().map(BillLine::taxFen).anyMatch(Objects::isNull)
                ? null
                : lines.stream().mapToLong(BillLine::taxFen).reduce(0, Math::addExact);
    }

    /** It with what vouchers pay it by. */
    public Bill deliveredBy(UUID delivery) {
        Changes changes = new Changes(this, null);
        changes.deliveryId = delivery;
        return changes.build(version, reason, updatedAt);
    }

    /** It is final by the clock, or because it says nothing. */
    public Bill closed(BillMove move, Instant now) {
        return new Changes(this, move).build(null, now);
    }

    /** @param due by when the provider confirms it */
    public Bill accepted(UUID by, Instant due, Instant now) {
        Changes changes = new Changes(this, BillMove.ACCEPT);
        changes.acceptedBy = by;
        changes.acceptedAt = now;
        changes.dueAt = due;
        return changes.build(null, now);
    }

    public Bill confirmed(Instant now) {
        return new Changes(this, BillMove.CONFIRM).build(null, now);
    }

    /**
     * @param disputed numbers of lines; empty: all of it
     * @param due by when the provider answers
     */
    public Bill disputed(UUID by, String why, List<Integer> disputed, Instant due, Instant now) {
        Changes changes = new Changes(this, BillMove.DISPUTE);
        changes.disputeReason = why;
        changes.disputedLines = disputed.stream().sorted().map(String::valueOf).toList();
        changes.disputedBy = by;
        changes.disputedAt = now;
        changes.dueAt = due;
        return changes.build(why, now);
    }

    /**
     * The provider answers a dispute: it takes something off, or it stands by the bill and an authority decides.
     * Rejects with {@code bill-dispute-answered} (409) when it has answered before.
     *
     * @param due by when an authority decides; where the provider concedes it does not matter
     */
    public Bill answered(UUID by, DisputeAnswer said, String why, Instant due, Instant now) {
        BillMove move = said == DisputeAnswer.CONCEDED ? BillMove.CONCEDE : BillMove.REJECT_DISPUTE;
        move.from(status);
        if (answer != null) {
            throw Rejection.conflict("bill-dispute-answered");
        }
        Changes changes = new Changes(this, move);
        changes.answer = said;
        changes.answerReason = why;
        changes.answeredBy = by;
        changes.answeredAt = now;
        changes.dueAt = said == DisputeAnswer.REJECTED ? due : dueAt;
        return changes.build(why, now);
    }

    /**
     * An authority decides a dispute. Rejects with {@code bill-dispute-unanswered} (409) while the provider can still
     * answer in time.
     */
    public Bill decided(UUID by, String why, Instant now) {
        BillMove.DECIDE.from(status);
        if (answer == null && now.isBefore(dueAt)) {
            throw Rejection.conflict("bill-dispute-unanswered");
        }
        Changes changes = new Changes(this, BillMove.DECIDE);
        changes.decidedBy = by;
        changes.decidedAt = now;
        return changes.build(why, now);
    }

    /**
     * Something is taken off it. Rejects with {@code credit-exceeds-bill} (409; what is left, what was asked for).
     *
     * @param amountFen above 0
     */
    public Bill credited(long amountFen, String why, Instant now) {
        BillMove.CREDIT.from(status);
        Changes changes = new Changes(this, null);
        changes.creditedFen = credit(amountFen);
        return changes.build(version + 1, why, now);
    }

    /** The same as a part of another move, so that it is no version of its own. */
    public Bill alsoCredited(long amountFen) {
        Changes changes = new Changes(this, null);
        changes.creditedFen = credit(amountFen);
        return changes.build(version, reason, updatedAt);
    }

    private long credit(long amountFen) {
        if (amountFen > remainingFen()) {
            throw Rejection.conflict("credit-exceeds-bill", Math.max(0, remainingFen()), amountFen);
        }
        return creditedFen + amountFen;
    }

    /** A copy in the making: the record has many members, and a move changes few. */
    private static final class Changes {
        private final Bill from;
        private final BillStatus status;
        private long netFen;
        private Long taxFen;
        private long creditedFen;
        private UUID deliveryId;
        private Instant lockedAt;
        private Instant dueAt;
        private UUID acceptedBy;
        private Instant acceptedAt;
        private String disputeReason;
        private List<String> disputedLines;
        private UUID disputedBy;
        private Instant disputedAt;
        private DisputeAnswer answer;
        private String answerReason;
        private UUID answeredBy;
        private Instant answeredAt;
        private UUID decidedBy;
        private Instant decidedAt;

        /** @param move null: the status stays as it is */
        Changes(Bill from, BillMove move) {
            this.from = from;
            this.status = move == null ? from.status : move.from(from.status);
            this.netFen = from.netFen;
            this.taxFen = from.taxFen;
            this.creditedFen = from.creditedFen;
            this.deliveryId = from.deliveryId;
            this.lockedAt = from.lockedAt;
            this.dueAt = from.dueAt;
            this.acceptedBy = from.acceptedBy;
            this.acceptedAt = from.acceptedAt;
            this.disputeReason = from.disputeReason;
            this.disputedLines = from.disputedLines;
            this.disputedBy = from.disputedBy;
            this.disputedAt = from.disputedAt;
            this.answer = from.answer;
            this.answerReason = from.answerReason;
            this.answeredBy = from.answeredBy;
            this.answeredAt = from.answeredAt;
            this.decidedBy = from.decidedBy;
            this.decidedAt = from.decidedAt;
        }

        Bill build(String why, Instant now) {
            return build(from.version + 1, why, now);
        }

        Bill build(int version, String why, Instant now) {
            return new Bill(
                    from.id,
                    version,
                    from.number,
                    from.orderId,
                    from.orderNumber,
                    from.organizationId,
                    from.organizationName,
                    from.regionCode,
                    from.providerId,
                    from.providerOrganizationId,
                    from.providerName,
                    from.offeringName,
                    from.month,
                    status,
                    from.withSubsidy,
                    netFen,
                    taxFen,
                    creditedFen,
                    deliveryId,
                    lockedAt,
                    dueAt,
                    acceptedBy,
                    acceptedAt,
                    disputeReason,
                    disputedLines,
                    disputedBy,
                    disputedAt,
                    answer,
                    answerReason,
                    answeredBy,
                    answeredAt,
                    decidedBy,
                    decidedAt,
                    status == BillStatus.FINAL && from.finalAt == null ? now : from.finalAt,
                    now,
                    why);
        }
    }
}
