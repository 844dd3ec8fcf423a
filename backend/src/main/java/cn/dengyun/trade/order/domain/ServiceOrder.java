package cn.dengyun.trade.order.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * An order of an enterprise with a provider. Both know of it, and the authorities of the enterprise.
 *
 * @param number what people read out
 * @param organizationId the enterprise, with its name when it ordered
 * @param regionCode where the enterprise was then
 * @param offeringVersion pinned: later versions change nothing
 * @param externalReference what the order is called by whoever placed it; its number where nobody said
 * @param originId the quote, trial or order that it comes from; null where it comes from none
 * @param resumes where it stood before it was disputed; null where it is not
 * @param priceAt the moment that its prices are judged by
 * @param netFen what the provider gets, tax included, before vouchers, in fen
 * @param taxFen contained in it as far as plans say their rates, in fen
 * @param subsidyFen what vouchers held for it when it was placed, in fen
 * @param deductedFen of that what the programmes pay to the provider, so that the enterprise does not; the rest the
 *     enterprise pays and is paid, in fen
 * @param contractSide who said which document is the contract; null where nobody did
 * @param contractConfirmedAt when the other side said the same, or accepted the order with it; null before
 * @param dueAt by when the next step has to be done, or had to be before it ended
 * @param reason of the last step; null where none had to be given
 * @param serviceReference what the provider calls the service that has begun; null where it said nothing
 */
