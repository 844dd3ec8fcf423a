package cn.dengyun.platform.outbound;

import cn.dengyun.platform.outbound.TargetGuard.Target;
import cn.dengyun.platform.outbound.TargetRefusal.RefusedException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * Makes calls: to the checked address, without following redirects, for ten seconds and 64 KiB of answer at most. The
 * body is read to keep the connection, kept as far as the caller wants it, and never unpacked.
 */
@ApplicationScoped
public class OutboundCalls {

    public static final int MAX_ANSWER_BYTES = 64 * 1_024;

    static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    static final int RESOLVING_AT_ONCE = 8;

    private static final String RESOLVING = "outbound-resolving-";
    private static final int CONNECTIONS_TO_A_HOST = 64;
    private static final int IDLE_SECONDS = 20;

    private final TargetGuard guard;
    private final HttpClient client;
    private final Map<OutboundPurpose, WorkerExecutor> resolving = new EnumMap<>(OutboundPurpose.class);

    /** The last that waits for its turn to have the name of a host asked for, by purpose and host. */
    private final Map<String, Future<Void>> turns = new ConcurrentHashMap<>();

    private final Duration timeout;

    @Inject
    OutboundCalls(TargetGuard guard, Vertx vertx) {
        this(guard, vertx, new HttpClientOptions());
    }

    /** With other options than the machine's own trust in certificates. */
    public OutboundCalls(TargetGuard guard, Vertx vertx, HttpClientOptions options) {
        this(guard, vertx, options, TIMEOUT);
    }

    OutboundCalls(TargetGuard guard, Vertx vertx, HttpClientOptions options, Duration timeout) {
        this.guard = guard;
        this.timeout = timeout;
        this.client = vertx.createHttpClient(options.setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setVerifyHost(true)
                .setMaxPoolSize(CONNECTIONS_TO_A_HOST)
                .setMaxWaitQueueSize(CONNECTIONS_TO_A_HOST)
                .setKeepAliveTimeout(IDLE_SECONDS));
        for (OutboundPurpose purpose : OutboundPurpose.values()) {
            resolving.put(
                    purpose,
                    vertx.createSharedWorkerExecutor(
                            RESOLVING + purpose.name().toLowerCase(Locale.ROOT),
                            RESOLVING_AT_ONCE,
                            TIMEOUT.toSeconds(),
                            TimeUnit.SECONDS));
        }
    }

    @PreDestroy
    public void close() {
        client.close();
        resolving.values().forEach(WorkerExecutor::close);
    }

    /** A call of a webhook. */
    public Uni<OutboundAnswer> make(OutboundCall call) {
        return make(OutboundPurpose.WEBHOOK, call);
    }

    /** One call; it always has an outcome and never fails. */
    public Uni<OutboundAnswer> make(OutboundPurpose purpose, OutboundCall call) {
        long began = System.nanoTime();
        Abandonment abandonment = new Abandonment();
        AtomicReference<Reading> answered = new AtomicReference<>();
        Future<Reading> outcome = inTurn(purpose, call, abandonment)
                .compose(target -> client.request(options(target, call)))
                .compose(abandonment::guarded)
                .compose(request -> call.body() == null ? request.send() : request.send(Buffer.buffer(call.body())))
                .map(response -> new Reading(response, call.keptBytes()))
                .onSuccess(answered::set)
                .compose(reading -> reading.drained(abandonment));
        return Uni.createFrom()
                .completionStage(outcome.toCompletionStage())
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .invoke(abandonment::abandon)
                .map(Reading.class::cast)
                .onFailure(failure -> answered.get() != null)
                .recoverWithItem(answered::get)
                .map(reading -> reading.answer(millisSince(began)))
                .onFailure()
                .recoverWithItem(failure -> OutboundAnswer.none(
                        reason(failure), abandonment.isSent(), abandonment.hasBegun(), millisSince(began)));
    }

