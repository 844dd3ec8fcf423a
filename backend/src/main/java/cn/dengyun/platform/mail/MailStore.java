package cn.dengyun.platform.mail;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The mails in the database. Times are the database's own, so that nodes' clocks do not matter. */
@ApplicationScoped
class MailStore {

    // A node that dies while it sends leaves its mails to the others after five minutes.
    private static final String CLAIM = "UPDATE mail SET attempts = attempts + 1, due_at = now() + interval '5 minutes'"
            + " WHERE id IN (SELECT id FROM mail WHERE state = 'QUEUED' AND due_at <= now()"
            + " ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id, recipient, subject, content, attempts";
    private static final String ANY = "SELECT 1 FROM mail WHERE state = 'QUEUED' AND due_at <= now() LIMIT 1";
    private static final String FINISH = "UPDATE mail SET state = $2, failure = $3, subject = NULL, content = NULL,"
            + " finished_at = now() WHERE id = $1 AND state = 'QUEUED'";
    private static final String POSTPONE =
            "UPDATE mail SET due_at = now() + $2 * interval '1 millisecond', failure = $3"
                    + " WHERE id = $1 AND state = 'QUEUED'";
    private static final String COUNT = "SELECT (SELECT count(*) FROM mail WHERE state = 'QUEUED') AS queued,"
            + " (SELECT count(*) FROM mail WHERE state = 'FAILED') AS failed";
    private static final String FORGET =
            "DELETE FROM mail WHERE state <> 'QUEUED' AND finished_at < now() - $1 * interval '1 second'";

    private final Pool pool;

    MailStore(Pool pool) {
        this.pool = pool;
    }

    /** A mail in the hands of this node, and which attempt this is, from 1. */
    record Claimed(UUID id, Mail mail, int attempt) {}

    /** How many mails wait, and how many were given up and are still remembered. */
    record Counts(long queued, long failed) {}

    /** Takes mails that are due, {@code limit} at most. */
    Uni<List<Claimed>> claim(int limit) {
        // The look before the claim keeps an idle platform from writing anything.
        return pool.query(ANY)
                .execute()
                .chain(any -> any.size() == 0
                        ? Uni.createFrom().item(List.of())
                        : pool.preparedQuery(CLAIM)
                                .execute(Tuple.of(limit))
                                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                        .map(MailStore::claimed)
                                        .toList()));
    }

    Uni<Void> sent(UUID id) {
        return pool.preparedQuery(FINISH).execute(Tuple.of(id, "SENT", null)).replaceWithVoid();
    }

    Uni<Void> failed(UUID id, String why) {
        return pool.preparedQuery(FINISH).execute(Tuple.of(id, "FAILED", why)).replaceWithVoid();
    }

    Uni<Void> postpone(UUID id, Duration delay, String why) {
        return pool.preparedQuery(POSTPONE)
                .execute(Tuple.of(id, (double) delay.toMillis(), why))
                .replaceWithVoid();
    }

    Uni<Counts> count() {
        return pool.query(COUNT).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Counts(row.getLong("queued"), row.getLong("failed"));
        });
    }

    Uni<Void> forget(Duration age) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of((double) age.toSeconds()))
                .replaceWithVoid();
    }

    private static Claimed claimed(Row row) {
        return new Claimed(
                row.getUUID("id"),
                new Mail(row.getString("recipient"), row.getString("subject"), row.getString("content")),
                row.getInteger("attempts"));
    }
}
