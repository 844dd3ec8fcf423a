package cn.dengyun.identity.session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sessions and their refresh tokens in the database. */
@ApplicationScoped
class SessionStore {

    private static final String COLUMNS = """
            id, account_id, address, user_agent, own_account_only, created_at, last_used_at, idle_until, ends_at
            """;
    private static final String INSERT = """
            INSERT INTO session (id, account_id, address, user_agent, own_account_only, created_at, last_used_at,
                idle_until, ends_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8)
            """;
    private static final String INSERT_TOKEN =
            "INSERT INTO refresh_token (digest, session_id, issued_at) VALUES ($1, $2, $3)";
    private static final String REPLACE_TOKEN = """
            UPDATE refresh_token SET replaced_at = $2 WHERE digest = $1 AND replaced_at IS NULL RETURNING session_id
            """;
    private static final String FAMILY = "SELECT s.account_id, s.id FROM refresh_token t"
            + " JOIN session s ON s.id = t.session_id WHERE t.digest = $1";
    private static final String USE = "UPDATE session SET last_used_at = $2,"
            + " idle_until = least($2 + $3 * interval '1 second', ends_at)"
            + " WHERE id = $1 AND ended_at IS NULL AND idle_until > $2 RETURNING " + COLUMNS;
    private static final String LIVE_OF_ACCOUNT = "SELECT " + COLUMNS + " FROM session"
            + " WHERE account_id = $1 AND id < $2 AND ended_at IS NULL AND idle_until > $3 ORDER BY id DESC LIMIT $4";
    private static final String END = """
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
            """;
    private static final String OPEN_UP = "UPDATE session SET own_account_only = false WHERE id = $1";

    private final Pool pool;

    SessionStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> insert(SqlConnection connection, Session session, byte[] tokenDigest) {
        Object[] row = {
            session.id(),
            session.accountId(),
            session.address(),
            session.userAgent(),
            session.isOwnAccountOnly(),
            utc(session.createdAt()),
            utc(session.idleUntil()),
            utc(session.endsAt())
        };
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(row))
                .chain(() -> insertToken(connection, session.id(), tokenDigest, session.createdAt()));
    }

    Uni<Void> insertToken(SqlConnection connection, UUID session, byte[] digest, Instant now) {
        return connection
                .preparedQuery(INSERT_TOKEN)
                .execute(Tuple.of(Buffer.buffer(digest), session, utc(now)))
                .replaceWithVoid();
    }

    /** The session of this token, which is replaced from now on; empty unless it was the current one. */
    Uni<Optional<UUID>> replaceToken(SqlConnection connection, byte[] digest, Instant now) {
        return connection
                .preparedQuery(REPLACE_TOKEN)
                .execute(Tuple.of(Buffer.buffer(digest), utc(now)))
                .map(SessionStore::firstId);
    }

    /** The session that a token belongs to, be it the current one or one that was replaced. */
    Uni<Optional<Family>> familyOf(SqlConnection connection, byte[] digest) {
        return connection
                .preparedQuery(FAMILY)
                .execute(Tuple.of(Buffer.buffer(digest)))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(new Family(row.getUUID(0), row.getUUID(1)));
                    }
                    return Optional.empty();
                });
    }

    /** Notes that a session was refreshed; empty when it has ended. */
    Uni<Optional<Session>> use(SqlConnection connection, UUID id, Instant now, Duration idle) {
        return connection
                .preparedQuery(USE)
                .execute(Tuple.of(id, utc(now), idle.toSeconds()))
                .map(rows -> sessions(rows).stream().findFirst());
    }

    /** The account's sessions that have not ended, newest first. */
    Uni<List<Session>> live(UUID accountId, UUID before, Instant now, int rows) {
        return pool.preparedQuery(LIVE_OF_ACCOUNT)
                .execute(Tuple.of(accountId, before, utc(now), rows))
                .map(SessionStore::sessions);
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
        return connection
                .preparedQuery(END)
                .execute(Tuple.of(accountId, only, except, utc(now), reason.name()))
                .map(rows -> {
                    List<UUID> ended = new ArrayList<>(rows.size());
                    rows.forEach(row -> ended.add(row.getUUID(0)));
                    return ended;
                });
    }

    /** From its next refresh on the session is good for everything. */
    Uni<Void> openUp(SqlConnection connection, UUID id) {
        return connection.preparedQuery(OPEN_UP).execute(Tuple.of(id)).replaceWithVoid();
    }

    /** Whose session a refresh token belongs to. */
    record Family(UUID accountId, UUID sessionId) {}

    private static Optional<UUID> firstId(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(row.getUUID(0));
        }
        return Optional.empty();
    }

    private static List<Session> sessions(RowSet<Row> rows) {
        List<Session> sessions = new ArrayList<>(rows.size());
        for (Row row : rows) {
            sessions.add(new Session(
                    row.getUUID("id"),
                    row.getUUID("account_id"),
                    row.getString("address"),
                    row.getString("user_agent"),
                    row.getBoolean("own_account_only"),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getOffsetDateTime("last_used_at").toInstant(),
                    row.getOffsetDateTime("idle_until").toInstant(),
                    row.getOffsetDateTime("ends_at").toInstant()));
        }
        return sessions;
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
