package cn.dengyun.settlement.recovery.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.settlement.recovery.domain.PaidLine;
import cn.dengyun.settlement.recovery.domain.Recovery;
import cn.dengyun.settlement.recovery.domain.RecoveryStep;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Recoveries and what was done with them, and the payments that they are of. */
@ApplicationScoped
public class RecoveryRows {

    private static final RowMapper<Recovery> RECOVERIES = RowMapper.of(Recovery.class);
    private static final RowMapper<RecoveryStep> STEPS = RowMapper.of(RecoveryStep.class);
    private static final RowMapper<PaidLine> LINES = RowMapper.of(PaidLine.class);

    // The results of the bank lock the lines of their batch in this order and before any claim: a payment that is asked
    // back does not come back, and neither waits for the other with what the other needs.
    private static final String HOLD = """
            SELECT b.programme_id FROM settlement_line l JOIN settlement_batch b ON b.id = l.batch_id
                JOIN settlement_claim c ON c.id = l.claim_id
            WHERE %s ORDER BY l.batch_id, l.line FOR UPDATE OF l
            """;
    private static final Statement HOLD_LINES = Statement.of(HOLD.formatted("c.order_id = $1"));
    private static final Statement HOLD_LINES_OF_VOUCHER = Statement.of(HOLD.formatted("c.voucher_id = $1"));
    private static final Statement HOLD_LINES_OF_ENTITLEMENT =
            Statement.of(HOLD.formatted("coalesce(c.redemption_id, c.entitlement_id) = $1"));
    private static final String PAID = """
            SELECT l.id AS line_id, l.claim_id, l.claim_number, l.redemption_id, l.voucher_id, l.entitlement_id, e.case_number,
                b.programme_id, c.order_id, c.order_number, c.delivery_id, b.organization_id AS office_id,
                b.organization_name AS office_name, c.region_code, l.enterprise_name, l.payee_organization_id, l.payee_id,
                l.payee_name, l.amount_fen, l.moved_at
            FROM settlement_line l JOIN settlement_batch b ON b.id = l.batch_id JOIN settlement_claim c ON c.id = l.claim_id
                LEFT JOIN settlement_entitlement e ON e.id = l.entitlement_id
            WHERE %s AND l.status = 'PAID'
            ORDER BY l.id
            """;
    private static final Statement PAID_OF_ORDER = Statement.of(PAID.formatted("c.order_id = $1"));
    private static final Statement PAID_OF_VOUCHER = Statement.of(PAID.formatted("c.voucher_id = $1"));
    private static final Statement PAID_OF_ENTITLEMENT =
            Statement.of(PAID.formatted("coalesce(c.redemption_id, c.entitlement_id) = $1"));
    private static final Statement INSERT = Statement.of("INSERT INTO recovery " + RECOVERIES.values());
    private static final Statement OF_ORDER =
            Statement.of("SELECT %s FROM recovery WHERE order_id = $1 ORDER BY id".formatted(RECOVERIES.columns()));
    private static final Statement OF_VOUCHER =
            Statement.of("SELECT %s FROM recovery WHERE voucher_id = $1 ORDER BY id".formatted(RECOVERIES.columns()));
    private static final Statement OF_ENTITLEMENT = Statement.of(
            "SELECT %s FROM recovery WHERE entitlement_id = $1 ORDER BY id".formatted(RECOVERIES.columns()));
    private static final Statement STEPS_OF = Statement.of(
            "SELECT %s FROM recovery_step WHERE recovery_id = ANY($1) ORDER BY id".formatted(STEPS.columns()));
    private static final Statement LINES_OF_BATCH = Statement.of("""
            SELECT r.line_id FROM settlement_line l JOIN recovery r ON r.line_id = l.id WHERE l.batch_id = $1
            """);
    private static final Statement OPEN_ORDERS =
            Statement.of("SELECT DISTINCT coalesce(order_id, claim_id) FROM recovery WHERE programme_id = $1"
                    + " AND due_at IS NOT NULL");
    private static final Statement ADD = Statement.of("INSERT INTO recovery_step " + STEPS.values());
    private static final Statement WITH_SERIAL = Statement.of("""
            SELECT %s FROM recovery_step s WHERE s.recovery_id = $1 AND upper(s.serial) = upper($2::text)
                AND NOT EXISTS (SELECT FROM recovery_step r WHERE r.reverses_id = s.id)
            """.formatted(STEPS.columns("s")));
    private static final Statement STEP =
            Statement.of("SELECT %s FROM recovery_step WHERE recovery_id = $1 AND id = $2".formatted(STEPS.columns()));
    private static final Statement PLANS = Statement.of("""
            SELECT count(*) FROM recovery_step WHERE recovery_id = $1 AND move = 'PROPOSE_PLAN' AND by_office = $2
            """);
    private static final Statement TAKE_OF_SLIP = Statement.of("""
            INSERT INTO recovery_slip AS s (organization_id, serial, amount_fen, received_on, used_fen)
            VALUES ($1, upper($2::text), $3, $4, $5)
            ON CONFLICT ON CONSTRAINT recovery_slip_pk DO UPDATE
            SET amount_fen = EXCLUDED.amount_fen, received_on = EXCLUDED.received_on, used_fen = s.used_fen + EXCLUDED.used_fen
            WHERE s.used_fen = 0 OR s.amount_fen = EXCLUDED.amount_fen AND s.received_on = EXCLUDED.received_on
                AND s.used_fen + EXCLUDED.used_fen <= s.amount_fen
            """);
    private static final Statement GIVE_TO_SLIP = Statement.of("""
            UPDATE recovery_slip SET used_fen = used_fen - $3 WHERE organization_id = $1 AND serial = upper($2::text)
            """);
    private static final Statement STEP_PAGE = Statement.of("""
            SELECT %s FROM recovery_step WHERE recovery_id = $1 AND id < $2
                AND ($4 OR move NOT IN ('PROPOSE_WRITE_OFF', 'REJECT_WRITE_OFF'))
            ORDER BY id DESC LIMIT $3
            """.formatted(STEPS.columns()));
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM recovery WHERE id = $1 FOR UPDATE".formatted(RECOVERIES.columns()));
    private static final Statement LATE = Statement.of("""
            SELECT %s FROM recovery WHERE due_at <= $1 AND overdue_at IS NULL AND id > $2 ORDER BY id LIMIT $3
            """.formatted(RECOVERIES.columns()));
    private static final Statement NEXT_LATE =
            Statement.of("SELECT min(due_at) FROM recovery WHERE due_at > $1 AND overdue_at IS NULL");

