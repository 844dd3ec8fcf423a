package cn.dengyun.trade.dispute.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.domain.OrderSide;
import cn.dengyun.trade.order.domain.ServiceOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What the two sides of an order do not agree on. An authority that oversees the enterprise decides; each side may
 * appeal to the province once, where another person decides (domain.md §3.3: from the city to the province, by another
 * reviewer). What was decided is carried out when nobody can appeal any more.
 *
 * @param organizationId the enterprise
 * @param filedSide which side complains
 * @param deliveryId the delivery that it is about; null where it is about the order
 * @param dueAt by when the next step has to be done: the decision, or the appeal of whoever wants one
 * @param lapsesAt the first moment at which nobody waits for the authority any more
 * @param orderDueAt by when the next step of the order had to be done when it was disputed
 * @param outcome of the last decision; null before the first, as who made it, when and why are
 * @param lowered what it leaves of the delivery, as a text; null unless it lowers it
 * @param appealedSide null where nobody has appealed, as who did, when and why are
 * @param closedBy who decided on the appeal; null where nobody did
 * @param recovery null unless what was decided could not be taken back at once
 */
public record OrderDispute(
        UUID id,
        int version,
        UUID orderId,
        String orderNumber,
        UUID organizationId,
        String organizationName,
        String regionCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        String offeringName,
        OrderSide filedSide,
        UUID deliveryId,
        DisputeReason reason,
        String statement,
        DisputeStatus status,
        UUID filedBy,
        Instant filedAt,
        Instant dueAt,
        Instant lapsesAt,
        Instant orderDueAt,
        DisputeOutcome outcome,
        String lowered,
        UUID decidedBy,
        Instant decidedAt,
        String decision,
        OrderSide appealedSide,
        UUID appealedBy,
        Instant appealedAt,
        String grounds,
        UUID closedBy,
        Instant closedAt,
        Recovery recovery,
        Instant updatedAt)
        implements Aggregate {

    /** After which nobody waits for a decision any more. */
    public static final Duration PATIENCE = Duration.ofDays(180);

    /**
     * What became of money that is with the bank, or was paid.
     *
     * @param remedy null before an authority has seen to it, as who did, when and in which words are
     * @param recoveredFen what was paid back before recoveries had a record of their own, in fen; null otherwise, as
     *     recoveredOn
     * @param recoveredOn the value date of that
     */
    public record Recovery(
            DisputeHindrance hindrance,
            DisputeRemedy remedy,
            UUID recoveredBy,
            Instant recoveredAt,
            String recovered,
            Long recoveredFen,
            LocalDate recoveredOn) {}

    /** Who may know of one in SQL, besides its enterprise and its authorities: the provider. */
    public static final String KNOWN = "provider_organization_id = $4";

    /** Where it stands at a moment, in SQL. */
    public static final String STATUS = "CASE WHEN status = 'OPEN' AND lapses_at <= :moment THEN 'LAPSED'"
            + " WHEN status = 'DECIDED' AND due_at <= :moment OR status = 'APPEALED' AND lapses_at <= :moment"
            + " THEN 'CLOSED' ELSE status END";

    /** Whether its authority has not decided in time and still can, at a moment, in SQL. */
    public static final String OVERDUE =
            "(due_at <= :moment AND (status IN ('OPEN', 'APPEALED') AND lapses_at > :moment OR status = 'RECOVERY'))";

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.has(Roles.AUTHORITY)
                ? Oversight.of(actor).covers(regionCode)
                : actor.actsFor(organizationId) || actor.actsFor(providerOrganizationId);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || ServiceOrder.seesAll(actor);
    }

    /** Where it stands at a moment: what is over is over before that was carried out. */
    public DisputeStatus statusAt(Instant now) {
        return switch (status) {
            case OPEN -> now.isBefore(lapsesAt) ? status : DisputeStatus.LAPSED;
            case DECIDED -> now.isBefore(dueAt) ? status : DisputeStatus.CLOSED;
            case APPEALED -> now.isBefore(lapsesAt) ? status : DisputeStatus.CLOSED;
            default -> status;
        };
    }

    /** Whether its authority has not done in time what it still can. */
    public boolean isOverdueAt(Instant now) {
        DisputeStatus stands = statusAt(now);
        boolean isTheirs =
                stands == DisputeStatus.OPEN || stands == DisputeStatus.APPEALED || stands == DisputeStatus.RECOVERY;
        return isTheirs && !now.isBefore(dueAt);
    }

    /** By when somebody has to do something, or may; null where nobody does. */
    public Instant nextDueAt(Instant now) {
        return isTalkedOfAt(now) ? dueAt : null;
    }

    /** Whether something about it is still to be settled. */
    public boolean isTalkedOfAt(Instant now) {
        DisputeStatus stands = statusAt(now);
        return stands.isPending() || stands == DisputeStatus.RECOVERY;
    }

    @Override
    public List<String> actions(Actor actor) {
        return actionsIn(status, actor);
    }

    public List<String> actionsAt(Instant now, Actor actor) {
        return actionsIn(statusAt(now), actor);
    }

    private List<String> actionsIn(DisputeStatus stands, Actor actor) {
        return Move.available(DisputeMove.values(), stands, move -> mayTake(actor, move));
    }

    private boolean mayTake(Actor actor, DisputeMove move) {
        boolean isOwnDecision = (move == DisputeMove.DECIDE_APPEAL || move == DisputeMove.RECOVER)
                && actor.id().equals(decidedBy);
        return isHand(actor, move.hand()) && !isOwnDecision && !actor.isViewer() && actor.agentOrganizationId() == null;
    }

    private boolean isHand(Actor actor, DisputeMove.Hand hand) {
        return switch (hand) {
            case COMPLAINANT -> isSide(actor, filedSide);
            case EITHER -> isSide(actor, OrderSide.ENTERPRISE) || isSide(actor, OrderSide.PROVIDER);
            case AUTHORITY -> Oversight.of(actor).covers(regionCode);
            case PROVINCE -> Oversight.of(actor).covers(regionCode) && new RegionCode(actor.regionCode()).isProvince();
            case NOBODY -> false;
        };
    }

    private boolean isSide(Actor actor, OrderSide side) {
        return side == OrderSide.ENTERPRISE
                ? actor.actsFor(organizationId) && actor.has(Roles.ENTERPRISE)
                : actor.actsFor(providerOrganizationId) && actor.has(Roles.PROVIDER);
    }

    /** Rejects with {@code not-yours} (403) whoever is not the one whose move it is. */
    public void requireHand(Actor actor, DisputeMove move) {
        if (!isHand(actor, move.hand())) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** As whom the actor speaks. Rejects with {@code not-yours} (403) whoever only looks. */
    public DisputeSpeaker speaker(Actor actor) {
        if (isSide(actor, OrderSide.ENTERPRISE)) {
            return DisputeSpeaker.ENTERPRISE;
        }
        if (isSide(actor, OrderSide.PROVIDER)) {
            return DisputeSpeaker.PROVIDER;
        }
        if (Oversight.of(actor).covers(regionCode)) {
            return DisputeSpeaker.AUTHORITY;
        }
        throw Rejection.forbidden("not-yours");
    }

    /** Whoever complained takes it back, or nobody has decided: the order goes on. */
    public OrderDispute ended(DisputeMove move, Instant now) {
        Changes changes = changed(move, now);
        changes.closedAt = now;
        return changes.build(now);
    }

    /**
     * An authority has decided. Rejects with {@code transition-not-allowed} (409).
     *
     * @param what of the delivery is left, as a text; null unless it is lowered
     * @param due until when each side may appeal
     */
    public OrderDispute decided(DisputeOutcome of, String what, UUID by, String why, Instant due, Instant now) {
        Changes changes = changed(DisputeMove.DECIDE, now);
        changes.decide(of, what, by, why, now);
        changes.dueAt = due;
        return changes.build(now);
    }

    /** A side does not agree. Rejects with {@code transition-not-allowed} (409). */
    public OrderDispute appealed(OrderSide side, UUID by, String why, Instant due, Instant now) {
        Changes changes = changed(DisputeMove.APPEAL, now);
        changes.appealedSide = side;
        changes.appealedBy = by;
        changes.appealedAt = now;
        changes.grounds = why;
        changes.dueAt = due;
        changes.lapsesAt = now.plus(PATIENCE);
        return changes.build(now);
    }

    /**
     * The province has decided, by another person. Rejects with {@code four-eyes-required} (403) and
     * {@code transition-not-allowed} (409).
     */
    public OrderDispute decidedAgain(DisputeOutcome of, String what, UUID by, String why, Instant now) {
        Changes changes = changed(DisputeMove.DECIDE_APPEAL, now);
        FourEyes.require(decidedBy, by);
        changes.decide(of, what, by, why, now);
        changes.closedBy = by;
        changes.closedAt = now;
        return changes.build(now);
    }

    /**
     * What was decided cannot be taken back now. Rejects with {@code transition-not-allowed} (409).
     *
     * @param due by when an authority has seen to it
     */
    public OrderDispute hindered(DisputeHindrance hindrance, Instant due, Instant now) {
        Changes changes = changed(DisputeMove.HINDER, now);
        changes.recovery = new Recovery(hindrance, null, null, null, null, null, null);
        changes.dueAt = due;
        return changes.build(now);
    }

    /**
     * An authority has seen to it, by another person than has decided. Rejects with {@code four-eyes-required} (403)
     * and {@code transition-not-allowed} (409).
     */
    public OrderDispute recovered(UUID by, String how, Instant now) {
        Changes changes = changed(DisputeMove.RECOVER, now);
        FourEyes.require(decidedBy, by);
        changes.recovery = new Recovery(recovery.hindrance(), DisputeRemedy.CARRIED_OUT, by, now, how, null, null);
        return changes.build(now);
    }

    private Changes changed(DisputeMove move, Instant now) {
        boolean isByTheClock = move.hand() == DisputeMove.Hand.NOBODY;
        Changes changes = new Changes(this);
        changes.status = move.from(isByTheClock ? status : statusAt(now));
        return changes;
    }

    /** A copy in the making: the record has many members, and a move changes few. */
    private static final class Changes {
        private final OrderDispute from;
        private DisputeStatus status;
        private Instant dueAt;
        private Instant lapsesAt;
        private DisputeOutcome outcome;
        private String lowered;
        private UUID decidedBy;
        private Instant decidedAt;
        private String decision;
        private OrderSide appealedSide;
        private UUID appealedBy;
        private Instant appealedAt;
        private String grounds;
        private UUID closedBy;
        private Instant closedAt;
        private Recovery recovery;

        Changes(OrderDispute from) {
            this.from = from;
            this.status = from.status;
            this.dueAt = from.dueAt;
            this.lapsesAt = from.lapsesAt;
            this.outcome = from.outcome;
            this.lowered = from.lowered;
            this.decidedBy = from.decidedBy;
            this.decidedAt = from.decidedAt;
            this.decision = from.decision;
            this.appealedSide = from.appealedSide;
            this.appealedBy = from.appealedBy;
            this.appealedAt = from.appealedAt;
            this.grounds = from.grounds;
            this.closedBy = from.closedBy;
            this.closedAt = from.closedAt;
            this.recovery = from.recovery;
        }

        void decide(DisputeOutcome of, String what, UUID by, String why, Instant now) {
            outcome = of;
            lowered = what;
            decidedBy = by;
            decidedAt = now;
            decision = why;
        }

        OrderDispute build(Instant now) {
            return new OrderDispute(
                    from.id,
                    from.version + 1,
                    from.orderId,
                    from.orderNumber,
                    from.organizationId,
                    from.organizationName,
                    from.regionCode,
                    from.providerId,
                    from.providerOrganizationId,
                    from.providerName,
                    from.offeringName,
                    from.filedSide,
                    from.deliveryId,
                    from.reason,
                    from.statement,
                    status,
                    from.filedBy,
                    from.filedAt,
                    dueAt,
                    lapsesAt,
                    from.orderDueAt,
                    outcome,
                    lowered,
                    decidedBy,
                    decidedAt,
                    decision,
                    appealedSide,
                    appealedBy,
                    appealedAt,
                    grounds,
                    closedBy,
                    closedAt,
                    recovery,
                    now);
        }
    }
}
