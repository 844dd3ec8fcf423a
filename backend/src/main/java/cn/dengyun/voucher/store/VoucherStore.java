package cn.dengyun.voucher.store;

import static cn.dengyun.voucher.store.VoucherRows.COLUMNS;
import static cn.dengyun.voucher.store.VoucherRows.STATUS;
import static cn.dengyun.voucher.store.VoucherRows.VOUCHERS;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Reach;
import cn.dengyun.voucher.domain.Revocation;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherFilter;
import cn.dengyun.voucher.domain.VoucherSight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Vouchers. Whoever moves money of one locks its row first, decides by what he finds, and saves it; of several vouchers
 * in the order of their ids, and before any budget.
 */
@ApplicationScoped
public class VoucherStore {

    private static final RowMapper<RulesOf> RULES = RowMapper.of(RulesOf.class);

    /**
     * $1 everything, $2 organisation, $3 region pattern, $4 exceptions; a provider sees those that were used with it.
     */
    private static final String SEEN = """
            ($1 OR v.organization_id = $2 OR is_overseen(v.region_code, $3, $4)
                OR EXISTS (SELECT 1 FROM reservation s JOIN provider p ON p.id = s.provider_id
                    WHERE s.voucher_id = v.id AND p.organization_id = $2))
            """;

    private static final Statement FIND =
            Statement.of("SELECT %s FROM voucher v WHERE v.id = $5 AND %s".formatted(COLUMNS, SEEN));

    /** Now and a filter, at the given places. */
    private static final String FILTERED = """
            ($%2$d::uuid IS NULL OR v.programme_id = $%2$d) AND ($%3$d::text IS NULL OR $%3$d = {status})
                AND ($%4$d::uuid IS NULL OR v.provider_id = $%4$d)
                AND ($%5$d::timestamptz IS NULL OR v.issued_at >= $%5$d)
                AND ($%6$d::timestamptz IS NULL OR v.issued_at < $%6$d)
                AND ($%7$d::boolean IS NULL OR $%7$d
                    = (v.revocation_proposed_at IS NOT NULL AND v.revocation_approved_by IS NULL))
            """.replace("{status}", STATUS);

    private static final Statement PAGE =
            Statement.of("""
            SELECT %s FROM voucher v WHERE %s AND v.id < $5 AND %s ORDER BY v.id DESC LIMIT $6
            """.formatted(COLUMNS, SEEN, FILTERED.formatted(7, 8, 9, 10, 11, 12, 13)));
    /** An enterprise's own list walks its own index. */
    private static final Statement OWN_PAGE =
            Statement.of("""
            SELECT %s FROM voucher v WHERE v.organization_id = $1 AND v.id < $2 AND %s ORDER BY v.id DESC LIMIT $3
            """.formatted(COLUMNS, FILTERED.formatted(4, 5, 6, 7, 8, 9, 10)));

    private static final Statement RULES_OF = Statement.of("""
            SELECT id AS voucher_id, programme_id, rule_version FROM voucher WHERE id = ANY($1)
                AND ($2 OR organization_id = $3)
            """);
    private static final Statement USABLE = Statement.of("""
            SELECT id FROM voucher WHERE organization_id = $1 AND available_fen > 0 AND valid_until > $2
                AND frozen_at IS NULL AND revoked_at IS NULL AND expired_at IS NULL
                AND (accept_until IS NULL OR accepted_at IS NOT NULL)
            ORDER BY valid_until, id LIMIT $3
            """);

    private static final Statement GET = Statement.of("SELECT %s FROM voucher v WHERE v.id = $1".formatted(COLUMNS));
    private static final Statement STOPPED = Statement.of("""
            SELECT %s FROM voucher v WHERE v.id = ANY($1) AND (v.frozen_at IS NOT NULL OR v.revoked_at IS NOT NULL)
            """.formatted(COLUMNS));
    private static final Statement LOCK =
            Statement.of("SELECT %s FROM voucher v WHERE v.id = $1 FOR NO KEY UPDATE".formatted(COLUMNS));
    private static final Statement LOCK_ALL = Statement.of(
            "SELECT %s FROM voucher v WHERE v.id = ANY($1) ORDER BY v.id FOR NO KEY UPDATE".formatted(COLUMNS));
    private static final Statement LOCK_EXPIRED = Statement.of("""
            SELECT %s FROM voucher v WHERE v.expired_at IS NULL AND v.valid_until <= $1 AND v.frozen_at IS NULL
                AND v.revoked_at IS NULL
            ORDER BY v.valid_until, v.id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
            """.formatted(COLUMNS));
    private static final Statement LOCK_LAPSED = Statement.of("""
            SELECT %s FROM voucher v WHERE v.expired_at IS NULL AND v.accepted_at IS NULL
                AND v.accept_until <= $1 AND v.frozen_at IS NULL AND v.revoked_at IS NULL
            ORDER BY v.accept_until, v.id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
            """.formatted(COLUMNS));

