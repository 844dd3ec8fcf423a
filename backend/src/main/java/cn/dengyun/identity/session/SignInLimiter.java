package cn.dengyun.identity.session;

import cn.dengyun.identity.IdentityLimits;
import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.problem.OverloadFailures;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.NetAddress;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;

/**
 * Slows down guessing. After some failures for one user name, wherever they came from, each further attempt has to wait
 * twice as long as the one before, and after many the name is locked for a while; the same for one address, whatever
 * names it tries, with a larger allowance, which comes back in an hour, and no lock. An address from which the name was
 * signed in before is counted for itself and for this name alone, so that nobody can lock out others who are where they
 * usually are, not even who shares their address (OWASP: device cookies). It counts attempts when they begin, so a
 * thousand at once gain nothing, and in the database, so going from node to node gains nothing either. Names are
 * counted whether or not they belong to anybody, so a delay tells nothing.
 */
@ApplicationScoped
public class SignInLimiter {

    private static final String NAME = "NAME";
    private static final String PLACE = "PLACE";
    private static final String ADDRESS = "ADDRESS";
    private static final String RESET = "RESET";
    private static final int NEVER = Integer.MAX_VALUE;
    private static final Duration NAMES_FORGIVE = Duration.ofDays(1);
    /** In which a whole allowance comes back, little by little. */
    private static final Duration ADDRESSES_FORGIVE = Duration.ofHours(1);

    /**
     * Counts an attempt unless it comes too early, and says how long the next one has to wait. What was counted before
     * becomes less by one in every $10 seconds. Who need not wait is blocked until long ago: moments of simultaneous
     * attempts, and of different nodes, are in no order.
     */
    private static final Statement BEGIN = Statement.of("""
            INSERT INTO sign_in_failure AS f (kind, subject, failures, blocked_until, last_at)
            VALUES ($1, $2, 1, 'epoch', $3)
            ON CONFLICT ON CONSTRAINT sign_in_failure_pk DO UPDATE SET (failures, blocked_until, last_at) = (
                SELECT n, CASE WHEN ceil(n) < $5 THEN 'epoch'::timestamptz
                    ELSE $3::timestamptz + interval '1 second' * CASE WHEN n >= $8 THEN $9::float8
                        ELSE least($6::float8 * power(2, least(ceil(n) - $5, 20)), $7::float8) END END,
                    greatest(f.last_at, $3)
                FROM (SELECT 1 + CASE WHEN f.last_at < $4 THEN 0 ELSE greatest(0, f.failures
                    - greatest(0, extract(epoch FROM $3::timestamptz - f.last_at)::float8) / $10::float8) END) AS counted (n))
            WHERE ceil(f.failures) < $5 OR f.blocked_until <= $3
            RETURNING f.failures
            """);

    private static final Statement BLOCKED_UNTIL =
            Statement.of("SELECT blocked_until FROM sign_in_failure WHERE kind = $1 AND subject = $2");
    private static final Statement IS_KNOWN =
            Statement.of("SELECT 1 FROM sign_in_place WHERE name = $1 AND address = $2");
    private static final Statement FORGIVE_NAME = Statement.of("""
            DELETE FROM sign_in_failure WHERE kind = 'NAME' AND subject = $1 OR kind = 'PLACE' AND subject ^@ ($1 || ':')
            """);
    /** Remembers the place. What failed elsewhere stays counted when it was known before. */
    private static final Statement ARRIVE = Statement.of("""
            WITH place AS (
                INSERT INTO sign_in_place AS p (name, address, last_at) VALUES ($1, $2, $3)
                ON CONFLICT ON CONSTRAINT sign_in_place_pk DO UPDATE SET last_at = greatest(p.last_at, excluded.last_at)
            )
            DELETE FROM sign_in_failure WHERE kind = 'PLACE' AND subject = $1 || ':' || $2 OR kind = 'NAME'
                AND subject = $1 AND NOT EXISTS (SELECT 1 FROM sign_in_place p WHERE p.name = $1 AND p.address = $2)
            """);
    /** An attempt that was allowed was not blocked before, so without it nobody is. */
    private static final Statement TAKE_BACK = Statement.of("""
            UPDATE sign_in_failure SET failures = greatest(failures - 1, 0), blocked_until = 'epoch'
            WHERE kind = $1 AND subject = $2
            """);

    private final IdentityLimits limits;
    private final Pool pool;
    private final Clock clock;