    private final Pool pool;

    RecoveryRows(Pool pool) {
        this.pool = pool;
    }

    /**
     * Holds what is paid of an order, and what a bank was told to pay of it, until the unit of work ends.
     *
     * @return the programmes that pay
     */
    public Uni<Set<UUID>> holdLines(SqlConnection connection, UUID orderId) {
        return HOLD_LINES.execute(connection, orderId).map(Rows::ids);
    }

    /** The same of what a voucher has paid. */
    public Uni<Set<UUID>> holdLinesOfVoucher(SqlConnection connection, UUID voucherId) {
        return HOLD_LINES_OF_VOUCHER.execute(connection, voucherId).map(Rows::ids);
    }

    /** What was paid of a voucher, oldest first, which this unit of work {@link #holdLinesOfVoucher holds}. */
    public Uni<List<PaidLine>> paidOfVoucher(SqlConnection connection, UUID voucherId) {
        return PAID_OF_VOUCHER.execute(connection, voucherId).map(LINES::list);
    }

    /** The same of an entitlement. */
    public Uni<Set<UUID>> holdLinesOfEntitlement(SqlConnection connection, UUID entitlementId) {
        return HOLD_LINES_OF_ENTITLEMENT.execute(connection, entitlementId).map(Rows::ids);
    }

    /** What was paid of an entitlement, which this unit of work {@link #holdLinesOfEntitlement holds}. */
    public Uni<List<PaidLine>> paidOfEntitlement(SqlConnection connection, UUID entitlementId) {
        return PAID_OF_ENTITLEMENT.execute(connection, entitlementId).map(LINES::list);
    }

    /** Of what was paid of an entitlement, oldest first. */
    public Uni<List<Recovery>> ofEntitlement(SqlConnection connection, UUID entitlementId) {
        return OF_ENTITLEMENT.execute(connection, entitlementId).map(RECOVERIES::list);
    }

    /** What was paid of an order, oldest first, which this unit of work {@link #holdLines holds}. */
    public Uni<List<PaidLine>> paidOfOrder(SqlConnection connection, UUID orderId) {
        return PAID_OF_ORDER.execute(connection, orderId).map(LINES::list);
    }

