package cn.dengyun.voucher;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Until when captures can be claimed, of whoever takes claims. */
public interface ClaimDays {

    /**
     * Of one capture that nobody has claimed.
     *
     * @param lastDay on which it can be claimed, Asia/Shanghai; later by as long as the clock stands still
     * @param pausedAt since when the clock stands still, because a side is frozen or an authority decides about the
     *     order; null while it runs
     */
    record ClaimDay(LocalDate lastDay, Instant pausedAt) {}

    /** By capture; nothing of what is claimed, was refunded, or has no last day. */
    Uni<Map<UUID, ClaimDay>> of(Collection<UUID> redemptionIds);

    /** The same as the unit of work sees it. */
    Uni<Map<UUID, ClaimDay>> of(SqlConnection connection, Collection<UUID> redemptionIds);
}
