package cn.dengyun.ledger.store;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.NumberedTransfer;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Transfers: added to in one statement however many they are, and read in the order of their positions. */
@ApplicationScoped
public class TransferStore {

    private static final RowMapper<Transfer> TRANSFERS =
            RowMapper.of(Transfer.class).named("source", "source_").named("destination", "destination_");
    private static final RowMapper<NumberedTransfer> NUMBERED = RowMapper.of(NumberedTransfer.class)
            .named("transfer.source", "source_")
            .named("transfer.destination", "destination_");

    private static final Statement OPEN = Statement.of(
            "INSERT INTO ledger_head (programme_id) VALUES ($1) ON CONFLICT ON CONSTRAINT ledger_head_pk DO NOTHING");
    private static final Statement INSERT = Statement.of("""
            WITH posted AS (SELECT * FROM %s),
                pending AS (INSERT INTO ledger_pending (transfer_id, occurred_at) SELECT id, occurred_at FROM posted)
            INSERT INTO ledger_transfer (%s) SELECT * FROM posted
            """.formatted(TRANSFERS.unnested(), TRANSFERS.columns()));
    private static final String COLUMNS = TRANSFERS.columns("t") + ", p.position, p.numbered_at";
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM ledger_position p JOIN ledger_transfer t ON t.id = p.transfer_id
            WHERE p.programme_id = $1 AND p.position > $2
                AND ($3::text IS NULL OR t.source_kind = $3 OR t.destination_kind = $3)
                AND ($4::uuid IS NULL OR t.source_owner = $4 OR t.destination_owner = $4)
                AND ($5::uuid IS NULL OR t.voucher_id = $5)
            ORDER BY p.position LIMIT $6
            """.formatted(COLUMNS));
    private static final Statement OF_VOUCHER = Statement.of("""
            SELECT %s FROM ledger_transfer t LEFT JOIN ledger_position p ON p.transfer_id = t.id
            WHERE t.voucher_id = $1 AND t.id > $2 ORDER BY t.id LIMIT $3
            """.formatted(COLUMNS));
    private static final Statement ALL_OF_VOUCHER = Statement.of("""
            SELECT %s FROM ledger_transfer t LEFT JOIN ledger_position p ON p.transfer_id = t.id
            WHERE t.voucher_id = $1 ORDER BY t.occurred_at, t.id
            """.formatted(COLUMNS));
    private static final Statement COUNT_OF_VOUCHER =
            Statement.of("SELECT count(*) FROM (SELECT 1 FROM ledger_transfer WHERE voucher_id = $1 LIMIT $2) AS few");
    private static final Statement BY_ID = Statement.of("""
            SELECT %s FROM ledger_transfer t LEFT JOIN ledger_position p ON p.transfer_id = t.id WHERE t.id = $1
            """.formatted(COLUMNS));

    private static final RowMapper<SubjectSum> SUMS = RowMapper.of(SubjectSum.class);
    private static final Statement OF_SUBJECT = Statement.of(
            "SELECT %s FROM ledger_transfer WHERE subject_id = $1 ORDER BY id".formatted(TRANSFERS.columns()));
    private static final Statement SUM_OF_SUBJECTS = Statement.of("""
            SELECT t.subject_id, sum(t.amount_fen)::bigint AS amount_fen
            FROM ledger_transfer t JOIN ledger_position p ON p.transfer_id = t.id
            WHERE t.programme_id = $1 AND t.subject_id = ANY($2) AND p.position > $3 AND p.position <= $4
            GROUP BY t.subject_id
            """);

    private final Pool pool;

    TransferStore(Pool pool) {
        this.pool = pool;
    }

    /** Which transfers of a programme; what is null lets all through. */
    public record Filter(AccountKind kind, UUID owner, UUID voucherId) {}

    /** Gives the programme its place in the order of numbering; twice is as good as once. */
    public Uni<Void> open(SqlConnection connection, UUID programmeId) {
        return OPEN.execute(connection, programmeId).replaceWithVoid();
    }

    public Uni<Void> insert(SqlConnection connection, List<Transfer> transfers) {
        return INSERT.execute(connection, TRANSFERS.arrays(transfers)).replaceWithVoid();
    }

    /** NumberedTransfer transfers behind a position, in order. */
    public Uni<List<NumberedTransfer>> page(UUID programmeId, Filter filter, long after, int limit) {
        return PAGE.execute(pool, programmeId, after, filter, limit).map(NUMBERED::list);
    }

    /** Transfers of a voucher behind an id, oldest first, also those without a position yet. */
    public Uni<List<NumberedTransfer>> ofVoucher(UUID voucherId, UUID after, int limit) {
        return OF_VOUCHER.execute(pool, voucherId, after, limit).map(NUMBERED::list);
    }

    /** How many there are, up to a limit. */
    public Uni<Long> countOfVoucher(SqlConnection connection, UUID voucherId, int limit) {
        return COUNT_OF_VOUCHER
                .execute(connection, voucherId, limit)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** All of them, as the unit of work sees them. */
    public Uni<List<NumberedTransfer>> ofVoucher(SqlConnection connection, UUID voucherId) {
        return ALL_OF_VOUCHER.execute(connection, voucherId).map(NUMBERED::list);
    }

    /** What transfers of a programme that come from one fact amount to, in fen. */
    public record SubjectSum(UUID subjectId, long amountFen) {}

    /** All transfers that come from a fact, in whichever programme. */
    public Uni<List<Transfer>> ofSubject(SqlConnection connection, UUID subjectId) {
        return OF_SUBJECT.execute(connection, subjectId).map(TRANSFERS::list);
    }

    /** What came from each of some facts in a programme, behind a position, up to another one. */
    public Uni<List<SubjectSum>> sums(UUID programmeId, Collection<UUID> subjects, long behind, long last) {
        return SUM_OF_SUBJECTS
                .execute(pool, programmeId, Parameters.ids(subjects), behind, last)
                .map(SUMS::list);
    }

    /** The transfer with this id; null when there is none. */
    public Uni<Transfer> find(SqlConnection connection, UUID id) {
        return BY_ID.execute(connection, id).map(TRANSFERS::first);
    }
}
