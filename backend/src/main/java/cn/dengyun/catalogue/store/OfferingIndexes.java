package cn.dengyun.catalogue.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Housekeeping of the search indexes after many offerings have changed. */
@ApplicationScoped
public class OfferingIndexes {

    private static final String EMPTY_PENDING_LISTS =
            "SELECT gin_clean_pending_list('offering_name_grams')," + " gin_clean_pending_list('offering_text_grams')";
    private static final String ANALYZE = "ANALYZE offering";
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
        return pool.query(EMPTY_PENDING_LISTS)
                .execute()
                .call(() -> changes < MANY
                        ? Uni.createFrom().voidItem()
                        : pool.query(ANALYZE).execute())
                .replaceWithVoid();
    }
}