    SignInLimiter(IdentityLimits limits, Pool pool, @WallClock Clock clock) {
        this.limits = limits;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Counts an attempt, has it proven, and forgets what was counted when the proof was right. One that nobody had the
     * time to look at, because the platform has too much to do, is no failure.
     *
     * <p>Rejects with {@code sign-in-blocked} (429; seconds to wait) when it comes too early after failed ones, and
     * with what the proof rejects.
     *
     * @param proof is told whether the name was signed in from the address before
     */
    public <T> Uni<T> attempt(String username, String address, Function<Boolean, Uni<T>> proof) {
        String from = NetAddress.shareOf(address);
        return begin(username, from)
                .chain(isKnown -> proof.apply(isKnown)
                        .onFailure(SignInLimiter::isOverload)
                        .call(() ->
                                takeBack(username, from, isKnown).onFailure().recoverWithNull())
                        .call(() -> succeed(username, from, isKnown)));
    }

    private static boolean isOverload(Throwable failure) {
        return OverloadFailures.isOverload(failure)
                || failure instanceof Rejection rejection && rejection.kind() == Rejection.Kind.UNAVAILABLE;
    }

    /** Counts an attempt that begins now; tells whether the name is known at the address. */
    Uni<Boolean> begin(String username, String address) {
        Instant now = clock.instant();
        return IS_KNOWN.execute(pool, digest(username), digest(address))
                .map(Rows::any)
                .call(isKnown -> isKnown
                        ? countName(PLACE, place(username, address), now)
                        : countAddress(ADDRESS, address, now).chain(() -> countName(NAME, digest(username), now)));
    }

    private Uni<Void> countName(String kind, String subject, Instant now) {
        return count(
                kind, subject, now, NAMES_FORGIVE, Double.POSITIVE_INFINITY, limits.freeAttempts(), limits.lockAfter());
    }

    private Uni<Void> countAddress(String kind, String address, Instant now) {
        int free = limits.freeAttemptsOfAddress();
        return count(kind, address, now, ADDRESSES_FORGIVE, (double) ADDRESSES_FORGIVE.toSeconds() / free, free, NEVER);
    }

    /**
     * Counts a password reset that an address asks for.
     *
     * <p>Rejects with {@code sign-in-blocked} (429; seconds to wait) when it asks too often.
     */
    public Uni<Void> beginReset(String address) {
        return countAddress(RESET, NetAddress.shareOf(address), clock.instant());
    }

    /**
     * The attempt was no failure: what was counted before for the name, or for the place where it is known, is
     * forgotten. Of the address only this one is: one right password among many wrong ones does not make it
     * trustworthy.
     */
    Uni<Void> succeed(String username, String address, boolean isKnown) {
        return ARRIVE.execute(pool, digest(username), digest(address), utc(clock.instant()))
                .chain(() -> isKnown ? Uni.createFrom().voidItem() : takeBack(ADDRESS, address));
    }

    private Uni<Void> takeBack(String username, String address, boolean isKnown) {
        return isKnown
                ? takeBack(PLACE, place(username, address))
                : takeBack(ADDRESS, address).chain(() -> takeBack(NAME, digest(username)));
    }

    private Uni<Void> takeBack(String kind, String subject) {
        return TAKE_BACK.execute(pool, kind, subject).replaceWithVoid();
    }

    /**
     * Who proves otherwise to be the account's owner is not locked out any more.
     *
     * @param client of the caller's unit of work
     */
    public Uni<Void> forgive(SqlClient client, String username) {
        return FORGIVE_NAME.execute(client, digest(username)).replaceWithVoid();
    }

    /** @param each in which one failure is forgiven, in seconds */
    private Uni<Void> count(
            String kind, String subject, Instant now, Duration forgiving, double each, int free, int lockAfter) {
        return BEGIN.execute(
                        pool,
                        kind,
                        subject,
                        utc(now),
                        utc(now.minus(forgiving)),
                        free,
                        (double) limits.firstDelay().toSeconds(),
                        (double) limits.longestDelay().toSeconds(),
                        lockAfter,
                        (double) limits.lockFor().toSeconds(),
                        each)
                .chain(rows -> Rows.any(rows) ? Uni.createFrom().voidItem() : blocked(kind, subject, now));
    }

    private Uni<Void> blocked(String kind, String subject, Instant now) {
        return BLOCKED_UNTIL.execute(pool, kind, subject).map(rows -> {
            long seconds = Duration.between(now, blockedUntil(rows, now)).toSeconds();
            throw Rejection.of(Rejection.Kind.TOO_MANY, "sign-in-blocked", Math.max(1, seconds));
        });
    }

    /** The row may be gone by now, because the right password came in between. */
    private static Instant blockedUntil(RowSet<Row> rows, Instant now) {
        for (Row row : rows) {
            return row.getOffsetDateTime(0).toInstant();
        }
        return now;
    }

    private static String place(String username, String address) {
        return digest(username) + ":" + digest(address);
    }

    private static String digest(String text) {
        return Hashes.sha256Hex(text);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
