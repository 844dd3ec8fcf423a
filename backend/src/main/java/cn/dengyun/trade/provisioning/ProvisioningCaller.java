package cn.dengyun.trade.provisioning;

import cn.dengyun.platform.clock.WallClock;
import cn.dengyun.platform.outbound.OutboundAnswer;
import cn.dengyun.platform.outbound.OutboundCall;
import cn.dengyun.platform.outbound.OutboundCalls;
import cn.dengyun.platform.outbound.OutboundPurpose;
import cn.dengyun.platform.outbound.SharedSecret;
import cn.dengyun.trade.provisioning.ProvisioningSecrets.Secrets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Calls endpoints. A call is signed over all that says what it is: its key, its time, its attempt and operation, its
 * method and path, and its body, so that nothing of it can be sent again as something else.
 */
@ApplicationScoped
class ProvisioningCaller {

    /** Of what is signed well and what is not, one after the other. */
    private static final String STATUS = "/v1/status";

    private static final String KEY = "idempotency-key";
    private static final String TIMESTAMP = "dengyun-timestamp";
    private static final String ATTEMPT = "dengyun-attempt";
    private static final String OPERATION = "dengyun-operation";

    private static final int KEPT_BYTES = 16 * 1_024;

    /** A call that waited longer than this before it was made is not made: somebody else may have taken over. */
    private static final Duration STALE = Duration.ofSeconds(10);

    private final OutboundCalls calls;
    private final Clock clock;
    private final Clock wall;

    /** @param wall what endpoints compare the time of a call with, also where that of a demo was moved on */
    ProvisioningCaller(OutboundCalls calls, Clock clock, @WallClock Clock wall) {
        this.calls = calls;
        this.clock = clock;
        this.wall = wall;
    }

    /**
     * A call that is written and not yet made.
     *
     * @param body null for none
     * @param takenNanos when it was written, by {@link System#nanoTime}
     */
    record Due(
            UUID callId,
            UUID provisioningId,
            UUID endpointId,
            ProvisioningCallKind kind,
            int attempt,
            String operation,
            String body,
            String url,
            Secrets secrets,
            long takenNanos) {}

    /** One call; it always has an outcome and never fails. */
    Uni<ProvisioningAnswer> make(Due due) {
        if (System.nanoTime() - due.takenNanos() > STALE.toNanos()) {
            return Uni.createFrom().item(ProvisioningAnswer.untried());
        }
        String instance = due.url() + "/v1/service-instances/" + due.provisioningId();
        String key = due.provisioningId() + "." + due.attempt();
        return switch (due.kind()) {
            case PROVISION ->
                send(due, instance, key, answer -> ProvisioningAnswers.provisioned(due.provisioningId(), answer));
            case POLL ->
                send(
                        due,
                        instance + "/last-operation",
                        key + ".poll",
                        answer -> ProvisioningAnswers.polled(due.provisioningId(), answer));
            case REMOVE ->
                send(
                        due,
                        instance,
                        key + ".remove",
                        answer -> ProvisioningAnswers.removed(due.provisioningId(), answer));
        };
    }

    private Uni<ProvisioningAnswer> send(
            Due due, String url, String key, Function<OutboundAnswer, ProvisioningAnswer> read) {
        Map<String, String> more = new HashMap<>();
        more.put(ATTEMPT, String.valueOf(due.attempt()));
        if (due.kind() == ProvisioningCallKind.POLL && due.operation() != null) {
            more.put(OPERATION, due.operation());
        }
        return send(
                        OutboundPurpose.PROVISIONING,
                        due.kind().method(),
                        url,
                        key,
                        due.body(),
                        content -> due.secrets().sign(content, clock.instant()),
                        more)
                .map(read);
    }

    /** Whether an endpoint knows what is signed well and refuses what is not. What is wrong first is the outcome. */
    Uni<ProvisioningAnswer> check(String url, Secrets secrets) {
        SharedSecret wrong = SharedSecret.generate();
        return send(
                        OutboundPurpose.CHECK,
                        "GET",
                        url + STATUS,
                        UUID.randomUUID().toString(),
                        null,
                        content -> secrets.sign(content, clock.instant()),
                        Map.of())
                .map(ProvisioningAnswers::known)
                .chain(known -> known.outcome() != ProvisioningOutcome.DONE
                        ? Uni.createFrom().item(known)
                        : send(
                                        OutboundPurpose.CHECK,
                                        "GET",
                                        url + STATUS,
                                        UUID.randomUUID().toString(),
                                        null,
                                        wrong::sign,
                                        Map.of())
                                .map(ProvisioningAnswers::unknown));
    }

    private Uni<OutboundAnswer> send(
            OutboundPurpose purpose,
            String method,
            String url,
            String key,
            String body,
            Function<String, String> sign,
            Map<String, String> more) {
        Instant now = wall.instant();
        Map<String, String> headers = new HashMap<>(more);
        headers.put("accept", "application/json");
        headers.put("user-agent", "Dengyun-Provisioning/1.0");
        headers.put(KEY, key);
        headers.put(TIMESTAMP, String.valueOf(now.getEpochSecond()));
        headers.put("dengyun-signature", sign.apply(signed(method, url, headers, body)));
        if (body != null) {
            headers.put("content-type", "application/json; charset=utf-8");
        }
        return calls.make(purpose, new OutboundCall(method, url, 0, headers, body, KEPT_BYTES));
    }

    /**
     * Seven lines, an empty one for what is not sent. No part has an end of line but the body, which comes last, so
     * that none can pass for another.
     */
    private static String signed(String method, String url, Map<String, String> headers, String body) {
        return String.join(
                "\n",
                headers.get(KEY),
                headers.get(TIMESTAMP),
                headers.getOrDefault(ATTEMPT, ""),
                headers.getOrDefault(OPERATION, ""),
                method,
                URI.create(url).getRawPath(),
                body == null ? "" : body);
    }
}
