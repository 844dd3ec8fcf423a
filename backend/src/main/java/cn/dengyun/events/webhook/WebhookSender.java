package cn.dengyun.events.webhook;

import cn.dengyun.events.webhook.TargetGuard.Target;
import cn.dengyun.events.webhook.TargetRefusal.RefusedException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
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
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * Makes one attempt: to the checked address, without following redirects, for ten seconds and 64 KiB of answer at most.
 * Of the answer only status and {@code Retry-After} count; its body is read to keep the connection and then forgotten.
 */
@ApplicationScoped
class WebhookSender {

    static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    static final int MAX_ANSWER_BYTES = 64 * 1_024;

    private static final int RESOLVING_AT_ONCE = 8;
    private static final int CONNECTIONS_TO_A_HOST = 64;
    private static final int IDLE_SECONDS = 20;
    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int ERRORS = 400;

    private final TargetGuard guard;
    private final Clock clock;
    private final HttpClient client;
    private final WorkerExecutor resolving;

    @Inject
    WebhookSender(TargetGuard guard, Clock clock, Vertx vertx) {
        this(guard, clock, vertx, new HttpClientOptions());
    }

    /** With other options than the machine's own trust in certificates. */
    WebhookSender(TargetGuard guard, Clock clock, Vertx vertx, HttpClientOptions options) {
        this.guard = guard;
        this.clock = clock;
        this.client = vertx.createHttpClient(options.setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setVerifyHost(true)
                .setMaxPoolSize(CONNECTIONS_TO_A_HOST)
                .setMaxWaitQueueSize(CONNECTIONS_TO_A_HOST)
                .setKeepAliveTimeout(IDLE_SECONDS));
        this.resolving = vertx.createSharedWorkerExecutor(
                "webhook-resolving", RESOLVING_AT_ONCE, TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    @PreDestroy
    void close() {
        client.close();
        resolving.close();
    }

    /** One attempt; it always has an outcome and never fails. */
    Uni<DeliveryAttempt> send(UUID deliveryId, String url, int attempt, Map<String, String> headers, String body) {
        Instant start = clock.instant();
        long began = System.nanoTime();
        Abandonment abandonment = new Abandonment();
        AtomicReference<HttpClientResponse> answered = new AtomicReference<>();
        Future<HttpClientResponse> outcome = resolving
                .executeBlocking(() -> guard.resolve(url, attempt), false)
                .compose(target -> client.request(options(target, headers)))
                .compose(abandonment::guarded)
                .compose(request -> request.send(Buffer.buffer(body)))
                .onSuccess(answered::set)
                .compose(response -> drained(abandonment, response));
        return Uni.createFrom()
                .completionStage(outcome.toCompletionStage())
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .invoke(abandonment::abandon)
                .map(HttpClientResponse.class::cast)
                .onFailure(failure -> answered.get() != null)
                .recoverWithItem(answered::get)
                .map(response -> answered(deliveryId, start, response, millisSince(began)))
                .onFailure()
                .recoverWithItem(failure ->
                        new DeliveryAttempt(deliveryId, start, null, reason(failure), null, millisSince(began)));
    }

    private static RequestOptions options(Target target, Map<String, String> headers) {
        String path = target.uri().getRawPath();
        String query = target.uri().getRawQuery();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.address().getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.isTls())
                .setURI((path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query))
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        return options;
    }

    private static Future<HttpClientResponse> drained(Abandonment abandonment, HttpClientResponse response) {
        Promise<HttpClientResponse> end = Promise.promise();
        long[] read = {0};
        response.handler(part -> {
            read[0] += part.length();
            if (read[0] > MAX_ANSWER_BYTES) {
                end.tryComplete(response);
                abandonment.abandon();
            }
        });
        response.exceptionHandler(failure -> end.tryComplete(response));
        response.endHandler(ended -> end.tryComplete(response));
        return end.future();
    }

    /** Gives a request up, also one whose connection is still to come. */
    private static final class Abandonment {

        private HttpClientRequest request;
        private boolean isAbandoned;

        synchronized Future<HttpClientRequest> guarded(HttpClientRequest connected) {
            if (isAbandoned) {
                connected.reset();
                return Future.failedFuture("too late");
            }
            request = connected;
            return Future.succeededFuture(connected);
        }

        synchronized void abandon() {
            isAbandoned = true;
            if (request != null) {
                request.reset();
            }
        }
    }

    private DeliveryAttempt answered(UUID deliveryId, Instant start, HttpClientResponse response, long millis) {
        int status = response.statusCode();
        DeliveryAttempt.Failure failure = null;
        if (status < OK || status >= ERRORS) {
            failure = DeliveryAttempt.Failure.STATUS;
        } else if (status >= REDIRECTS) {
            failure = DeliveryAttempt.Failure.REDIRECT;
        }
        return new DeliveryAttempt(deliveryId, start, status, failure, retryAfter(response.headers()), millis);
    }

    /** Seconds or a date (RFC 9110 §10.2.3); null when it is absent or neither. */
    private Duration retryAfter(MultiMap headers) {
        String value = headers.get("Retry-After");
        if (value == null) {
            return null;
        }
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(clock.instant(), date);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static DeliveryAttempt.Failure reason(Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.refusal() == TargetRefusal.UNRESOLVABLE
                    ? DeliveryAttempt.Failure.UNRESOLVABLE
                    : DeliveryAttempt.Failure.REFUSED;
        }
        if (failure instanceof TimeoutException) {
            return DeliveryAttempt.Failure.TIMEOUT;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return DeliveryAttempt.Failure.TLS;
            }
        }
        return DeliveryAttempt.Failure.CONNECTION;
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
