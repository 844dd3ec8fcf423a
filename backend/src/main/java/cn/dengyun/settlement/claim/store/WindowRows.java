package cn.dengyun.settlement.claim.store;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.settlement.claim.domain.ClaimWindow;
import cn.dengyun.settlement.claim.domain.ClaimWindow.Cause;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Until when captures may be claimed. */
@ApplicationScoped
public class WindowRows {

    private static final RowMapper<ClaimWindow> WINDOWS = RowMapper.of(ClaimWindow.class);

    /** Which reminder is due at a moment ($1), in days before the end. */
    private static final String SPAN = "CASE WHEN until_at <= $1::timestamptz + interval '7 days' THEN 7 ELSE 30 END";

    private static final Statement INSERT = Statement.of("""
            INSERT INTO claim_window (%s, paused_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '{}')
            """.formatted(WINDOWS.columns()));
    private static final Statement FIND =
            Statement.of("SELECT %s FROM claim_window WHERE redemption_id = $1".formatted(WINDOWS.columns()));
    private static final Statement LOWER =
            Statement.of("UPDATE claim_window SET amount_fen = $2 WHERE redemption_id = $1");
    private static final Statement DELETE = Statement.of("DELETE FROM claim_window WHERE redemption_id = $1");

    private static final String PAUSED_TOO = """
            (NOT $2 = ANY(paused_by) AND (paused_at IS NOT NULL OR (date_trunc('day', until_at AT TIME ZONE 'Asia/Shanghai'
                - interval '1 microsecond') + interval '1 day') AT TIME ZONE 'Asia/Shanghai' > $3))
            """;

    private static final String PAUSED_BY = "($2 = ANY(paused_by))";

    /**
     * Those of somebody that change, and no others, held in one order: both sides of many captures may be frozen at
     * once.
     */
    private static final String OF = """
            redemption_id IN (SELECT redemption_id FROM claim_window WHERE %s = $1 AND %s
                ORDER BY redemption_id FOR UPDATE) AND\s""";

    /** What was paid changes with no freeze; if it comes back, it is looked at anew. */
    private static final String OF_SIDE = OF.formatted("%s", "NOT is_paid AND %s");

    private static final String PAUSE = """
            UPDATE claim_window SET paused_by = array_append(paused_by, $2), paused_at = coalesce(paused_at, $3)
            WHERE %s%s
            """;
    private static final String RESUME = """
            UPDATE claim_window SET paused_by = array_remove(paused_by, $2),
                paused_at = CASE WHEN array_remove(paused_by, $2) = '{}' THEN NULL ELSE paused_at END,
                until_at = CASE WHEN array_remove(paused_by, $2) = '{}' THEN until_at + greatest($3 - paused_at, interval '0')
                    ELSE until_at END
            WHERE %s%s
            """;
    private static final String CAPTURE = "redemption_id = $1 AND ";
    private static final Statement PAUSE_CAPTURE = Statement.of(PAUSE.formatted(CAPTURE, PAUSED_TOO));
    private static final Statement PAUSE_ENTERPRISE =
            Statement.of(PAUSE.formatted(OF_SIDE.formatted("organization_id", PAUSED_TOO), PAUSED_TOO));
    private static final Statement PAUSE_PROVIDER =
            Statement.of(PAUSE.formatted(OF_SIDE.formatted("provider_organization_id", PAUSED_TOO), PAUSED_TOO));
    private static final Statement PAUSE_ORDER =
            Statement.of(PAUSE.formatted(OF.formatted("order_id", PAUSED_TOO), PAUSED_TOO));
    private static final Statement RESUME_CAPTURE = Statement.of(RESUME.formatted(CAPTURE, PAUSED_BY));
    private static final Statement RESUME_ENTERPRISE =
            Statement.of(RESUME.formatted(OF_SIDE.formatted("organization_id", PAUSED_BY), PAUSED_BY));
    private static final Statement RESUME_PROVIDER =
            Statement.of(RESUME.formatted(OF_SIDE.formatted("provider_organization_id", PAUSED_BY), PAUSED_BY));
    private static final Statement RESUME_ORDER =
            Statement.of(RESUME.formatted(OF.formatted("order_id", PAUSED_BY), PAUSED_BY));
    private static final Statement LOCK = Statement.of("""
            SELECT redemption_id FROM claim_window WHERE redemption_id = ANY($1) ORDER BY redemption_id FOR UPDATE
            """);
    private static final Statement PAY = Statement.of("""
            UPDATE claim_window SET is_paid = true WHERE redemption_id IN (SELECT redemption_id FROM claim_window
                WHERE redemption_id = ANY($1) ORDER BY redemption_id FOR UPDATE)
            """);
    /** Its claim lives still; what kept its sides meanwhile is told anew. */
    private static final Statement COME_BACK = Statement.of("""
            UPDATE claim_window SET is_paid = false,
                paused_by = array_remove(array_remove(paused_by, 'ENTERPRISE'), 'PROVIDER')
            WHERE redemption_id IN (SELECT redemption_id FROM claim_window WHERE redemption_id = ANY($1) AND is_paid
                AND 'CLAIM' = ANY(paused_by) ORDER BY redemption_id FOR UPDATE)
            RETURNING organization_id, provider_organization_id
            """);

