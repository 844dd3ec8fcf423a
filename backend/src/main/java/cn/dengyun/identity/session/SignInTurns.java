package cn.dengyun.identity.session;

import cn.dengyun.identity.IdentityLimits;
import cn.dengyun.platform.database.CallersContext;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lets attempts of one user name take turns: as many at once as may fail before the name has to wait. Fifty devices
 * that sign in with the right password in one moment are let in one after the other, where each of them alone would
 * have been counted as a failure of the others. Guessing gains nothing, for those who wait their turn are counted then.
 */
@ApplicationScoped
public class SignInTurns {

    /** Of all names; who comes beyond them hears that the platform is busy. */
    private static final int MAX_WAITING = 1_000;

    private final int atOnce;
    private final Map<String, Turns> byName = new HashMap<>();
    private int waiting;

    SignInTurns(IdentityLimits limits) {
        this.atOnce = Math.max(1, limits.freeAttempts() - 1);
    }

    private static final class Turns {
        private int running;
        private final Queue<UniEmitter<? super Boolean>> next = new ArrayDeque<>();
    }

    /**
     * Does the work when it is its turn. Rejects with {@code sign-in-busy} (503) when too many wait.
     *
     * @param username as it is looked up
     */
    public <T> Uni<T> take(String username, Supplier<Uni<T>> work) {
        return CallersContext.goOn(Uni.createFrom().<Boolean>emitter(emitter -> enter(username, emitter)))
                .chain(entered -> work.get().onTermination().invoke(() -> leave(username)));
    }

    private void enter(String username, UniEmitter<? super Boolean> emitter) {
        boolean isTurn;
        synchronized (byName) {
            Turns turns = byName.computeIfAbsent(username, name -> new Turns());
            isTurn = turns.running < atOnce;
            if (isTurn) {
                turns.running++;
            } else if (waiting < MAX_WAITING) {
                turns.next.add(emitter);
                waiting++;
                return;
            }
        }
        if (isTurn) {
            emitter.complete(true);
        } else {
            emitter.fail(Rejection.of(Rejection.Kind.UNAVAILABLE, "sign-in-busy"));
        }
    }

    private void leave(String username) {
        UniEmitter<? super Boolean> next;
        synchronized (byName) {
            Turns turns = byName.get(username);
            next = turns.next.poll();
            if (next != null) {
                waiting--;
            } else if (--turns.running == 0) {
                byName.remove(username);
            }
        }
        if (next != null) {
            next.complete(true);
        }
    }
}
