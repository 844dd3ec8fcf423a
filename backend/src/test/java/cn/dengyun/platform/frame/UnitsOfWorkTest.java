package cn.dengyun.platform.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UnitsOfWorkTest {

    @Inject
    UnitsOfWork units;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void whatIsToldAfterTheCommitIsToldBeforeAnybodyIsAnswered() throws Throwable {
        List<String> toldByTheAnswer = new ArrayList<>();

        VertxContextSupport.subscribeAndAwait(
                () -> units.carryOut(one().afterCommit(told::add)).invoke(() -> toldByTheAnswer.addAll(told)));

        assertThat(toldByTheAnswer).containsExactly("one");
    }

    @Test
    void whateverFollowsInTheSameUnitOfWorkIsWaitedFor() throws Throwable {
        List<String> toldBefore = new ArrayList<>();

        VertxContextSupport.subscribeAndAwait(() -> units.carryOut(one().afterCommit(told::add)
                .then((connection, one) ->
                        connection.query("SELECT 1").execute().invoke(() -> toldBefore.addAll(told)))));

        assertThat(toldBefore).isEmpty();
        assertThat(told).containsExactly("one");
    }

    @Test
    void nothingIsToldOfWhatWasTakenBack() throws Throwable {
        Effect<String> failing = one().afterCommit(told::add)
                .then((connection, one) -> Uni.createFrom().failure(Rejection.conflict("last-owner")));

        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> units.carryOut(failing)))
                .isInstanceOf(Rejection.class);
        String shown =
                VertxContextSupport.subscribeAndAwait(() -> units.carryOutAndTakeBack(one().afterCommit(told::add)));

        assertThat(shown).isEqualTo("one");
        assertThat(told).isEmpty();
    }

    @Test
    void whoLostARowToSomebodyElseBeginsAnew() throws Throwable {
        AtomicInteger begun = new AtomicInteger();

        String done = VertxContextSupport.subscribeAndAwait(() -> units.carryOut(one().map(one -> {
            ChangedMeanwhile.unless(begun.incrementAndGet() == 3);
            return one;
        })));

        assertThat(done).isEqualTo("one");
        assertThat(begun).hasValue(3);
    }

    @Test
    void whoLosesEveryTimeIsToldSo() {
        assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> units.carryOut(one().map(one -> {
                    throw new ChangedMeanwhile();
                }))))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.code()).isEqualTo("changed-meanwhile"));
    }

    private static Effect<String> one() {
        return Effect.of(connection -> connection
                .query("SELECT 'one'")
                .execute()
                .map(rows -> rows.iterator().next().getString(0)));
    }
}