    private static final RowMapper<OpenWindow> OPEN_WINDOWS = RowMapper.of(OpenWindow.class);
    private static final Statement OPEN = Statement.of("""
            SELECT redemption_id, until_at, paused_at FROM claim_window
            WHERE redemption_id = ANY($1) AND NOT 'CLAIM' = ANY(paused_by)
            """);
    private static final Statement DUE = Statement.of("""
            SELECT %s FROM claim_window
            WHERE until_at > $1 AND until_at <= $1::timestamptz + interval '30 days' AND paused_at IS NULL
                AND (reminded_days IS NULL OR reminded_days > %s) AND redemption_id > $2
            ORDER BY redemption_id LIMIT $3
            """.formatted(WINDOWS.columns(), SPAN));
    private static final Statement REMIND = Statement.of("""
            UPDATE claim_window SET reminded_days = %s
            WHERE redemption_id = $2 AND until_at > $1 AND until_at <= $1::timestamptz + interval '30 days'
                AND paused_at IS NULL AND (reminded_days IS NULL OR reminded_days > %s)
            RETURNING %s
            """.formatted(SPAN, SPAN, WINDOWS.columns()));
    private static final Statement NEXT = Statement.of("""
            SELECT least(
                (SELECT min(until_at) - interval '30 days' FROM claim_window WHERE until_at > $1::timestamptz + interval '30 days'
                    AND reminded_days IS NULL AND paused_at IS NULL),
                (SELECT min(until_at) - interval '7 days' FROM claim_window WHERE until_at > $1::timestamptz + interval '7 days'
                    AND coalesce(reminded_days, 30) > 7 AND paused_at IS NULL))
            """);

    private final Pool pool;

    WindowRows(Pool pool) {
        this.pool = pool;
    }

    public Uni<Void> insert(SqlConnection connection, ClaimWindow window) {
        return INSERT.execute(connection, window).replaceWithVoid();
    }

    /** The one of a capture; none where that was captured before there were any. */
    public Uni<Optional<ClaimWindow>> find(SqlConnection connection, UUID redemptionId) {
        return FIND.execute(connection, redemptionId).map(WINDOWS::optional);
    }

    /** @param leftFen of a capture, in fen; 0: there is nothing to claim any more */
    public Uni<Void> lower(SqlConnection connection, UUID redemptionId, long leftFen) {
        return (leftFen <= 0
                        ? DELETE.execute(connection, redemptionId)
                        : LOWER.execute(connection, redemptionId, leftFen))
                .replaceWithVoid();
    }

    /**
     * Stops the clock of those whose last day is not over; what is over stays so.
     *
     * @param id of the capture, the enterprise, the provider's organisation or the order, as the cause has it
     */
    public Uni<Void> pause(SqlConnection connection, Cause cause, UUID id, Instant now) {
        Statement pause = switch (cause) {
            case CLAIM -> PAUSE_CAPTURE;
            case ENTERPRISE -> PAUSE_ENTERPRISE;
            case PROVIDER -> PAUSE_PROVIDER;
            case DISPUTE -> PAUSE_ORDER;
        };
        return pause.execute(connection, id, cause, now).replaceWithVoid();
    }

    /** Lets it run again where nothing else keeps it, with as much time as was left. */
    public Uni<Void> resume(SqlConnection connection, Cause cause, UUID id, Instant now) {
        Statement resume = switch (cause) {
            case CLAIM -> RESUME_CAPTURE;
            case ENTERPRISE -> RESUME_ENTERPRISE;
            case PROVIDER -> RESUME_PROVIDER;
            case DISPUTE -> RESUME_ORDER;
        };
        return resume.execute(connection, id, cause, now).replaceWithVoid();
    }

    /** Holds those of captures in the order in which freezes do. */
    public Uni<Void> lock(SqlConnection connection, Collection<UUID> redemptionIds) {
        return LOCK.execute(connection, Parameters.ids(redemptionIds)).replaceWithVoid();
    }

    /** From now on no freeze changes them. */
    public Uni<Void> pay(SqlConnection connection, Collection<UUID> redemptionIds) {
        return PAY.execute(connection, Parameters.ids(redemptionIds)).replaceWithVoid();
    }

    /** What was paid came back, and nobody is taken for frozen; the organisations on both sides. */
    public Uni<Set<UUID>> comeBack(SqlConnection connection, Collection<UUID> redemptionIds) {
        return COME_BACK.execute(connection, Parameters.ids(redemptionIds)).map(rows -> {
            Set<UUID> sides = new TreeSet<>();
            rows.forEach(row -> {
                sides.add(row.getUUID("organization_id"));
                sides.add(row.getUUID("provider_organization_id"));
            });
            return sides;
        });
    }

    /** Until when that may be claimed which nobody has claimed; nothing of what has no last day. */
    public Uni<List<OpenWindow>> open(Collection<UUID> redemptionIds) {
        return OPEN.execute(pool, Parameters.ids(redemptionIds)).map(OPEN_WINDOWS::list);
    }

    /** The same as the unit of work sees it. */
    public Uni<List<OpenWindow>> open(SqlConnection connection, Collection<UUID> redemptionIds) {
        return OPEN.execute(connection, Parameters.ids(redemptionIds)).map(OPEN_WINDOWS::list);
    }

    /** @param pausedAt since when its clock stands still; null while it runs */
    public record OpenWindow(UUID redemptionId, Instant untilAt, Instant pausedAt) {}

    /** Those of which a claimant is to be reminded, by id. */
    public Uni<List<ClaimWindow>> due(Instant now, UUID after, int rows) {
        return DUE.execute(pool, now, after, rows).map(WINDOWS::list);
    }

    /** Notes a reminder; empty where somebody else did it, or nothing is due any more. */
    public Uni<Optional<ClaimWindow>> remind(SqlConnection connection, UUID redemptionId, Instant now) {
        return REMIND.execute(connection, now, redemptionId).map(WINDOWS::optional);
    }

    /** When the next reminder will be due; empty when none will. */
    public Uni<Optional<Instant>> next(Instant now) {
        return NEXT.execute(pool, now).map(Rows::moment);
    }
}
