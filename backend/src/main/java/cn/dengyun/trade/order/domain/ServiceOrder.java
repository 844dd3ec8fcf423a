package cn.dengyun.trade.order.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.time.LocalDate;
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
 * @param dueAt by when the next step has to be done
 * @param reason of the last step; null where none had to be given
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
        UUID placedBy,
        Instant placedAt,
        Instant acceptedAt,
        Instant activatedAt,
        Instant deliveredAt,
        Instant completedAt,
        Instant endedAt,
        Instant dueAt,
        Instant updatedAt,
        String reason)
        implements Aggregate {

    /** Who may know of one in SQL, besides its enterprise and its authorities: the provider. */
    public static final String KNOWN = "provider_organization_id = $4";

    /** Where it stands at a moment, in SQL. */
    public static final String STATUS =
            "CASE WHEN status IN ('PLACED', 'ACCEPTED') AND due_at <= :moment THEN 'LAPSED' ELSE status END";

    /** Whether its next step was not done in time and can still be done, at a moment, in SQL. */
    public static final String OVERDUE = "(status IN ('ACTIVE', 'DELIVERED', 'DISPUTED') AND due_at <= :moment)";

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

    private List<String> actionsIn(OrderStatus stands, Actor actor) {
        return Move.available(OrderMove.values(), stands, move -> isOf(actor, move.side()) && !actor.isViewer());
    }

    private boolean isOf(Actor actor, OrderMove.Side side) {
        return switch (side) {
            case ENTERPRISE -> actor.actsFor(organizationId) && actor.has(Roles.ENTERPRISE);
            case PROVIDER -> actor.actsFor(providerOrganizationId) && actor.has(Roles.PROVIDER);
            case NOBODY -> false;
        };
    }

    /** Rejects with {@code not-yours} (403) whoever is not on the side whose move it is. */
    public void requireSide(Actor actor, OrderMove move) {
        if (!isOf(actor, move.side())) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** What the enterprise pays the provider, in fen. */
    public long payableFen() {
        return netFen - deductedFen;
    }

    /**
     * It with the document that both sides have signed. Rejects with {@code contract-pinned} (409) when the service has
     * begun, the order has ended, or it was accepted with another one: what somebody has agreed to is not swapped.
     *
     * @param documentNumber of the contract; null: the one that is known stays
     * @param sha256 of its bytes
     */
    public ServiceOrder contracted(UUID documentId, String documentNumber, String sha256, Instant now) {
        OrderStatus stands = statusAt(now);
        boolean isOpen = stands == OrderStatus.PLACED || stands == OrderStatus.ACCEPTED && contractDocumentId == null;
        if (!isOpen) {
            throw Rejection.conflict("contract-pinned");
        }
        return new ServiceOrder(
                id,
                version + 1,
                number,
                organizationId,
                organizationName,
                regionCode,
                providerId,
                providerOrganizationId,
                providerName,
                offeringId,
                offeringVersion,
                offeringName,
                externalReference,
                origin,
                originId,
                status,
                resumes,
                priceAt,
                startsOn,
                endsOn,
                listFen,
                concessionFen,
                campaignFen,
                netFen,
                taxFen,
                subsidyFen,
                deductedFen,
                documentId,
                documentNumber == null ? contractNumber : documentNumber,
                sha256,
                placedBy,
                placedAt,
                acceptedAt,
                activatedAt,
                deliveredAt,
                completedAt,
                endedAt,
                dueAt,
                now,
                reason);
    }

    /** Rejects with {@code not-yours} (403) whoever is on neither side. */
    public void requireParty(Actor actor) {
        if (!isOf(actor, OrderMove.Side.ENTERPRISE) && !isOf(actor, OrderMove.Side.PROVIDER)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /**
     * It after a move. Rejects with {@code transition-not-allowed} (409).
     *
     * @param due by when the next step has to be done; where nothing follows, it stays
     */
    public ServiceOrder moved(OrderMove move, String why, Instant due, Instant now) {
        OrderStatus target = move.from(move == OrderMove.LAPSE ? status : statusAt(now));
        boolean isAccepted = target == OrderStatus.ACCEPTED;
        return new ServiceOrder(
                id,
                version + 1,
                number,
                organizationId,
                organizationName,
                regionCode,
                providerId,
                providerOrganizationId,
                providerName,
                offeringId,
                offeringVersion,
                offeringName,
                externalReference,
                origin,
                originId,
                target,
                resumes,
                priceAt,
                startsOn,
                endsOn,
                listFen,
                concessionFen,
                campaignFen,
                netFen,
                taxFen,
                subsidyFen,
                deductedFen,
                contractDocumentId,
                contractNumber,
                contractSha256,
                placedBy,
                placedAt,
                isAccepted ? now : acceptedAt,
                activatedAt,
                deliveredAt,
                completedAt,
                isAccepted ? endedAt : now,
                due == null ? dueAt : due,
                now,
                why);
    }
}
