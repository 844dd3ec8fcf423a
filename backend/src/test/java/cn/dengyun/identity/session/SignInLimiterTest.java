package cn.dengyun.identity.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import cn.dengyun.HandClock;
import cn.dengyun.identity.IdentityLimits;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInLimiterTest {

    private final HandClock clock = new HandClock();
    private final String name = "name-" + UUID.randomUUID();
    private final String address = "address-" + UUID.randomUUID();

    @Inject
    Pool pool;

    private SignInLimiter limiter;

    @BeforeEach
    void fiveWrongPasswords() {
        IdentityLimits limits = new IdentityLimits() {
            @Override
            public int freeAttemptsOfAddress() {
                return 12;
            }
        };
        limiter = new SignInLimiter(limits, pool, clock);
        for (int i = 0; i < 5; i++) {
            begin(name, address);
        }
    }

    @Test
    void theNextAttemptHasToWait() {
        assertThat(secondsToWait(name, address)).isEqualTo(2);
    }

    @Test
    void anotherNodeCountsOn() {
        SignInLimiter other = new SignInLimiter(new IdentityLimits(), pool, clock);

        Throwable refusal =
                catchThrowable(() -> VertxContextSupport.subscribeAndAwait(() -> other.begin(name, "elsewhere")));

        assertThat(refusal).isInstanceOf(Rejection.class).hasMessage("sign-in-blocked");
    }

    @Test
    void attemptsAtTheSameMomentDoNotBlockEachOtherWhicheverIsCountedFirst() {
        HandClock behind = new HandClock();
        SignInLimiter other = new SignInLimiter(new IdentityLimits(), pool, behind);
        clock.forward(Duration.ofSeconds(1));
        String place = "address-" + UUID.randomUUID();
        begin("name-" + UUID.randomUUID(), place);

        assertThatCode(() -> await(() -> other.begin("name-" + UUID.randomUUID(), place)))
                .doesNotThrowAnyException();
    }

    @Test
    void eachFurtherFailureDoublesTheDelayAndTheFifteenthLocksTheName() {
        long[] expected = {2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 1800, 1800};
        for (long seconds : expected) {
            String elsewhere = "address-" + UUID.randomUUID();
            assertThat(secondsToWait(name, elsewhere)).isEqualTo(seconds);
            clock.forward(Duration.ofSeconds(seconds));
            begin(name, elsewhere);
        }
    }

    @Test
    void attemptsDuringTheDelayDoNotLengthenIt() {
        for (int i = 0; i < 6; i++) {
            assertThat(secondsToWait(name, address)).isEqualTo(2);
        }
    }

    /** Two devices that sign in at once reach the database in any order. */
    @Test
    void anAttemptThatBeganEarlierThanACountedOneIsNotTooEarly() {
        String fresh = "fresh-" + name;
        begin(fresh, "desk");
        clock.forward(Duration.ofMillis(-5));
        begin(fresh, "desk");
    }

    @Test
    void anotherNameIsNotConcerned() {
        begin("other-" + name, address);
    }

    @Test
    void theNameIsConcernedWhereverItIsTried() {
        assertThat(secondsToWait(name, "other-" + address)).isEqualTo(2);
    }

    @Test
    void anAddressThatTriesManyNamesHasToWaitToo() {
        for (int i = 0; i < 7; i++) {
            begin("name-" + UUID.randomUUID(), address);
        }
        assertThat(secondsToWait("name-" + UUID.randomUUID(), address)).isEqualTo(2);
    }

    /** An office mistypes all day long, less often than twelve times an hour. */
    @Test
    void anAddressIsForgivenLittleByLittle() {
        String office = "office-" + address;
        for (int i = 0; i < 30; i++) {
            begin("name-" + UUID.randomUUID(), office);
            clock.forward(Duration.ofSeconds(310));
        }
        for (int i = 0; i < 12; i++) {
            begin("name-" + UUID.randomUUID(), office);
        }
        assertThat(secondsToWait("name-" + UUID.randomUUID(), office)).isEqualTo(2);

        clock.forward(Duration.ofSeconds(310));
        begin("name-" + UUID.randomUUID(), office);
        assertThat(secondsToWait("name-" + UUID.randomUUID(), office)).isEqualTo(2);
    }

    @Test
    void oneRightPasswordDoesNotClearAnAddress() {
        for (int i = 0; i < 7; i++) {
            begin("name-" + UUID.randomUUID(), address);
        }
        clock.forward(Duration.ofSeconds(2));
        enter("the owner of " + address, address);
        begin("name-" + UUID.randomUUID(), address);

        assertThat(secondsToWait("name-" + UUID.randomUUID(), address)).isEqualTo(4);
    }

    @Test
    void aRightPasswordForgetsTheWrongOnes() {
        clock.forward(Duration.ofSeconds(2));
        enter(name, address);

        assertThatCode(() -> {
                    begin(name, address);
                    begin(name, address);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void nobodyIsLockedOutWhereHeSignedInBefore() {
        String home = "home-" + address;
        String owner = "owner-" + name;
        enter(owner, home);
        for (int i = 0; i < 15; i++) {
            begin(owner, "attacker-" + i + address);
            clock.forward(Duration.ofMinutes(5));
        }
        assertThat(secondsToWait(owner, "attacker-" + address)).isEqualTo(1500);

        enter(owner, home);
        // Who comes home opens the door to nobody else.
        assertThat(secondsToWait(owner, "attacker-" + address)).isEqualTo(1500);
        // And whoever is at home too guesses as slowly as anybody.
        for (int i = 0; i < 5; i++) {
            begin(owner, home);
        }
        assertThat(secondsToWait(owner, home)).isEqualTo(2);
    }

    @Test
    void whoIsWhereHeSignedInBeforeDoesNotPayForTheGuessesOfANeighbour() {
        String owner = "owner-" + name;
        enter(owner, address);
        for (int i = 0; i < 7; i++) {
            begin("name-" + UUID.randomUUID(), address);
        }
        assertThat(secondsToWait("name-" + UUID.randomUUID(), address)).isEqualTo(2);

        enter(owner, address);
        // Nor does the neighbour gain by it.
        assertThat(secondsToWait("name-" + UUID.randomUUID(), address)).isEqualTo(2);
    }

    @Test
    void anAttemptThatNobodyHadTimeForIsNoFailure() {
        String fresh = "fresh-" + name;
        String home = "home-" + address;
        for (int i = 0; i < 15; i++) {
            assertThat(catchThrowable(() -> attemptWhileBusy(fresh, home))).hasMessage("sign-in-busy");
        }
        enter(fresh, home);
        for (int i = 0; i < 15; i++) {
            assertThat(catchThrowable(() -> attemptWhileBusy(fresh, home))).hasMessage("sign-in-busy");
        }
        enter(fresh, home);
    }

    private void attemptWhileBusy(String username, String from) {
        await(() -> limiter.attempt(
                username,
                from,
                isKnown -> Uni.createFrom().failure(Rejection.of(Rejection.Kind.UNAVAILABLE, "sign-in-busy"))));
    }

    @Test
    void whoProvesToBeTheOwnerIsFreeEverywhere() {
        clock.forward(Duration.ofSeconds(2));
        enter(name, address);
        for (int i = 0; i < 5; i++) {
            begin(name, address);
        }
        assertThat(secondsToWait(name, address)).isEqualTo(2);

        await(() -> limiter.forgive(pool, name));

        assertThatCode(() -> begin(name, address)).doesNotThrowAnyException();
    }

    @Test
    void aDayLaterAllIsForgotten() {
        clock.forward(Duration.ofDays(1).plusSeconds(1));

        assertThatCode(() -> {
                    begin(name, address);
                    begin(name, address);
                })
                .doesNotThrowAnyException();
    }

    private void begin(String username, String from) {
        await(() -> limiter.begin(username, from));
    }

    /** The next attempt, and it is right. */
    private void enter(String username, String from) {
        await(() -> limiter.attempt(username, from, isKnown -> Uni.createFrom().item(isKnown)));
    }

    private long secondsToWait(String username, String from) {
        Throwable refusal = catchThrowable(() -> begin(username, from));
        assertThat(refusal).isInstanceOf(Rejection.class).hasMessage("sign-in-blocked");
        return (Long) ((Rejection) refusal).arguments().get(0);
    }

    private static <T> void await(java.util.function.Supplier<Uni<T>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
