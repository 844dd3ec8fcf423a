package cn.dengyun.events.webhook;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.job.Rounds;
import cn.dengyun.platform.outbox.EventSequencer;
import cn.dengyun.shared.Ids;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Looks for endpoints that have something to be told, takes them into this node's hands and has their rounds done. It
 * looks when events were numbered, when somebody asks, and twice a second for what other nodes left and what has become
 * due.
 */
@ApplicationScoped
class DeliveryDispatcher {

    private static final Logger LOG = Logger.getLogger(DeliveryDispatcher.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofMillis(2);
    private static final Duration FORGET = Duration.ofMinutes(1);
    private static final int FORGOTTEN_AT_ONCE = 2_000;
    private static final int ENDPOINTS_AT_ONCE = 64;
    private static final int ROUNDS_AT_ONCE = 3;
    /** Longer than an attempt takes. */
    private static final Duration LAST_ATTEMPTS = Duration.ofSeconds(12);

    private final ProgressStore progress;
    private final DeliveryStore deliveries;
    private final DeliveryLimits limits;
    private final Clock clock;
    private final EventSequencer sequencer;
    private final EndpointRun.Means means;
    private final UUID node = Ids.next();
    private final Map<UUID, EndpointRun> runs = new ConcurrentHashMap<>();
    private final Rounds looks;
    private final Rounds upkeep;

    DeliveryDispatcher(
            ProgressStore progress,
            DeliveryStore deliveries,
            DeliveryRounds rounds,
            WebhookSender sender,
            RetrySchedule schedule,
            DeliveryLimits limits,
            ObjectMapper json,
            Clock clock,
            Vertx vertx,
            EventSequencer sequencer) {
        this.progress = progress;
        this.deliveries = deliveries;
        this.limits = limits;
        this.clock = clock;
        this.sequencer = sequencer;
        this.means = new EndpointRun.Means(
                rounds,
                sender,
                schedule,
                limits,
                json,
                clock,
                new RoundGate(ROUNDS_AT_ONCE),
                new Semaphore(limits.inFlight()),
                this::ended);
        this.looks = new Rounds(
                vertx, () -> look().replaceWith(false), new FailureReport(LOG, "endpoints wait for their deliveries"));
        this.upkeep = new Rounds(
                vertx, () -> forget().replaceWith(false), new FailureReport(LOG, "old deliveries stay for now"));
    }

    void start(@Observes StartupEvent event) {
        looks.start(LOOK);
        upkeep.start(FORGET);
        sequencer.onNumbered(this::soon);
    }

    /** Writes what is under way, so that a planned stop repeats nothing. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException, ExecutionException {
        looks.stop();
        upkeep.stop();
        CompletableFuture<?>[] ends =
                runs.values().stream().map(EndpointRun::stop).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(LAST_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("some deliveries were under way at the end and will be repeated");
        }
    }

    /** Asks for a look shortly, after whoever asks has committed. */
    void soon() {
        looks.soon(SOON);
    }

    private Uni<Void> look() {
        runs.values().forEach(EndpointRun::turn);
        Set<UUID> known = Set.copyOf(runs.keySet());
        int most = Math.max(0, ENDPOINTS_AT_ONCE - known.size());
        return progress.claim(node, known, clock.instant(), limits.waiting(), most)
                .invoke(claimed -> claimed.forEach(this::begin))
                .replaceWithVoid();
    }

    private void begin(UUID endpointId) {
        EndpointRun run = new EndpointRun(endpointId, node, means);
        if (runs.putIfAbsent(endpointId, run) == null) {
            run.turn();
        }
    }

    private void ended(EndpointRun run) {
        runs.remove(run.endpointId(), run);
        if (run.isAsked()) {
            soon();
        }
    }

    private Uni<Void> forget() {
        return deliveries
                .forget(clock.instant().minus(limits.keep()), FORGOTTEN_AT_ONCE)
                .replaceWithVoid();
    }
}
