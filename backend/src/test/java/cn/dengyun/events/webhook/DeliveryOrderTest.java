package cn.dengyun.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many events for a receiver that is killed and started again at random, refuses some and hangs up on others after
 * taking them. {@code -Dwebhooktest.events=10000} makes it longer, {@code -Dwebhooktest.faults=false} measures.
 */
@QuarkusTest
@Timeout(600)
class DeliveryOrderTest {

    private static final Logger LOG = Logger.getLogger(DeliveryOrderTest.class);
    private static final int EVENTS = Integer.getInteger("webhooktest.events", 2_000);
    private static final boolean HAS_FAULTS = !"false".equals(System.getProperty("webhooktest.faults"));
    private static final int SUBJECTS = 100;
    private static final int EVENTS_OF_A_UNIT_OF_WORK = 100;

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    private final Random random = new Random();
    private final AtomicInteger restarts = new AtomicInteger();

    @Test
    void nothingIsLostAndEachSubjectStaysInOrderHoweverOftenTheReceiverDies() throws InterruptedException {
        String type = TestEndpoint.aType();
        ScheduledExecutorService faults = Executors.newSingleThreadScheduledExecutor();
        try (TestReceiver receiver = new TestReceiver();
                TestEndpoint endpoint = TestEndpoint.anEndpoint("enterprise", receiver, type)) {
            Ledger ledger = new Ledger();
            receiver.behave(ledger::take);
            if (HAS_FAULTS) {
                faults.execute(() -> killSoon(receiver, faults));
            }
            Set<String> written = write(type, endpoint.organizationId());
            long begin = System.nanoTime();

            assertThat(ledger.complete.await(500, TimeUnit.SECONDS))
                    .as("all events came; so far " + ledger.accepted.size())
                    .isTrue();

            double seconds = (System.nanoTime() - begin) / 1e9;
            assertThat(ledger.accepted.keySet()).isEqualTo(written);
            assertThat(ledger.disorder).isEmpty();
            assertThat(receiver.received()).allMatch(TestReceiver.Received::isGenuine);
            duplicatesAreTheSame(receiver.received());
            LOG.infof(
                    "%d events in %.1f s (%.0f/s), %d requests taken, %d restarts",
                    EVENTS, seconds, EVENTS / seconds, receiver.received().size(), restarts.get());
        } finally {
            faults.shutdownNow();
        }
    }

    private void killSoon(TestReceiver receiver, ScheduledExecutorService faults) {
        ScheduledFuture<?> unused = faults.schedule(
                () -> {
                    receiver.kill();
                    restartSoon(receiver, faults);
                },
                100 + random.nextInt(600),
                TimeUnit.MILLISECONDS);
    }

    private void restartSoon(TestReceiver receiver, ScheduledExecutorService faults) {
        ScheduledFuture<?> unused = faults.schedule(
                () -> {
                    receiver.restart();
                    restarts.incrementAndGet();
                    killSoon(receiver, faults);
                },
                random.nextInt(400),
                TimeUnit.MILLISECONDS);
    }

    private Set<String> write(String type, UUID organization) {
        Set<String> ids = new HashSet<>();
        for (int begin = 0; begin < EVENTS; begin += EVENTS_OF_A_UNIT_OF_WORK) {
            int from = begin;
            int to = Math.min(EVENTS, begin + EVENTS_OF_A_UNIT_OF_WORK);
            WorkerThread.await(pool.withTransaction(connection -> {
                Uni<Void> all = Uni.createFrom().voidItem();
                for (int n = from; n < to; n++) {
                    DomainEvent event = event(type, organization, n);
                    ids.add(event.id().toString());
                    all = all.chain(() -> write(connection, event));
                }
                return all;
            }));
        }
        return ids;
    }

    private Uni<Void> write(SqlConnection connection, DomainEvent event) {
        return outbox.write(connection, event);
    }

    private static DomainEvent event(String type, UUID organization, int number) {
        return new DomainEvent(
                Ids.next(),
                type,
                "/api/v1/test/" + type + "/" + number % SUBJECTS,
                organization,
                false,
                new JsonObject().put("number", number).encode(),
                Instant.now());
    }

    private static void duplicatesAreTheSame(List<TestReceiver.Received> received) {
        Map<String, String> bodies = new HashMap<>();
        for (TestReceiver.Received one : received) {
            String first = bodies.putIfAbsent(one.id(), one.body());
            assertThat(first == null || first.equals(one.body())).isTrue();
            assertThat(one.event().getString("id")).isEqualTo(one.id());
        }
    }

    /** What the receiver has acknowledged, and whether anything came before what was before it was acknowledged. */
    private final class Ledger {

        private final Map<String, Integer> accepted = new HashMap<>();
        private final Map<String, Integer> lastOfSubject = new HashMap<>();
        private final List<String> disorder = new ArrayList<>();
        private final CountDownLatch complete = new CountDownLatch(1);

        synchronized TestReceiver.Reply take(TestReceiver.Received received) {
            JsonObject event = received.event();
            String subject = event.getString("subject");
            int sequence = event.getInteger("sequence");
            int last = lastOfSubject.getOrDefault(subject, 0);
            if (sequence > last + 1) {
                disorder.add(subject + ": " + sequence + " after " + last);
            }
            int chance = HAS_FAULTS ? random.nextInt(100) : 99;
            if (chance < 2) {
                return TestReceiver.Reply.of(500);
            }
            if (chance < 3) {
                return new TestReceiver.Reply(503, "1");
            }
            lastOfSubject.put(subject, Math.max(last, sequence));
            accepted.put(received.id(), sequence);
            if (accepted.size() == EVENTS) {
                complete.countDown();
            }
            // Taken, but the platform does not learn of it and has to come again.
            return TestReceiver.Reply.of(chance < 5 ? 0 : 204);
        }
    }
}