    /**
     * The address of a call. One of a host is asked for at a time, so that a name server that is slow with it takes one
     * of the turns, and holds up those alone who call that host too.
     */
    private Future<Target> inTurn(OutboundPurpose purpose, OutboundCall call, Abandonment abandonment) {
        String key = purpose + " " + host(call.url());
        Promise<Void> over = Promise.promise();
        Future<Void> before = turns.put(key, over.future());
        Future<Void> turn = before == null ? Future.succeededFuture() : before;
        return turn.compose(free -> resolving.get(purpose).executeBlocking(() -> resolved(call, abandonment), false))
                .onComplete(done -> {
                    turns.remove(key, over.future());
                    over.complete();
                });
    }

    /** What cannot be read is refused in its turn. */
    private static String host(String url) {
        if (url == null) {
            return "";
        }
        try {
            return String.valueOf(URI.create(url).getHost()).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** A name is not asked for any more when nobody waits for it: slow ones would take the turns of the others. */
    private Target resolved(OutboundCall call, Abandonment abandonment) {
        abandonment.requireWanted();
        return guard.resolve(call.url(), call.attempt());
    }

    private static RequestOptions options(Target target, OutboundCall call) {
        String path = target.uri().getRawPath();
        String query = target.uri().getRawQuery();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.address().getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.isTls())
                .setURI((path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query))
                .setFollowRedirects(false);
        call.headers().forEach(options::putHeader);
        return options;
    }

    /** An answer while its body comes; asked for by another thread when the time is over. */
    private static final class Reading {

        private final HttpClientResponse response;
        private final int kept;
        private final Buffer body = Buffer.buffer();
        private long read;
        private boolean isEnded;

        Reading(HttpClientResponse response, int kept) {
            this.response = response;
            this.kept = kept;
        }

        /** Reads to the end, or to the bound. */
        Future<Reading> drained(Abandonment abandonment) {
            Promise<Reading> end = Promise.promise();
            response.handler(part -> {
                if (isTooMuch(part)) {
                    end.tryComplete(this);
                    abandonment.abandon();
                }
            });
            response.exceptionHandler(failure -> end.tryComplete(this));
            response.endHandler(ended -> {
                end();
                end.tryComplete(this);
            });
            return end.future();
        }

        private synchronized boolean isTooMuch(Buffer part) {
            read += part.length();
            int wanted = Math.min(part.length(), kept - body.length());
            body.appendBuffer(part, 0, wanted);
            return read > MAX_ANSWER_BYTES;
        }

        private synchronized void end() {
            isEnded = true;
        }

        synchronized OutboundAnswer answer(long millis) {
            boolean isWhole = isEnded && read == body.length();
            return new OutboundAnswer(response.statusCode(), response.headers(), body.copy(), isWhole, null, millis);
        }
    }

    /** Gives a request up, also one whose connection is still to come. */
    private static final class Abandonment {

        private static final String TOO_LATE = "too late";

        private HttpClientRequest request;
        private boolean isAbandoned;
        private boolean hasBegun;

        synchronized void requireWanted() {
            if (isAbandoned) {
                throw new IllegalStateException(TOO_LATE);
            }
            hasBegun = true;
        }

        /** Whether its turn came before it was given up. */
        synchronized boolean hasBegun() {
            return hasBegun;
        }

        synchronized Future<HttpClientRequest> guarded(HttpClientRequest connected) {
            if (isAbandoned) {
                connected.reset();
                return Future.failedFuture(TOO_LATE);
            }
            request = connected;
            return Future.succeededFuture(connected);
        }

        /** What had no connection when it was given up gets none. */
        synchronized boolean isSent() {
            return request != null;
        }

        synchronized void abandon() {
            isAbandoned = true;
            if (request != null) {
                request.reset();
            }
        }
    }

    private static OutboundFailure reason(Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.refusal() == TargetRefusal.UNRESOLVABLE
                    ? OutboundFailure.UNRESOLVABLE
                    : OutboundFailure.REFUSED;
        }
        if (failure instanceof TimeoutException) {
            return OutboundFailure.TIMEOUT;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return OutboundFailure.TLS;
            }
        }
        return OutboundFailure.CONNECTION;
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
