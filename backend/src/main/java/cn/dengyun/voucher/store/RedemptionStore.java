package cn.dengyun.voucher.store;

import static cn.dengyun.voucher.store.VoucherRows.instant;
import static cn.dengyun.voucher.store.VoucherRows.moment;

import cn.dengyun.policy.domain.Payee;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.RedemptionFilter;
import cn.dengyun.voucher.domain.Refund;
import cn.dengyun.voucher.domain.VoucherSight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Redemptions and their refunds. The voucher's row is always locked before they are changed. */
@ApplicationScoped
public class RedemptionStore {

    private static final String COLUMNS = "r.id, r.reservation_id, r.voucher_id, r.organization_id, r.provider_id,"
            + " r.payee_kind, r.payee_id, r.amount_fen, r.refunded_fen, r.revision, r.captured_at, r.captured_by";
    /** $1 everything, $2 organisation, $3 region pattern, $4 exceptions. */
    private static final String SEEN = "($1 OR r.organization_id = $2"
            + " OR EXISTS (SELECT 1 FROM provider p WHERE p.id = r.provider_id AND p.organization_id = $2)"
            + " OR EXISTS (SELECT 1 FROM voucher v WHERE v.id = r.voucher_id AND is_overseen(v.region_code, $3, $4)))";

    private static final String FIND = "SELECT " + COLUMNS + " FROM redemption r WHERE r.id = $5 AND " + SEEN;
    private static final String PAGE = "SELECT " + COLUMNS + " FROM redemption r WHERE " + SEEN
            + " AND r.id < $5 AND ($6::uuid IS NULL OR r.voucher_id = $6)"
            + " AND ($7::uuid IS NULL OR r.provider_id = $7) AND ($8::timestamptz IS NULL OR r.captured_at >= $8)"
            + " AND ($9::timestamptz IS NULL OR r.captured_at < $9) ORDER BY r.id DESC LIMIT $10";
    private static final String GET = "SELECT " + COLUMNS + " FROM redemption r WHERE r.id = $1";
    private static final String INSERT = "INSERT INTO redemption (id, reservation_id, voucher_id, organization_id,"
            + " provider_id, payee_kind, payee_id, amount_fen, captured_at, captured_by)"
            + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    private static final String REFUND =
            "UPDATE redemption SET refunded_fen = $3, revision = $2 + 1" + " WHERE id = $1 AND revision = $2";
    private static final String INSERT_REFUND = "INSERT INTO refund (id, redemption_id, voucher_id, amount_fen,"
            + " destination, reason, refunded_at, refunded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    private static final String REFUNDS = "SELECT id, redemption_id, voucher_id, amount_fen, destination, reason,"
            + " refunded_at, refunded_by FROM refund WHERE redemption_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";

    private final Pool pool;

    RedemptionStore(Pool pool) {
        this.pool = pool;
    }

    /** Rejects with {@code redemption-not-found} (404), also for those whom it does not concern. */
    public Uni<Redemption> find(UUID id, VoucherSight sight) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(
                        sight.isEverything(),
                        sight.organizationId(),
                        sight.oversight().pattern(),
                        sight.oversight().exceptions(),
                        id))
                .map(RedemptionStore::only);
    }

    /** Newest first. */
    public Uni<List<Redemption>> page(VoucherSight sight, RedemptionFilter filter, UUID before, int rows) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.from(new Object[] {
                    sight.isEverything(),
                    sight.organizationId(),
                    sight.oversight().pattern(),
                    sight.oversight().exceptions(),
                    before,
                    filter.voucherId(),
                    filter.providerId(),
                    moment(filter.from()),
                    moment(filter.to()),
                    rows
                }))
                .map(rows1 -> StreamSupport.stream(rows1.spliterator(), false)
                        .map(RedemptionStore::toRedemption)
                        .toList());
    }

    /** As it is now. Rejects with {@code redemption-not-found} (404). */
    public Uni<Redemption> get(SqlConnection connection, UUID id) {
        return connection.preparedQuery(GET).execute(Tuple.of(id)).map(RedemptionStore::only);
    }

    public Uni<Void> insert(SqlConnection connection, Redemption redemption) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(new Object[] {
                    redemption.id(),
                    redemption.reservationId(),
                    redemption.voucherId(),
                    redemption.organizationId(),
                    redemption.providerId(),
                    redemption.payee().name(),
                    redemption.payeeId(),
                    redemption.amountFen(),
                    moment(redemption.capturedAt()),
                    redemption.capturedBy()
                }))
                .replaceWithVoid();
    }

    /** Writes a refund of a redemption whose voucher this unit of work has locked. */
    public Uni<Void> refund(SqlConnection connection, Redemption refunded, Refund refund) {
        Uni<Void> updated = connection
                .preparedQuery(REFUND)
                .execute(Tuple.of(refunded.id(), refunded.revision() - 1, refunded.refundedFen()))
                .invoke(rows -> {
                    if (rows.rowCount() != 1) {
                        throw new IllegalStateException("a redemption changed whose voucher was not locked");
                    }
                })
                .replaceWithVoid();
        Uni<Void> inserted = connection
                .preparedQuery(INSERT_REFUND)
                .execute(Tuple.from(new Object[] {
                    refund.id(),
                    refund.redemptionId(),
                    refund.voucherId(),
                    refund.amountFen(),
                    refund.destination().name(),
                    refund.reason(),
                    moment(refund.refundedAt()),
                    refund.refundedBy()
                }))
                .replaceWithVoid();
        return Uni.join().all(updated, inserted).andFailFast().replaceWithVoid();
    }

    /** Newest first. */
    public Uni<List<Refund>> refunds(UUID redemptionId, UUID before, int rows) {
        return pool.preparedQuery(REFUNDS)
                .execute(Tuple.of(redemptionId, before, rows))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(row -> new Refund(
                                row.getUUID("id"),
                                row.getUUID("redemption_id"),
                                row.getUUID("voucher_id"),
                                row.getLong("amount_fen"),
                                Refund.Destination.valueOf(row.getString("destination")),
                                row.getString("reason"),
                                instant(row, "refunded_at"),
                                row.getUUID("refunded_by")))
                        .toList());
    }

    private static Redemption only(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Rejection.notFound("redemption-not-found");
        }
        return toRedemption(rows.iterator().next());
    }

    private static Redemption toRedemption(Row row) {
        return new Redemption(
                row.getUUID("id"),
                row.getUUID("reservation_id"),
                row.getUUID("voucher_id"),
                row.getUUID("organization_id"),
                row.getUUID("provider_id"),
                Payee.valueOf(row.getString("payee_kind")),
                row.getUUID("payee_id"),
                row.getLong("amount_fen"),
                row.getLong("refunded_fen"),
                row.getInteger("revision"),
                instant(row, "captured_at"),
                row.getUUID("captured_by"));
    }
}
