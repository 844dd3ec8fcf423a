package cn.dengyun.platform.frame;

import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Carries effects out, each in a unit of work of its own. For workers; what people and systems ask for goes by
 * {@link Once}.
 */
@ApplicationScoped
public class UnitsOfWork {

    private static final int MORE_ATTEMPTS = 3;

    private final Pool pool;

    UnitsOfWork(Pool pool) {
        this.pool = pool;
    }

    /** Prepares the effect, then carries it out; a failure takes all of it back. */
    public <T> Uni<T> carryOut(Effect<T> effect) {
        return begunAnewIfLost(effect.prepare().chain(prepared -> pool.withTransaction(prepared::in)));
    }

    /** The same work; who lost a row to somebody else begins anew, a few times. */
    static <T> Uni<T> begunAnewIfLost(Uni<T> work) {
        return work.onFailure(ChangedMeanwhile.class)
                .retry()
                .atMost(MORE_ATTEMPTS)
                .onFailure(ChangedMeanwhile.class)
                .transform(lost -> Rejection.of(Rejection.Kind.STALE, "changed-meanwhile"));
    }

    /**
     * Carries the effect out and takes all of it back: what a dry run shows is what would have happened, found out by
     * the same statements.
     */
    public <T> Uni<T> carryOutAndTakeBack(Effect<T> effect) {
        return begunAnewIfLost(effect.prepare()
                .chain(prepared -> pool.withTransaction(
                                connection -> prepared.in(connection).<T>map(result -> {
                                    throw new TakenBack(result);
                                }))
                        .onFailure(TakenBack.class)
                        .recoverWithItem(shown -> TakenBack.result(shown))));
    }

    /** Ends a unit of work without an effect. */
    private static final class TakenBack extends RuntimeException {

        private final transient Object result;

        TakenBack(Object result) {
            super("taken back", null, false, false);
            this.result = result;
        }

        @SuppressWarnings("unchecked")
        static <T> T result(Throwable shown) {
            return (T) ((TakenBack) shown).result;
        }
    }
}
