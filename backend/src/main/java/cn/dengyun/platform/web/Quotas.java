package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.Problems;
import cn.dengyun.platform.problem.StandingRefusal;
import cn.dengyun.platform.security.TokenVerifier;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.NetAddress;
import cn.dengyun.shared.Rejection;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;

/**
 * Quotas, for requests and for pushed rows apart, so that everybody knows what a bulk call costs. Both refill
 * continuously and are counted by each node for itself. The headers are those of draft-ietf-httpapi-ratelimit-headers.
 */
@ApplicationScoped
public class Quotas {

    /** How much one caller may use. */
    @ConfigMapping(prefix = "dengyun.quotas")
    public interface QuotaConfig {

        /**
         * Requests a minute for each person who is signed in; the systems of an organisation have ten times as much
         * together, and each address of all others five times, for an office shares one.
         */
        @WithDefault("6000")
        long requestsPerMinute();
    }

    /** That one organisation may push: a catalogue of hundreds of thousands several times over. */
    static final long ROWS_PER_HOUR = 5_000_000;

    /** Behind what looks at the head of a request alone, before anything that costs. */
    static final int ORDER = PlainPaths.ORDER + 1;

    private static final Duration REQUEST_WINDOW = Duration.ofMinutes(1);
    private static final Duration ROW_WINDOW = Duration.ofHours(1);
    private static final long MAX_CALLERS = 100_000;

    private static final int MORE_FOR_SYSTEMS = 10;
    private static final int MORE_FOR_ADDRESSES = 5;

    private static final String BEARER = "Bearer ";

    /** Where the rest of a request finds whose share it is. */
    private static final String CALLER = "dengyun.caller";

    private final Share ofPerson;
    private final Share ofSystems;
    private final Share ofAddress;
    private final TokenVerifier tokens;
    private final StandingRefusal exceeded;
    private final TimeMeter time;
    private final Cache<String, Bucket> requests = Caffeine.newBuilder()
            .maximumSize(MAX_CALLERS)
            .expireAfterAccess(REQUEST_WINDOW.multipliedBy(2))
            .build();
    private final Cache<UUID, Bucket> rows = Caffeine.newBuilder()
            .maximumSize(MAX_CALLERS)
            .expireAfterAccess(ROW_WINDOW.multipliedBy(2))
            .build();

    @Inject
    Quotas(QuotaConfig config, TokenVerifier tokens, Problems problems) {
        this(config, tokens, problems, TimeMeter.SYSTEM_NANOTIME);
    }

    Quotas(QuotaConfig config, TokenVerifier tokens, Problems problems, TimeMeter time) {
        this.ofPerson = Share.of(config.requestsPerMinute());
        this.ofSystems = Share.of(config.requestsPerMinute() * MORE_FOR_SYSTEMS);
        this.ofAddress = Share.of(config.requestsPerMinute() * MORE_FOR_ADDRESSES);
        this.tokens = tokens;
        this.exceeded = problems.standing(Rejection.of(Rejection.Kind.TOO_MANY, "quota-exceeded"));
        this.time = time;
    }

    /**
     * How much a caller may use.
     *
     * @param requests in a minute
     * @param policy the header that tells it
     */
    record Share(long requests, String policy) {

        static Share of(long requests) {
            return new Share(
                    requests,
                    "\"requests\";q=" + requests + ";w=" + REQUEST_WINDOW.toSeconds() + ", \"rows\";q=" + ROWS_PER_HOUR
                            + ";w=" + ROW_WINDOW.toSeconds());
        }
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(context -> {
            if (isProbe(context.normalizedPath())) {
                context.next();
            } else {
                count(context);
            }
        });
    }

    /** What watches the platform asks too seldom to cost anything, and must be answered above all. */
    private static boolean isProbe(String path) {
        return path.startsWith("/q/health") || path.startsWith("/q/metrics");
    }

    private void count(RoutingContext context) {
        Caller caller = caller(context);
        context.put(CALLER, caller);
        Bucket bucket = requests.get(caller.key(), key -> bucket(caller.share().requests(), REQUEST_WINDOW));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        long resetSeconds = Duration.ofNanos(probe.getNanosToWaitForReset()).toSeconds();
        context.response()
                .putHeader("RateLimit-Policy", caller.share().policy())
                .putHeader("RateLimit", "\"requests\";r=" + probe.getRemainingTokens() + ";t=" + resetSeconds);
        if (probe.isConsumed()) {
            context.next();
            return;
        }
        exceeded.send(
                context,
                Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds()));
    }

    /** @param isStranger whether only the address is known */
    record Caller(String key, Share share, boolean isStranger) {}

    /** Whose share a request is that was counted. */
    static Caller callerOf(RoutingContext context) {
        return context.get(CALLER);
    }

    /** Whom a token speaks for that was verified lately; the address of all others, whatever they claim to be. */
    private Caller caller(RoutingContext context) {
        String authorization = context.request().getHeader("Authorization");
        Actor known = authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? null
                : tokens.callerOf(authorization.substring(BEARER.length()).strip());
        if (known == null) {
            String address =
                    NetAddress.shareOf(context.request().remoteAddress().hostAddress());
            return new Caller(address, ofAddress, true);
        }
        // An organisation may have many systems; together they are one.
        return known.isClient()
                ? new Caller(known.organizationId().toString(), ofSystems, false)
                : new Caller(known.id().toString(), ofPerson, false);
    }

    /** Takes rows from an organisation's quota. Rejects with {@code row-quota-exceeded}. */
    public void takeRows(UUID organizationId, int count) {
        Bucket bucket = rows.get(organizationId, key -> bucket(ROWS_PER_HOUR, ROW_WINDOW));
        if (count > 0 && !bucket.tryConsume(count)) {
            throw Rejection.of(Rejection.Kind.TOO_MANY, "row-quota-exceeded");
        }
    }

    private Bucket bucket(long capacity, Duration window) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(Bandwidth.builder()
                        .capacity(capacity)
                        .refillGreedy(capacity, window)
                        .build())
                .build();
    }
}
