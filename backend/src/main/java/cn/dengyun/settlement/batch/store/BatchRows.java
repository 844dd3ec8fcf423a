package cn.dengyun.settlement.batch.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.settlement.batch.domain.BatchLine;
import cn.dengyun.settlement.batch.domain.LineResult;
import cn.dengyun.settlement.batch.domain.LineStatus;
import cn.dengyun.settlement.batch.domain.SettlementBatch;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The lines of batches, and which claims can come into one. */
@ApplicationScoped
public class BatchRows {

    private static final RowMapper<SettlementBatch> BATCHES = RowMapper.of(SettlementBatch.class);
    private static final RowMapper<BatchLine> LINES = RowMapper.of(BatchLine.class);
    private static final RowMapper<LineResult> RESULTS = RowMapper.of(LineResult.class);
    private static final RowMapper<SettlementClaim> CLAIMS = RowMapper.of(SettlementClaim.class);

    /** Approved claims of a programme that nothing speaks against. */
    private static final String TAKEABLE = """
            c.programme_id = $1 AND c.status = 'APPROVED' AND c.paused_at IS NULL
                AND NOT EXISTS (SELECT FROM settlement_objection o WHERE o.claim_id = c.id AND o.status = 'OPEN')
                AND NOT EXISTS (SELECT FROM settlement_line l WHERE coalesce(l.redemption_id, l.entitlement_id)
                    = coalesce(c.redemption_id, c.entitlement_id) AND l.contradicted_at IS NOT NULL)
            """;

    private static final String PAYEE =
            "CASE c.payee WHEN 'PROVIDER' THEN c.provider_organization_id ELSE c.organization_id END";

