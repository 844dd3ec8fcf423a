package cn.dengyun.events.notification;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What people were told, and how far events were told. */
@ApplicationScoped
class NotificationStore {

    private static final String POSITION = "SELECT position FROM notification_progress WHERE id = 1";
    private static final String ADVANCE =
            "UPDATE notification_progress SET position = $2 WHERE id = 1 AND position = $1";
    private static final String INSERT =
            "INSERT INTO notification (id, account_id, event_id, kind, occasion, subject, is_shown, occurred_at)"
                    + " SELECT t.id, t.account_id, $4, $5, $6, $7, t.is_shown, $8"
                    + " FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) AS t (id, account_id, is_shown)"
                    + " ON CONFLICT ON CONSTRAINT notification_once DO NOTHING RETURNING account_id";
    private static final String PAGE = "SELECT id, occasion, subject, occurred_at, read_at FROM notification"
            + " WHERE account_id = $1 AND is_shown AND id < $2 AND (NOT $3 OR read_at IS NULL) ORDER BY id DESC LIMIT $4";
    private static final String READ = "UPDATE notification SET read_at = coalesce(read_at, $3)"
            + " WHERE id = $1 AND account_id = $2 AND is_shown";
    private static final String READ_UP_TO = "UPDATE notification SET read_at = $3"
            + " WHERE account_id = $2 AND is_shown AND read_at IS NULL AND id <= $1";
    private static final String FORGET = "DELETE FROM notification WHERE id IN (SELECT id FROM notification"
            + " WHERE occurred_at < now() - $1 * interval '1 second' LIMIT 10000)";

    private final Pool pool;

    NotificationStore(Pool pool) {
        this.pool = pool;
    }

    /** The last position that was told. */
    Uni<Long> position() {
        return pool.query(POSITION).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    /** Moves on; false when another node has meanwhile. */
    Uni<Boolean> advance(SqlConnection connection, long from, long to) {
        return connection.preparedQuery(ADVANCE).execute(Tuple.of(from, to)).map(rows -> rows.rowCount() == 1);
    }

    /** Writes one notification for each account; those accounts that had none of this event before. */
    Uni<Set<UUID>> insert(
            SqlConnection connection, DomainEvent event, NotificationOccasion occasion, Map<UUID, Boolean> isShown) {
        List<UUID> accounts = new ArrayList<>(isShown.keySet());
        Object[] parameters = {
            accounts.stream().map(account -> Ids.next()).toArray(UUID[]::new),
            accounts.toArray(UUID[]::new),
            accounts.stream().map(isShown::get).toArray(Boolean[]::new),
            event.id(),
            occasion.kind().name(),
            occasion.name(),
            event.subject(),
            event.occurredAt().atOffset(ZoneOffset.UTC)
        };
        return connection.preparedQuery(INSERT).execute(Tuple.from(parameters)).map(rows -> {
            Set<UUID> told = new HashSet<>();
            rows.forEach(row -> told.add(row.getUUID(0)));
            return told;
        });
    }

    /** Newest first. */
    Uni<List<Notification>> page(UUID account, boolean isUnreadOnly, UUID before, int rows) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(account, before, isUnreadOnly, rows))
                .map(found -> {
                    List<Notification> page = new ArrayList<>(found.size());
                    found.forEach(row -> page.add(notification(row)));
                    return page;
                });
    }

    /** Marks one as read; false when the account has none such. */
    Uni<Boolean> read(SqlConnection connection, UUID id, UUID account, Instant now) {
        return connection
                .preparedQuery(READ)
                .execute(Tuple.of(id, account, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Marks one and all older ones as read. */
    Uni<Void> readUpTo(SqlConnection connection, UUID id, UUID account, Instant now) {
        return connection
                .preparedQuery(READ_UP_TO)
                .execute(Tuple.of(id, account, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<Void> forget(Duration age) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of((double) age.toSeconds()))
                .replaceWithVoid();
    }

    private static Notification notification(Row row) {
        OffsetDateTime readAt = row.getOffsetDateTime("read_at");
        return new Notification(
                row.getUUID("id"),
                NotificationOccasion.valueOf(row.getString("occasion")),
                row.getString("subject"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                readAt == null ? null : readAt.toInstant());
    }
}
