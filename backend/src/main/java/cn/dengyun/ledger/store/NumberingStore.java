package cn.dengyun.ledger.store;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What the sequencer does to the tables: positions, balances, and checkpoints now and then. */
@ApplicationScoped
public class NumberingStore {

    /** Transfers numbered in one unit of work. */
    public static final int BATCH = 2_000;

    private static final String ANY = "SELECT 1 FROM ledger_pending LIMIT 1";
    private static final String LOCK = "SELECT id FROM ledger_sequencer WHERE id = 1 FOR UPDATE";
    private static final Statement NUMBER = Statement.of("""
            WITH taken AS (DELETE FROM ledger_pending WHERE transfer_id IN (SELECT transfer_id FROM ledger_pending
                ORDER BY occurred_at, transfer_id LIMIT $1) RETURNING transfer_id),
                fresh AS MATERIALIZED (SELECT t.id, t.programme_id, t.source_kind, t.source_owner,
                t.destination_kind, t.destination_owner, t.amount_fen,
                row_number() OVER (PARTITION BY t.programme_id ORDER BY t.occurred_at,
                t.id) AS nth FROM taken JOIN ledger_transfer t ON t.id = taken.transfer_id),
                placed AS (INSERT INTO ledger_position (programme_id, position, transfer_id,
                numbered_at) SELECT f.programme_id, h.position + f.nth, f.id, greatest($2::timestamptz,
                h.numbered_at) FROM fresh f JOIN ledger_head h ON h.programme_id = f.programme_id RETURNING
                programme_id)
            SELECT programme_id, source_kind, source_owner, destination_kind, destination_owner,
                sum(amount_fen)::bigint AS amount_fen, count(*) AS transfers, $2::timestamptz AS numbered_at
            FROM fresh GROUP BY 1, 2, 3, 4, 5
            """);
    private static final Statement MOVE_HEADS = Statement.of("""
            UPDATE ledger_head h
            SET position = h.position + moved.count, numbered_at = greatest($4, h.numbered_at)
            FROM unnest($1::uuid[], $2::bigint[]) AS moved (programme_id, count)
            WHERE h.programme_id = moved.programme_id
            RETURNING h.programme_id, h.position, h.position / $3 > (h.position - moved.count) / $3 AS is_checkpoint
            """);
    private static final Statement ADD_TOTALS = Statement.of("""
            INSERT INTO ledger_total AS total (programme_id, kind, balance_fen) SELECT *
            FROM unnest($1::uuid[], $2::text[], $3::bigint[]) ON CONFLICT ON CONSTRAINT ledger_total_pk
            DO UPDATE SET balance_fen = total.balance_fen + excluded.balance_fen
            """);
    private static final Statement ADD_BALANCES = Statement.of("""
            INSERT INTO ledger_balance AS balance (programme_id, kind, owner_id, balance_fen) SELECT *
            FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[])
            ON CONFLICT ON CONSTRAINT ledger_balance_pk DO UPDATE
            SET balance_fen = balance.balance_fen + excluded.balance_fen
            """);
    private static final Statement CHECKPOINT = Statement.of("""
            INSERT INTO ledger_checkpoint (programme_id, position, kind, balance_fen)
            SELECT t.programme_id, h.position, t.kind, t.balance_fen FROM ledger_total t
                JOIN ledger_head h ON h.programme_id = t.programme_id WHERE t.programme_id = ANY($1)
            """);

    /** How far apart checkpoints are at least: what a look into the past has to add up at most, and a batch. */
    private static final long BETWEEN_CHECKPOINTS = 10_000;

    private final Pool pool;

    NumberingStore(Pool pool) {
        this.pool = pool;
    }

    public Uni<Boolean> isAnyPending() {
        return pool.query(ANY).execute().map(Rows::any);
    }

