package cn.dengyun.trade.dispute;

import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
     * @param fen all that vouchers pay too much of the delivery, in fen, by voucher, whatever was asked back before
     */
    record TooMuch(UUID disputeId, UUID orderId, UUID deliveryId, String reason, Actor by, Map<UUID, Long> fen) {}

    /**
     * The number of a claim of which something was asked back for a delivery before: then what follows is as well.
     * Empty where there is none.
     */
    Uni<Optional<String>> askedBack(SqlConnection connection, UUID orderId, UUID deliveryId);

    /**
     * Asks it back, but for what was asked back for the delivery before.
     *
     * @return whether it was; nothing is asked back where not all of it was paid
     */
    Uni<Boolean> demand(SqlConnection connection, TooMuch wanted, Instant now);
}
