package cn.dengyun.catalogue.store;

import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Housekeeping of the search indexes after many offerings have changed. */
@ApplicationScoped
public class OfferingIndexes {

    /** A function of the owner of the table, who alone may do this. */
    private static final Statement SETTLE = Statement.of("SELECT offering_settle($1)");

    private static final long MANY = 10_000;

    private final Pool pool;

    OfferingIndexes(Pool pool) {
        this.pool = pool;
    }

    /**
     * Puts waiting index entries in their places, so that searches need not read them one by one, and after many
     * changes renews the statistics by which the search chooses its way.
     *
     * @param changes offerings that have changed since the last time
     */
    public Uni<Void> settle(long changes) {
        if (changes == 0) {
            return Uni.createFrom().voidItem();
        }
        return SETTLE.execute(pool, changes >= MANY).replaceWithVoid();
    }
}