    /** $2, $3, $4: in a week, in 30 days, in 90 days. */
    private static final String SPAN =
            "CASE WHEN v.valid_until <= $2 THEN 7 WHEN v.valid_until <= $3 THEN 30 ELSE 90 END";

    private static final Statement LOCK_ENDING_SOON = Statement.of("""
            SELECT %s FROM voucher v WHERE v.expired_at IS NULL AND v.valid_until > $1 AND v.valid_until <= $4
                AND v.available_fen > 0 AND v.frozen_at IS NULL AND v.revoked_at IS NULL
                AND (v.reminded_days IS NULL OR v.reminded_days > %s)
            ORDER BY v.valid_until, v.id LIMIT $5 FOR NO KEY UPDATE SKIP LOCKED
            """.formatted(COLUMNS, SPAN));
    private static final Statement REMINDED = Statement.of(
            "UPDATE voucher v SET reminded_days = %s WHERE v.id = ANY($1) AND v.valid_until <= $4".formatted(SPAN));

    /** The first moment after $1 at which one of the statements above finds something more. */
    private static final Statement NEXT_DUE = Statement.of("""
            SELECT min(d.due) FROM voucher v CROSS JOIN LATERAL (VALUES (v.valid_until),
                    (CASE WHEN v.accepted_at IS NULL THEN v.accept_until END),
                    (CASE WHEN v.available_fen > 0 AND coalesce(v.reminded_days, 91) > 90
                        THEN v.valid_until - interval '90 days' END),
                    (CASE WHEN v.available_fen > 0 AND coalesce(v.reminded_days, 91) > 30
                        THEN v.valid_until - interval '30 days' END),
                    (CASE WHEN v.available_fen > 0 AND coalesce(v.reminded_days, 91) > 7
                        THEN v.valid_until - interval '7 days' END)) AS d(due)
            WHERE v.expired_at IS NULL AND v.frozen_at IS NULL AND v.revoked_at IS NULL AND d.due > $1
            """);

    private static final Statement SAVE = Statement.of("""
            UPDATE voucher
            SET available_fen = $3, held_fen = $4, captured_fen = $5, returned_fen = $6, void_fen = $7,
                revision = $2 + 1, accepted_at = $8, valid_until = $9, frozen_at = $10, frozen_reason = $11,
                revoked_at = $12, revoked_reason = $13, expired_at = $14, moved_at = $15, accept_until = $16,
                revocation_proposed_by = $17, revocation_proposed_at = $18, revocation_reason = $19,
                revocation_approved_by = $20, revocation_takes_captured = $21
            WHERE id = $1 AND revision = $2
            """);
    private static final Statement BOUND_TO = Statement.of("""
            SELECT count(*) FROM voucher WHERE provider_id = $1 AND available_fen + held_fen > 0 AND valid_until > $2
                AND revoked_at IS NULL AND expired_at IS NULL
            """);
    private static final Statement COUNT = Statement.of("""
            INSERT INTO voucher_counter AS c (programme_id, issued) VALUES ($1, $2)
            ON CONFLICT ON CONSTRAINT voucher_counter_pk DO UPDATE SET issued = c.issued + $2 RETURNING issued
            """);
    private static final Statement INSERT = Statement.of(
            "INSERT INTO voucher (%s) SELECT * FROM %s".formatted(VOUCHERS.columns(), VOUCHERS.unnested()));

    private final Pool pool;

    VoucherStore(Pool pool) {
        this.pool = pool;
    }

    /** Rejects with {@code voucher-not-found} (404), also for those whom it does not concern. */
    public Uni<Voucher> find(UUID id, VoucherSight sight) {
        return FIND.execute(pool, sight.isEverything(), sight.organizationId(), sight.oversight(), id)
                .map(VOUCHERS.orNotFound("voucher-not-found"));
    }

    /** Newest first. */
    public Uni<List<Voucher>> page(VoucherSight sight, VoucherFilter filter, Instant now, UUID before, int rows) {
        return PAGE.execute(
                        pool,
                        sight.isEverything(),
                        sight.organizationId(),
                        sight.oversight(),
                        before,
                        rows,
                        now,
                        filter)
                .map(VOUCHERS::list);
    }

    /** Those of one organisation, newest first. */
    public Uni<List<Voucher>> ownPage(UUID organizationId, VoucherFilter filter, Instant now, UUID before, int rows) {
        return OWN_PAGE.execute(pool, organizationId, before, rows, now, filter).map(VOUCHERS::list);
    }

    /** By which rules a voucher was issued; that never changes. */
    public record RulesOf(UUID voucherId, UUID programmeId, int ruleVersion) {}

    /** Of those that are within reach. */
    public Uni<List<RulesOf>> rulesOf(Reach reach, List<UUID> ids) {
        return RULES_OF.execute(pool, Parameters.ids(ids), reach.isEverything(), reach.organizationId())
                .map(RULES::list);
    }

    /** Vouchers of the organisation that can be used, those that expire first before the others. */
    public Uni<List<UUID>> usable(UUID organizationId, Instant now, int rows) {
        return USABLE.execute(pool, organizationId, now, rows).map(found -> Rows.list(found, row -> row.getUUID(0)));
    }

