package cn.dengyun.voucher.store;

import static cn.dengyun.voucher.store.VoucherRows.COLUMNS;
import static cn.dengyun.voucher.store.VoucherRows.moment;

import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherFilter;
import cn.dengyun.voucher.domain.VoucherSight;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Vouchers. Whoever moves money of one locks its row first, decides by what he finds, and saves it; of several vouchers
 * in the order of their ids, and before any budget.
 */
@ApplicationScoped
public class VoucherStore {

    /**
     * $1 everything, $2 organisation, $3 region pattern, $4 exceptions; a provider sees those that were used with it.
     */
    private static final String SEEN = "($1 OR v.organization_id = $2 OR is_overseen(v.region_code, $3, $4)"
            + " OR EXISTS (SELECT 1 FROM reservation s JOIN provider p ON p.id = s.provider_id"
            + " WHERE s.voucher_id = v.id AND p.organization_id = $2))";

    private static final String FIND = "SELECT " + COLUMNS + " FROM voucher v WHERE v.id = $5 AND " + SEEN;
    /** The status of a moment ($%1$d), as the domain has it. */
    private static final String STATUS = "CASE WHEN v.revoked_at IS NOT NULL THEN 'REVOKED'"
            + " WHEN v.frozen_at IS NOT NULL THEN 'FROZEN'"
            + " WHEN v.expired_at IS NOT NULL OR v.valid_until <= $%1$d"
            + " OR v.accepted_at IS NULL AND v.accept_until <= $%1$d THEN 'EXPIRED'"
            + " WHEN v.accepted_at IS NULL AND v.accept_until IS NOT NULL THEN 'ISSUED'"
            + " WHEN v.available_fen + v.held_fen = 0 THEN 'EXHAUSTED' ELSE 'ACTIVE' END";

    /** Now, then the six parts of a filter, the first at the given place. */
    private static final String FILTERED = " AND ($%2$d::uuid IS NULL OR v.programme_id = $%2$d)"
            + " AND ($%3$d::text IS NULL OR $%3$d = " + STATUS + ")"
            + " AND ($%4$d::uuid IS NULL OR v.provider_id = $%4$d)"
            + " AND ($%5$d::timestamptz IS NULL OR v.issued_at >= $%5$d)"
            + " AND ($%6$d::timestamptz IS NULL OR v.issued_at < $%6$d)";

    private static final String PAGE = "SELECT " + COLUMNS + " FROM voucher v WHERE " + SEEN + " AND v.id < $5"
            + FILTERED.formatted(7, 8, 9, 10, 11, 12) + " ORDER BY v.id DESC LIMIT $6";
    /** An enterprise's own list walks its own index. */
    private static final String OWN_PAGE =
            "SELECT " + COLUMNS + " FROM voucher v WHERE v.organization_id = $1 AND v.id < $2"
                    + FILTERED.formatted(4, 5, 6, 7, 8, 9) + " ORDER BY v.id DESC LIMIT $3";

    private static final String RULES_OF = "SELECT id, programme_id, rule_version FROM voucher"
            + " WHERE id = ANY($1) AND ($2::uuid IS NULL OR organization_id = $2)";
    private static final String USABLE = "SELECT id FROM voucher WHERE organization_id = $1 AND available_fen > 0"
            + " AND valid_until > $2 AND frozen_at IS NULL AND revoked_at IS NULL AND expired_at IS NULL"
            + " AND (accept_until IS NULL OR accepted_at IS NOT NULL) ORDER BY valid_until, id LIMIT $3";

