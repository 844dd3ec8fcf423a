package cn.dengyun.trade.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A platform and a provider that are killed at any moment, a network that is slow, and an endpoint that answers
 * anything. Of the platform only what is on record survives a kill. The endpoint is as naive as it may be: each
 * {@code PUT} makes another service, whatever its id and its key. There is never more than one all the same, and in the
 * end there is one for an order that goes on and none for one that has ended.
 */
class ProvisioningCrashTest {

    private static final int KILLS = 1_000;
    private static final int MAX_RUNS = 20_000;
    private static final Duration FAULTS = Duration.ofMinutes(25);
    private static final int MAX_TICKS = 50_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** No request is longer on its way; that is shorter than the pause between two confirmations. */
    private static final int SLOWEST = 45;

    private int killsOfPlatform;
    private int killsOfProvider;

    @Test
    void afterAThousandKillsOnEitherSideThereIsNoOrphanAndNoDouble() {
        int living = 0;
        int ended = 0;
        int seed = 0;
        while (killsOfPlatform < KILLS || killsOfProvider < KILLS) {
            assertThat(seed).as("runs with too few kills").isLessThan(MAX_RUNS);
            World world = new World(seed);
            world.run();
            assertThat(world.services)
                    .as("services of run %s, which is %s", seed, world.record)
                    .hasSize(world.isOver ? 0 : 1);
            assertThat(world.record.status())
                    .as("run %s", seed)
                    .isEqualTo(world.isOver ? ProvisioningStatus.GONE : ProvisioningStatus.PROVISIONED);
            living += world.isOver ? 0 : 1;
            ended += world.isOver ? 1 : 0;
            seed++;
        }
        assertThat(living).isGreaterThan(20);
        assertThat(ended).isGreaterThan(20);
    }

    /** A request on its way, and what becomes of it. */
    private static final class Request {
        final UUID callId;
        final ProvisioningCallKind kind;
        final Instant sentAt;
        final Instant arrivesAt;
        boolean isArrived;
        Instant answeredAt;
        ProvisioningAnswer answer;
        /** When the platform writes what came of it; null where it is killed before. */
        Instant writtenAt;

        Request(UUID callId, ProvisioningCallKind kind, Instant sentAt, Instant arrivesAt) {
            this.callId = callId;
            this.kind = kind;
            this.sentAt = sentAt;
            this.arrivesAt = arrivesAt;
        }
    }

    private final class World {
        private final int seed;
        private final Random random;
        private final List<Request> requests = new ArrayList<>();
        final List<String> services = new ArrayList<>();
        private Instant now = ProvisioningLifecycleTest.NOW;
        private final Instant faultsUntil = now.plus(FAULTS);
        private final Instant endsAt;
        /** Until when the enterprise has the service when its order ends: some are completed before their last day. */
        private final Duration left;
        /** When the endpoint has made what it was asked for; null where it is at nothing. */
        private Instant readyAt;

        private boolean couldNot;
        Provisioning record = ProvisioningLifecycleTest.made();
        private boolean isEnded;
        boolean isOver;

        World(int seed) {
            this.seed = seed;
            random = new Random(seed);
            endsAt = seed % 2 == 0 ? now.plusSeconds(random.nextInt(1_400)) : null;
            left = Duration.ofSeconds(seed % 4 == 0 ? 1 + random.nextInt(1_800) : 0);
        }

        void run() {
            for (int tick = 0; tick < MAX_TICKS && !isSettled(); tick++) {
                arrive();
                make();
                write();
                endOrder();
                work();
                mend();
                assertThat(services).as("services at once in run %s", seed).hasSizeLessThanOrEqualTo(1);
                forward();
            }
            assertThat(isSettled()).as("run %s settles: %s", seed, record).isTrue();
        }

        private boolean isFaulty() {
            return now.isBefore(faultsUntil);
        }

        private boolean chance(int percent) {
            return isFaulty() && random.nextInt(100) < percent;
        }

        private boolean isSettled() {
            boolean isAtRest = record.status() == ProvisioningStatus.PROVISIONED && !isOver
                    || record.status() == ProvisioningStatus.GONE && isOver;
            return !isFaulty() && isAtRest && requests.isEmpty() && (endsAt == null || isOver);
        }

        /** A second; or more, where nothing can happen meanwhile. */
        private void forward() {
            boolean isIdle = requests.isEmpty() && readyAt == null && !isFaulty();
            boolean mayJump = isIdle && record.dueAt() != null && record.dueAt().isAfter(now.plusSeconds(1));
            now = mayJump ? record.dueAt() : now.plusSeconds(1);
        }

        private void write(Provisioning after) {
            record = after.over(record);
        }

        /** What the rounds of any node do. */
        private void work() {
            if (!record.isDueAt(now)) {
                return;
            }
            Provisioning passed = record.passed(now);
            if (passed.isToActivate()) {
                write(passed.begun(now));
                return;
            }
            if (passed.nextCall() == null || !passed.isDueAt(now)) {
                write(passed);
                return;
            }
            UUID callId = Ids.next();
            write(passed.asked(callId, now));
            if (chance(10)) {
                killsOfPlatform++;
                return;
            }
            int stalled = chance(5) ? random.nextInt(10) : 0;
            Instant sentAt = now.plusSeconds(stalled);
            requests.add(new Request(callId, record.nextCall(), sentAt, sentAt.plusSeconds(delay())));
        }