    private static final Statement PAYEES =
            Statement.of("SELECT DISTINCT " + PAYEE + " FROM settlement_claim c WHERE " + TAKEABLE);
    private static final Statement LOCK_TAKEABLE = Statement.of("SELECT " + CLAIMS.columns("c")
            + " FROM settlement_claim c WHERE " + TAKEABLE + " AND " + PAYEE + " = ANY($2)"
            + " AND c.amount_fen <= $3 AND c.id > $4 ORDER BY c.id LIMIT $5 FOR UPDATE OF c");
    private static final Statement COUNT_WITHOUT_ACCOUNT =
            Statement.of("SELECT count(*) FROM settlement_claim c WHERE " + TAKEABLE + " AND " + PAYEE + " <> ALL($2)");
    private static final Statement INSERT = Statement.of(
            "INSERT INTO settlement_line (%s) SELECT * FROM %s".formatted(LINES.columns(), LINES.unnested()));
    private static final Statement INSERT_RESULTS = Statement.of(
            "INSERT INTO settlement_result (%s) SELECT * FROM %s".formatted(RESULTS.columns(), RESULTS.unnested()));
    private static final Statement LOCK_BATCH =
            Statement.of("SELECT %s FROM settlement_batch WHERE id = $1 FOR UPDATE".formatted(BATCHES.columns()));
    private static final Statement FIND_BATCH =
            Statement.of("SELECT %s FROM settlement_batch WHERE id = $1".formatted(BATCHES.columns()));
    private static final Statement ALL =
            Statement.of("SELECT %s FROM settlement_line WHERE batch_id = $1 ORDER BY line".formatted(LINES.columns()));
    private static final Statement OF_VOUCHER =
            Statement.of("SELECT %s FROM settlement_line WHERE voucher_id = $1 ORDER BY id".formatted(LINES.columns()));
    private static final Statement LOCK_ALL = Statement.of(
            "SELECT %s FROM settlement_line WHERE batch_id = $1 ORDER BY line FOR UPDATE".formatted(LINES.columns()));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM settlement_line WHERE batch_id = $1 AND line > $2 AND ($3::text IS NULL OR status = $3)
            ORDER BY line LIMIT $4
            """.formatted(LINES.columns()));
    private static final Statement LOCK_LAST = Statement.of("""
            SELECT %s FROM settlement_line WHERE claim_id = $1 ORDER BY id DESC LIMIT 1 FOR UPDATE
            """.formatted(LINES.columns()));
    private static final Statement UPDATE = Statement.of("""
            UPDATE settlement_line l SET status = t.status, removal_cause = t.removal_cause,
                removal_reason = t.removal_reason, paid_reference = t.paid_reference, paid_on = t.paid_on,
                failure = t.failure, failed_reference = t.failed_reference, failed_on = t.failed_on,
                recorded_by = t.recorded_by, contradiction = t.contradiction, contradicted_at = t.contradicted_at,
                reinstated_at = t.reinstated_at, moved_at = t.moved_at
            FROM %s WHERE l.id = t.id
            """.formatted(LINES.unnested()));
    private static final Statement OF_OTHERS =
            Statement.of("SELECT end_to_end_id FROM settlement_line WHERE end_to_end_id = ANY($1) AND batch_id <> $2");
    private static final Statement PAID_ELSEWHERE = Statement.of("""
            SELECT l.paid_reference FROM settlement_line l JOIN settlement_batch b ON b.id = l.batch_id
            WHERE l.paid_reference = ANY($1) AND l.batch_id <> $2 AND b.organization_id = $3 AND l.paid_on > $4
            """);
    private static final Statement EARLIER = Statement.of("""
            SELECT claim_id, bool_or(status = 'RETURNED') FROM settlement_line
            WHERE claim_id = ANY($1) AND status IN ('FAILED', 'RETURNED') GROUP BY claim_id
            """);
    private static final Statement SHARE_BATCH =
            Statement.of("SELECT %s FROM settlement_batch WHERE id = $1 FOR SHARE".formatted(BATCHES.columns()));
    private static final Statement ONE_INCLUDED = Statement.of("""
            SELECT %s FROM settlement_line WHERE id = $1 AND batch_id = $2 AND status = 'INCLUDED'
            """.formatted(LINES.columns()));
    private static final Statement HAS_REVIEWED_CLAIM = Statement.of(
            "SELECT EXISTS (SELECT FROM claim_step WHERE claim_id = $1 AND by_id = $2 AND move = ANY($3))");
    private static final Statement HAS_REVIEWED = Statement.of("""
            SELECT EXISTS (SELECT FROM settlement_line l JOIN claim_step s ON s.claim_id = l.claim_id
                WHERE l.batch_id = $1 AND l.status = 'INCLUDED' AND s.by_id = $2 AND s.move = ANY($3))
            """);
    private static final Statement OBJECTED =
            Statement.of("SELECT line_id FROM settlement_objection WHERE batch_id = $1 AND status = 'OPEN'");
    private static final Statement NOTICES = Statement.of("""
            SELECT %s FROM settlement_batch WHERE noticed_at IS NOT NULL AND status <> 'CANCELLED' AND id < $1
                AND ($2::uuid IS NULL OR programme_id = $2)
            ORDER BY id DESC LIMIT $3
            """.formatted(BATCHES.columns()));
    private static final Statement NOTICED_LINES = Statement.of("""
            SELECT %s FROM settlement_line WHERE batch_id = $1 AND line > $2 AND status <> 'REMOVED' ORDER BY line LIMIT $3
            """.formatted(LINES.columns()));

    private final Pool pool;

    BatchRows(Pool pool) {
        this.pool = pool;
    }

    /** The organisations that the takeable claims of a programme are to be paid to. */
    public Uni<Set<UUID>> payees(SqlConnection connection, UUID programme) {
        return PAYEES.execute(connection, programme).map(Rows::ids);
    }

    /**
     * Takeable claims of a programme to these payees behind one of them, oldest first, held until the unit of work
     * ends.
     *
     * @param mostFen what each of them comes to at most
     */
    public Uni<List<SettlementClaim>> lockTakeable(
            SqlConnection connection, UUID programme, Collection<UUID> payees, long mostFen, UUID after, int rows) {
        return LOCK_TAKEABLE
                .execute(connection, programme, Parameters.ids(payees), mostFen, after, rows)
                .map(CLAIMS::list);
    }

    /** How many takeable claims are to be paid to others than these. */
    public Uni<Long> countOfOthers(SqlConnection connection, UUID programme, Collection<UUID> payees) {
        return COUNT_WITHOUT_ACCOUNT
                .execute(connection, programme, Parameters.ids(payees))
                .map(Rows::number);
    }

    public Uni<Void> insert(SqlConnection connection, List<BatchLine> lines) {
        return INSERT.execute(connection, LINES.arrays(lines)).replaceWithVoid();
    }

    /** Puts on record what a bank said of lines. */
    public Uni<Void> record(SqlConnection connection, List<LineResult> said) {
        return said.isEmpty()
                ? Uni.createFrom().voidItem()
                : INSERT_RESULTS.execute(connection, RESULTS.arrays(said)).replaceWithVoid();
    }

    /** A batch, whoever may know of it, held until the unit of work ends; null when there is none. */
    public Uni<SettlementBatch> lockBatch(SqlConnection connection, UUID id) {
        return LOCK_BATCH.execute(connection, id).map(BATCHES::first);
    }

    /** The same, kept from being changed, while others may hold it in the same way. */
    public Uni<SettlementBatch> shareBatch(SqlConnection connection, UUID id) {
        return SHARE_BATCH.execute(connection, id).map(BATCHES::first);
    }

    /** A batch, whoever may know of it; null when there is none. */
    public Uni<SettlementBatch> findBatch(SqlClient client, UUID id) {
        return FIND_BATCH.execute(client, id).map(BATCHES::first);
    }

    /** All lines of a batch in their order, held until the unit of work ends. */
    public Uni<List<BatchLine>> lockAll(SqlConnection connection, UUID batch) {
        return LOCK_ALL.execute(connection, batch).map(LINES::list);
    }

    /** All lines of a batch in their order. */
    public Uni<List<BatchLine>> all(SqlClient client, UUID batch) {
        return ALL.execute(client, batch).map(LINES::list);
    }

    /** Lines of what a voucher has paid, whichever batches they are of, oldest first. */
    public Uni<List<BatchLine>> ofVoucher(SqlConnection connection, UUID voucher) {
        return OF_VOUCHER.execute(connection, voucher).map(LINES::list);
    }

    public Uni<List<BatchLine>> all(UUID batch) {
        return all(pool, batch);
    }

    /** Lines behind one of them, in their order. */
    public Uni<List<BatchLine>> page(UUID batch, int after, LineStatus status, int rows) {
        return PAGE.execute(pool, batch, after, status, rows).map(LINES::list);
    }

    /** The line by which a claim was to be paid last, held until the unit of work ends. */
    public Uni<Optional<BatchLine>> lockLast(SqlConnection connection, UUID claim) {
        return LOCK_LAST.execute(connection, claim).map(LINES::optional);
    }

    /** Writes lines that this unit of work has locked. */
    public Uni<Void> update(SqlConnection connection, List<BatchLine> moved) {
        return moved.isEmpty()
                ? Uni.createFrom().voidItem()
                : UPDATE.execute(connection, LINES.arrays(moved))
                        .invoke(Rows.exactly(moved.size(), "lines of a batch went while they were locked"))
                        .replaceWithVoid();
    }

    /** Which of these end-to-end ids are those of lines of other batches. */
    public Uni<Set<String>> ofOthers(SqlConnection connection, UUID batch, Collection<String> endToEndIds) {
        return OF_OTHERS
                .execute(connection, Parameters.texts(endToEndIds), batch)
                .map(rows -> new HashSet<>(Rows.list(rows, row -> row.getString(0))));
    }

    /** Under which of these references the bank has paid lines of other batches of an office behind a day. */
    public Uni<Set<String>> paidElsewhere(
            SqlConnection connection, UUID batch, UUID office, Collection<String> references, LocalDate since) {
        return PAID_ELSEWHERE
                .execute(connection, Parameters.texts(references), batch, office, since)
                .map(rows -> new HashSet<>(Rows.list(rows, row -> row.getString(0))));
    }

    /** What became of earlier lines of claims: of each that has any, RETURNED where one came back, else FAILED. */
    public Uni<Map<UUID, LineStatus>> earlier(SqlConnection connection, Collection<UUID> claims) {
        return EARLIER.execute(connection, Parameters.ids(claims)).map(rows -> {
            Map<UUID, LineStatus> earlier = new HashMap<>();
            rows.forEach(
                    row -> earlier.put(row.getUUID(0), row.getBoolean(1) ? LineStatus.RETURNED : LineStatus.FAILED));
            return earlier;
        });
    }

    /** A line that is still in a batch. */
    public Uni<Optional<BatchLine>> included(SqlConnection connection, UUID batch, UUID line) {
        return ONE_INCLUDED.execute(connection, line, batch).map(LINES::optional);
    }

    /** Whether somebody has made one of these moves with a claim. */
    public Uni<Boolean> hasReviewedClaim(
            SqlConnection connection, UUID claim, UUID person, Collection<? extends Enum<?>> moves) {
        return HAS_REVIEWED_CLAIM
                .execute(connection, claim, person, Parameters.texts(moves))
                .map(Rows::truth);
    }

    /** Whether somebody has made one of these moves with a claim of a batch. */
    public Uni<Boolean> hasReviewed(
            SqlConnection connection, UUID batch, UUID person, Collection<? extends Enum<?>> moves) {
        return HAS_REVIEWED
                .execute(connection, batch, person, Parameters.texts(moves))
                .map(Rows::truth);
    }

    /** The lines of a batch that somebody's open objection is about. */
    public Uni<Set<UUID>> objected(SqlConnection connection, UUID batch) {
        return OBJECTED.execute(connection, batch).map(Rows::ids);
    }

    /** Batches that were put on public notice, newest first, of one programme unless that is null. */
    public Uni<List<SettlementBatch>> notices(UUID programme, UUID before, int rows) {
        return NOTICES.execute(pool, before, programme, rows).map(BATCHES::list);
    }

    /** What everybody sees of a batch. */
    public Uni<List<BatchLine>> noticed(UUID batch, int after, int rows) {
        return NOTICED_LINES.execute(pool, batch, after, rows).map(LINES::list);
    }
}
