package cn.dengyun.identity.account;

import cn.dengyun.identity.IdentityLimits;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes passwords with bcrypt, which is slow on purpose: on threads of its own, a few at a time, with a bounded queue,
 * so that a storm of sign-ins never takes the threads or the cores of everybody else.
 */
@ApplicationScoped
public class PasswordHashing {

    /** In the place of a hash, for an account that has no password: none belongs to it until one is set. */
    public static final String NO_PASSWORD = "!";

    private final IdentityLimits limits;
    private final WorkerExecutor workers;
    private final AtomicInteger inFlight = new AtomicInteger();
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
     */
    public Uni<Boolean> matches(String password, String hash) {
        return aside(() -> {
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
        return aside(() -> {
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
        return aside(() -> PasswordPolicy.defects(pointer, password, previous, words));
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

    private <T> Uni<T> aside(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            if (inFlight.incrementAndGet() > limits.passwordQueue()) {
                inFlight.decrementAndGet();
                throw Rejection.of(Rejection.Kind.UNAVAILABLE, "sign-in-busy");
            }
            // Bound to the work, not to the caller: a caller who hangs up does not free the thread.
            return workers.executeBlocking(
                    () -> {
                        try {
                            return work.call();
                        } finally {
                            inFlight.decrementAndGet();
                        }
                    },
                    false);
        });
    }
}
