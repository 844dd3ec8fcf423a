package cn.dengyun.identity.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.identity.IdentityLimits;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SignInTurnsTest {

    private static final int AT_ONCE = new IdentityLimits().freeAttempts() - 1;

    private final SignInTurns turns = new SignInTurns(new IdentityLimits());
    private final List<UniEmitter<? super String>> running = new ArrayList<>();

    @Test
    void asManyOfOneNameRunAsMayFailAndTheOthersFollowInTheirOrder() {
        List<CompletableFuture<String>> attempts = new ArrayList<>();
        for (int i = 0; i < AT_ONCE + 3; i++) {
            attempts.add(attempt("name"));
        }
        assertThat(running).hasSize(AT_ONCE);

        running.get(1).complete("in");
        running.get(0).fail(new IllegalStateException("wrong"));

        assertThat(running).hasSize(AT_ONCE + 2);
        assertThat(attempts.get(1)).isCompletedWithValue("in");
        assertThatThrownBy(attempts.get(0)::join).hasMessageContaining("wrong");
        running.get(AT_ONCE).complete("third");
        assertThat(attempts.get(AT_ONCE)).isCompletedWithValue("third");
        assertThat(running).hasSize(AT_ONCE + 3);
    }

    @Test
    void anotherNameWaitsForNobody() {
        List<CompletableFuture<String>> attempts = new ArrayList<>();
        for (int i = 0; i < AT_ONCE + 1; i++) {
            attempts.add(attempt("name"));
        }

        attempts.add(attempt("other"));

        assertThat(attempts).hasSize(AT_ONCE + 2);
        assertThat(running).hasSize(AT_ONCE + 1);
    }

    @Test
    void onlySoManyWaitAndNobodyIsForgotten() {
        List<CompletableFuture<String>> attempts = new ArrayList<>();
        for (int i = 0; i < AT_ONCE + 1_001; i++) {
            attempts.add(attempt("name"));
        }

        assertThatThrownBy(attempts.get(AT_ONCE + 1_000)::join).hasMessageContaining("sign-in-busy");
        for (int i = 0; i < AT_ONCE + 1_000; i++) {
            running.get(i).complete("in");
        }
        assertThat(attempts.subList(0, AT_ONCE + 1_000)).allMatch(attempt -> "in".equals(attempt.join()));
    }

    private CompletableFuture<String> attempt(String name) {
        return turns.take(name, () -> Uni.createFrom().<String>emitter(running::add))
                .subscribeAsCompletionStage()
                .toCompletableFuture();
    }
}
