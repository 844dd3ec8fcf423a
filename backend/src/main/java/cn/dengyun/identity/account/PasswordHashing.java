package cn.dengyun.identity.account;

import cn.dengyun.identity.IdentityLimits;
import cn.dengyun.platform.database.CallersContext;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;

/**
 * Hashes passwords with bcrypt, which is slow on purpose: on threads of its own, a few at a time, with bounded queues,
 * so that a storm of sign-ins never takes the threads or the cores of everybody else. Who was there before does not
 * wait behind strangers, who may be as many as somebody likes to invent: while both wait, three of four turns are his.
 */
@ApplicationScoped
public class PasswordHashing {

    /** In the place of a hash, for an account that has no password: none belongs to it until one is set. */
    public static final String NO_PASSWORD = "!";

    private static final int STRANGERS_EACH = 4;

    private final IdentityLimits limits;
    private final WorkerExecutor workers;
    private final Queue<Runnable> known = new ArrayDeque<>();
    private final Queue<Runnable> strangers = new ArrayDeque<>();
    private int turn;
    private volatile String nobodysHash;

    public PasswordHashing(IdentityLimits limits, Vertx vertx) {
        this.limits = limits;
        this.workers = vertx.createSharedWorkerExecutor("dengyun-password", limits.passwordThreads());
    }

    @PreDestroy
    void stop() {
        workers.closeAndForget();
    }

    /**
     * Whether the password belongs to the hash. With no hash (an unknown user name) and with {@link #NO_PASSWORD} it
     * takes just as long and says no.
     *
     * <p>Rejects with {@code sign-in-busy} (503) when too many are waiting already.
     *
     * @param isKnown whether the one who asks is where he was signed in before
     */
    public Uni<Boolean> matches(String password, String hash, boolean isKnown) {
        return aside(isKnown, () -> {
            boolean hasPassword = hash != null && !NO_PASSWORD.equals(hash);
            boolean matches = BcryptUtil.matches(password, hasPassword ? hash : nobodysHash());
            return hasPassword && matches;
        });
    }

    /** A hash at once, for start-up, where there is time to wait. */
    public String hashNow(String password) {
        return BcryptUtil.bcryptHash(password, limits.bcryptCost());
    }

    /**
     * The hash of a password that somebody chose.
     *
     * <p>Rejects with {@code sign-in-busy} (503) and what {@link PasswordPolicy#require} rejects.
     *
     * @param previous the password that it replaces; null for the first one
     */
    public Uni<String> chosen(String pointer, String password, String previous, List<String> words) {
        return aside(false, () -> {
            PasswordPolicy.require(pointer, password, previous, words);
            return hashNow(password);
        });
    }

    /**
     * What forbids a password that somebody would choose; empty when it may be chosen.
     *
     * <p>Rejects with {@code sign-in-busy} (503).
     */
    public Uni<List<Defect>> defectsOf(String pointer, String password, String previous, List<String> words) {
        return aside(false, () -> PasswordPolicy.defects(pointer, password, previous, words));
    }

    /** Made once, on a password thread: it takes as long as any other. */
    private String nobodysHash() {
        String known = nobodysHash;
        if (known == null) {
            known = hashNow("nobody has this password");
            nobodysHash = known;
        }
        return known;
    }

    <T> Uni<T> aside(boolean isKnown, Callable<T> work) {
        return CallersContext.goOn(Uni.createFrom().emitter(emitter -> {
            // Bound to the work, not to the caller: a caller who hangs up does not free the thread.
            if (wait(isKnown ? known : strangers, () -> carryOut(work, emitter))) {
                workers.executeBlockingAndForget(this::takeTurn, false);
            } else {
                emitter.fail(Rejection.of(Rejection.Kind.UNAVAILABLE, "sign-in-busy"));
            }
        }));
    }

    private static <T> void carryOut(Callable<T> work, UniEmitter<? super T> emitter) {
        try {
            emitter.complete(work.call());
        } catch (Exception e) {
            emitter.fail(e);
        }
    }

    /** Behind everybody else, where the JVM may tell the system so: {@code -XX:ThreadPriorityPolicy=1}. */
    private Void takeTurn() {
        Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
        next().run();
        return null;
    }

    private synchronized boolean wait(Queue<Runnable> line, Runnable work) {
        return line.size() < limits.passwordQueue() && line.add(work);
    }

    /** There is one for each turn. */
    private synchronized Runnable next() {
        boolean isStrangersTurn = ++turn % STRANGERS_EACH == 0 && !strangers.isEmpty();
        return isStrangersTurn || known.isEmpty() ? strangers.remove() : known.remove();
    }
}
