package cn.dengyun.trade.capacity;

import cn.dengyun.trade.order.OrderChange;
import cn.dengyun.trade.order.OrderEffect;
import cn.dengyun.trade.order.OrderFacts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Slots that are not over are freed when nothing of their order will be delivered any more, or not for so long. */
@ApplicationScoped
class SlotOrders implements OrderEffect {

    private final SlotService slots;

    SlotOrders(SlotService slots) {
        this.slots = slots;
    }

    @Override
    public Uni<Void> changed(SqlConnection connection, OrderFacts order, OrderChange what, Instant now) {
        return switch (what) {
            case REST_ENDED, ENDED -> slots.freeAllOfOrder(connection, order.id(), now);
            case AMENDED -> slots.freeAllOfOrder(connection, order.id(), later(order.endsAt(), now));
            case ACCEPTED, ACTIVATED, DISPUTED, DISPUTE_SETTLED, BARRED, UNBARRED ->
                Uni.createFrom().voidItem();
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }
}
