package cn.dengyun.events.notification;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What people were told, and how far events were told. */
@ApplicationScoped
class NotificationStore {

    private static final RowMapper<Notification> NOTIFICATIONS = RowMapper.of(Notification.class);
    private static final String POSITION = "SELECT position FROM notification_progress WHERE id = 1";
    private static final Statement ADVANCE =
            Statement.of("UPDATE notification_progress SET position = $2 WHERE id = 1 AND position = $1");
    private static final Statement INSERT = Statement.of("""
            INSERT INTO notification (id, account_id, event_id, kind, occasion, subject, is_shown, occurred_at,
                details)
            SELECT t.id, t.account_id, $4, $5, $6, $7, t.is_shown, $8, $9
            FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) AS t (id, account_id, is_shown)
            ON CONFLICT ON CONSTRAINT notification_once DO NOTHING RETURNING account_id
            """);
    private static final Statement PAGE = Statement.of("""
            SELECT id, occasion, subject, details, occurred_at, read_at FROM notification WHERE account_id = $1
                AND is_shown AND id < $2 AND (NOT $3 OR read_at IS NULL)
            ORDER BY id DESC LIMIT $4
            """);
    private static final Statement READ = Statement.of(
            "UPDATE notification SET read_at = coalesce(read_at, $3) WHERE id = $1 AND account_id = $2 AND is_shown");
    private static final Statement READ_UP_TO = Statement.of("""
            UPDATE notification SET read_at = $3 WHERE account_id = $2 AND is_shown AND read_at IS NULL
                AND id <= $1
            """);
    private static final Statement FORGET = Statement.of("""
            DELETE FROM notification
            WHERE id IN (SELECT id FROM notification WHERE occurred_at < now() - $1 * interval '1 second' LIMIT 10000)
            """);

    private final Pool pool;

    NotificationStore(Pool pool) {
        this.pool = pool;
    }

    /** The last position that was told. */
    Uni<Long> position() {
        return pool.query(POSITION).execute().map(Rows::number);
    }

    /** Moves on; false when another node has meanwhile. */
    Uni<Boolean> advance(SqlConnection connection, long from, long to) {
        return ADVANCE.execute(connection, from, to).map(Rows::any);
    }

    /**
     * Writes one notification for each account; those accounts that had none of this event before.
     *
     * @param details what its texts name; null where they name nothing
     */
    Uni<Set<UUID>> insert(
            SqlConnection connection,
            DomainEvent event,
            NotificationOccasion occasion,
            String details,
            Map<UUID, Boolean> isShown) {
        List<UUID> accounts = new ArrayList<>(isShown.keySet());
        return INSERT.execute(
                        connection,
                        accounts.stream().map(account -> Ids.next()).toArray(UUID[]::new),
                        Parameters.ids(accounts),
                        accounts.stream().map(isShown::get).toArray(Boolean[]::new),
                        event.id(),
                        occasion.kind(),
                        occasion.name(),
                        event.subject(),
                        event.occurredAt(),
                        details)
                .map(Rows::ids);
    }

    /** Newest first. */
    Uni<List<Notification>> page(UUID account, boolean isUnreadOnly, UUID before, int rows) {
        return PAGE.execute(pool, account, before, isUnreadOnly, rows).map(NOTIFICATIONS::list);
    }

    /** Marks one as read; false when the account has none such. */
    Uni<Boolean> read(SqlConnection connection, UUID id, UUID account, Instant now) {
        return READ.execute(connection, id, account, now).map(Rows::any);
    }

    /** Marks one and all older ones as read. */
    Uni<Void> readUpTo(SqlConnection connection, UUID id, UUID account, Instant now) {
        return READ_UP_TO.execute(connection, id, account, now).replaceWithVoid();
    }

    Uni<Void> forget(Duration age) {
        return FORGET.execute(pool, (double) age.toSeconds()).replaceWithVoid();
    }
}