    /**
     * Numbers a batch in the connection's unit of work; how many transfers. When is what the platform's clock says, as
     * it does of when they occurred: one that is moved on, or that another node has, must not take them into another
     * year.
     */
    public Uni<Integer> number(SqlConnection connection, Clock clock) {
        // Two statements on purpose: the second must see what committed while the first waited for the lock.
        return connection
                .query(LOCK)
                .execute()
                .chain(locked ->
                        NUMBER.execute(connection, BATCH, clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .map(Moves::of)
                .call(moves -> moves.count == 0 ? Uni.createFrom().voidItem() : keep(connection, moves))
                .map(moves -> moves.count);
    }

    private static Uni<Void> keep(SqlConnection connection, Moves moves) {
        return ADD_TOTALS
                .execute(connection, moves.totals())
                .chain(done -> ADD_BALANCES.execute(connection, moves.balances()))
                .chain(done -> MOVE_HEADS.execute(connection, moves.heads()))
                .chain(heads -> checkpoint(connection, heads));
    }

    private static Uni<Void> checkpoint(SqlConnection connection, RowSet<Row> heads) {
        UUID[] due = StreamSupport.stream(heads.spliterator(), false)
                .filter(head -> head.getBoolean("is_checkpoint"))
                .map(head -> head.getUUID("programme_id"))
                .toArray(UUID[]::new);
        return due.length == 0
                ? Uni.createFrom().voidItem()
                : CHECKPOINT.execute(connection, (Object) due).replaceWithVoid();
    }

    /** What a batch moved, added up; sorted, so that rows are always locked in the same order. */
    private static final class Moves {

        private record Key(UUID programme, String kind, UUID owner) implements Comparable<Key> {
            @Override
            public int compareTo(Key other) {
                int byProgramme = programme.compareTo(other.programme);
                int byKind = byProgramme == 0 ? kind.compareTo(other.kind) : byProgramme;
                return byKind == 0 ? owner.compareTo(other.owner) : byKind;
            }
        }

        private static final UUID ALL = new UUID(0, 0);

        private final Map<UUID, Long> counts = new TreeMap<>();
        private final Map<Key, Long> totals = new TreeMap<>();
        private final Map<Key, Long> balances = new TreeMap<>();
        private int count;
        private OffsetDateTime numberedAt;

        static Moves of(RowSet<Row> rows) {
            Moves moves = new Moves();
            for (Row row : rows) {
                UUID programme = row.getUUID("programme_id");
                long transfers = row.getLong("transfers");
                moves.numberedAt = row.getOffsetDateTime("numbered_at");
                moves.count += Math.toIntExact(transfers);
                moves.counts.merge(programme, transfers, Long::sum);
                moves.add(row, "source", -row.getLong("amount_fen"));
                moves.add(row, "destination", row.getLong("amount_fen"));
            }
            return moves;
        }

        private void add(Row row, String side, long amountFen) {
            UUID programme = row.getUUID("programme_id");
            String kind = row.getString(side + "_kind");
            totals.merge(new Key(programme, kind, ALL), amountFen, Long::sum);
            if (!AccountKind.valueOf(kind).isOfVoucher()) {
                balances.merge(new Key(programme, kind, row.getUUID(side + "_owner")), amountFen, Long::sum);
            }
        }

        Tuple heads() {
            return Parameters.of(
                    Parameters.ids(counts.keySet()),
                    counts.values().toArray(Long[]::new),
                    BETWEEN_CHECKPOINTS,
                    numberedAt);
        }

        Tuple totals() {
            return Parameters.of(
                    totals.keySet().stream().map(Key::programme).toArray(UUID[]::new),
                    totals.keySet().stream().map(Key::kind).toArray(String[]::new),
                    totals.values().toArray(Long[]::new));
        }

        Tuple balances() {
            return Parameters.of(
                    balances.keySet().stream().map(Key::programme).toArray(UUID[]::new),
                    balances.keySet().stream().map(Key::kind).toArray(String[]::new),
                    balances.keySet().stream().map(Key::owner).toArray(UUID[]::new),
                    balances.values().toArray(Long[]::new));
        }
    }
}
