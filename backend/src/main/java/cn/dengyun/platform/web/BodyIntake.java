package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.Problems;
import cn.dengyun.shared.Rejection;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the body of a request before the request is admitted, streamed uploads apart. Who sends slowly, or never to the
 * end, holds a connection and what has come of the body, and none of the places of those who are being answered. A body
 * needs a least rate and has a deadline; all that have not come to their end share a bounded amount of memory, of which
 * one address gets a part.
 */
@ApplicationScoped
class BodyIntake {

    /** Behind all that refuses a request by its head, before its admission. */
    static final int ORDER = 5;

    /** In which a body may come as slowly as it will, and how often its rate is looked at afterwards. */
    private static final long GRACE_MILLIS = 10_000;

    private static final long LEAST_BYTES_PER_SECOND = 1_024;
    private static final long DEADLINE_MILLIS = 60_000;

    private static final long MAX_BYTES = 64L * 1024 * 1024;
    private static final long MAX_BYTES_OF_ADDRESS = MAX_BYTES / 4;

    private final Problems problems;
    private final BodyLimits limits;
    private final Vertx vertx;
    private final AtomicLong bytes = new AtomicLong();
    private final Map<String, Long> bytesOfAddresses = new ConcurrentHashMap<>();

    BodyIntake(Problems problems, BodyLimits limits, Vertx vertx) {
        this.problems = problems;
        this.limits = limits;
        this.vertx = vertx;
    }

    void register(@Observes Router router, BodyLimitsConfig config) {
        long cap = config.maxBodySize().asLongValue();
        router.route("/api/*").order(ORDER).handler(context -> take(context, cap));
    }

    private void take(RoutingContext context, long cap) {
        HttpServerRequest request = context.request();
        if (request.isEnded() || limits.isStreamed(context)) {
            context.next();
            return;
        }
        new Intake(context, cap).begin();
    }

    /** One body on its way; all of it happens on the event loop of its connection. */
    private final class Intake {

        private final RoutingContext context;
        private final String address;
        private final long cap;
        private final long startedAt = System.currentTimeMillis();
        private final Buffer body = Buffer.buffer();
        private long counted;
        private long timer;
        private boolean isOver;

        Intake(RoutingContext context, long cap) {
            this.context = context;
            this.address = context.request().remoteAddress().hostAddress();
            this.cap = cap;
        }

        void begin() {
            timer = vertx.setPeriodic(GRACE_MILLIS, id -> look());
            // The connection may break, and then nobody reads to the end.
            context.addEndHandler(end -> over());
            context.request()
                    .handler(this::take)
                    .exceptionHandler(failure -> over())
                    .endHandler(end -> {
                        if (!isOver) {
                            over();
                            ((RoutingContextInternal) context).setBody(body);
                            // Only behind this handler does the request say that it is ended, and is not read again.
                            vertx.runOnContext(ended -> context.next());
                        }
                    })
                    .resume();
        }

        private void take(Buffer chunk) {
            if (isOver) {
                return;
            }
            body.appendBuffer(chunk);
            if (body.length() > cap) {
                refuse(Rejection.of(Rejection.Kind.TOO_LARGE, "body-too-large"));
                return;
            }
            long ofAll = bytes.addAndGet(chunk.length());
            long ofAddress = bytesOfAddresses.merge(address, (long) chunk.length(), Long::sum);
            counted += chunk.length();
            if (ofAll > MAX_BYTES || ofAddress > MAX_BYTES_OF_ADDRESS) {
                refuse(Rejection.of(Rejection.Kind.UNAVAILABLE, "overloaded"));
            }
        }

        private void look() {
            long time = System.currentTimeMillis() - startedAt;
            boolean isSlow = body.length() < time / 1_000 * LEAST_BYTES_PER_SECOND;
            if (isSlow || time > DEADLINE_MILLIS) {
                over();
                context.response().putHeader("Connection", "close");
                problems.send(context, "request-timeout", 408);
            }
        }

        private void refuse(Rejection why) {
            over();
            // The rest of the body is not worth reading; the connection ends with the answer.
            context.response().putHeader("Connection", "close");
            problems.send(context, why);
        }

        private void over() {
            if (isOver) {
                return;
            }
            isOver = true;
            vertx.cancelTimer(timer);
            bytes.addAndGet(-counted);
            bytesOfAddresses.computeIfPresent(address, (key, held) -> held == counted ? null : held - counted);
        }
    }
}
