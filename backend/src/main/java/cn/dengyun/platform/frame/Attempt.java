package cn.dengyun.platform.frame;

import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Supplier;

/** What may be refused within a unit of work that goes on all the same. */
public final class Attempt {

    private Attempt() {}

    /**
     * Carries something out. Where it is refused nothing of it stays, and the refusal is passed on to whoever recovers
     * from it in the same unit of work. One at a time, and of nothing that tells somebody after the commit.
     */
    public static <T> Uni<T> in(SqlConnection connection, Supplier<Uni<T>> act) {
        return connection
                .query("SAVEPOINT attempt")
                .execute()
                .chain(act::get)
                .onFailure(Rejection.class)
                .call(() -> connection.query("ROLLBACK TO SAVEPOINT attempt").execute());
    }
}
