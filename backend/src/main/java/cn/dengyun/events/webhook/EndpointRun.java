package cn.dengyun.events.webhook;

import cn.dengyun.events.webhook.DeliveryRounds.Round;
import cn.dengyun.platform.job.FailureReport;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * An endpoint in the hands of this node: round after round, with attempts under way between them, until there is
 * nothing left to do. Rounds of one endpoint never overlap.
 */
final class EndpointRun {

    private static final Logger LOG = Logger.getLogger(EndpointRun.class);
    private static final FailureReport FAILURES = new FailureReport(LOG, "deliveries wait");

    private final UUID endpointId;
    private final UUID node;
    private final Means means;
    private final Set<UUID> underWay = new HashSet<>();
    private List<DeliveryOutcome> outcomes = new ArrayList<>();
    private boolean isInRound;
    private boolean isAsked;
    private boolean isStopping;
    private boolean isOver;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /**
     * What all runs of a node share.
     *
     * @param gate rounds that the node may do at once
     * @param places attempts that the node may have under way; each holds one
     * @param ended told when a run is over
     */
    record Means(
            DeliveryRounds rounds,
            WebhookSender sender,
            RetrySchedule schedule,
            DeliveryLimits limits,
            ObjectMapper json,
            Clock clock,
            RoundGate gate,
            Semaphore places,
            Consumer<EndpointRun> ended) {}

    EndpointRun(UUID endpointId, UUID node, Means means) {
        this.endpointId = endpointId;
        this.node = node;
        this.means = means;
    }

    /** Does a round now, or after the one that is being done. */
    void turn() {
        synchronized (this) {
            if (isOver) {
                return;
            }
            if (isInRound) {
                isAsked = true;
                return;
            }
            isInRound = true;
        }
        means.gate().enter(this::begin);
    }

    private void begin() {
        List<DeliveryOutcome> settled;
        Set<UUID> open;
        int room;
        synchronized (this) {
            isAsked = false;
            settled = outcomes;
            outcomes = new ArrayList<>();
            // What has an outcome is written in this round, so that it may be due again.
            open = Set.copyOf(underWay);
            room = isStopping ? 0 : Math.max(0, means.limits().inFlightPerEndpoint() - open.size());
        }
        means.rounds()
                .round(endpointId, node, settled, room, open)
                .onTermination()
                .invoke(means.gate()::leave)
                .subscribe()
                .with(this::done, failure -> failed(settled, failure));
    }

    /** Hands out nothing more; what is under way is written, then the run is over and the result complete. */
    CompletableFuture<Void> stop() {
        synchronized (this) {
            isStopping = true;
        }
        turn();
        return end;
    }

    UUID endpointId() {
        return endpointId;
    }

    /** Whether somebody asked for a round that did not come. */
    synchronized boolean isAsked() {
        return isAsked;
    }

    private void done(Round round) {
        boolean isAgain;
        List<DueDelivery> started = new ArrayList<>();
        synchronized (this) {
            isInRound = false;
            isOver = round.isOver();
            for (DueDelivery due : round.due()) {
                if (means.places().tryAcquire()) {
                    underWay.add(due.delivery().id());
                    started.add(due);
                }
            }
            isAgain = isAsked || round.hasMore() && !isStopping;
        }
        started.forEach(due -> attempt(round.endpoint(), due));
        if (round.isOver()) {
            means.ended().accept(this);
            end.complete(null);
        } else if (isAgain) {
            turn();
        }
    }

    /** The outcomes are kept for the next round, which comes with the dispatcher's next look. */
    private void failed(List<DeliveryOutcome> settled, Throwable failure) {
        FAILURES.accept(failure);
        synchronized (this) {
            isInRound = false;
            settled.addAll(outcomes);
            outcomes = settled;
        }
    }

    private void attempt(WebhookEndpoint endpoint, DueDelivery due) {
        Delivery delivery = due.delivery();
        Instant now = means.clock().instant();
        String body = body(due);
        String id = delivery.eventId().toString();
        Map<String, String> headers = Map.of(
                "content-type",
                "application/cloudevents+json; charset=utf-8",
                "user-agent",
                "Dengyun-Webhooks/1.0",
                "webhook-id",
                id,
                "webhook-timestamp",
                String.valueOf(now.getEpochSecond()),
                "webhook-signature",
                endpoint.sign(id, now, body));
        means.sender()
                .send(delivery.id(), endpoint.url(), delivery.attempts(), headers, body)
                .subscribe()
                .with(
                        attempt -> attempted(delivery, attempt),
                        failure -> LOG.error("an attempt had no outcome", failure));
    }

    private void attempted(Delivery delivery, DeliveryAttempt attempt) {
        DeliveryOutcome outcome = DeliveryOutcome.of(
                attempt,
                delivery,
                means.schedule(),
                means.clock().instant(),
                ThreadLocalRandom.current().nextDouble());
        means.places().release();
        synchronized (this) {
            underWay.remove(delivery.id());
            outcomes.add(outcome);
        }
        turn();
    }

    private String body(DueDelivery due) {
        try {
            return means.json().writeValueAsString(due.told());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event can be written", e);
        }
    }
}
