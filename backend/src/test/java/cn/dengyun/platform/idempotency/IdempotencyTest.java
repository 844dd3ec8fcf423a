package cn.dengyun.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest {

    private static final Actor CALLER = new Actor(Ids.next(), false, null, Set.of(), Set.of(), null);

    @Inject
    Idempotency idempotency;

    @Inject
    Pool pool;

    @Test
    void aHundredAtOnceHaveOneEffectAndOneAnswer() {
        AtomicInteger effects = new AtomicInteger();
        String key = "at-once-" + Ids.next();
        List<CompletableFuture<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            requests.add(once(key, "same", () -> Answer.ok("{\"n\":" + effects.incrementAndGet() + "}", "1"))
                    .subscribeAsCompletionStage());
        }

        List<Answer> answers = requests.stream().map(CompletableFuture::join).toList();

        assertThat(effects).hasValue(1);
        assertThat(answers).extracting(Answer::body).containsOnly("{\"n\":1}");
        assertThat(answers).filteredOn(answer -> !answer.isReplay()).hasSize(1);
    }

    @Test
    void whoeverWaitsForARefusalIsRefusedToo() {
        String key = "refused-" + Ids.next();
        List<CompletableFuture<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            requests.add(once(key, "same", () -> {
                        throw Rejection.conflict("budget-insufficient");
                    })
                    .subscribeAsCompletionStage());
        }

        assertThat(requests)
                .allSatisfy(request -> assertThatThrownBy(request::join).hasRootCauseMessage("budget-insufficient"));
        assertThat(WorkerThread.await(once(key, "same", () -> Answer.ok("{}", null)))
                        .isReplay())
                .isFalse();
    }

    @Test
    void aKeyIsForOneRequestOnlyAlsoWhileThatIsAtWork() {
        String key = "reused-" + Ids.next();
        CompletableFuture<Answer> first =
                once(key, "one", () -> Answer.ok("{}", null)).subscribeAsCompletionStage();

        assertThatThrownBy(() -> WorkerThread.await(once(key, "another", () -> Answer.ok("{}", null))))
                .hasMessage("idempotency-key-reused");
        first.join();
        assertThatThrownBy(() -> WorkerThread.await(once(key, "another", () -> Answer.ok("{}", null))))
                .hasMessage("idempotency-key-reused");
    }

    @Test
    void severalAreClaimedAndRememberedTogether() {
        IdempotencyClaim known =
                new IdempotencyClaim(new IdempotencyClaim.Key(CALLER.id(), "known-" + Ids.next()), "print");
        IdempotencyClaim fresh =
                new IdempotencyClaim(new IdempotencyClaim.Key(CALLER.id(), "fresh-" + Ids.next()), "print");
        IdempotencyClaim foreign = new IdempotencyClaim(known.id(), "another print");
        WorkerThread.await(pool.withTransaction(connection -> idempotency
                .claimAll(connection, List.of(known))
                .chain(() -> idempotency.rememberAll(
                        connection, List.of(known), List.of(Answer.created("{\"id\":1}", "/x/1", "7"))))));

        List<Answer> answers = WorkerThread.await(
                pool.withTransaction(connection -> idempotency.claimAll(connection, List.of(known, fresh))));
        List<Answer> others = WorkerThread.await(
                pool.withTransaction(connection -> idempotency.claimAll(connection, List.of(foreign))));

        assertThat(answers.get(0)).isEqualTo(new Answer(201, "{\"id\":1}", "/x/1", "7", true));
        assertThat(answers.get(1)).isNull();
        assertThat(others).containsExactly(Idempotency.OF_ANOTHER_REQUEST);
    }

    private Uni<Answer> once(String key, String request, Supplier<Answer> effect) {
        return idempotency.once(
                CALLER, key, List.of(request), connection -> Uni.createFrom().item(effect));
    }
}
