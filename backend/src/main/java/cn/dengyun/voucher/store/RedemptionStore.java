package cn.dengyun.voucher.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.RedemptionFilter;
import cn.dengyun.voucher.domain.Refund;
import cn.dengyun.voucher.domain.VoucherSight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Redemptions and their refunds. The voucher's row is always locked before they are changed. */
@ApplicationScoped
public class RedemptionStore {

    private static final RowMapper<Redemption> REDEMPTIONS = RowMapper.of(Redemption.class)
            .named("payee", "payee_kind")
            .text("lines", ReservationLines::read, ReservationLines::write);
    private static final RowMapper<Refund> REFUND_ROWS =
            RowMapper.of(Refund.class).text("lines", ReservationLines::read, ReservationLines::write);
    private static final String COLUMNS = REDEMPTIONS.columns("r");

    /** $1 everything, $2 organisation, $3 region pattern, $4 exceptions. */
    private static final String SEEN = """
            ($1 OR r.organization_id = $2 OR EXISTS (SELECT 1 FROM provider p WHERE p.id = r.provider_id
                AND p.organization_id = $2) OR EXISTS (SELECT 1 FROM voucher v WHERE v.id = r.voucher_id
                AND is_overseen(v.region_code, $3, $4)))
            """;

    private static final Statement FIND =
            Statement.of("SELECT %s FROM redemption r WHERE r.id = $5 AND %s".formatted(COLUMNS, SEEN));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM redemption r WHERE %s AND r.id < $5 AND ($6::uuid IS NULL OR r.voucher_id = $6)
                AND ($7::uuid IS NULL OR r.provider_id = $7)
                AND ($8::timestamptz IS NULL OR r.captured_at >= $8)
                AND ($9::timestamptz IS NULL OR r.captured_at < $9)
            ORDER BY r.id DESC LIMIT $10
            """.formatted(COLUMNS, SEEN));
    private static final Statement GET = Statement.of("SELECT %s FROM redemption r WHERE r.id = $1".formatted(COLUMNS));
    private static final Statement INSERT = Statement.of(
            "INSERT INTO redemption (%s) SELECT * FROM %s".formatted(REDEMPTIONS.columns(), REDEMPTIONS.unnested()));
    private static final Statement REFUND =
            Statement.of("UPDATE redemption SET refunded_fen = $3, revision = $2 + 1 WHERE id = $1 AND revision = $2");
    private static final Statement INSERT_REFUND = Statement.of(
            "INSERT INTO refund (%s) SELECT * FROM %s".formatted(REFUND_ROWS.columns(), REFUND_ROWS.unnested()));
    private static final Statement REFUNDS = Statement.of("""
            SELECT %s FROM refund WHERE redemption_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """.formatted(REFUND_ROWS.columns()));

    private static final Statement OF_VOUCHER =
            Statement.of("SELECT %s FROM redemption r WHERE r.voucher_id = $1 ORDER BY r.id".formatted(COLUMNS));
    private static final Statement OF_RESERVATIONS = Statement.of(
            "SELECT %s FROM redemption r WHERE r.reservation_id = ANY($1) ORDER BY r.captured_at DESC, r.id DESC"
                    .formatted(COLUMNS));
    private static final Statement PAYING_PROVIDER = Statement.of("""
            SELECT DISTINCT r.voucher_id FROM reservation h JOIN redemption r ON r.reservation_id = h.id
            WHERE h.order_id = $1 AND r.payee_kind = 'PROVIDER'
            """);
    private static final Statement REFUNDS_OF = Statement.of(
            "SELECT %s FROM refund WHERE redemption_id = ANY($1) ORDER BY id".formatted(REFUND_ROWS.columns()));
    private static final Statement REFUNDS_OF_VOUCHER =
            Statement.of("SELECT %s FROM refund WHERE voucher_id = $1 ORDER BY id".formatted(REFUND_ROWS.columns()));

    private final Pool pool;

    RedemptionStore(Pool pool) {
        this.pool = pool;
    }

    /** Rejects with {@code redemption-not-found} (404), also for those whom it does not concern. */
    public Uni<Redemption> find(UUID id, VoucherSight sight) {
        return FIND.execute(pool, sight.isEverything(), sight.organizationId(), sight.oversight(), id)
                .map(REDEMPTIONS.orNotFound("redemption-not-found"));
    }

    /** Newest first. */
    public Uni<List<Redemption>> page(VoucherSight sight, RedemptionFilter filter, UUID before, int rows) {
        return PAGE.execute(pool, sight.isEverything(), sight.organizationId(), sight.oversight(), before, filter, rows)
                .map(REDEMPTIONS::list);
    }

    /** As it is now. Rejects with {@code redemption-not-found} (404). */
    public Uni<Redemption> get(SqlConnection connection, UUID id) {
        return GET.execute(connection, id).map(REDEMPTIONS.orNotFound("redemption-not-found"));
    }

    public Uni<Void> insert(SqlConnection connection, List<Redemption> captured) {
        if (captured.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return INSERT.execute(connection, REDEMPTIONS.arrays(captured)).replaceWithVoid();
    }

    /** Writes a refund of a redemption whose voucher this unit of work has locked. */
    public Uni<Void> refund(SqlConnection connection, Redemption refunded, Refund refund) {
        Uni<Void> updated = REFUND.execute(connection, refunded.id(), refunded.revision() - 1, refunded.refundedFen())
                .invoke(Rows.exactly(1, "a redemption changed whose voucher was not locked"))
                .replaceWithVoid();
        Uni<Void> inserted = INSERT_REFUND
                .execute(connection, REFUND_ROWS.arrays(List.of(refund)))
                .replaceWithVoid();
        return Uni.join().all(updated, inserted).andFailFast().replaceWithVoid();
    }

    /** Newest first. */
    public Uni<List<Refund>> refunds(UUID redemptionId, UUID before, int rows) {
        return REFUNDS.execute(pool, redemptionId, before, rows).map(REFUND_ROWS::list);
    }

    /** All captures of a voucher, oldest first. */
    public Uni<List<Redemption>> ofVoucher(SqlConnection connection, UUID voucherId) {
        return OF_VOUCHER.execute(connection, voucherId).map(REDEMPTIONS::list);
    }

    /** The captures of reservations of vouchers that this unit of work has locked, the youngest first. */
    public Uni<List<Redemption>> ofReservations(SqlConnection connection, Collection<UUID> reservations) {
        return OF_RESERVATIONS.execute(connection, Parameters.ids(reservations)).map(REDEMPTIONS::list);
    }

    /** The vouchers of an order of which captures are paid to its provider. */
    public Uni<Set<UUID>> payingProvider(SqlConnection connection, UUID orderId) {
        return PAYING_PROVIDER.execute(connection, orderId).map(Rows::ids);
    }

    /** What was taken back of captures, oldest first. */
    public Uni<List<Refund>> refundsOf(SqlConnection connection, Collection<UUID> captures) {
        return REFUNDS_OF.execute(connection, Parameters.ids(captures)).map(REFUND_ROWS::list);
    }

    /** All refunds of a voucher, oldest first. */
    public Uni<List<Refund>> refundsOfVoucher(SqlConnection connection, UUID voucherId) {
        return REFUNDS_OF_VOUCHER.execute(connection, voucherId).map(REFUND_ROWS::list);
    }
}
