package cn.dengyun.platform.mail;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The mails in the database. Times are the database's own, so that nodes' clocks do not matter. */
@ApplicationScoped
class MailStore {

    private static final RowMapper<Claimed> CLAIMED = RowMapper.of(Claimed.class)
            .named("mail.to", "recipient")
            .named("mail.text", "content")
            .named("attempt", "attempts");
    private static final RowMapper<Counts> COUNTS = RowMapper.of(Counts.class);

    // A node that dies while it sends leaves its mails to the others after five minutes.
    private static final Statement CLAIM = Statement.of("""
            UPDATE mail SET attempts = attempts + 1, due_at = now() + interval '5 minutes'
            WHERE id IN (SELECT id FROM mail WHERE state = 'QUEUED'
                AND due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
            RETURNING id, recipient, subject, content, attempts
            """);
    private static final String ANY = "SELECT 1 FROM mail WHERE state = 'QUEUED' AND due_at <= now() LIMIT 1";
    private static final Statement FINISH = Statement.of("""
            UPDATE mail SET state = $2, failure = $3, subject = NULL, content = NULL, finished_at = now()
            WHERE id = $1 AND state = 'QUEUED'
            """);
    private static final Statement POSTPONE = Statement.of("""
            UPDATE mail SET due_at = now() + $2 * interval '1 millisecond', failure = $3 WHERE id = $1
                AND state = 'QUEUED'
            """);
    private static final String COUNT = """
            SELECT (SELECT count(*) FROM mail WHERE state = 'QUEUED') AS queued,
                (SELECT count(*) FROM mail WHERE state = 'FAILED') AS failed
            """;
    private static final Statement FORGET =
            Statement.of("DELETE FROM mail WHERE state <> 'QUEUED' AND finished_at < now() - $1 * interval '1 second'");

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
                        : CLAIM.execute(pool, limit).map(CLAIMED::list));
    }

    Uni<Void> sent(UUID id) {
        return FINISH.execute(pool, id, "SENT", null).replaceWithVoid();
    }

    Uni<Void> failed(UUID id, String why) {
        return FINISH.execute(pool, id, "FAILED", why).replaceWithVoid();
    }

    Uni<Void> postpone(UUID id, Duration delay, String why) {
        return POSTPONE.execute(pool, id, (double) delay.toMillis(), why).replaceWithVoid();
    }

    Uni<Counts> count() {
        return pool.query(COUNT).execute().map(COUNTS::first);
    }

    Uni<Void> forget(Duration age) {
        return FORGET.execute(pool, (double) age.toSeconds()).replaceWithVoid();
    }
}
