package cn.dengyun.adoption.record;

import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Oversight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Many records at once, and what the clock, batches, orders and certifications do with them. */
@ApplicationScoped
class AdoptionRecordStore {

    private static final RowMapper<AdoptionRecord> RECORDS = RowMapper.of(AdoptionRecord.class);
    private static final String COLUMNS = RECORDS.columns();
    private static final String OPEN = "(r.status IN ('PENDING', 'OBJECTED') OR r.new_hash IS NOT NULL)";

    private static final Statement INSERT =
            Statement.of("INSERT INTO adoption_record " + RECORDS.values() + " ON CONFLICT DO NOTHING");
    private static final Statement UPDATE = Statement.of("UPDATE adoption_record SET "
            + RECORDS.values().replace(" VALUES ", " = ") + " WHERE id = $1 AND version = $2 - 1");
    private static final Statement KNOWN = Statement.of("""
            SELECT %s FROM adoption_record
            WHERE provider_id = $1 AND credit_code = ANY($2) AND source = 'IMPORT' AND (reference = ANY($3)
                OR status IN ('REJECTED', 'REMOVED') OR status = 'WITHDRAWN' AND objected_at IS NOT NULL)
            """.formatted(COLUMNS));
    private static final Statement CONTRACTS = Statement.of("""
            SELECT credit_code, count(*) AS contracts FROM adoption_record
            WHERE provider_id = $1 AND credit_code = ANY($2) AND source = 'IMPORT' GROUP BY credit_code
            """);
    private static final Statement BY_IDS =
            Statement.of("SELECT %s FROM adoption_record WHERE id = ANY($1)".formatted(COLUMNS));
    private static final Statement LOCK_ALL =
            Statement.of("SELECT %s FROM adoption_record WHERE id = ANY($1) ORDER BY id FOR UPDATE".formatted(COLUMNS));
    private static final Statement LOCK_OF_ORDER =
            Statement.of("SELECT %s FROM adoption_record WHERE order_id = $1 FOR UPDATE".formatted(COLUMNS));
    /**
     * The first of a batch that is open, in the order of the index of what is: of a large batch few may be, and the
     * planner, who does not know how few, would read all that were settled.
     */
    private static final String FIRST_OPEN = """
            (SELECT r.id FROM adoption_record r WHERE r.batch_id = b.id AND %s%%s
                ORDER BY r.objection_until, r.id LIMIT 1)
            """.formatted(OPEN);

    static final Statement DUE_BATCH = Statement.of("""
            SELECT b.id, b.status FROM adoption_batch b WHERE b.status <> 'CHECKING' AND b.settled_at IS NULL
                AND %s IS NOT NULL
            ORDER BY b.id LIMIT 1
            """.formatted(FIRST_OPEN.formatted(
            " AND (b.status = 'RETURNED' OR r.status <> 'OBJECTED' AND r.objection_until <= $1)")));
    static final Statement DUE_OF_BATCH = Statement.of("""
            SELECT %s FROM adoption_record r WHERE batch_id = $1 AND %s
                AND ($3 OR status <> 'OBJECTED' AND objection_until <= $2)
            ORDER BY objection_until, id LIMIT $4 FOR UPDATE SKIP LOCKED
            """.formatted(COLUMNS, OPEN));
    static final Statement SETTLED = Statement.of("""
            UPDATE adoption_batch b SET settled_at = $1 WHERE b.status <> 'CHECKING' AND b.settled_at IS NULL
                AND %s IS NULL
            """.formatted(FIRST_OPEN.formatted("")));
    private static final Statement UNSETTLED =
            Statement.of("UPDATE adoption_batch SET settled_at = NULL WHERE id = $1 AND settled_at IS NOT NULL");
    private static final Statement ENDED = Statement.of("""
            SELECT %s FROM adoption_record WHERE status = 'COUNTED' AND ends_on < $1
            ORDER BY ends_on, id LIMIT $2 FOR UPDATE SKIP LOCKED
            """.formatted(COLUMNS));
    private static final Statement NEXT_DUE = Statement.of("""
            SELECT min(r.objection_until) FROM adoption_batch b JOIN adoption_record r ON r.batch_id = b.id AND %s
            WHERE b.status = 'ACCEPTED' AND b.settled_at IS NULL AND r.objection_until > $1
            """.formatted(OPEN));
    private static final Statement NEXT_END =
            Statement.of("SELECT min(ends_on) FROM adoption_record WHERE status = 'COUNTED' AND ends_on >= $1");
    private static final Statement OTHER_NAMES = Statement.of("""
            SELECT DISTINCT enterprise_name FROM adoption_record WHERE credit_code = $1 AND enterprise_name <> $2
            ORDER BY enterprise_name LIMIT 10
            """);
    private static final Statement UNLINKED = Statement.of("""
            SELECT %s FROM adoption_record WHERE credit_code = $1 AND organization_id IS DISTINCT FROM $2
                AND provider_organization_id <> $2 ORDER BY id LIMIT 500 FOR UPDATE
            """.formatted(COLUMNS));
    static final Statement STANDING_OF = Statement.of("""
            SELECT %s FROM adoption_record
            WHERE provider_organization_id = $1 AND id > $2 AND source = 'IMPORT'
                AND status IN ('PENDING', 'OBJECTED', 'COUNTED')
            ORDER BY id LIMIT $3
            """.formatted(COLUMNS));

