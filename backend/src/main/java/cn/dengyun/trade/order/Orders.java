package cn.dengyun.trade.order;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.domain.OrderOrigin;
import cn.dengyun.trade.order.domain.ServiceOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The door of orders for what leads to them and is built on them; whoever asks has seen to who may know of one. */
public interface Orders {

    /** One as it is now. Rejects with {@code service-order-not-found} (404). */
    Uni<OrderFacts> find(SqlClient client, UUID id);

    /**
     * The same, held until the unit of work ends: before bills, vouchers and whatever else hangs on it, behind parties,
     * provider and offering. Rejects with {@code service-order-not-found} (404).
     */
    Uni<OrderFacts> lock(SqlConnection connection, UUID id);

    /**
     * Places one. Rejects as {@link OrderService#place(Actor, NewOrder)}.
     *
     * @param originId the quote, trial or order that it comes from; null where it comes from none
     */
    Effect<OrderFacts> place(Actor enterprise, NewOrder wanted, OrderOrigin origin, UUID originId);

    /**
     * One side does not agree: nothing of it moves, and what vouchers hold for it is held until {@link #resume}.
     * Rejects with {@code not-yours}, {@code organization-frozen} (403), {@code service-order-not-found} (404),
     * {@code order-disputed}, {@code transition-not-allowed} and {@code dispute-too-late} (409; when it completed, in
     * how many days it could be disputed).
     *
     * @param until when nobody waits for a decision any more
     * @return the order as it was before
     */
    Uni<ServiceOrder> dispute(SqlConnection connection, Actor side, UUID id, String why, Instant until, Instant now);

    /** Of one that is disputed, what is held is held until later. */
    Uni<Void> keepDisputed(SqlConnection connection, UUID id, Instant until, Instant now);

    /**
     * It goes on where it stood, and no time was lost: what was due later is due as much later, and what waits for the
     * enterprise waits anew. What a provider who was disqualified meanwhile has not delivered ends.
     *
     * @param since when it was disputed
     * @param due by when its next step had to be done then
     */
    Uni<Void> resume(SqlConnection connection, Actor by, UUID id, Instant since, Instant due, String why, Instant now);

    /**
     * Nothing that is not delivered will be, and what vouchers hold for it is given back; of one that ended, nothing.
     */
    Uni<Void> endRest(SqlConnection connection, Actor by, UUID id, String why);

    /**
     * The last bill of one whose rest has ended has locked: what vouchers still hold and that does not need is given
     * back. Of every other it does nothing.
     */
    Uni<Void> endBilled(SqlConnection connection, UUID id);

    /**
     * Places one by a quote, at the present price, yet for no more than was quoted: that lowers what vouchers pay a
     * share of, and never raises it. Rejects as {@link OrderService#place(Actor, NewOrder)}.
     *
     * @param quotedFen what the provider has quoted for all of a plan, tax included, in fen
     * @param own what it has quoted in its own words besides; no voucher pays of it
     */
    Effect<OrderFacts> award(
            Actor enterprise, NewOrder wanted, UUID quoteId, Map<String, Long> quotedFen, List<OwnLine> own);
}
