package cn.dengyun.events.webhook;

import cn.dengyun.platform.outbound.OutboundAnswer;
import cn.dengyun.platform.outbound.OutboundCall;
import cn.dengyun.platform.outbound.OutboundCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

/** Makes one attempt. Of the answer only status and {@code Retry-After} count. */
@ApplicationScoped
class WebhookSender {

    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int ERRORS = 400;

    private final OutboundCalls calls;
    private final Clock clock;

    WebhookSender(OutboundCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /** One attempt; it always has an outcome and never fails. */
    Uni<DeliveryAttempt> send(UUID deliveryId, String url, int attempt, Map<String, String> headers, String body) {
        Instant start = clock.instant();
        return calls.make(new OutboundCall("POST", url, attempt, headers, body, 0))
                .map(answer -> new DeliveryAttempt(
                        deliveryId,
                        start,
                        answer.status(),
                        failure(answer),
                        retryAfter(answer.headers()),
                        answer.millis()));
    }

    private static DeliveryAttempt.Failure failure(OutboundAnswer answer) {
        if (answer.failure() != null) {
            return switch (answer.failure()) {
                case TIMEOUT -> DeliveryAttempt.Failure.TIMEOUT;
                case CONNECTION -> DeliveryAttempt.Failure.CONNECTION;
                case TLS -> DeliveryAttempt.Failure.TLS;
                case UNRESOLVABLE -> DeliveryAttempt.Failure.UNRESOLVABLE;
                case REFUSED -> DeliveryAttempt.Failure.REFUSED;
            };
        }
        if (answer.status() < OK || answer.status() >= ERRORS) {
            return DeliveryAttempt.Failure.STATUS;
        }
        return answer.status() >= REDIRECTS ? DeliveryAttempt.Failure.REDIRECT : null;
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
}