public record ServiceOrder(
        UUID id,
        int version,
        String number,
        UUID organizationId,
        String organizationName,
        String regionCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        UUID offeringId,
        int offeringVersion,
        String offeringName,
        String externalReference,
        OrderOrigin origin,
        UUID originId,
        OrderStatus status,
        OrderStatus resumes,
        Instant priceAt,
        LocalDate startsOn,
        LocalDate endsOn,
        long listFen,
        long concessionFen,
        long campaignFen,
        long netFen,
        long taxFen,
        long subsidyFen,
        long deductedFen,
        UUID contractDocumentId,
        String contractNumber,
        String contractSha256,
        OrderSide contractSide,
        Instant contractConfirmedAt,
        UUID placedBy,
        Instant placedAt,
        Instant acceptedAt,
        Instant activatedAt,
        Instant deliveredAt,
        Instant completedAt,
        Instant endedAt,
        Instant dueAt,
        Instant updatedAt,
        String reason,
        String serviceReference)
        implements Aggregate {

    /** How long behind its completion either side may still dispute it. */
    public static final int DAYS_TO_DISPUTE = 90;

    /** How long behind its last day an order goes on. */
    public static final int DAYS_BEHIND = 30;

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    /** Who may know of one in SQL, besides its enterprise and its authorities: the provider. */
    public static final String KNOWN = "provider_organization_id = $4";

    /** Where it stands at a moment, in SQL. */
    public static final String STATUS =
            "CASE WHEN status IN ('PLACED', 'ACCEPTED') AND due_at <= :moment THEN 'LAPSED' ELSE status END";

    /** Whether its next step was not done in time and can still be done, at a moment, in SQL. */
    public static final String OVERDUE = "(status IN ('ACTIVE', 'DELIVERED', 'DISPUTED') AND due_at <= :moment)";

    /** Whether something has to be done with it at a moment, in SQL. */
    public static final String WAITS = "(status IN ('ACTIVE', 'DELIVERED', 'DISPUTED')"
            + " OR status IN ('PLACED', 'ACCEPTED') AND due_at > :moment)";

    @Override
    public boolean isPublic() {
        return false;
    }

    /** Authorities look: orders are between the two sides. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.actsFor(organizationId) || actor.actsFor(providerOrganizationId);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || Aggregate.super.isHandledBy(actor) || seesAll(actor);
    }

    /** Finance pays in the end, and looks at everything. */
    public static boolean seesAll(Actor actor) {
        return actor.has(Roles.FINANCE) || Aggregate.seesAll(actor);
    }

    /** Where it stands at a moment: what nobody answered in time has lapsed, also before that was carried out. */
    public OrderStatus statusAt(Instant now) {
        return status.endsByTheClock() && !now.isBefore(dueAt) ? OrderStatus.LAPSED : status;
    }

    /** What has to be done next; null where nothing has. */
    public OrderAction nextActionAt(Instant now) {
        return switch (statusAt(now)) {
            case PLACED -> OrderAction.ANSWER;
            case ACCEPTED -> OrderAction.ACTIVATE;
            case ACTIVE -> OrderAction.DELIVER;
            case DELIVERED -> OrderAction.ACCEPT_DELIVERY;
            case DISPUTED -> OrderAction.DECIDE;
            case COMPLETED, REJECTED, LAPSED, CANCELLED -> null;
        };
    }

    /** By when that has to be done; null where nothing has. */
    public Instant nextDueAt(Instant now) {
        return nextActionAt(now) == null ? null : dueAt;
    }

    /** Whether that was not done in time; what ends by the clock is never late, it has lapsed. */
    public boolean isOverdueAt(Instant now) {
        return nextActionAt(now) != null && !now.isBefore(dueAt);
    }

    @Override
    public List<String> actions(Actor actor) {
        return actionsIn(status, actor);
    }

    public List<String> actionsAt(Instant now, Actor actor) {
        return actionsIn(statusAt(now), actor);
    }

    /** The same, as both sides stand. */
    public List<String> actionsAt(Instant now, Actor actor, OrderParties parties) {
        return Move.available(
                OrderMove.values(),
                statusAt(now),
                move -> mayTake(actor, move) && isInTime(move, now) && parties.allows(this, actor, move));
    }

    /** Whether it is not too late for a move that its status allows for ever: what completed long ago is settled. */
    public boolean isInTime(OrderMove move, Instant now) {
        return move != OrderMove.DISPUTE
                || status != OrderStatus.COMPLETED
                || now.isBefore(completedAt.plus(Duration.ofDays(DAYS_TO_DISPUTE)));
    }

    private List<String> actionsIn(OrderStatus stands, Actor actor) {
        return Move.available(OrderMove.values(), stands, move -> mayTake(actor, move));
    }

    /** Of what the enterprise does, an agent may only cancel. */
    private boolean mayTake(Actor actor, OrderMove move) {
        boolean isOpen = actor.agentOrganizationId() == null || move == OrderMove.CANCEL;
        return isOpen && mayAct(actor, move.side());
    }

    /** Whether the actor may do what that side does; an agent of the enterprise who is the provider may not. */
    public boolean mayAct(Actor actor, OrderMove.Side side) {
        return isOf(actor, side) && !actor.isViewer() && !providerOrganizationId.equals(actor.agentOrganizationId());
    }

    /** Whether the actor is on that side. */
    public boolean isOf(Actor actor, OrderMove.Side side) {
        return switch (side) {
            case ENTERPRISE -> actor.actsFor(organizationId) && actor.has(Roles.ENTERPRISE);
            case PROVIDER -> actor.actsFor(providerOrganizationId) && actor.has(Roles.PROVIDER);
            case EITHER -> isOf(actor, OrderMove.Side.ENTERPRISE) || isOf(actor, OrderMove.Side.PROVIDER);
            case NOBODY -> false;
        };
    }

    /** Rejects with {@code not-yours} (403) whoever is not on the side whose move it is. */
    public void requireSide(Actor actor, OrderMove move) {
        requireSide(actor, move.side());
    }

    /** Rejects with {@code not-yours} (403) whoever is not on that side. */
    public void requireSide(Actor actor, OrderMove.Side side) {
        if (!isOf(actor, side)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** Rejects with {@code order-disputed} (409) while an authority decides: nothing moves meanwhile. */
    public void requireUndisputed() {
        if (status == OrderStatus.DISPUTED) {
            throw Rejection.conflict("order-disputed");
        }
    }

    /** The side that the actor is on. Rejects with {@code not-yours} (403) whoever is on neither. */
    public OrderSide sideOf(Actor actor) {
        if (isOf(actor, OrderMove.Side.ENTERPRISE)) {
            return OrderSide.ENTERPRISE;
        }
        requireSide(actor, OrderMove.Side.PROVIDER);
        return OrderSide.PROVIDER;
    }

    /** The organisation of a side. */
    public UUID organizationOf(OrderSide side) {
        return side == OrderSide.ENTERPRISE ? organizationId : providerOrganizationId;
    }

    /**
     * What the enterprise was to pay the provider when it ordered, in fen; what vouchers no longer hold comes on top.
     */
    public long payableFen() {
        return netFen - deductedFen;
    }

    /**
     * It with the document that a side says is the contract. It counts when the other side says the same, or, where the
     * enterprise said it first, when the provider accepts the order. Rejects with {@code contract-pinned} (409) when
     * both sides have agreed on one, and, but for the other side's consent, when the service has begun; and when the
     * order is disputed or has ended: what somebody has agreed to is not swapped.
     *
     * @param said the number of the contract as the side says it; null: as the document has it, else the one that is
     *     known
     */
    public ServiceOrder contracted(OrderSide side, PinnedContract wanted, String said, Instant now) {
        if (isConfirmedBy(side, wanted, said) && isContractOpen(now, true)) {
            Changes changes = changed();
            changes.contractConfirmedAt = now;
            return changes.build(reason, now);
        }
        if (!isContractOpen(now, false)) {
            throw Rejection.conflict("contract-pinned");
        }
        String number = said == null ? wanted.number() : said;
        return changed()
                .contract(side, wanted.documentId(), number == null ? contractNumber : number, wanted.sha256())
                .build(reason, now);
    }

    private boolean isConfirmedBy(OrderSide side, PinnedContract wanted, String said) {
        return contractSide == side.other()
                && wanted.documentId().equals(contractDocumentId)
                && (said == null || said.equals(contractNumber));
    }

    /** Whether its contract is still to be agreed on, or, once the service has begun, to be consented to. */
    private boolean isContractOpen(Instant now, boolean isConsent) {
        OrderStatus stands = statusAt(now);
        boolean isInTime = isConsent ? !stands.isEnd() && stands != OrderStatus.DISPUTED : stands.endsByTheClock();
        return contractConfirmedAt == null && isInTime;
    }

    /** Rejects with {@code not-yours} (403) whoever is on neither side. */
    public void requireParty(Actor actor) {
        requireSide(actor, OrderMove.Side.EITHER);
    }

    /**
     * It after a move. Rejects with {@code transition-not-allowed} (409).
     *
     * @param due by when the next step has to be done; where nothing follows, it stays
     */
    public ServiceOrder moved(OrderMove move, String why, Instant due, Instant now) {
        OrderStatus next = move.from(move == OrderMove.LAPSE ? status : statusAt(now));
        OrderStatus target = move == OrderMove.RESUME ? resumes : next;
        Changes changes = changed().status(target).due(due);
        switch (move) {
            case DISPUTE -> changes.resumes = status;
            case RESUME -> changes.resumes = null;
            case ACCEPT -> changes.accept(now);
            case ACTIVATE -> changes.activatedAt = now;
            case DELIVER_REST, END_REST -> changes.deliveredAt = now;
            case REJECT_DELIVERY, WITHDRAW_DELIVERY, LAPSE_DELIVERY -> changes.deliveredAt = null;
            case COMPLETE -> changes.completedAt = now;
            default -> {
                // No moment of its own.
            }
        }
        if (target.isEnd() && endedAt == null) {
            changes.endedAt = now;
        }
        return changes.build(why, now);
    }

    /**
     * The service has begun. Rejects with {@code transition-not-allowed} (409).
     *
     * @param reference what the provider calls the service; null where it says nothing
     * @param at when it began: after the order was accepted, and not in the future
     */
    public ServiceOrder activated(String reference, Instant at, Instant due, Instant now) {
        Changes changes = moved(OrderMove.ACTIVATE, null, due, now).changed();
        changes.serviceReference = reference;
        changes.activatedAt = at;
        return changes.build(version + 1, null, now);
    }

    /**
     * Both sides have agreed on something else. Rejects with {@code transition-not-allowed} (409).
     *
     * @param lastDay of the service from now on
     * @param due by when the next step has to be done; null: that stays
     */
    public ServiceOrder amended(LocalDate lastDay, Instant due, String why, Instant now) {
        Changes changes = moved(OrderMove.AMEND, why, due, now).changed();
        changes.endsOn = lastDay;
        return changes.build(version + 1, why, now);
    }

    /**
     * Nothing more is rendered, so its last day is today, unless it was before; it goes on behind that for its last
     * bill. Rejects with {@code transition-not-allowed} (409).
     */
    public ServiceOrder termEnded(String why, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ANHUI);
        LocalDate last = today.isBefore(startsOn) ? startsOn : today;
        LocalDate end = last.isBefore(endsOn) ? last : endsOn;
        Changes changes =
                moved(OrderMove.END_TERM, why, startOf(end.plusDays(1)), now).changed();
        changes.endsOn = end;
        return changes.build(version + 1, why, now);
    }

    /** The first moment behind its last day. */
    public Instant endsAt() {
        return startOf(endsOn.plusDays(1));
    }

    /** Until when vouchers hold for it, as far as their own time reaches, and when it ends if nothing waits. */
    public Instant closesAt() {
        return startOf(endsOn.plusDays(1L + DAYS_BEHIND));
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ANHUI).toInstant();
    }

    private Changes changed() {
        return new Changes(this);
    }

    /** A copy in the making: the record has many members, and a move changes few. */
    private static final class Changes {
        private final ServiceOrder from;
        private OrderStatus status;
        private OrderStatus resumes;
        private LocalDate endsOn;
        private UUID contractDocumentId;
        private String contractNumber;
        private String contractSha256;
        private OrderSide contractSide;
        private Instant contractConfirmedAt;
        private Instant acceptedAt;
        private Instant activatedAt;
        private Instant deliveredAt;
        private Instant completedAt;
        private Instant endedAt;
        private Instant dueAt;
        private String serviceReference;

        Changes(ServiceOrder from) {
            this.from = from;
            this.status = from.status;
            this.resumes = from.resumes;
            this.endsOn = from.endsOn;
            this.contractDocumentId = from.contractDocumentId;
            this.contractNumber = from.contractNumber;
            this.contractSha256 = from.contractSha256;
            this.contractSide = from.contractSide;
            this.contractConfirmedAt = from.contractConfirmedAt;
            this.acceptedAt = from.acceptedAt;
            this.activatedAt = from.activatedAt;
            this.deliveredAt = from.deliveredAt;
            this.completedAt = from.completedAt;
            this.endedAt = from.endedAt;
            this.dueAt = from.dueAt;
            this.serviceReference = from.serviceReference;
        }

        Changes status(OrderStatus next) {
            status = next;
            return this;
        }

        Changes due(Instant next) {
            dueAt = next == null ? dueAt : next;
            return this;
        }

        Changes contract(OrderSide side, UUID documentId, String number, String sha256) {
            contractSide = side;
            contractDocumentId = documentId;
            contractNumber = number;
            contractSha256 = sha256;
            return this;
        }

        /** The provider accepts it with the contract that the enterprise has named. */
        void accept(Instant now) {
            acceptedAt = now;
            if (contractSide == OrderSide.ENTERPRISE && contractConfirmedAt == null) {
                contractConfirmedAt = now;
            }
        }

        ServiceOrder build(String reason, Instant now) {
            return build(from.version + 1, reason, now);
        }

        ServiceOrder build(int version, String reason, Instant now) {
            return new ServiceOrder(
                    from.id,
                    version,
                    from.number,
                    from.organizationId,
                    from.organizationName,
                    from.regionCode,
                    from.providerId,
                    from.providerOrganizationId,
                    from.providerName,
                    from.offeringId,
                    from.offeringVersion,
                    from.offeringName,
                    from.externalReference,
                    from.origin,
                    from.originId,
                    status,
                    resumes,
                    from.priceAt,
                    from.startsOn,
                    endsOn,
                    from.listFen,
                    from.concessionFen,
                    from.campaignFen,
                    from.netFen,
                    from.taxFen,
                    from.subsidyFen,
                    from.deductedFen,
                    contractDocumentId,
                    contractNumber,
                    contractSha256,
                    contractSide,
                    contractConfirmedAt,
                    from.placedBy,
                    from.placedAt,
                    acceptedAt,
                    activatedAt,
                    deliveredAt,
                    completedAt,
                    endedAt,
                    dueAt,
                    now,
                    reason,
                    serviceReference);
        }
    }
}
