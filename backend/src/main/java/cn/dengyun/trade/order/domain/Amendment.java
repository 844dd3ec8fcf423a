package cn.dengyun.trade.order.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What one side of an order wants otherwise, and the other agrees to or not.
 *
 * @param organizationId the enterprise
 * @param addresseeId the organisation of the side that has to answer
 * @param dueAt the first moment at which it has lapsed
 * @param lines empty where it is not about lines
 * @param endsOn null unless it is about the last day
 * @param note why, in the words of whoever proposed it
 * @param decidedBy null where nobody has decided, or nobody did in time
 * @param reason in the words of whoever decided; null where none had to be given
 */
public record Amendment(
        UUID id,
        UUID orderId,
        UUID organizationId,
        String regionCode,
        AmendmentKind kind,
        OrderSide proposedSide,
        UUID addresseeId,
        UUID proposedBy,
        Instant proposedAt,
        Instant dueAt,
        List<AmendedLine> lines,
        LocalDate endsOn,
        String note,
        AmendmentStatus status,
        UUID decidedBy,
        Instant decidedAt,
        String reason) {

    public Amendment {
        lines = List.copyOf(lines);
    }

    /** Where it stands at a moment: what nobody answered in time has lapsed, also before that was carried out. */
    public AmendmentStatus statusAt(Instant now) {
        return status == AmendmentStatus.PROPOSED && !now.isBefore(dueAt) ? AmendmentStatus.LAPSED : status;
    }

    /** What the actor may do with it now, who is on a side of its order. Nobody's agent answers. */
    public List<String> actionsAt(Instant now, ServiceOrder order, OrderParties parties, Actor actor) {
        boolean mayAct = !actor.isViewer() && actor.agentOrganizationId() == null;
        return Move.available(
                AmendmentMove.values(),
                statusAt(now),
                move -> mayAct && isOf(order, actor, move.side()) && parties.allows(order, actor, move));
    }

    private boolean isOf(ServiceOrder order, Actor actor, AmendmentMove.Side side) {
        return switch (side) {
            case PROPOSER -> order.isOf(actor, sideOf(proposedSide));
            case OTHER -> order.isOf(actor, sideOf(proposedSide.other()));
            case NOBODY -> false;
        };
    }

    private static OrderMove.Side sideOf(OrderSide side) {
        return side == OrderSide.ENTERPRISE ? OrderMove.Side.ENTERPRISE : OrderMove.Side.PROVIDER;
    }

    /**
     * Rejects with {@code not-yours} (403) whoever is on neither side or has not proposed what he withdraws, and with
     * {@code amendment-own} (403) whoever wants to answer what his own side has proposed.
     */
    public void requireSide(ServiceOrder order, Actor actor, AmendmentMove move) {
        boolean isProposer = order.sideOf(actor) == proposedSide;
        if (move.side() == AmendmentMove.Side.OTHER && isProposer) {
            throw Rejection.forbidden("amendment-own");
        }
        if (move.side() == AmendmentMove.Side.PROPOSER && !isProposer) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** It after a move. Rejects with {@code transition-not-allowed} (409). */
    public Amendment moved(AmendmentMove move, UUID by, String why, Instant now) {
        return new Amendment(
                id,
                orderId,
                organizationId,
                regionCode,
                kind,
                proposedSide,
                addresseeId,
                proposedBy,
                proposedAt,
                dueAt,
                lines,
                endsOn,
                note,
                move.from(move == AmendmentMove.LAPSE ? status : statusAt(now)),
                by,
                now,
                why);
    }
}