    // The bounds are what the index of counties can find; who oversees what of that, the function says.
    static final Statement OVERSEEN = Statement.of("""
            SELECT %s FROM adoption_record
            WHERE (region_code, id) > ($1, $2) AND region_code BETWEEN $3 AND $4
                AND ($5 OR is_overseen(region_code, $7, $8))
            ORDER BY region_code, id LIMIT $6
            """.formatted(COLUMNS));
    private static final Statement NOTE_ORDER = Statement.of("""
            INSERT INTO adoption_order (order_id, changed_at) VALUES ($1, $2)
            ON CONFLICT (order_id) DO UPDATE SET changed_at = excluded.changed_at
            """);
    private static final Statement ORDERS =
            Statement.of("SELECT order_id, changed_at FROM adoption_order ORDER BY changed_at, order_id LIMIT $1");
    private static final Statement FORGET_ORDER =
            Statement.of("DELETE FROM adoption_order WHERE order_id = $1 AND changed_at = $2");

    private final Pool pool;

    AdoptionRecordStore(Pool pool) {
        this.pool = pool;
    }

    /** A batch of which something can be settled. */
    record DueBatch(UUID id, AdoptionBatchStatus status) {}

    /** An order of which something has changed. */
    record NotedOrder(UUID orderId, Instant changedAt) {}

    private static final RowMapper<DueBatch> DUE_BATCHES = RowMapper.of(DueBatch.class);
    /** How many contracts a provider has said of an enterprise. */
    record Contracts(String creditCode, long contracts) {}

    private static final RowMapper<NotedOrder> NOTED = RowMapper.of(NotedOrder.class);
    private static final RowMapper<Contracts> CONTRACT_COUNTS = RowMapper.of(Contracts.class);

    /** Fails with {@link ChangedMeanwhile} where somebody else has just put one of them on record. */
    Uni<Void> insert(SqlConnection connection, List<AdoptionRecord> made) {
        return made.isEmpty()
                ? Uni.createFrom().voidItem()
                : INSERT.executeAll(
                                connection, made.stream().map(Parameters::of).toList())
                        .invoke(rows -> ChangedMeanwhile.unless(Rows.written(rows) == made.size()))
                        .replaceWithVoid();
    }

    /** Each over the version before; fails with {@link ChangedMeanwhile} where one has another. */
    Uni<Void> update(SqlConnection connection, List<AdoptionRecord> changed) {
        return changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : UPDATE.executeAll(
                                connection, changed.stream().map(Parameters::of).toList())
                        .invoke(rows -> ChangedMeanwhile.unless(Rows.written(rows) == changed.size()))
                        .replaceWithVoid();
    }

    /**
     * What a provider has said of these enterprises under any of these contracts, and what of it was refused whatever
     * the contract.
     */
    Uni<List<AdoptionRecord>> known(
            SqlClient client, UUID provider, Collection<String> codes, Collection<String> references) {
        return KNOWN.execute(client, provider, Parameters.texts(codes), Parameters.texts(references))
                .map(RECORDS::list);
    }

    /** How many contracts a provider has said of each of these enterprises, by credit code. */
    Uni<Map<String, Long>> contracts(SqlClient client, UUID provider, Collection<String> codes) {
        return CONTRACTS
                .execute(client, provider, Parameters.texts(codes))
                .map(found -> CONTRACT_COUNTS.list(found).stream()
                        .collect(Collectors.toMap(Contracts::creditCode, Contracts::contracts)));
    }

    /** Those of the ids that exist. */
    Uni<List<AdoptionRecord>> find(SqlClient client, Collection<UUID> ids) {
        return BY_IDS.execute(client, Parameters.ids(ids)).map(RECORDS::list);
    }

