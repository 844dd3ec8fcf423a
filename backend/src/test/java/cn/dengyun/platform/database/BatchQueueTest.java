package cn.dengyun.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.Patience;
import cn.dengyun.platform.database.BatchQueue.Outcome;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

    private static final int POISON = 13;

    private final Vertx vertx = Vertx.vertx();
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> gate = new CompletableFuture<>();
    private boolean isThirteenPoison;

    /** What Mutiny sets up at its first use must not be set up by two threads at once. */
    @BeforeAll
    static void setUp() {
        Uni.createFrom().voidItem().subscribeAsCompletionStage().join();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void whatArrivesMeanwhileGoesTogether() throws Exception {
        BatchQueue<Integer, String> queue = queue(1_000, 256);

        List<CompletableFuture<String>> outcomes = addAll(queue, 100);
        gate.complete(null);

        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(outcomes.get(i).get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("did " + i);
        }
        assertThat(batches.get(0)).containsExactly(0);
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(100);
        assertThat(batches.size()).isLessThanOrEqualTo(5);
        assertThat(batches.stream().flatMap(List::stream).toList())
                .isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void aBatchIsBounded() throws Exception {
        BatchQueue<Integer, String> queue = queue(1_000, 10);

        List<CompletableFuture<String>> outcomes = addAll(queue, 100);
        gate.complete(null);
        for (CompletableFuture<String> outcome : outcomes) {
            outcome.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(batches).allMatch(batch -> batch.size() <= 10);
    }

    @Test
    void oneThatCannotBeDoneFailsAlone() throws Exception {
        isThirteenPoison = true;
        BatchQueue<Integer, String> queue = queue(1_000, 256);

        List<CompletableFuture<String>> outcomes = addAll(queue, 64);
        gate.complete(null);

        for (int i = 0; i < outcomes.size(); i++) {
            CompletableFuture<String> outcome = outcomes.get(i);
            if (i == POISON) {
                assertThatThrownBy(() -> outcome.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseMessage("poison");
            } else {
                assertThat(outcome.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo("did " + i);
            }
        }
    }

    @Test
    void moreThanMayWaitAreTurnedAway() throws Exception {
        BatchQueue<Integer, String> queue = queue(5, 256);
        CompletableFuture<String> first = add(queue, 0);
        awaitBatches(1);

        List<CompletableFuture<String>> waiting = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            waiting.add(add(queue, i));
        }
        CompletableFuture<String> late = add(queue, 6);

        assertThatThrownBy(() -> late.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(Rejection.class)
                .cause()
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("overloaded"));
        gate.complete(null);
        assertThat(first.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("did 0");
        for (CompletableFuture<String> each : waiting) {
            each.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(add(queue, 7).get(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo("did 7");
    }

    private BatchQueue<Integer, String> queue(int maxWaiting, int maxAtOnce) {
        return new BatchQueue<>(vertx.getOrCreateContext(), maxWaiting, maxAtOnce, this::work);
    }

    /** The first batch waits for the gate, so that the others gather behind it. */
    private Uni<List<Outcome<String>>> work(List<Integer> batch) {
        batches.add(List.copyOf(batch));
        return Uni.createFrom().completionStage(gate).map(open -> {
            if (isThirteenPoison && batch.contains(POISON)) {
                throw new IllegalStateException("poison");
            }
            return batch.stream().map(each -> Outcome.of("did " + each)).toList();
        });
    }

    private void awaitBatches(int count) {
        Patience.until(count + " batches", batches::size, found -> found >= count);
    }

    private static CompletableFuture<String> add(BatchQueue<Integer, String> queue, int member) {
        return queue.add(member).subscribeAsCompletionStage();
    }

    private List<CompletableFuture<String>> addAll(BatchQueue<Integer, String> queue, int count) {
        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outcomes.add(add(queue, i));
            if (i == 0) {
                awaitBatches(1);
            }
        }
        return outcomes;
    }
}
