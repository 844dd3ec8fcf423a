package cn.dengyun.voucher;

import cn.dengyun.shared.Actor;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Whoever pays out captured money asks back what a voucher has paid that is taken back for good. There is one bean of
 * this type at most, as of {@link RedemptionEffect}.
 */
public interface RevocationEffect {

    /**
     * A capture that is with the bank, or was paid.
     *
     * @param orderId null where it was made without an order, as deliveryId
     * @param parts what it still pays of which plans; empty where it was made without an order
     */
    record Captured(Redemption redemption, UUID orderId, UUID deliveryId, List<HoldPart> parts) {}

    /**
     * What a revocation takes back and is not here any more.
     *
     * @param voucher as it is afterwards
     * @param by who has approved that
     */
    record Revoked(Voucher voucher, Actor by, List<Captured> captures) {}

    /**
     * Holds the orders of a voucher and its payments, paid or not, until the unit of work ends, in the order in which
     * everybody does. Called before the voucher is locked.
     */
    Uni<Void> hold(SqlConnection connection, UUID voucherId);

    /**
     * Asks back what was paid of captures and was not asked back before, with voucher and claims held. Rejects with
     * {@code refund-in-payment} (409) while nobody knows whether something of it was paid.
     */
    Uni<Void> askBack(SqlConnection connection, Revoked what, Instant now);
}
