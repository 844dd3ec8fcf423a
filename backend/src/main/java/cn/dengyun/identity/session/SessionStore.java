package cn.dengyun.identity.session;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sessions and their refresh tokens in the database. */
@ApplicationScoped
class SessionStore {

    private static final RowMapper<Session> SESSIONS =
            RowMapper.of(Session.class).named("isOwnAccountOnly", "own_account_only");
    private static final RowMapper<Family> FAMILIES = RowMapper.of(Family.class).named("sessionId", "id");

    private static final Statement INSERT = Statement.of("INSERT INTO session " + SESSIONS.values());
    private static final Statement INSERT_TOKEN =
            Statement.of("INSERT INTO refresh_token (digest, session_id, issued_at) VALUES ($1, $2, $3)");
    private static final Statement REPLACE_TOKEN = Statement.of("""
            UPDATE refresh_token SET replaced_at = $2 WHERE digest = $1 AND replaced_at IS NULL RETURNING session_id
            """);
    private static final Statement FAMILY = Statement.of("""
            SELECT s.account_id, s.id FROM refresh_token t JOIN session s ON s.id = t.session_id
            WHERE t.digest = $1
            """);
    private static final Statement USE = Statement.of("""
            UPDATE session SET last_used_at = $2, idle_until = least($2 + $3 * interval '1 second', ends_at)
            WHERE id = $1 AND ended_at IS NULL AND idle_until > $2 RETURNING %s
            """.formatted(SESSIONS.columns()));
    private static final Statement LIVE_OF_ACCOUNT = Statement.of("""
            SELECT %s FROM session WHERE account_id = $1 AND id < $2 AND ended_at IS NULL AND idle_until > $3
            ORDER BY id DESC LIMIT $4
            """.formatted(SESSIONS.columns()));
    private static final Statement END = Statement.of("""
            WITH ended AS (
                UPDATE session SET ended_at = $4, end_reason = $5
                WHERE account_id = $1 AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR id <> $3)
                    AND ended_at IS NULL AND idle_until > $4
                RETURNING id
            ), revoked AS (
                INSERT INTO token_revocation (subject, revoked_at) SELECT id, $4 FROM ended
                ON CONFLICT ON CONSTRAINT token_revocation_pk DO UPDATE SET revoked_at = excluded.revoked_at
            )
            SELECT id FROM ended
            """);
    private static final Statement OPEN_UP = Statement.of("UPDATE session SET own_account_only = false WHERE id = $1");

    private final Pool pool;

    SessionStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> insert(SqlConnection connection, Session session, byte[] tokenDigest) {
        return INSERT.execute(connection, session)
                .chain(() -> insertToken(connection, session.id(), tokenDigest, session.createdAt()));
    }

    Uni<Void> insertToken(SqlConnection connection, UUID session, byte[] digest, Instant now) {
        return INSERT_TOKEN.execute(connection, digest, session, now).replaceWithVoid();
    }

    /** The session of this token, which is replaced from now on; empty unless it was the current one. */
    Uni<Optional<UUID>> replaceToken(SqlConnection connection, byte[] digest, Instant now) {
        return REPLACE_TOKEN.execute(connection, digest, now).map(SessionStore::firstId);
    }

    /** The session that a token belongs to, be it the current one or one that was replaced. */
    Uni<Optional<Family>> familyOf(SqlConnection connection, byte[] digest) {
        return FAMILY.execute(connection, digest).map(FAMILIES::optional);
    }

    /** Notes that a session was refreshed; empty when it has ended. */
    Uni<Optional<Session>> use(SqlConnection connection, UUID id, Instant now, Duration idle) {
        return USE.execute(connection, id, now, idle.toSeconds()).map(SESSIONS::optional);
    }

    /** The account's sessions that have not ended, newest first. */
    Uni<List<Session>> live(UUID accountId, UUID before, Instant now, int rows) {
        return LIVE_OF_ACCOUNT.execute(pool, accountId, before, now, rows).map(SESSIONS::list);
    }

    /**
     * Ends sessions of an account and withdraws their access tokens.
     *
     * @param only null for all of them
     * @param except null for none
     * @return the sessions that ended just now
     */
    Uni<List<UUID>> end(
            SqlConnection connection, UUID accountId, UUID only, UUID except, EndReason reason, Instant now) {
        return END.execute(connection, accountId, only, except, now, reason.name())
                .map(rows -> Rows.list(rows, row -> row.getUUID(0)));
    }

    /** From its next refresh on the session is good for everything. */
    Uni<Void> openUp(SqlConnection connection, UUID id) {
        return OPEN_UP.execute(connection, id).replaceWithVoid();
    }

    /** Whose session a refresh token belongs to. */
    record Family(UUID accountId, UUID sessionId) {}

    private static Optional<UUID> firstId(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(row.getUUID(0));
        }
        return Optional.empty();
    }
}
