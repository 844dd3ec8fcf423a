package cn.dengyun.ledger.store;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.NumberedTransfer;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Transfers: added to in one statement however many they are, and read in the order of their positions. */
@ApplicationScoped
public class TransferStore {

    private static final String OPEN =
            "INSERT INTO ledger_head (programme_id) VALUES ($1) ON CONFLICT ON CONSTRAINT ledger_head_pk DO NOTHING";
    private static final String INSERT =
            "WITH posted AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[],"
                    + " $7::uuid[], $8::bigint[], $9::uuid[], $10::uuid[], $11::uuid[], $12::timestamptz[])"
                    + " AS t (id, programme_id, cause, source_kind, source_owner, destination_kind, destination_owner,"
                    + " amount_fen, subject_id, voucher_id, reverses_id, occurred_at)),"
                    + " pending AS (INSERT INTO ledger_pending (transfer_id, occurred_at)"
                    + " SELECT id, occurred_at FROM posted)"
                    + " INSERT INTO ledger_transfer (id, programme_id, cause, source_kind, source_owner, destination_kind,"
                    + " destination_owner, amount_fen, subject_id, voucher_id, reverses_id, occurred_at)"
                    + " SELECT id, programme_id, cause, source_kind, source_owner, destination_kind, destination_owner,"
                    + " amount_fen, subject_id, voucher_id, reverses_id, occurred_at FROM posted";
    private static final String COLUMNS =
            "t.id, t.programme_id, t.cause, t.source_kind, t.source_owner, t.destination_kind, t.destination_owner,"
                    + " t.amount_fen, t.subject_id, t.voucher_id, t.reverses_id, t.occurred_at, p.position, p.numbered_at";
    private static final String PAGE = "SELECT " + COLUMNS + " FROM ledger_position p JOIN ledger_transfer t"
            + " ON t.id = p.transfer_id WHERE p.programme_id = $1 AND p.position > $2"
            + " AND ($3::text IS NULL OR t.source_kind = $3 OR t.destination_kind = $3)"
            + " AND ($4::uuid IS NULL OR t.source_owner = $4 OR t.destination_owner = $4)"
            + " AND ($5::uuid IS NULL OR t.voucher_id = $5) ORDER BY p.position LIMIT $6";
    private static final String OF_VOUCHER = "SELECT " + COLUMNS + " FROM ledger_transfer t LEFT JOIN ledger_position p"
            + " ON p.transfer_id = t.id WHERE t.voucher_id = $1 AND t.id > $2 ORDER BY t.id LIMIT $3";
    private static final String BY_ID = "SELECT " + COLUMNS + " FROM ledger_transfer t LEFT JOIN ledger_position p"
            + " ON p.transfer_id = t.id WHERE t.id = $1";

    private final Pool pool;

    TransferStore(Pool pool) {
        this.pool = pool;
    }

    /** Which transfers of a programme; what is null lets all through. */
    public record Filter(AccountKind kind, UUID owner, UUID voucherId) {}

    /** Gives the programme its place in the order of numbering; twice is as good as once. */
    public Uni<Void> open(SqlConnection connection, UUID programmeId) {
        return connection.preparedQuery(OPEN).execute(Tuple.of(programmeId)).replaceWithVoid();
    }

    public Uni<Void> insert(SqlConnection connection, List<Transfer> transfers) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(new Object[] {
                    uuids(transfers, Transfer::id),
                    uuids(transfers, Transfer::programmeId),
                    texts(transfers, transfer -> transfer.cause().name()),
                    texts(transfers, transfer -> transfer.source().kind().name()),
                    uuids(transfers, transfer -> transfer.source().owner()),
                    texts(transfers, transfer -> transfer.destination().kind().name()),
                    uuids(transfers, transfer -> transfer.destination().owner()),
                    transfers.stream().map(Transfer::amountFen).toArray(Long[]::new),
                    uuids(transfers, Transfer::subjectId),
                    uuids(transfers, Transfer::voucherId),
                    uuids(transfers, Transfer::reversesId),
                    transfers.stream()
                            .map(transfer -> transfer.occurredAt().atOffset(ZoneOffset.UTC))
                            .toArray(OffsetDateTime[]::new)
                }))
                .replaceWithVoid();
    }

    /** NumberedTransfer transfers behind a position, in order. */
    public Uni<List<NumberedTransfer>> page(UUID programmeId, Filter filter, long after, int limit) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.from(new Object[] {
                    programmeId,
                    after,
                    filter.kind() == null ? null : filter.kind().name(),
                    filter.owner(),
                    filter.voucherId(),
                    limit
                }))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TransferStore::numbered)
                        .toList());
    }

    /** Transfers of a voucher behind an id, oldest first, also those without a position yet. */
    public Uni<List<NumberedTransfer>> ofVoucher(UUID voucherId, UUID after, int limit) {
        return pool.preparedQuery(OF_VOUCHER)
                .execute(Tuple.of(voucherId, after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TransferStore::numbered)
                        .toList());
    }

    /** The transfer with this id; null when there is none. */
    public Uni<Transfer> find(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(BY_ID)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0
                        ? null
                        : numbered(rows.iterator().next()).transfer());
    }

    private static UUID[] uuids(List<Transfer> transfers, Function<Transfer, UUID> member) {
        List<UUID> values = new ArrayList<>(transfers.size());
        transfers.forEach(transfer -> values.add(member.apply(transfer)));
        return values.toArray(UUID[]::new);
    }

    private static String[] texts(List<Transfer> transfers, Function<Transfer, String> member) {
        return transfers.stream().map(member).toArray(String[]::new);
    }

    private static NumberedTransfer numbered(Row row) {
        OffsetDateTime numberedAt = row.getOffsetDateTime("numbered_at");
        return new NumberedTransfer(
                new Transfer(
                        row.getUUID("id"),
                        row.getUUID("programme_id"),
                        TransferCause.valueOf(row.getString("cause")),
                        account(row, "source"),
                        account(row, "destination"),
                        row.getLong("amount_fen"),
                        row.getUUID("subject_id"),
                        row.getUUID("voucher_id"),
                        row.getUUID("reverses_id"),
                        row.getOffsetDateTime("occurred_at").toInstant()),
                row.getLong("position"),
                numberedAt == null ? null : numberedAt.toInstant());
    }

    private static LedgerAccount account(Row row, String side) {
        return new LedgerAccount(AccountKind.valueOf(row.getString(side + "_kind")), row.getUUID(side + "_owner"));
    }
}
