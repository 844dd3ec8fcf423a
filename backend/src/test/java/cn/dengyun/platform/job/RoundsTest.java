package cn.dengyun.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.Patience;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Uni<Boolean> NO_MORE = Uni.createFrom().item(false);

    private final Vertx vertx = Vertx.vertx();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void aRoundComesAtEveryInterval() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        Rounds rounds = rounds(() -> {
            three.countDown();
            return NO_MORE;
        });

        rounds.start(SHORT);

        await(three);
        rounds.stop();
        assertThat(failures).isEmpty();
    }

    @Test
    void nothingBeginsWhileARoundIsUnderWay() throws Exception {
        CompletableFuture<Boolean> slow = new CompletableFuture<>();
        CountDownLatch second = new CountDownLatch(2);
        Rounds rounds = rounds(() -> {
            second.countDown();
            return begun.get() == 1 ? Uni.createFrom().completionStage(slow) : NO_MORE;
        });

        rounds.start(SHORT);
        ticks(20);
        int beforeItsEnd = begun.get();
        slow.complete(false);

        assertThat(beforeItsEnd).isOne();
        await(second);
    }

    @Test
    void whileThereIsMoreTheNextFollowsAtOnce() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        Rounds rounds = rounds(() -> {
            three.countDown();
            return Uni.createFrom().item(begun.get() < 3);
        });

        rounds.start(NEVER);
        rounds.soon(SHORT);

        await(three);
        assertThat(begun).hasValue(3);
    }

    @Test
    void whoIsPausedDoesWhatIsDueWhenStepped() throws Exception {
        Rounds rounds = rounds(() -> Uni.createFrom().item(begun.get() < 3));
        rounds.pause(true);
        rounds.start(SHORT);
        rounds.soon(SHORT);
        ticks(20);
        int beforeItsStep = begun.get();

        rounds.step().await().atMost(Patience.LONG);

        assertThat(beforeItsStep).isZero();
        assertThat(begun).hasValue(3);
    }

    @Test
    void aStepComesAfterTheRoundUnderWayAndFailsWithItsOwn() throws Exception {
        CompletableFuture<Boolean> slow = new CompletableFuture<>();
        CountDownLatch first = new CountDownLatch(1);
        RuntimeException lost = new IllegalStateException("the database is away");
        Rounds rounds = rounds(() -> {
            first.countDown();
            return begun.get() == 1
                    ? Uni.createFrom().completionStage(slow)
                    : Uni.createFrom().failure(lost);
        });
        rounds.start(NEVER);
        rounds.soon(SHORT);
        await(first);

        CompletableFuture<Void> step = rounds.step().subscribeAsCompletionStage();
        ticks(20);
        boolean isEarly = step.isDone();
        slow.complete(false);

        assertThat(isEarly).isFalse();
        assertThatThrownBy(step::join).hasCause(lost);
        assertThat(begun).hasValue(2);
    }

    @Test
    void aFailedRoundIsReportedAndTheNextComesAsUsual() throws Exception {
        CountDownLatch third = new CountDownLatch(3);
        RuntimeException lost = new IllegalStateException("the database is away");
        RuntimeException thrown = new IllegalStateException("nothing came back at all");
        Rounds rounds = rounds(() -> {
            third.countDown();
            return switch (begun.get()) {
                case 1 -> Uni.createFrom().failure(lost);
                case 2 -> throw thrown;
                default -> NO_MORE;
            };
        });

        rounds.start(SHORT);

        await(third);
        assertThat(failures).containsExactly(lost, thrown);
    }

    @Test
    void howeverManyAskItIsOneRound() throws Exception {
        Rounds rounds = rounds(() -> NO_MORE);
        rounds.start(NEVER);

        inOrder(() -> {
            for (int i = 0; i < 5; i++) {
                rounds.soon(SHORT);
            }
        });
        int first = begun.get();
        inOrder(() -> rounds.soon(SHORT));

        assertThat(first).isOne();
        assertThat(begun).hasValue(2);
    }

    @Test
    void nothingRunsBeforeTheStart() throws Exception {
        Rounds rounds = rounds(() -> NO_MORE);

        inOrder(() -> rounds.soon(SHORT));

        assertThat(begun).hasValue(0);
    }

    @Test
    void afterTheStopNothingBeginsUntilItIsStartedAgain() throws Exception {
        CountDownLatch one = new CountDownLatch(1);
        CompletableFuture<Boolean> slow = new CompletableFuture<>();
        Rounds rounds = rounds(() -> {
            one.countDown();
            return begun.get() == 1 ? Uni.createFrom().completionStage(slow) : NO_MORE;
        });
        rounds.start(SHORT);
        await(one);

        rounds.stop();
        slow.complete(true);
        inOrder(() -> rounds.soon(SHORT));
        ticks(20);
        int whileStopped = begun.get();
        rounds.start(NEVER);
        inOrder(() -> rounds.soon(SHORT));

        assertThat(whileStopped).isOne();
        assertThat(begun).hasValue(2);
    }

    @Test
    void whatFailsBecauseOfTheStopIsNotReported() throws Exception {
        CompletableFuture<Boolean> slow = new CompletableFuture<>();
        Rounds rounds = rounds(() -> Uni.createFrom().completionStage(slow));
        rounds.start(NEVER);
        inOrder(() -> rounds.soon(SHORT));

        rounds.stop();
        slow.completeExceptionally(new IllegalStateException("the database is closed"));

        assertThat(begun).hasValue(1);
        assertThat(failures).isEmpty();
    }

    @Test
    void howLongEveryRoundHasFailedIsKnownUntilOneSucceeds() {
        AtomicReference<Uni<Boolean>> next =
                new AtomicReference<>(Uni.createFrom().failure(new IllegalStateException("wrong")));
        Rounds rounds = rounds(next::get);
        assertThat(rounds.failingFor()).isZero();

        assertThatThrownBy(() -> rounds.step().await().atMost(Patience.LONG)).hasMessage("wrong");
        Duration first = rounds.failingFor();
        assertThatThrownBy(() -> rounds.step().await().atMost(Patience.LONG)).hasMessage("wrong");
        assertThat(rounds.failingFor()).isGreaterThan(first).isPositive();

        next.set(Uni.createFrom().item(false));
        rounds.step().await().atMost(Patience.LONG);
        assertThat(rounds.failingFor()).isZero();
    }

    @Test
    void whatFailsForLongerThanIsToleratedIsNotWell() {
        Rounds rounds = new Rounds(
                vertx,
                () -> Uni.createFrom().failure(new IllegalStateException("wrong")),
                failures::add,
                "somebody waits");
        rounds.start(NEVER);
        assertThatThrownBy(() -> rounds.step().await().atMost(Patience.LONG)).hasMessage("wrong");

        HealthCheckResponse atOnce = new BackgroundHealth(Duration.ZERO).call();
        HealthCheckResponse tolerated = new BackgroundHealth().call();
        rounds.stop();
        HealthCheckResponse stopped = new BackgroundHealth(Duration.ZERO).call();

        assertThat(atOnce.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(atOnce.getData().orElseThrow()).containsKey("somebody waits");
        assertThat(tolerated
                        .getData()
                        .map(data -> data.containsKey("somebody waits"))
                        .orElse(false))
                .isFalse();
        assertThat(stopped.getData()
                        .map(data -> data.containsKey("somebody waits"))
                        .orElse(false))
                .isFalse();
    }

    private Rounds rounds(Supplier<Uni<Boolean>> round) {
        return new Rounds(
                vertx,
                () -> {
                    begun.incrementAndGet();
                    return round.get();
                },
                failures::add,
                "work waits");
    }

    /** Does it on one context and waits for a later timer of the same context, so that those it set have gone off. */
    private void inOrder(Runnable work) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        vertx.getOrCreateContext().runOnContext(() -> {
            work.run();
            vertx.setTimer(SHORT.toMillis() + 1, timer -> over.countDown());
        });
        await(over);
    }

    /** Waits until timers of the same interval, set later, have gone off as often. */
    private void ticks(int count) throws Exception {
        CountDownLatch over = new CountDownLatch(count);
        vertx.setPeriodic(SHORT.toMillis(), tick -> over.countDown());
        await(over);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
