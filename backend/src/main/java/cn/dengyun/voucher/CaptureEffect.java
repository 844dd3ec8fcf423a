package cn.dengyun.voucher;

import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * What follows elsewhere when money of a voucher is captured: each bean of this type is called in the unit of work that
 * captures it, with the voucher locked. It locks nothing.
 */
public interface CaptureEffect {

    /**
     * A capture.
     *
     * @param voucher as it is afterwards
     * @param hold that it was captured of
     * @param providerOrganizationId the organisation of the provider
     */
    record Captured(Voucher voucher, Redemption redemption, Reservation hold, UUID providerOrganizationId) {}

    Uni<Void> captured(SqlConnection connection, Captured what);
}
