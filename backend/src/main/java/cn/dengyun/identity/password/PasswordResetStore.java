package cn.dengyun.identity.password;

import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** One-time tokens for forgotten passwords. */
@ApplicationScoped
class PasswordResetStore {

    /** Whoever asks for the same account at the same moment counts after this one. */
    private static final Statement LOCK = Statement.of("SELECT 1 FROM account WHERE id = $1 FOR UPDATE");

    private static final Statement INSERT = Statement.of("""
            INSERT INTO password_reset (id, account_id, digest, created_at, expires_at)
            SELECT $1, $2, $3, $4, $5
            WHERE (SELECT count(*) FROM password_reset WHERE account_id = $2 AND expires_at > $4) < $6
            """);
    private static final Statement OPEN = Statement.of("""
            SELECT account_id FROM password_reset
            WHERE id = $1 AND digest = $2 AND used_at IS NULL AND expires_at > $3
            """);
    /** All open ones at once: a newer mail must not outlive the password that it was for. */
    private static final Statement USE = Statement.of("""
            UPDATE password_reset SET used_at = $2
            WHERE account_id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING id
            """);

    private final Pool pool;

    PasswordResetStore(Pool pool) {
        this.pool = pool;
    }

    /** Writes a token unless the account has {@code most} unexpired ones; tells whether it did. */
    Uni<Boolean> insert(
            SqlConnection connection, UUID id, UUID account, byte[] digest, Instant now, Instant end, int most) {
        return LOCK.execute(connection, account)
                .chain(() -> INSERT.execute(connection, id, account, Buffer.buffer(digest), utc(now), utc(end), most))
                .map(Rows::any);
    }

    /** The account whose password this token may replace. */
    Uni<Optional<UUID>> open(UUID id, byte[] digest, Instant now) {
        return OPEN.execute(pool, id, Buffer.buffer(digest), utc(now)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(row.getUUID(0));
            }
            return Optional.empty();
        });
    }

    /** Makes all open tokens of the account worthless; tells whether this one was among them. */
    Uni<Boolean> use(SqlConnection connection, UUID id, UUID account, Instant now) {
        return USE.execute(connection, account, utc(now)).map(rows -> {
            for (Row row : rows) {
                if (row.getUUID(0).equals(id)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