        private int delay() {
            if (!isFaulty()) {
                return 0;
            }
            int kind = random.nextInt(10);
            return kind < 7 ? random.nextInt(3) : kind < 9 ? random.nextInt(9) : 8 + random.nextInt(SLOWEST - 8);
        }

        private void arrive() {
            for (Request request : requests) {
                if (request.isArrived || request.arrivesAt.isAfter(now)) {
                    continue;
                }
                request.isArrived = true;
                request.answer = served(request.kind);
                request.answeredAt = now.plusSeconds(chance(8) ? random.nextInt(30) : 0);
                if (request.answer == null) {
                    request.answer = ProvisioningAnswer.of(ProvisioningOutcome.TIMED_OUT);
                    request.answeredAt = now.plusSeconds(SLOWEST);
                }
            }
        }

        /** Null where the endpoint hangs. */
        private ProvisioningAnswer served(ProvisioningCallKind kind) {
            if (chance(8)) {
                killsOfProvider++;
                return ProvisioningAnswer.of(ProvisioningOutcome.DISCONNECTED);
            }
            if (kind == ProvisioningCallKind.PROVISION && chance(3)) {
                return ProvisioningAnswer.of(ProvisioningOutcome.REFUSED, 422, 1);
            }
            if (chance(3)) {
                return ProvisioningAnswer.of(ProvisioningOutcome.DEFERRED, 429, 1);
            }
            if (chance(3)) {
                return ProvisioningAnswer.of(ProvisioningOutcome.REDIRECTED, 302, 1);
            }
            if (chance(4)) {
                return ProvisioningAnswer.of(ProvisioningOutcome.SERVER_ERROR, 503, 1);
            }
            ProvisioningAnswer honest = done(kind);
            if (chance(8)) {
                killsOfProvider++;
                return ProvisioningAnswer.of(ProvisioningOutcome.DISCONNECTED);
            }
            if (chance(4)) {
                return ProvisioningAnswer.of(ProvisioningOutcome.SERVER_ERROR, 500, 1);
            }
            if (chance(4)) {
                return ProvisioningAnswer.of(ProvisioningOutcome.BROKEN, 200, 1);
            }
            return chance(4) ? null : honest;
        }

        private ProvisioningAnswer done(ProvisioningCallKind kind) {
            return switch (kind) {
                case PROVISION -> {
                    if (random.nextInt(100) < 35) {
                        readyAt = now.plusSeconds(random.nextInt(120));
                        couldNot = chance(15);
                        yield ProvisioningAnswer.of(ProvisioningOutcome.ACCEPTED, 202, 1);
                    }
                    services.add("service of " + now);
                    yield ProvisioningAnswer.of(ProvisioningOutcome.DONE, 201, 1);
                }
                case POLL -> polled();
                case REMOVE -> {
                    services.clear();
                    readyAt = null;
                    yield ProvisioningAnswer.of(ProvisioningOutcome.DONE, 410, 1);
                }
            };
        }

        private ProvisioningAnswer polled() {
            if (readyAt != null) {
                return ProvisioningAnswer.of(ProvisioningOutcome.ACCEPTED, 200, 1);
            }
            return ProvisioningAnswer.of(
                    services.isEmpty() ? ProvisioningOutcome.FAILED : ProvisioningOutcome.DONE, 200, 1);
        }

        private void make() {
            if (readyAt != null && !readyAt.isAfter(now)) {
                readyAt = null;
                if (!couldNot) {
                    services.add("service of " + now);
                }
            }
        }

        /** What came of calls is written in time, late, or never. */
        private void write() {
            for (Request request : List.copyOf(requests)) {
                Instant timeout = request.sentAt.plus(TIMEOUT);
                boolean isAnswered = request.isArrived && !request.answeredAt.isAfter(timeout);
                Instant known = isAnswered ? request.answeredAt : timeout;
                if (request.writtenAt == null && !known.isAfter(now)) {
                    if (chance(10)) {
                        killsOfPlatform++;
                        request.writtenAt = Instant.MAX;
                    } else {
                        request.writtenAt = chance(5) ? now.plusSeconds(random.nextInt(200)) : now;
                    }
                }
                if (request.writtenAt == null) {
                    continue;
                }
                if (!request.writtenAt.isAfter(now)) {
                    ProvisioningAnswer answer =
                            isAnswered ? request.answer : ProvisioningAnswer.of(ProvisioningOutcome.TIMED_OUT);
                    write(record.answered(request.callId, request.kind, answer, now));
                    request.writtenAt = Instant.MAX;
                }
                if (request.isArrived && request.writtenAt.equals(Instant.MAX)) {
                    requests.remove(request);
                }
            }
        }

        private void endOrder() {
            if (endsAt == null || isOver || endsAt.isAfter(now)) {
                return;
            }
            Instant lastDay = endsAt.plus(left);
            if (!isEnded) {
                isEnded = true;
                write(record.ended(lastDay, now));
            }
            isOver = !lastDay.isAfter(now);
        }

        /** The provider sees to what is his to mend, once all works again. */
        private void mend() {
            boolean isHis = record.status() == ProvisioningStatus.FAILED || record.status() == ProvisioningStatus.STUCK;
            if (isHis && !isFaulty()) {
                write(record.retried(now));
            }
        }
    }
}
