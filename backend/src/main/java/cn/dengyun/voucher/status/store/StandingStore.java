package cn.dengyun.voucher.status.store;

import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.VoucherSight;
import cn.dengyun.voucher.status.domain.ListedStatus;
import cn.dengyun.voucher.status.domain.PresentedVoucher;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import cn.dengyun.voucher.store.ValidityRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Narrow reads of vouchers, one statement each. */
@ApplicationScoped
public class StandingStore {

    private static final String COLUMNS =
            "v.id, v.code, v.programme_id, v.organization_id, v.provider_id, v.status_index, v.face_fen,"
                    + " v.available_fen, v.held_fen, v.captured_fen, v.revision, "
                    + ValidityRows.COLUMNS;

    /** $1 everything, $2 organisation, $3 region pattern, $4 exceptions. */
    private static final String SEEN = "($1 OR v.organization_id = $2 OR is_overseen(v.region_code, $3, $4))";

    private static final String BY_IDS = "SELECT " + COLUMNS + ", v.region_code FROM voucher v WHERE v.id = ANY($1)";
    private static final String BY_CODE = "SELECT " + COLUMNS + " FROM voucher v WHERE v.code = $5 AND " + SEEN;
    private static final String BY_CODES = "SELECT " + COLUMNS + " FROM voucher v WHERE v.code = ANY($5) AND " + SEEN;
    private static final String WATCHED = "/* later */ SELECT " + COLUMNS + " FROM voucher v WHERE v.id = ANY($1)";
    private static final String PRESENTED = "SELECT " + COLUMNS + ", g.name_zh AS programme_name_zh,"
            + " g.name_en AS programme_name_en, p.organization_id AS bound_to FROM voucher v"
            + " JOIN programme g ON g.id = v.programme_id LEFT JOIN provider p ON p.id = v.provider_id WHERE v.code = $1";

    // All but those that can be used without doubt, for most of them can.
    private static final String LISTED = "SELECT c.issued, v.status_index, v.available_fen + v.held_fen AS left_fen, "
            + ValidityRows.COLUMNS
            + " FROM programme g LEFT JOIN voucher_counter c ON c.programme_id = g.id LEFT JOIN voucher v"
            + " ON v.programme_id = g.id AND (v.revoked_at IS NOT NULL OR v.frozen_at IS NOT NULL"
            + " OR v.expired_at IS NOT NULL OR v.valid_until <= $2 OR v.accepted_at IS NULL AND v.accept_until IS NOT NULL"
            + " OR v.available_fen + v.held_fen = 0) WHERE g.id = $1";

    private final Pool pool;

    StandingStore(Pool pool) {
        this.pool = pool;
    }

    /** @param others the vouchers that cannot be used as they are, by their place in the list */
    public record Listed(int vouchers, Map<Integer, ListedStatus> others) {}

    /** @param region of the budget that paid for it, by which authorities see it */
    public record Located(VoucherStanding standing, RegionCode region) {}

    /** Those of the ids that exist, whomever they concern. */
    public Uni<Map<UUID, Located>> locate(Collection<UUID> ids) {
        return pool.preparedQuery(BY_IDS)
                .execute(Tuple.of((Object) ids.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Located(standing(row), new RegionCode(row.getString("region_code"))))
                        .collect(Collectors.toMap(found -> found.standing().id(), Function.identity())));
    }

    /** By its code. Rejects with {@code voucher-not-found} (404), also for those whom it does not concern. */
    public Uni<VoucherStanding> find(String code, VoucherSight sight) {
        return pool.preparedQuery(BY_CODE).execute(seen(sight, code)).map(StandingStore::only);
    }

    /** Those of the codes that exist and concern whoever looks, in no order. */
    public Uni<List<VoucherStanding>> findAll(Collection<String> codes, VoucherSight sight) {
        return pool.preparedQuery(BY_CODES)
                .execute(seen(sight, codes.toArray(String[]::new)))
                .map(StandingStore::all);
    }

    /** For whoever was allowed to watch them, and for nobody else. */
    public Uni<List<VoucherStanding>> watched(Collection<UUID> ids) {
        return pool.preparedQuery(WATCHED)
                .execute(Tuple.of((Object) ids.toArray(UUID[]::new)))
                .map(StandingStore::all);
    }

    /** Whoever knows a code was shown the voucher. Rejects with {@code voucher-not-found} (404). */
    public Uni<PresentedVoucher> presented(SqlConnection connection, String code) {
        return connection.preparedQuery(PRESENTED).execute(Tuple.of(code)).map(rows -> {
            if (rows.size() == 0) {
                throw Rejection.notFound("voucher-not-found");
            }
            Row row = rows.iterator().next();
            return new PresentedVoucher(
                    standing(row),
                    row.getString("programme_name_zh"),
                    row.getString("programme_name_en"),
                    row.getUUID("bound_to"));
        });
    }

    /** Rejects with {@code voucher-status-list-not-found} (404) when there is no such programme. */
    public Uni<Listed> listed(UUID programmeId, Instant now) {
        return pool.preparedQuery(LISTED)
                .execute(Tuple.of(programmeId, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> listed(rows, now));
    }

    private static Listed listed(RowSet<Row> rows, Instant now) {
        if (rows.size() == 0) {
            throw Rejection.notFound("voucher-status-list-not-found");
        }
        int vouchers = 0;
        Map<Integer, ListedStatus> others = new HashMap<>();
        for (Row row : rows) {
            Integer issued = row.getInteger("issued");
            vouchers = issued == null ? 0 : issued;
            if (row.getInteger("status_index") != null) {
                others.put(row.getInteger("status_index"), listedStatus(row, now));
            }
        }
        return new Listed(vouchers, others);
    }

    private static ListedStatus listedStatus(Row row, Instant now) {
        return ListedStatus.of(ValidityRows.toValidity(row).statusAt(now, row.getLong("left_fen")));
    }

    private static Tuple seen(VoucherSight sight, Object wanted) {
        return Tuple.from(new Object[] {
            sight.isEverything(),
            sight.organizationId(),
            sight.oversight().pattern(),
            sight.oversight().exceptions(),
            wanted
        });
    }

    private static VoucherStanding only(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Rejection.notFound("voucher-not-found");
        }
        return standing(rows.iterator().next());
    }

    private static List<VoucherStanding> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(StandingStore::standing)
                .toList();
    }

    private static VoucherStanding standing(Row row) {
        return new VoucherStanding(
                row.getUUID("id"),
                row.getString("code"),
                row.getUUID("programme_id"),
                row.getUUID("organization_id"),
                row.getUUID("provider_id"),
                row.getInteger("status_index"),
                row.getLong("face_fen"),
                row.getLong("available_fen"),
                row.getLong("held_fen"),
                row.getLong("captured_fen"),
                row.getInteger("revision"),
                ValidityRows.toValidity(row));
    }
}
