package cn.dengyun.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.IdentityLimits;
import cn.dengyun.shared.Rejection;
import io.vertx.mutiny.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {

    private final Vertx vertx = Vertx.vertx();
    private final PasswordHashing passwords = new PasswordHashing(
            new IdentityLimits() {
                @Override
                public int bcryptCost() {
                    return 8;
                }

                @Override
                public int passwordThreads() {
                    return 1;
                }

                @Override
                public int passwordQueue() {
                    return 3;
                }
            },
            vertx);

    @AfterEach
    void stop() {
        passwords.stop();
        vertx.closeAndAwait();
    }

    @Test
    void aPasswordBelongsToItsHashOnly() {
        String hash = passwords.hashNow("correct horse battery");

        assertThat(matches("correct horse battery", hash).join()).isTrue();
        assertThat(matches("correct horse batterz", hash).join()).isFalse();
    }

    @Test
    void passwordsAreHashedBehindEverybodyElse() {
        assertThat(passwords
                        .aside(true, () -> Thread.currentThread().getPriority())
                        .await()
                        .indefinitely())
                .isEqualTo(Thread.MIN_PRIORITY);
    }

    @Test
    void nobodysHashMatchesNothingNotEvenItsOwnPassword() {
        assertThat(matches("nobody has this password", null).join()).isFalse();
    }

    @Test
    void nothingIsThePasswordOfAnAccountThatHasNone() {
        assertThat(matches(PasswordHashing.NO_PASSWORD, PasswordHashing.NO_PASSWORD)
                        .join())
                .isFalse();
        assertThat(matches("", PasswordHashing.NO_PASSWORD).join()).isFalse();
    }

    @Test
    void moreThanTheQueueHoldsAreTurnedAwayAtOnceAndTheOthersServed() {
        String hash = passwords.hashNow("correct horse battery");
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(matches("correct horse battery", hash));
        }
        long turnedAway = answers.stream()
                .filter(answer -> answer.handle((item, failure) -> failure instanceof Rejection rejection
                                && rejection.code().equals("sign-in-busy"))
                        .join())
                .count();
        assertThat(turnedAway).isBetween(1L, 7L);
        assertThat(answers.subList(0, 3)).allMatch(CompletableFuture::join);
        assertThat(matches("correct horse battery", hash).join()).isTrue();
    }

    @Test
    void whoeverWasThereBeforeGoesBeforeStrangersWhoStillGetEachFourthTurn() {
        CountDownLatch isHeld = new CountDownLatch(1);
        CountDownLatch allWait = new CountDownLatch(1);
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Boolean>> turns = new ArrayList<>();
        turns.add(turn(false, () -> {
            isHeld.countDown();
            allWait.await();
            return true;
        }));
        awaited(isHeld);
        for (int i = 0; i < 3; i++) {
            turns.add(turn(false, () -> done.add("stranger")));
        }
        CompletableFuture<Boolean> tooMany = turn(false, () -> done.add("stranger"));
        for (int i = 0; i < 3; i++) {
            turns.add(turn(true, () -> done.add("known")));
        }
        allWait.countDown();

        assertThat(tooMany).isCompletedExceptionally();
        assertThat(turns).allMatch(CompletableFuture::join);
        assertThat(done).containsExactly("known", "known", "stranger", "known", "stranger", "stranger");
    }

    private CompletableFuture<Boolean> turn(boolean isKnown, Callable<Boolean> work) {
        return passwords.aside(isKnown, work).subscribeAsCompletionStage();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<Boolean> matches(String password, String hash) {
        return passwords.matches(password, hash, false).subscribeAsCompletionStage();
    }
}