    private static final String LOCK = "SELECT " + COLUMNS + " FROM voucher v WHERE v.id = $1 FOR NO KEY UPDATE";
    private static final String LOCK_ALL =
            "SELECT " + COLUMNS + " FROM voucher v WHERE v.id = ANY($1) ORDER BY v.id FOR NO KEY UPDATE";
    private static final String LOCK_EXPIRED = "SELECT " + COLUMNS + " FROM voucher v WHERE v.expired_at IS NULL"
            + " AND v.valid_until <= $1 AND v.frozen_at IS NULL AND v.revoked_at IS NULL"
            + " ORDER BY v.valid_until, v.id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED";
    private static final String LOCK_LAPSED = "SELECT " + COLUMNS + " FROM voucher v WHERE v.expired_at IS NULL"
            + " AND v.accepted_at IS NULL AND v.accept_until <= $1 AND v.frozen_at IS NULL AND v.revoked_at IS NULL"
            + " ORDER BY v.accept_until, v.id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED";

    /** $2, $3, $4: in a week, in 30 days, in 90 days. */
    private static final String SPAN =
            "CASE WHEN v.valid_until <= $2 THEN 7 WHEN v.valid_until <= $3 THEN 30 ELSE 90 END";

    private static final String LOCK_ENDING_SOON = "SELECT " + COLUMNS + " FROM voucher v WHERE v.expired_at IS NULL"
            + " AND v.valid_until > $1 AND v.valid_until <= $4 AND v.available_fen > 0 AND v.frozen_at IS NULL"
            + " AND v.revoked_at IS NULL AND (v.reminded_days IS NULL OR v.reminded_days > " + SPAN + ")"
            + " ORDER BY v.valid_until, v.id LIMIT $5 FOR NO KEY UPDATE SKIP LOCKED";
    private static final String REMINDED =
            "UPDATE voucher v SET reminded_days = " + SPAN + " WHERE v.id = ANY($1) AND v.valid_until <= $4";

    private static final String SAVE = "UPDATE voucher SET available_fen = $3, held_fen = $4, captured_fen = $5,"
            + " returned_fen = $6, void_fen = $7, revision = $2 + 1, accepted_at = $8, valid_until = $9, frozen_at = $10,"
            + " frozen_reason = $11, revoked_at = $12, revoked_reason = $13, expired_at = $14, moved_at = $15"
            + " WHERE id = $1 AND revision = $2";
    private static final String COUNT = "INSERT INTO voucher_counter AS c (programme_id, issued) VALUES ($1, $2)"
            + " ON CONFLICT ON CONSTRAINT voucher_counter_pk DO UPDATE SET issued = c.issued + $2 RETURNING issued";
    private static final String INSERT =
            "INSERT INTO voucher (id, code, programme_id, rule_version, budget_id, region_code,"
                    + " application_id, organization_id, provider_id, status_index, face_fen, available_fen, issued_at, accept_until,"
                    + " valid_until, moved_at) SELECT id, code, $2, rule_version, budget_id, region_code, application_id,"
                    + " organization_id, provider_id, status_index, face_fen, face_fen, issued_at, accept_until, valid_until, issued_at"
                    + " FROM unnest($1::uuid[], $3::text[], $4::int[], $5::uuid[], $6::text[], $7::uuid[], $8::uuid[], $9::uuid[],"
                    + " $10::int[], $11::bigint[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[]) AS t (id, code,"
                    + " rule_version, budget_id, region_code, application_id, organization_id, provider_id, status_index, face_fen,"
                    + " issued_at, accept_until, valid_until)";

    private final Pool pool;

    VoucherStore(Pool pool) {
        this.pool = pool;
    }