    /** The voucher as the unit of work sees it. Rejects with {@code voucher-not-found} (404). */
    public Uni<Voucher> get(SqlConnection connection, UUID id) {
        return GET.execute(connection, id).map(VOUCHERS.orNotFound("voucher-not-found"));
    }

    /** The voucher as it is now, held until the unit of work ends. Rejects with {@code voucher-not-found} (404). */
    public Uni<Voucher> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(VOUCHERS.orNotFound("voucher-not-found"));
    }

    /** Those of the ids that are frozen, or were taken away. */
    public Uni<List<Voucher>> stopped(SqlConnection connection, Collection<UUID> ids) {
        return STOPPED.execute(connection, Parameters.ids(ids)).map(VOUCHERS::list);
    }

    /** Those of the ids that exist, by id, held until the unit of work ends. */
    public Uni<List<Voucher>> lockAll(SqlConnection connection, Collection<UUID> ids) {
        return LOCK_ALL.execute(connection, Parameters.ids(ids)).map(VOUCHERS::list);
    }

    /** When the next voucher will expire, lapse or be told of; empty when none will. */
    public Uni<Optional<Instant>> nextDue(Instant now) {
        return NEXT_DUE.execute(pool, now).map(Rows::moment);
    }

    /** Vouchers whose expiry is due and that nobody else is working on. */
    public Uni<List<Voucher>> lockExpired(SqlConnection connection, Instant now, int rows) {
        return LOCK_EXPIRED.execute(connection, now, rows).map(VOUCHERS::list);
    }

    /** Vouchers that were not accepted in time and that nobody else is working on. */
    public Uni<List<Voucher>> lockLapsed(SqlConnection connection, Instant now, int rows) {
        return LOCK_LAPSED.execute(connection, now, rows).map(VOUCHERS::list);
    }

    /** Vouchers whose holders are to be told that they end soon and were not yet. */
    public Uni<List<Voucher>> lockEndingSoon(SqlConnection connection, Instant now, int rows) {
        return LOCK_ENDING_SOON
                .execute(connection, now, in(now, 7), in(now, 30), in(now, 90), rows)
                .map(VOUCHERS::list);
    }

    /** Notes that their holders were told. */
    public Uni<Void> reminded(SqlConnection connection, List<Voucher> vouchers, Instant now) {
        if (vouchers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return REMINDED.execute(
                        connection,
                        Parameters.ids(vouchers.stream().map(Voucher::id).toList()),
                        in(now, 7),
                        in(now, 30),
                        in(now, 90))
                .replaceWithVoid();
    }

    private static Instant in(Instant now, int days) {
        return now.plus(Duration.ofDays(days));
    }

    /** Writes what changed of a voucher that this unit of work has locked. */
    public Uni<Void> save(SqlConnection connection, Voucher voucher) {
        return SAVE.execute(connection, saved(voucher))
                .invoke(Rows.exactly(1, "a voucher was changed that was not locked"))
                .replaceWithVoid();
    }

    /** The same for several. */
    public Uni<Void> saveAll(SqlConnection connection, List<Voucher> vouchers) {
        if (vouchers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return SAVE.executeAll(
                        connection, vouchers.stream().map(VoucherStore::saved).toList())
                .invoke(Rows.exactly(vouchers.size(), "a voucher was changed that was not locked"))
                .replaceWithVoid();
    }

    /** How many vouchers that can still be used are for this provider alone. */
    public Uni<Long> boundTo(SqlConnection connection, UUID provider, Instant now) {
        return BOUND_TO.execute(connection, provider, now)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Takes so many places in the status list of a programme; the last of them. */
    public Uni<Integer> takeIndexes(SqlConnection connection, UUID programmeId, int count) {
        return COUNT.execute(connection, programmeId, count)
                .map(rows -> rows.iterator().next().getInteger("issued"));
    }

    /** Inserts new vouchers in one statement. */
    public Uni<Void> insert(SqlConnection connection, List<Voucher> vouchers) {
        return INSERT.execute(connection, VOUCHERS.arrays(vouchers)).replaceWithVoid();
    }

    private static Tuple saved(Voucher voucher) {
        Revocation revocation = voucher.revocation();
        return Parameters.of(
                voucher.id(),
                voucher.revision() - 1,
                voucher.availableFen(),
                voucher.heldFen(),
                voucher.capturedFen(),
                voucher.returnedFen(),
                voucher.voidFen(),
                voucher.validity().acceptedAt(),
                voucher.validity().validUntil(),
                voucher.validity().frozenAt(),
                voucher.frozenReason(),
                voucher.validity().revokedAt(),
                voucher.revokedReason(),
                voucher.validity().expiredAt(),
                voucher.movedAt(),
                voucher.validity().acceptUntil(),
                revocation == null ? null : revocation.proposedBy(),
                revocation == null ? null : revocation.proposedAt(),
                revocation == null ? null : revocation.reason(),
                revocation == null ? null : revocation.approvedBy(),
                revocation == null ? null : revocation.takesCaptured());
    }
}
