package cn.dengyun.catalogue.search;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * How common grams are, from the statistics that PostgreSQL keeps for its own planner: no counting of ours, and as
 * fresh as its last ANALYZE. Estimates decide how a search runs, never what it finds.
 */
@ApplicationScoped
class GramFrequencies {

    private static final Logger LOG = Logger.getLogger(GramFrequencies.class);
    private static final Duration INTERVAL = Duration.ofSeconds(60);

    private static final String STATISTICS =
            "SELECT s.attname::text AS vector, s.most_common_elems::text::text[] AS grams,"
                    + " s.most_common_elem_freqs AS shares, c.reltuples::bigint AS offerings"
                    + " FROM pg_class c JOIN pg_stats s ON s.schemaname = c.relnamespace::regnamespace::text"
                    + " AND s.tablename = c.relname WHERE c.oid = 'offering'::regclass AND s.attname IN ('name_grams', 'text_grams')";

    private final Pool pool;
    private final Vertx vertx;
    private volatile Statistics statistics = new Statistics(0, Map.of());

    /** Where grams are counted. */
    enum Vector {
        NAME("name_grams"),
        TEXT("text_grams");

        private final String column;

        Vector(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    private record Statistics(long offerings, Map<String, Shares> vectors) {}

    /**
     * Shares of the offerings that have a gram, from 0 to 1.
     *
     * @param byGram the commonest grams
     * @param byFirst for each first character of a gram the sum of its grams, which is at least its own share
     * @param least no other gram has more than that
     */
    private record Shares(Map<String, Double> byGram, Map<String, Double> byFirst, double least) {}

    GramFrequencies(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        refreshInBackground();
        vertx.setPeriodic(INTERVAL.toMillis(), timer -> refreshInBackground());
    }

    private void refreshInBackground() {
        refresh().subscribe().with(done -> {}, failure -> LOG.debug("searches keep the statistics they have", failure));
    }

    Uni<Void> refresh() {
        return pool.query(STATISTICS)
                .execute()
                .invoke(rows -> statistics = read(rows))
                .replaceWithVoid();
    }

    private static Statistics read(RowSet<Row> rows) {
        Map<String, Shares> vectors = new HashMap<>();
        long offerings = 0;
        for (Row row : rows) {
            offerings = Math.max(0, row.getLong("offerings"));
            String[] grams = row.getArrayOfStrings("grams");
            Float[] shares = row.getArrayOfFloats("shares");
            if (grams != null && shares != null) {
                vectors.put(row.getString("vector"), read(grams, shares));
            }
        }
        return new Statistics(offerings, vectors);
    }

    private static Shares read(String[] grams, Float[] shares) {
        Map<String, Double> byGram = new HashMap<>();
        Map<String, Double> byFirst = new HashMap<>();
        for (int i = 0; i < grams.length; i++) {
            double share = shares[i];
            byGram.put(grams[i], share);
            if (!grams[i].isEmpty()) {
                byFirst.merge(first(grams[i]), share, Double::sum);
            }
        }
        // PostgreSQL appends the least and the greatest share of all.
        return new Shares(byGram, byFirst, shares.length > grams.length ? shares[grams.length] : 0);
    }

    private static String first(String gram) {
        return gram.substring(0, gram.offsetByCodePoints(0, 1));
    }

    /** Roughly how many offerings there are; 0 when nobody has counted yet. */
    long offerings() {
        return statistics.offerings();
    }

    /** Roughly the share of offerings that the question finds, from 0 to 1. */
    double share(Vector vector, GramQuery query) {
        Shares shares = statistics.vectors().get(vector.column());
        if (shares == null) {
            return 0;
        }
        double share = query.isPrefix()
                ? Math.min(
                        1,
                        shares.byFirst().getOrDefault(query.grams().iterator().next(), shares.least()))
                : query.grams().stream()
                        .mapToDouble(gram -> shares.byGram().getOrDefault(gram, shares.least()))
                        .min()
                        .orElse(1);
        for (Collection<String> tokens : query.filters()) {
            share *= Math.min(
                    1,
                    tokens.stream()
                            .mapToDouble(token -> shares.byGram().getOrDefault(token, 0.0))
                            .sum());
        }
        return share;
    }
}
