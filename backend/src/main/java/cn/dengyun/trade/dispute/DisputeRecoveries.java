package cn.dengyun.trade.dispute;

import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Whoever pays out captured money asks back what a decision says was never due and was paid. There is one bean of this
 * type at most; while there is none, what was paid waits with an authority.
 */
public interface DisputeRecoveries {

    /**
     * What a decision says was paid too much for a delivery.
     *
     * @param reason in the words of the decision
     * @param by who has decided
     * @param fen what vouchers have paid too much of the delivery and was not asked back before, in fen, by voucher
     */
    record TooMuch(UUID disputeId, UUID orderId, UUID deliveryId, String reason, Actor by, Map<UUID, Long> fen) {}

    /**
     * Holds all payments of an order until the unit of work ends, paid or not, in the order in which whoever books what
     * the bank says holds them. Called before vouchers and claims of the order are locked.
     */
    Uni<Void> hold(SqlConnection connection, UUID orderId);

    /**
     * Asks it back.
     *
     * @return whether it was; nothing is asked back where not all of it was paid
     */
    Uni<Boolean> demand(SqlConnection connection, TooMuch wanted, Instant now);
}
