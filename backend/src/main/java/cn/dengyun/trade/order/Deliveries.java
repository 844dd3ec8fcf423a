package cn.dengyun.trade.order;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.order.domain.DeliverySource;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.Redemption;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The door of deliveries for what says that something was delivered, or that it was less: a bill that is closed, a
 * dispute that is decided. It works in the caller's connection, who sees to who may do it and to frozen sides; orders
 * are locked here, and before bills.
 */
public interface Deliveries {

    /**
     * What was delivered of a plan.
     *
     * @param netFen what the provider gets for it, tax included, in fen; not negative
     * @param exTaxFen without tax, in fen; null where that is not known
     */
    record Delivered(BigDecimal quantity, long netFen, Long exTaxFen) {}

    /**
     * Something was delivered: what vouchers pay of it waits for the enterprise from now on.
     *
     * <p>Rejects with {@code delivery-before-activation}, {@code transition-not-allowed}, {@code order-disputed},
     * {@code deliveries-too-many}, {@code deliveries-failed-too-often} and {@code provider-not-qualified} (409).
     *
     * @param sourceId the bill
     * @return its id
     */
    Uni<UUID> report(
            SqlConnection connection,
            OrderFacts order,
            Map<String, Delivered> byPlan,
            DeliverySource source,
            UUID sourceId,
            Instant now);

    /**
     * The enterprise accepts it: what is due is captured in this unit of work, and the order completes with its last
     * one.
     *
     * <p>Rejects with {@code order-delivery-not-found} (404), {@code transition-not-allowed}, {@code order-disputed}
     * and {@code order-voucher-frozen} (409).
     */
    Uni<List<Redemption>> accept(SqlConnection connection, Actor enterprise, UUID deliveryId, Instant now);

    /**
     * The enterprise rejects it: what vouchers held for it waits again. Rejects with {@code order-delivery-not-found}
     * (404), {@code transition-not-allowed} and {@code order-disputed} (409).
     */
    Uni<Void> reject(SqlConnection connection, Actor enterprise, UUID deliveryId, String reason, Instant now);

    /**
     * Less was delivered than was said, or it costs less: what was captured for it and is not due is taken back.
     * Nothing is ever raised: what is sent and is more is taken for what it was. What is missing will not be delivered.
     *
     * <p>Rejects with {@code order-delivery-not-found} (404), {@code transition-not-allowed} (409) unless it waits or
     * was accepted, and as captured money may not be taken back.
     *
     * @param byPlan as it is from now on; plans that are not there stay as they were
     * @return what was taken back, in fen
     */
    Uni<Long> lower(
            SqlConnection connection,
            Actor by,
            UUID deliveryId,
            Map<String, Delivered> byPlan,
            String reason,
            Instant now);

    /**
     * Takes back what {@link #lower} would, as far as that may be taken back now, where it is refused because of the
     * rest. The delivery stays as it was; what is taken back is not captured for it again, and a later {@link #lower}
     * takes back the rest alone.
     *
     * @param byPlan as it would be
     * @return what was taken back, in fen
     */
    Uni<Long> takeBackWhatIsHere(
            SqlConnection connection,
            Actor by,
            UUID deliveryId,
            Map<String, Delivered> byPlan,
            String reason,
            Instant now);

    /** Whoever asks back what was paid. */
    @FunctionalInterface
    interface Asking {

        /**
         * In the unit of work that lowers the delivery. What cannot be asked back fails, and nothing is lowered.
         *
         * @param parts what is not due any more and was paid, by voucher and plan, without what was asked back before;
         *     empty where all of it could be taken back
         */
        Uni<Void> ask(List<HoldPart> parts);
    }

    /**
     * The same as {@link #lower} where some of what is to be taken back was paid: what is here is taken back, and the
     * rest is asked back. The delivery is lowered by both, so that neither is taken again by what follows, whichever
     * delivery, credit note or price that is of.
     *
     * <p>Rejects with {@code order-delivery-not-found} (404), {@code transition-not-allowed} (409), and as
     * {@code asking} does.
     *
     * @return what was taken back, in fen
     */
    Uni<Long> lowerAskingBack(
            SqlConnection connection,
            Actor by,
            UUID deliveryId,
            Map<String, Delivered> byPlan,
            Asking asking,
            String reason,
            Instant now);

    /**
     * Tells whoever counts on what a delivery was worth that an authority has lowered it, see
     * {@link DeliveryEffect#decided}.
     */
    Uni<Void> tellDecided(SqlConnection connection, UUID deliveryId, Instant now);

    /**
     * What was measured has turned out to be less, of several deliveries at once: what was captured for them and is not
     * due is taken back, as {@link #lower} does; but what is missing may still be delivered. Deliveries that were
     * rejected, taken back or have lapsed stay as they are, as those of an order do that was called off.
     *
     * <p>Rejects as captured money may not be taken back.
     *
     * @param byDelivery as they are from now on, by plan
     * @return what vouchers pay less, in fen, by delivery and plan
     */
    Uni<Map<UUID, Map<String, Long>>> correct(
            SqlConnection connection,
            Actor by,
            UUID orderId,
            Map<UUID, Map<String, Delivered>> byDelivery,
            String reason,
            Instant now);

    /**
     * What a voucher has paid of an order that is taken back is asked back from whoever was paid, though nothing of it
     * became cheaper: it counts as captured no more, so nothing else takes it back. What was asked back before stays.
     *
     * @param paid what is left of captures that were paid, of one voucher, by delivery
     */
    Uni<Void> askBack(SqlConnection connection, UUID orderId, Map<UUID, List<HoldPart>> paid);
}
