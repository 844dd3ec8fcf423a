package cn.dengyun.ledger.store;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.MoneyFlow;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Balances as the sequencer keeps them, and as they were at any position. */
@ApplicationScoped
public class BalanceStore {

    private static final RowMapper<Place> PLACES = RowMapper.of(Place.class);
    private static final RowMapper<Total> TOTALS = RowMapper.of(Total.class);
    private static final RowMapper<Balance> BALANCES =
            RowMapper.of(Balance.class).named("account.owner", "owner_id");
    private static final RowMapper<MoneyFlow> FLOW = RowMapper.of(MoneyFlow.class);
    private static final Place BEGINNING = new Place(0, null);

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

    private static final Statement FLOWS = Statement.of("""
            SELECT t.source_kind, t.destination_kind, sum(t.amount_fen)::bigint AS amount_fen
            FROM ledger_position p JOIN ledger_transfer t ON t.id = p.transfer_id
            WHERE p.programme_id = $1 AND p.position > $2 AND p.position <= $3
            GROUP BY t.source_kind, t.destination_kind ORDER BY t.source_kind, t.destination_kind
            """);

    private static final Statement IS_PENDING = Statement.of("""
            SELECT 1 FROM ledger_pending p JOIN ledger_transfer t ON t.id = p.transfer_id
            WHERE t.programme_id = $1 AND p.occurred_at < $2 LIMIT 1
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
        return NOW.execute(pool, programmeId)
                .map(rows -> PLACES.optional(rows)
                        .map(head -> statement(programmeId, head, rows))
                        .orElse(null));
    }

    /** As it was right after a position. */
    public Uni<ConservationStatement> at(UUID programmeId, Place place) {
        return AT.execute(pool, programmeId, place.position()).map(rows -> statement(programmeId, place, rows));
    }

    private static ConservationStatement statement(UUID programmeId, Place place, RowSet<Row> rows) {
        Map<AccountKind, Long> totals = new EnumMap<>(AccountKind.class);
        TOTALS.list(rows).stream()
                .filter(total -> total.kind() != null)
                .forEach(total -> totals.put(total.kind(), total.balanceFen()));
        return new ConservationStatement(programmeId, place.position(), place.numberedAt(), totals);
    }

    /** @param kind null in the only row of a ledger that nothing has moved in, as balanceFen is */
    private record Total(AccountKind kind, Long balanceFen) {}

    /** The place with this position; null when the ledger is not that long. */
    public Uni<Place> place(UUID programmeId, long position) {
        return position == 0
                ? Uni.createFrom().item(BEGINNING)
                : PLACE.execute(pool, programmeId, position).map(PLACES::first);
    }

    /** What moved behind a position, up to another one. */
    public Uni<List<MoneyFlow>> flows(UUID programmeId, long behind, long last) {
        return FLOWS.execute(pool, programmeId, behind, last).map(FLOW::list);
    }

    /** The last place that was numbered at or before a moment. */
    public Uni<Place> placeAt(UUID programmeId, Instant moment) {
        return PLACE_AT_TIME
                .execute(pool, programmeId, moment)
                .map(rows -> PLACES.optional(rows).orElse(BEGINNING));
    }

    /** Whether something that occurred before a moment has no position yet, or one that is not committed. */
    public Uni<Boolean> isPendingBefore(UUID programmeId, Instant moment) {
        return IS_PENDING.execute(pool, programmeId, moment).map(Rows::any);
    }

    /** Accounts but those of vouchers behind one of them, by kind and owner. */
    public Uni<List<Balance>> page(UUID programmeId, AccountKind kind, String afterKind, UUID afterOwner, int limit) {
        return ACCOUNTS.execute(pool, programmeId, kind, afterKind, afterOwner, limit)
                .map(BALANCES::list);
    }
}
