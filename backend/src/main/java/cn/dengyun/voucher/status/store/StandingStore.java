package cn.dengyun.voucher.status.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.VoucherSight;
import cn.dengyun.voucher.domain.VoucherValidity;
import cn.dengyun.voucher.status.domain.ListedStatus;
import cn.dengyun.voucher.status.domain.PresentedVoucher;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Narrow reads of vouchers, one statement each. */
@ApplicationScoped
public class StandingStore {

    private static final RowMapper<VoucherStanding> STANDINGS = RowMapper.of(VoucherStanding.class);
    private static final RowMapper<Located> LOCATED =
            RowMapper.of(Located.class).named("region", "region_code");
    private static final RowMapper<PresentedVoucher> PRESENTATIONS = RowMapper.of(PresentedVoucher.class);
    private static final RowMapper<Slot> SLOTS = RowMapper.of(Slot.class);
    private static final String COLUMNS = STANDINGS.columns("v");

    /** $1 everything, $2 organisation, $3 region pattern, $4 exceptions. */
    private static final String SEEN = "($1 OR v.organization_id = $2 OR is_overseen(v.region_code, $3, $4))";

    private static final Statement BY_IDS =
            Statement.of("SELECT %s, v.region_code FROM voucher v WHERE v.id = ANY($1)".formatted(COLUMNS));
    private static final Statement BY_CODE =
            Statement.of("SELECT %s FROM voucher v WHERE v.code = $5 AND %s".formatted(COLUMNS, SEEN));
    private static final Statement BY_CODES =
            Statement.of("SELECT %s FROM voucher v WHERE v.code = ANY($5) AND %s".formatted(COLUMNS, SEEN));
    private static final Statement WATCHED =
            Statement.of("/* later */ SELECT %s FROM voucher v WHERE v.id = ANY($1)".formatted(COLUMNS));
    private static final Statement PRESENTED = Statement.of("""
            SELECT %s, g.name_zh AS programme_name_zh, g.name_en AS programme_name_en, p.organization_id AS bound_to
            FROM voucher v JOIN programme g ON g.id = v.programme_id
                LEFT JOIN provider p ON p.id = v.provider_id WHERE v.code = $1
            """.formatted(COLUMNS));

    // All but those that can be used without doubt, for most of them can.
    private static final Statement LISTED = Statement.of("""
            SELECT c.issued, v.status_index, v.available_fen + v.held_fen AS left_fen, v.accept_until, v.accepted_at,
                v.valid_until, v.frozen_at, v.revoked_at, v.expired_at
            FROM programme g
                LEFT JOIN voucher_counter c ON c.programme_id = g.id
                LEFT JOIN voucher v ON v.programme_id = g.id
                AND (v.revoked_at IS NOT NULL OR v.frozen_at IS NOT NULL OR v.expired_at IS NOT NULL
                OR v.valid_until <= $2 OR v.accepted_at IS NULL AND v.accept_until IS NOT NULL
                OR v.available_fen + v.held_fen = 0)
            WHERE g.id = $1
            """);

    private final Pool pool;

    StandingStore(Pool pool) {
        this.pool = pool;
    }

    /** @param others the vouchers that cannot be used as they are, by their place in the list */
    public record Listed(int vouchers, Map<Integer, ListedStatus> others) {}

    /**
     * A programme, and one of the others where there is one.
     *
     * @param issued null before its first voucher
     */
    private record Slot(Integer issued, Integer statusIndex, Long leftFen, VoucherValidity validity) {}

    /** @param region of the budget that paid for it, by which authorities see it */
    public record Located(VoucherStanding standing, RegionCode region) {}

    /** Those of the ids that exist, whomever they concern. */
    public Uni<Map<UUID, Located>> locate(Collection<UUID> ids) {
        return BY_IDS.execute(pool, Parameters.ids(ids))
                .map(rows -> LOCATED.by(found -> found.standing().id(), rows));
    }

    /** By its code. Rejects with {@code voucher-not-found} (404), also for those whom it does not concern. */
    public Uni<VoucherStanding> find(String code, VoucherSight sight) {
        return BY_CODE.execute(pool, sight.isEverything(), sight.organizationId(), sight.oversight(), code)
                .map(STANDINGS.orNotFound("voucher-not-found"));
    }

    /** Those of the codes that exist and concern whoever looks, in no order. */
    public Uni<List<VoucherStanding>> findAll(Collection<String> codes, VoucherSight sight) {
        return BY_CODES.execute(
                        pool, sight.isEverything(), sight.organizationId(), sight.oversight(), Parameters.texts(codes))
                .map(STANDINGS::list);
    }

    /** For whoever was allowed to watch them, and for nobody else. */
    public Uni<List<VoucherStanding>> watched(Collection<UUID> ids) {
        return WATCHED.execute(pool, Parameters.ids(ids)).map(STANDINGS::list);
    }

    /** Whoever knows a code was shown the voucher. Rejects with {@code voucher-not-found} (404). */
    public Uni<PresentedVoucher> presented(SqlConnection connection, String code) {
        return PRESENTED.execute(connection, code).map(PRESENTATIONS.orNotFound("voucher-not-found"));
    }

    /** Rejects with {@code voucher-status-list-not-found} (404) when there is no such programme. */
    public Uni<Listed> listed(UUID programmeId, Instant now) {
        return LISTED.execute(pool, programmeId, now).map(rows -> listed(rows, now));
    }

    private static Listed listed(RowSet<Row> rows, Instant now) {
        if (rows.size() == 0) {
            throw Rejection.notFound("voucher-status-list-not-found");
        }
        int vouchers = 0;
        Map<Integer, ListedStatus> others = new HashMap<>();
        for (Slot slot : SLOTS.list(rows)) {
            vouchers = slot.issued() == null ? 0 : slot.issued();
            if (slot.statusIndex() != null) {
                others.put(slot.statusIndex(), ListedStatus.of(slot.validity().statusAt(now, slot.leftFen())));
            }
        }
        return new Listed(vouchers, others);
    }
}
