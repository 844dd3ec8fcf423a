package cn.dengyun.platform.idempotency;

import cn.dengyun.platform.rows.Statement;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
    private static final Statement CLAIM = Statement.of("""
            INSERT INTO idempotency_record (caller_id, key, fingerprint, created_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT ON CONSTRAINT idempotency_record_pk DO NOTHING
            """);
    private static final Statement RECALL = Statement.of("""
            SELECT fingerprint, status, body, location, etag FROM idempotency_record WHERE caller_id = $1
                AND key = $2
            """);
    private static final Statement REMEMBER = Statement.of("""
            UPDATE idempotency_record SET status = $3, body = $4, location = $5, etag = $6 WHERE caller_id = $1
                AND key = $2
            """);

    private static final Statement CLAIM_ALL = Statement.of("""
            INSERT INTO idempotency_record (caller_id, key, fingerprint, created_at)
            SELECT caller_id, key, fingerprint, $4
            FROM unnest($1::uuid[], $2::text[], $3::text[]) AS wanted (caller_id, key, fingerprint)
            ORDER BY caller_id, key ON CONFLICT ON CONSTRAINT idempotency_record_pk DO NOTHING
            RETURNING caller_id, key
            """);
    private static final Statement RECALL_ALL = Statement.of("""
            SELECT caller_id, key, fingerprint, status, body, location, etag FROM idempotency_record
            WHERE (caller_id, key) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))
            """);
    private static final Statement FORGET_ALL = Statement.of("""
            DELETE FROM idempotency_record
            WHERE (caller_id, key) IN (SELECT * FROM unnest($1::uuid[], $2::text[])) AND status IS NULL
            """);
    private static final Statement REMEMBER_ALL = Statement.of("""
            UPDATE idempotency_record r
            SET status = a.status, body = a.body, location = a.location, etag = a.etag
            FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[]) AS a (caller_id,
                key, status, body, location, etag)
            WHERE r.caller_id = a.caller_id AND r.key = a.key
            """);

    /** What {@link #claimAll} tells where a key was used for something else. */
    public static final Answer OF_ANOTHER_REQUEST = new Answer(0, null, null, null, false);

    /** How long a repetition waits for the request that it repeats, before it is told to come again. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Pool pool;
    private final Clock clock;
    private final ObjectMapper canonical;
    private final Map<IdempotencyClaim.Key, Running> running = new ConcurrentHashMap<>();

    Idempotency(Pool pool, Clock clock, ObjectMapper json) {
        this.pool = pool;
        this.clock = clock;
        this.canonical = json.copy().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    }

    /** A request that this node is working on, and what becomes of it. */
    private record Running(String fingerprint, CompletableFuture<Answer> answer) {}

    /**
     * Carries out an operation at most once per key. A repetition that comes while the first request is at work on this
     * node waits for its answer and gets the same; on another node the database makes it wait.
     *
     * @param key the caller's {@code Idempotency-Key}; null is refused
     * @param request what makes two requests the same, e.g. the operation's name and its deserialised body
     * @param effect does the work through the given connection and renders the answer; a failure of it leaves no trace,
     *     so that the same key may try again
     * @return the answer, or the stored one of an earlier request with the same key and content
     *     <p>Rejects with {@code idempotency-key-missing}, {@code idempotency-key-malformed},
     *     {@code idempotency-key-in-use} (409, retry; when the first request takes very long) or
     *     {@code idempotency-key-reused} (422).
     */
    public Uni<Answer> once(
            Actor caller, String key, List<Object> request, Function<SqlConnection, Uni<Answer>> effect) {
        return shared(
                caller,
                key,
                request,
                claim -> pool.withTransaction(connection -> claim(connection, claim)
                        .chain(isNew -> isNew
                                ? effect.apply(connection).call(answer -> remember(connection, claim, answer))
                                : recall(connection, claim))));
    }

    /**
     * The part of {@link #once} that needs no database: repetitions that come while the first request is at work share
     * its answer. For those who carry out several operations in one unit of work and keep the keys with
     * {@link #claimAll} and {@link #rememberAll} themselves.
     *
     * @param work does it, once for all that wait; it has to claim and remember
     */
    public Uni<Answer> shared(
            Actor caller, String key, List<Object> request, Function<IdempotencyClaim, Uni<Answer>> work) {
        requireWellFormed(key);
        IdempotencyClaim claim = new IdempotencyClaim(new IdempotencyClaim.Key(caller.id(), key), fingerprint(request));
        Running mine = new Running(claim.fingerprint(), new CompletableFuture<>());
        Running first = running.putIfAbsent(claim.id(), mine);
        if (first != null) {
            return repetition(claim, first);
        }
        return work.apply(claim).onTermination().invoke((answer, failure, isCancelled) -> {
            running.remove(claim.id());
            if (failure != null) {
                mine.answer().completeExceptionally(failure);
            } else if (isCancelled) {
                mine.answer().completeExceptionally(Rejection.conflict("idempotency-key-in-use"));
            } else {
                mine.answer().complete(answer);
            }
        });
    }

    private static Uni<Answer> repetition(IdempotencyClaim claim, Running first) {
        if (!first.fingerprint().equals(claim.fingerprint())) {
            return Uni.createFrom().failure(Rejection.of(Rejection.Kind.UNPROCESSABLE, "idempotency-key-reused"));
        }
        Uni<Answer> answer = Uni.createFrom()
                .completionStage(first.answer())
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> Rejection.conflict("idempotency-key-in-use"))
                .map(Answer::replayed);
        Context own = Vertx.currentContext();
        return own == null ? answer : answer.emitOn(task -> own.runOnContext(ignored -> task.run()));
    }

    /**
     * Claims several keys in the caller's unit of work, in one statement when all are new.
     *
     * @return for each claim the stored answer of an earlier request, null where it is new and to be carried out, or
     *     {@link #OF_ANOTHER_REQUEST} where it is to be refused with {@code idempotency-key-reused}
     */
    public Uni<List<Answer>> claimAll(SqlConnection connection, List<IdempotencyClaim> claims) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        UUID[] callers = claims.stream().map(claim -> claim.id().caller()).toArray(UUID[]::new);
        String[] keys = claims.stream().map(claim -> claim.id().key()).toArray(String[]::new);
        String[] fingerprints =
                claims.stream().map(IdempotencyClaim::fingerprint).toArray(String[]::new);
        return CLAIM_ALL.execute(connection, callers, keys, fingerprints, now).chain(claimed -> {
            if (claimed.rowCount() == claims.size()) {
                return Uni.createFrom().item(Arrays.asList(new Answer[claims.size()]));
            }
            Set<IdempotencyClaim.Key> isNew = new HashSet<>();
            claimed.forEach(row -> isNew.add(keyOf(row)));
            return RECALL_ALL.execute(connection, callers, keys).map(rows -> earlier(claims, isNew, rows));
        });
    }

    /** Gives up claims that were refused, in the unit of work that claimed them, so that their keys may try again. */
    public Uni<Void> forgetAll(SqlConnection connection, List<IdempotencyClaim> claims) {
        if (claims.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return FORGET_ALL
                .execute(
                        connection,
                        claims.stream().map(claim -> claim.id().caller()).toArray(UUID[]::new),
                        claims.stream().map(claim -> claim.id().key()).toArray(String[]::new))
                .replaceWithVoid();
    }

    /** Keeps the answers of claims that were carried out, in the unit of work of their effects. */
    public Uni<Void> rememberAll(SqlConnection connection, List<IdempotencyClaim> claims, List<Answer> answers) {
        return REMEMBER_ALL
                .execute(
                        connection,
                        claims.stream().map(claim -> claim.id().caller()).toArray(UUID[]::new),
                        claims.stream().map(claim -> claim.id().key()).toArray(String[]::new),
                        answers.stream().map(Answer::status).toArray(Integer[]::new),
                        texts(answers, Answer::body),
                        texts(answers, Answer::location),
                        texts(answers, Answer::etag))
                .replaceWithVoid();
    }

    private static String[] texts(List<Answer> answers, Function<Answer, String> member) {
        List<String> values = new ArrayList<>(answers.size());
        answers.forEach(answer -> values.add(member.apply(answer)));
        return values.toArray(String[]::new);
    }

    private static List<Answer> earlier(
            List<IdempotencyClaim> claims, Set<IdempotencyClaim.Key> isNew, RowSet<Row> rows) {
        Map<IdempotencyClaim.Key, Row> stored = new HashMap<>();
        rows.forEach(row -> stored.put(keyOf(row), row));
        List<Answer> answers = new ArrayList<>(claims.size());
        for (IdempotencyClaim claim : claims) {
            Row row = stored.get(claim.id());
            if (isNew.contains(claim.id())) {
                answers.add(null);
            } else if (row.getString("fingerprint").equals(claim.fingerprint())) {
                answers.add(stored(row, claim.fingerprint()));
            } else {
                answers.add(OF_ANOTHER_REQUEST);
            }
        }
        return answers;
    }

    private static IdempotencyClaim.Key keyOf(Row row) {
        return new IdempotencyClaim.Key(row.getUUID("caller_id"), row.getString("key"));
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

    private Uni<Boolean> claim(SqlConnection connection, IdempotencyClaim claim) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return CLAIM.execute(connection, claim.id().caller(), claim.id().key(), claim.fingerprint(), now)
                .map(inserted -> inserted.rowCount() == 1);
    }

    private static Uni<Answer> recall(SqlConnection connection, IdempotencyClaim claim) {
        return RECALL.execute(connection, claim.id().caller(), claim.id().key())
                .map(rows -> stored(rows.iterator().next(), claim.fingerprint()));
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

    private static Uni<Void> remember(SqlConnection connection, IdempotencyClaim claim, Answer answer) {
        return REMEMBER.execute(
                        connection,
                        claim.id().caller(),
                        claim.id().key(),
                        answer.status(),
                        answer.body(),
                        answer.location(),
                        answer.etag())
                .replaceWithVoid();
    }
}
