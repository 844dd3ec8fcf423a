package cn.dengyun.platform.idempotency;

import cn.dengyun.platform.web.Answer;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Makes an operation safe to repeat: the key, the fingerprint of the request, the effect and the answer commit in one
 * unit of work (draft-ietf-httpapi-idempotency-key-header, with the stricter rules of design.md §2).
 */
@ApplicationScoped
public class Idempotency {

    private static final Pattern WELL_FORMED = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final String CLAIM = "INSERT INTO idempotency_record (caller_id, key, fingerprint, created_at)"
            + " VALUES ($1, $2, $3, $4) ON CONFLICT ON CONSTRAINT idempotency_record_pk DO NOTHING";
    private static final String RECALL = "SELECT fingerprint, status, body, location, etag FROM idempotency_record"
            + " WHERE caller_id = $1 AND key = $2";
    private static final String REMEMBER =
            "UPDATE idempotency_record SET status = $3, body = $4, location = $5, etag = $6"
                    + " WHERE caller_id = $1 AND key = $2";

    private final Pool pool;
    private final Clock clock;
    private final ObjectMapper canonical;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    Idempotency(Pool pool, Clock clock, ObjectMapper json) {
        this.pool = pool;
        this.clock = clock;
        this.canonical = json.copy().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    }

    /**
     * Carries out an operation at most once per key.
     *
     * @param key the caller's {@code Idempotency-Key}; null is refused
     * @param request what makes two requests the same, e.g. the operation's name and its deserialised body
     * @param effect does the work through the given connection and renders the answer; a failure of it leaves no trace,
     *     so that the same key may try again
     * @return the answer, or the stored one of an earlier request with the same key and content
     *     <p>Rejects with {@code idempotency-key-missing}, {@code idempotency-key-malformed},
     *     {@code idempotency-key-in-use} (409, retry) or {@code idempotency-key-reused} (422).
     */
    public Uni<Answer> once(
            Actor caller, String key, List<Object> request, Function<SqlConnection, Uni<Answer>> effect) {
        requireWellFormed(key);
        String fingerprint = fingerprint(request);
        String claim = caller.id() + " " + key;
        if (!running.add(claim)) {
            return Uni.createFrom().failure(Rejection.conflict("idempotency-key-in-use"));
        }
        return pool.withTransaction(connection -> claim(connection, caller.id(), key, fingerprint)
                        .chain(isNew -> isNew
                                ? effect.apply(connection)
                                        .call(answer -> remember(connection, caller.id(), key, answer))
                                : recall(connection, caller.id(), key, fingerprint)))
                .onTermination()
                .invoke(() -> running.remove(claim));
    }

    /** The same where the key is optional: without one the operation is simply carried out in a unit of work. */
    public Uni<Answer> onceIfKeyed(
            Actor caller, String key, List<Object> request, Function<SqlConnection, Uni<Answer>> effect) {
        return key == null ? pool.withTransaction(effect) : once(caller, key, request, effect);
    }

    /** Rejects a missing or malformed key, for operations that keep their own record of it. */
    public static void requireWellFormed(String key) {
        if (key == null || key.isBlank()) {
            throw Rejection.invalid("idempotency-key-missing");
        }
        if (!WELL_FORMED.matcher(key).matches()) {
            throw Rejection.invalid("idempotency-key-malformed");
        }
    }

    /** A digest of what makes a request the same: blanks and the order of members do not count. */
    public String fingerprint(List<Object> request) {
        try {
            return Hashes.sha256Hex(canonical.writeValueAsString(request));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a request that was read can be written", e);
        }
    }

    private Uni<Boolean> claim(SqlConnection connection, UUID caller, String key, String fingerprint) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(caller, key, fingerprint, now))
                .map(inserted -> inserted.rowCount() == 1);
    }

    private Uni<Answer> recall(SqlConnection connection, UUID caller, String key, String fingerprint) {
        return connection
                .preparedQuery(RECALL)
                .execute(Tuple.of(caller, key))
                .map(rows -> stored(rows.iterator().next(), fingerprint));
    }

    private static Answer stored(Row row, String fingerprint) {
        if (!row.getString("fingerprint").equals(fingerprint)) {
            throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "idempotency-key-reused");
        }
        return new Answer(
                row.getInteger("status"),
                row.getString("body"),
                row.getString("location"),
                row.getString("etag"),
                true);
    }

    private Uni<Void> remember(SqlConnection connection, UUID caller, String key, Answer answer) {
        return connection
                .preparedQuery(REMEMBER)
                .execute(Tuple.from(
                        new Object[] {caller, key, answer.status(), answer.body(), answer.location(), answer.etag()}))
                .replaceWithVoid();
    }
}
