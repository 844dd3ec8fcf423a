package cn.dengyun.identity;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes passwords with bcrypt, which is slow on purpose: on threads of its own, a few at a time, with a bounded queue,
 * so that a storm of sign-ins never takes the threads or the cores of everybody else.
 */
@ApplicationScoped
class Passwords {

    private static final int SHORTEST = 12;

    /** bcrypt looks at the first 72 bytes only; a longer password would promise more than it holds. */
    private static final int MOST_BYTES = 72;

    private final IdentityConfig config;
    private final WorkerExecutor workers;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile String nobodysHash;

    Passwords(IdentityConfig config, Vertx vertx) {
        this.config = config;
        this.workers = vertx.createSharedWorkerExecutor("dengyun-password", config.passwordThreads());
    }

    @PreDestroy
    void stop() {
        workers.closeAndForget();
    }

    /**
     * Whether the password belongs to the hash. With no hash (an unknown user name) it takes just as long and says no.
     *
     * <p>Rejects with {@code sign-in-busy} (503) when too many are waiting already.
     */
    Uni<Boolean> matches(String password, String hash) {
        return aside(() -> {
            boolean matches = BcryptUtil.matches(password, hash == null ? nobodysHash() : hash);
            return hash != null && matches;
        });
    }

    Uni<String> hash(String password) {
        return aside(() -> hashNow(password));
    }

    /** The same for start-up, where there is time to wait. */
    String hashNow(String password) {
        return BcryptUtil.bcryptHash(password, config.bcryptCost());
    }

    /** Rejects with {@code invalid-request} (400) and the defect unless the password may be chosen. */
    static void requireAcceptable(String password, String username, String previous) {
        String code = defectOf(password, username, previous);
        if (code != null) {
            throw Rejection.invalid(List.of(Defect.at("/newPassword", code, SHORTEST, MOST_BYTES)));
        }
    }

    private static String defectOf(String password, String username, String previous) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return "password-too-short";
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return "password-too-long";
        }
        if (password.equals(previous)) {
            return "password-unchanged";
        }
        if (password.toLowerCase(java.util.Locale.ROOT).contains(username) || WellKnownSecrets.isPassword(password)) {
            return "password-guessable";
        }
        return null;
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
            if (inFlight.incrementAndGet() > config.passwordQueue()) {
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