    /** Held until the unit of work ends. */
    Uni<List<AdoptionRecord>> lock(SqlConnection connection, Collection<UUID> ids) {
        return LOCK_ALL.execute(connection, Parameters.ids(ids)).map(RECORDS::list);
    }

    /** That of an order, held until the unit of work ends. */
    Uni<Optional<AdoptionRecord>> lockOfOrder(SqlConnection connection, UUID order) {
        return LOCK_OF_ORDER.execute(connection, order).map(RECORDS::optional);
    }

    /** A batch that is decided and of which something can be settled now. */
    Uni<Optional<DueBatch>> dueBatch(Instant now) {
        return DUE_BATCH.execute(pool, now).map(DUE_BATCHES::optional);
    }

    /** Records of a batch that can be settled now, held until the unit of work ends; none that others hold. */
    Uni<List<AdoptionRecord>> dueOf(SqlConnection connection, DueBatch batch, Instant now, int rows) {
        return DUE_OF_BATCH
                .execute(connection, batch.id(), now, batch.status() == AdoptionBatchStatus.RETURNED, rows)
                .map(RECORDS::list);
    }

    /** Batches of which nothing is open any more are looked at no more. */
    Uni<Void> settleBatches(Instant now) {
        return SETTLED.execute(pool, now).replaceWithVoid();
    }

    /** Something of a batch is open again. */
    Uni<Void> unsettle(SqlConnection connection, UUID batch) {
        return UNSETTLED.execute(connection, batch).replaceWithVoid();
    }

    /** Records whose contract was over before a day, held until the unit of work ends. */
    Uni<List<AdoptionRecord>> ended(SqlConnection connection, LocalDate today, int rows) {
        return ENDED.execute(connection, today, rows).map(RECORDS::list);
    }

    /** When the clock next makes a difference. */
    Uni<Optional<Instant>> nextDue(Instant now, LocalDate today) {
        return NEXT_DUE.execute(pool, now)
                .map(Rows::moment)
                .chain(due -> NEXT_END.execute(pool, today)
                        .map(found -> Optional.ofNullable(Rows.first(found, row -> row.getLocalDate(0))))
                        .map(last -> earlier(due, last.map(AdoptionRecord::endOf))));
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }

    /** What else an enterprise is called by whoever says that it uses something. */
    Uni<List<String>> otherNames(String creditCode, String name) {
        return OTHER_NAMES
                .execute(pool, creditCode, name)
                .map(found -> Rows.<String>list(found, row -> row.getString(0)));
    }

    /**
     * Records of an enterprise of which its organisation was never told, some hundreds at once, held until the unit of
     * work ends. It is told of the others before they count.
     */
    Uni<List<AdoptionRecord>> unlinked(SqlConnection connection, String creditCode, UUID organization) {
        return UNLINKED.execute(connection, creditCode, organization).map(RECORDS::list);
    }

    /** What a provider has said in bulk and stands, by id, behind an id. */
    Uni<List<AdoptionRecord>> standingOf(UUID organization, UUID after, int rows) {
        return STANDING_OF.execute(pool, organization, after, rows).map(RECORDS::list);
    }

    /**
     * Records by county and id, behind a county and an id.
     *
     * @param isAll whether whoever asks sees all, whatever it oversees
     */
    Uni<List<AdoptionRecord>> overseen(Oversight oversight, boolean isAll, String regionCode, UUID after, int rows) {
        String prefix = isAll ? "" : oversight.pattern().replace("%", "");
        String last = prefix.isEmpty() && !isAll ? "" : prefix + "999999";
        return OVERSEEN.execute(pool, regionCode, after, prefix, last, isAll, rows, oversight)
                .map(RECORDS::list);
    }

    /** Something of an order has changed: it is looked at behind this unit of work. */
    Uni<Void> note(SqlConnection connection, UUID order, Instant now) {
        return NOTE_ORDER.execute(connection, order, now).replaceWithVoid();
    }

    /** Orders that wait to be looked at, in the order in which they have changed. */
    Uni<List<NotedOrder>> orders(int rows) {
        return ORDERS.execute(pool, rows).map(NOTED::list);
    }

    /** It was looked at as it is; one that has changed since stays. */
    Uni<Void> forget(SqlConnection connection, NotedOrder order) {
        return FORGET_ORDER
                .execute(connection, order.orderId(), order.changedAt())
                .replaceWithVoid();
    }
}