    public Uni<Void> insert(SqlConnection connection, Recovery made) {
        return INSERT.execute(connection, made).replaceWithVoid();
    }

    /** Oldest first. */
    public Uni<List<Recovery>> ofOrder(SqlConnection connection, UUID orderId) {
        return OF_ORDER.execute(connection, orderId).map(RECOVERIES::list);
    }

    /** Of what a voucher has paid, oldest first; for whoever has seen to who may know of them. */
    public Uni<List<Recovery>> ofVoucher(SqlConnection connection, UUID voucherId) {
        return OF_VOUCHER.execute(connection, voucherId).map(RECOVERIES::list);
    }

    /** What was done with recoveries, oldest first. */
    public Uni<List<RecoveryStep>> stepsOf(SqlConnection connection, Collection<UUID> recoveries) {
        return STEPS_OF.execute(connection, Parameters.ids(recoveries)).map(STEPS::list);
    }

    /** The lines of a batch of which something is or was asked back. */
    public Uni<Set<UUID>> linesOfBatch(SqlConnection connection, UUID batchId) {
        return LINES_OF_BATCH.execute(connection, batchId).map(Rows::ids);
    }

    /** The orders of which something is asked back that a programme has paid; where there is no order, the claims. */
    public Uni<Set<UUID>> openOrders(SqlConnection connection, UUID programmeId) {
        return OPEN_ORDERS.execute(connection, programmeId).map(Rows::ids);
    }

    /** Breaks {@code recovery_step_reversed_once} where that receipt was undone before. */
    public Uni<Void> add(SqlConnection connection, RecoveryStep step) {
        return ADD.execute(connection, step).replaceWithVoid();
    }

    /** The receipt that a recovery has under the serial number of a slip, in capitals or not, unless it was undone. */
    public Uni<Optional<RecoveryStep>> receipt(SqlConnection connection, UUID recoveryId, String serial) {
        return WITH_SERIAL.execute(connection, recoveryId, serial).map(STEPS::optional);
    }

    /** One of a recovery; empty where there is none. */
    public Uni<Optional<RecoveryStep>> step(SqlConnection connection, UUID recoveryId, UUID id) {
        return STEP.execute(connection, recoveryId, id).map(STEPS::optional);
    }

    /** How often instalments were proposed by the office, or by whoever owes it. */
    public Uni<Long> plans(SqlConnection connection, UUID recoveryId, boolean isByOffice) {
        return PLANS.execute(connection, recoveryId, isByOffice).map(Rows::number);
    }

    /**
     * Takes something of what a slip comes to, and holds the slip until the unit of work ends.
     *
     * @param wholeFen what it comes to, in fen
     * @return whether so much was left of it, and it is on record with that amount and day or not used
     */
    public Uni<Boolean> takeOfSlip(
            SqlConnection connection, UUID office, String serial, long wholeFen, LocalDate receivedOn, long fen) {
        return TAKE_OF_SLIP
                .execute(connection, office, serial, wholeFen, receivedOn, fen)
                .map(done -> done.rowCount() == 1);
    }

    /** Nothing of that was used for what it was taken for. */
    public Uni<Void> giveToSlip(SqlConnection connection, UUID office, String serial, long fen) {
        return GIVE_TO_SLIP
                .execute(connection, office, serial, fen)
                .invoke(Rows.exactly(1, "a receipt has no slip"))
                .replaceWithVoid();
    }

    /**
     * Newest first.
     *
     * @param isAll also what the office thinks of giving up
     */
    public Uni<List<RecoveryStep>> steps(UUID recoveryId, UUID before, int rows, boolean isAll) {
        return STEP_PAGE.execute(pool, recoveryId, before, rows, isAll).map(STEPS::list);
    }

    /** As it is now, held until the unit of work ends, whoever may know of it. */
    public Uni<Recovery> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(RECOVERIES::first);
    }

    /** Those that are late and of which that was not told, by id. */
    public Uni<List<Recovery>> late(Instant now, UUID after, int rows) {
        return LATE.execute(pool, now, after, rows).map(RECOVERIES::list);
    }

    /** When the next will be; empty when none will. */
    public Uni<Optional<Instant>> nextLate(Instant now) {
        return NEXT_LATE.execute(pool, now).map(Rows::moment);
    }
}
