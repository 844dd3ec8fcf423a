package cn.dengyun.ledger.store;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Balances as the sequencer keeps them, and as they were at any position. */
@ApplicationScoped
public class BalanceStore {

    private static final Statement NOW = Statement.of("""
            SELECT h.position, h.numbered_at, t.kind, t.balance_fen FROM ledger_head h
                LEFT JOIN ledger_total t ON t.programme_id = h.programme_id WHERE h.programme_id = $1
            """);
    // From the last checkpoint at or before the position, and the transfers since: a bounded way, however long the
    // ledger.
    private static final Statement AT = Statement.of("""
            WITH base AS (SELECT coalesce(max(position),
                0) AS position FROM ledger_checkpoint WHERE programme_id = $1 AND position <= $2),
                since AS (SELECT t.* FROM ledger_position p JOIN ledger_transfer t ON t.id = p.transfer_id WHERE
                p.programme_id = $1 AND p.position > (SELECT position FROM base) AND p.position <= $2),
                moved AS (SELECT kind, balance_fen FROM ledger_checkpoint WHERE programme_id = $1
                AND position = (SELECT position FROM base) UNION ALL SELECT source_kind,
                -amount_fen FROM since UNION ALL SELECT destination_kind, amount_fen FROM since)
            SELECT kind, sum(balance_fen)::bigint AS balance_fen FROM moved GROUP BY kind
            """);
    private static final Statement PLACE =
            Statement.of("SELECT position, numbered_at FROM ledger_position WHERE programme_id = $1 AND position = $2");
    private static final Statement PLACE_AT_TIME = Statement.of("""
            SELECT position, numbered_at FROM ledger_position WHERE programme_id = $1 AND numbered_at <= $2
            ORDER BY numbered_at DESC, position DESC LIMIT 1
            """);
    private static final Statement ACCOUNTS = Statement.of("""
            SELECT kind, owner_id, balance_fen FROM ledger_balance WHERE programme_id = $1
                AND ($2::text IS NULL OR kind = $2) AND (kind, owner_id) > ($3, $4)
            ORDER BY kind, owner_id LIMIT $5
            """);

    private final Pool pool;

    BalanceStore(Pool pool) {
        this.pool = pool;
    }

    /** An account of a budget, a payee or the programme with its balance in fen at the head. */
    public record Balance(LedgerAccount account, long balanceFen) {}

    /** A position of a programme's ledger; zero and null before the first. */
    public record Place(long position, Instant numberedAt) {}

    /** As it is now; null for a programme without a ledger. */
    public Uni<ConservationStatement> now(UUID programmeId) {
        return NOW.execute(pool, programmeId).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            Map<AccountKind, Long> totals = new EnumMap<>(AccountKind.class);
            for (Row row : rows) {
                if (row.getString("kind") != null) {
                    totals.put(AccountKind.valueOf(row.getString("kind")), row.getLong("balance_fen"));
                }
            }
            Row head = rows.iterator().next();
            return new ConservationStatement(programmeId, head.getLong("position"), instant(head), totals);
        });
    }

    /** As it was right after a position. */
    public Uni<ConservationStatement> at(UUID programmeId, Place place) {
        return AT.execute(pool, programmeId, place.position()).map(rows -> {
            Map<AccountKind, Long> totals = new EnumMap<>(AccountKind.class);
            rows.forEach(row -> totals.put(AccountKind.valueOf(row.getString("kind")), row.getLong("balance_fen")));
            return new ConservationStatement(programmeId, place.position(), place.numberedAt(), totals);
        });
    }

    /** The place with this position; null when the ledger is not that long. */
    public Uni<Place> place(UUID programmeId, long position) {
        if (position == 0) {
            return Uni.createFrom().item(new Place(0, null));
        }
        return PLACE.execute(pool, programmeId, position)
                .map(rows -> rows.size() == 0 ? null : place(rows.iterator().next()));
    }

    /** The last place that was numbered at or before a moment. */
    public Uni<Place> placeAt(UUID programmeId, Instant moment) {
        return PLACE_AT_TIME
                .execute(pool, programmeId, moment)
                .map(rows -> rows.size() == 0
                        ? new Place(0, null)
                        : place(rows.iterator().next()));
    }

    /** Accounts but those of vouchers behind one of them, by kind and owner. */
    public Uni<List<Balance>> page(UUID programmeId, AccountKind kind, String afterKind, UUID afterOwner, int limit) {
        return ACCOUNTS.execute(pool, programmeId, kind, afterKind, afterOwner, limit)
                .map(rows -> Rows.list(
                        rows,
                        row -> new Balance(
                                new LedgerAccount(AccountKind.valueOf(row.getString("kind")), row.getUUID("owner_id")),
                                row.getLong("balance_fen"))));
    }

    private static Place place(Row row) {
        return new Place(row.getLong("position"), instant(row));
    }

    private static Instant instant(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("numbered_at");
        return at == null ? null : at.toInstant();
    }
}