    /** Rejects with {@code voucher-not-found} (404), also for those whom it does not concern. */
    public Uni<Voucher> find(UUID id, VoucherSight sight) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(
                        sight.isEverything(),
                        sight.organizationId(),
                        sight.oversight().pattern(),
                        sight.oversight().exceptions(),
                        id))
                .map(VoucherStore::only);
    }

    /** Newest first. */
    public Uni<List<Voucher>> page(VoucherSight sight, VoucherFilter filter, Instant now, UUID before, int rows) {
        Tuple parameters = Tuple.from(new Object[] {
            sight.isEverything(),
            sight.organizationId(),
            sight.oversight().pattern(),
            sight.oversight().exceptions(),
            before,
            rows
        });
        return pool.preparedQuery(PAGE)
                .execute(filtered(parameters, filter, now))
                .map(VoucherStore::all);
    }

    /** Those of one organisation, newest first. */
    public Uni<List<Voucher>> ownPage(UUID organizationId, VoucherFilter filter, Instant now, UUID before, int rows) {
        return pool.preparedQuery(OWN_PAGE)
                .execute(filtered(Tuple.of(organizationId, before, rows), filter, now))
                .map(VoucherStore::all);
    }

    private static Tuple filtered(Tuple parameters, VoucherFilter filter, Instant now) {
        return parameters
                .addOffsetDateTime(moment(now))
                .addUUID(filter.programmeId())
                .addString(filter.status() == null ? null : filter.status().name())
                .addUUID(filter.providerId())
                .addOffsetDateTime(moment(filter.from()))
                .addOffsetDateTime(moment(filter.to()));
    }

    /** By which rules a voucher was issued; that never changes. */
    public record RulesOf(UUID voucherId, UUID programmeId, int ruleVersion) {}

    /** Those of the vouchers that belong to the organisation, or to any when it is null. */
    public Uni<List<RulesOf>> rulesOf(UUID organizationId, List<UUID> ids) {
        return pool.preparedQuery(RULES_OF)
                .execute(Tuple.of(ids.toArray(UUID[]::new), organizationId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new RulesOf(
                                row.getUUID("id"), row.getUUID("programme_id"), row.getInteger("rule_version")))
                        .toList());
    }

    /** Vouchers of the organisation that can be used, those that expire first before the others. */
    public Uni<List<UUID>> usable(UUID organizationId, Instant now, int rows) {
        return pool.preparedQuery(USABLE)
                .execute(Tuple.of(organizationId, moment(now), rows))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(row -> row.getUUID("id"))
                        .toList());
    }

    /** The voucher as it is now, held until the unit of work ends. Rejects with {@code voucher-not-found} (404). */
    public Uni<Voucher> lock(SqlConnection connection, UUID id) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(id)).map(VoucherStore::only);
    }

    /** Those of the ids that exist, by id, held until the unit of work ends. */
    public Uni<List<Voucher>> lockAll(SqlConnection connection, Collection<UUID> ids) {
        return connection
                .preparedQuery(LOCK_ALL)
                .execute(Tuple.of((Object) ids.toArray(UUID[]::new)))
                .map(VoucherStore::all);
    }

    /** Vouchers whose expiry is due and that nobody else is working on. */
    public Uni<List<Voucher>> lockExpired(SqlConnection connection, Instant now, int rows) {
        return connection
                .preparedQuery(LOCK_EXPIRED)
                .execute(Tuple.of(moment(now), rows))
                .map(VoucherStore::all);
    }

    /** Vouchers that were not accepted in time and that nobody else is working on. */
    public Uni<List<Voucher>> lockLapsed(SqlConnection connection, Instant now, int rows) {
        return connection
                .preparedQuery(LOCK_LAPSED)
                .execute(Tuple.of(moment(now), rows))
                .map(VoucherStore::all);
    }

    /** Vouchers whose holders are to be told that they end soon and were not yet. */
    public Uni<List<Voucher>> lockEndingSoon(SqlConnection connection, Instant now, int rows) {
        return connection
                .preparedQuery(LOCK_ENDING_SOON)
                .execute(Tuple.of(moment(now), in(now, 7), in(now, 30), in(now, 90), rows))
                .map(VoucherStore::all);
    }

    /** Notes that their holders were told. */
    public Uni<Void> reminded(SqlConnection connection, List<Voucher> vouchers, Instant now) {
        if (vouchers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(REMINDED)
                .execute(Tuple.of(uuids(vouchers, Voucher::id), in(now, 7), in(now, 30), in(now, 90)))
                .replaceWithVoid();
    }

    private static OffsetDateTime in(Instant now, int days) {
        return moment(now.plus(Duration.ofDays(days)));
    }

    /** Writes what changed of a voucher that this unit of work has locked. */
    public Uni<Void> save(SqlConnection connection, Voucher voucher) {
        return connection
                .preparedQuery(SAVE)
                .execute(saved(voucher))
                .invoke(VoucherStore::requireOne)
                .replaceWithVoid();
    }

    /** The same for several. */
    public Uni<Void> saveAll(SqlConnection connection, List<Voucher> vouchers) {
        if (vouchers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(SAVE)
                .executeBatch(vouchers.stream().map(VoucherStore::saved).toList())
                .invoke(VoucherStore::requireOne)
                .replaceWithVoid();
    }

    /** Takes so many places in the status list of a programme; the last of them. */
    public Uni<Integer> takeIndexes(SqlConnection connection, UUID programmeId, int count) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(programmeId, count))
                .map(rows -> rows.iterator().next().getInteger("issued"));
    }

    /** Inserts new vouchers of one programme in one statement. */
    public Uni<Void> insert(SqlConnection connection, UUID programmeId, List<Voucher> vouchers) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(new Object[] {
                    uuids(vouchers, Voucher::id),
                    programmeId,
                    vouchers.stream().map(Voucher::code).toArray(String[]::new),
                    vouchers.stream().map(Voucher::ruleVersion).toArray(Integer[]::new),
                    uuids(vouchers, Voucher::budgetId),
                    vouchers.stream().map(Voucher::regionCode).toArray(String[]::new),
                    uuids(vouchers, Voucher::applicationId),
                    uuids(vouchers, Voucher::organizationId),
                    uuids(vouchers, Voucher::providerId),
                    vouchers.stream().map(Voucher::statusIndex).toArray(Integer[]::new),
                    vouchers.stream().map(Voucher::faceFen).toArray(Long[]::new),
                    moments(vouchers, Voucher::issuedAt),
                    moments(vouchers, voucher -> voucher.validity().acceptUntil()),
                    moments(vouchers, voucher -> voucher.validity().validUntil())
                }))
                .replaceWithVoid();
    }

    private static Tuple saved(Voucher voucher) {
        return Tuple.from(new Object[] {
            voucher.id(),
            voucher.revision() - 1,
            voucher.availableFen(),
            voucher.heldFen(),
            voucher.capturedFen(),
            voucher.returnedFen(),
            voucher.voidFen(),
            moment(voucher.validity().acceptedAt()),
            moment(voucher.validity().validUntil()),
            moment(voucher.validity().frozenAt()),
            voucher.frozenReason(),
            moment(voucher.validity().revokedAt()),
            voucher.revokedReason(),
            moment(voucher.validity().expiredAt()),
            moment(voucher.movedAt())
        });
    }

    private static void requireOne(RowSet<Row> saved) {
        for (RowSet<Row> each = saved; each != null; each = each.next()) {
            if (each.rowCount() != 1) {
                throw new IllegalStateException("a voucher was changed that was not locked");
            }
        }
    }

    private static UUID[] uuids(List<Voucher> vouchers, Function<Voucher, UUID> member) {
        UUID[] values = new UUID[vouchers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = member.apply(vouchers.get(i));
        }
        return values;
    }

    private static OffsetDateTime[] moments(List<Voucher> vouchers, Function<Voucher, Instant> member) {
        OffsetDateTime[] values = new OffsetDateTime[vouchers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = moment(member.apply(vouchers.get(i)));
        }
        return values;
    }

    private static Voucher only(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Rejection.notFound("voucher-not-found");
        }
        return VoucherRows.toVoucher(rows.iterator().next());
    }

    private static List<Voucher> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(VoucherRows::toVoucher)
                .toList();
    }
}
