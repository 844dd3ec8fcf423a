package cn.dengyun.platform.idempotency;

import cn.dengyun.platform.database.CallersContext;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Makes an operation safe to repeat: the key, the fingerprint of the request, the effect and the answer commit in one
 * unit of work (draft-ietf-httpapi-idempotency-key-header, with the stricter rules of design.md §2).
 */
@ApplicationScoped
public class Idempotency {

    private static final Pattern WELL_FORMED = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final RowMapper<IdempotencyClaim.Key> KEYS =
            RowMapper.of(IdempotencyClaim.Key.class).named("caller", "caller_id");
    private static final RowMapper<IdempotencyClaim> CLAIMS =
            RowMapper.of(IdempotencyClaim.class).named("id.caller", "caller_id");
    private static final RowMapper<Stored> STORED = RowMapper.of(Stored.class).named("claim.id.caller", "caller_id");
    private static final Statement CLAIM = Statement.of("""
            INSERT INTO idempotency_record %s ON CONFLICT ON CONSTRAINT idempotency_record_pk DO NOTHING
            """.formatted(CLAIMS.values("created_at")));
    private static final Statement RECALL = Statement.of("""
            SELECT caller_id, key, fingerprint, status, body, location, etag, true AS is_replay
            FROM idempotency_record WHERE caller_id = $1 AND key = $2
            """);
    private static final Statement REMEMBER = Statement.of("""
            UPDATE idempotency_record SET status = $3, body = $4, location = $5, etag = $6 WHERE caller_id = $1
                AND key = $2
            """);

    private static final Statement CLAIM_ALL = Statement.of("""
            INSERT INTO idempotency_record (caller_id, key, fingerprint, created_at)
            SELECT caller_id, key, fingerprint, $4 FROM %s
            ORDER BY caller_id, key ON CONFLICT ON CONSTRAINT idempotency_record_pk DO NOTHING
            RETURNING caller_id, key
            """.formatted(CLAIMS.unnested()));
    /** Without those that were only just claimed. */
    private static final Statement RECALL_ALL = Statement.of("""
            SELECT caller_id, key, fingerprint, status, body, location, etag, true AS is_replay
            FROM idempotency_record WHERE (caller_id, key) IN (SELECT * FROM %s) AND status IS NOT NULL
            """.formatted(KEYS.unnested()));

    private static final Statement FORGET_ALL = Statement.of("""
            DELETE FROM idempotency_record WHERE (caller_id, key) IN (SELECT * FROM %s) AND status IS NULL
            """.formatted(KEYS.unnested()));
    private static final Statement REMEMBER_ALL = Statement.of("""
            UPDATE idempotency_record r
            SET status = t.status, body = t.body, location = t.location, etag = t.etag
            FROM %s WHERE r.caller_id = t.caller_id AND r.key = t.key
            """.formatted(STORED.unnested()));

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

    /** A request that was carried out, and what it was answered. */
    private record Stored(IdempotencyClaim claim, Answer answer) {}

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
        return CallersContext.goOn(answer);
    }

    /**
     * Claims several keys in the caller's unit of work, in one statement when all are new.
     *
     * @return for each claim the stored answer of an earlier request, null where it is new and to be carried out, or
     *     {@link #OF_ANOTHER_REQUEST} where it is to be refused with {@code idempotency-key-reused}
     */
    public Uni<List<Answer>> claimAll(SqlConnection connection, List<IdempotencyClaim> claims) {
        return CLAIM_ALL
                .execute(connection, CLAIMS.arrays(claims, clock.instant()))
                .chain(claimed -> {
                    if (claimed.rowCount() == claims.size()) {
                        return Uni.createFrom().item(Arrays.asList(new Answer[claims.size()]));
                    }
                    Set<IdempotencyClaim.Key> isNew = Set.copyOf(KEYS.list(claimed));
                    return RECALL_ALL
                            .execute(connection, keys(claims))
                            .map(rows -> earlier(
                                    claims,
                                    isNew,
                                    STORED.by(stored -> stored.claim().id(), rows)));
                });
    }

    /** Gives up claims that were refused, in the unit of work that claimed them, so that their keys may try again. */
    public Uni<Void> forgetAll(SqlConnection connection, List<IdempotencyClaim> claims) {
        if (claims.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return FORGET_ALL.execute(connection, keys(claims)).replaceWithVoid();
    }

    private static Tuple keys(List<IdempotencyClaim> claims) {
        return KEYS.arrays(claims.stream().map(IdempotencyClaim::id).toList());
    }

    /** Keeps the answers of claims that were carried out, in the unit of work of their effects. */
    public Uni<Void> rememberAll(SqlConnection connection, List<IdempotencyClaim> claims, List<Answer> answers) {
        List<Stored> answered = IntStream.range(0, claims.size())
                .mapToObj(at -> new Stored(claims.get(at), answers.get(at)))
                .toList();
        return REMEMBER_ALL.execute(connection, STORED.arrays(answered)).replaceWithVoid();
    }

    private static List<Answer> earlier(
            List<IdempotencyClaim> claims, Set<IdempotencyClaim.Key> isNew, Map<IdempotencyClaim.Key, Stored> stored) {
        List<Answer> answers = new ArrayList<>(claims.size());
        for (IdempotencyClaim claim : claims) {
            if (isNew.contains(claim.id())) {
                answers.add(null);
                continue;
            }
            Stored earlier = stored.get(claim.id());
            answers.add(earlier.claim().equals(claim) ? earlier.answer() : OF_ANOTHER_REQUEST);
        }
        return answers;
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
        return CLAIM.execute(connection, claim, clock.instant()).map(Rows::any);
    }

    private static Uni<Answer> recall(SqlConnection connection, IdempotencyClaim claim) {
        return RECALL.execute(connection, claim.id()).map(STORED::first).map(stored -> {
            if (!stored.claim().equals(claim)) {
                throw Rejection.of(Rejection.Kind.UNPROCESSABLE, "idempotency-key-reused");
            }
            return stored.answer();
        });
    }

    private static Uni<Void> remember(SqlConnection connection, IdempotencyClaim claim, Answer answer) {
        return REMEMBER.execute(
                        connection, claim.id(), answer.status(), answer.body(), answer.location(), answer.etag())
                .replaceWithVoid();
    }
}
