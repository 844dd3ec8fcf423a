package cn.dengyun.catalogue.search;

import cn.dengyun.platform.job.FailureReport;
import cn.dengyun.platform.rows.Statement;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Up to two thousand published offerings in memory, taken anew every minute, to estimate how much a question will find
 * by asking it of them. That costs a fraction of a millisecond and, unlike statistics of single grams, knows which
 * words come together and which filters exclude each other. Estimates decide how a search runs, never what it finds.
 */
@ApplicationScoped
class CatalogueSample {

    private static final Logger LOG = Logger.getLogger(CatalogueSample.class);
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final int PAGES = 400;
    private static final int MAX_OFFERINGS = 2_000;

    /**
     * Whole pages of the table, as ANALYZE does. Long descriptions are cut: the bulk of the memory, little of the
     * truth.
     */
    private static final Statement TAKE = Statement.of("""
            SELECT name_key, left(description_key, 500) AS description_key, tsvector_to_array(name_grams) AS tokens
            FROM offering TABLESAMPLE SYSTEM ($1::float4) WHERE status = 'PUBLISHED' LIMIT %s
            """.formatted(MAX_OFFERINGS));

    private static final String COUNT_PAGES =
            "SELECT pg_relation_size('offering') / current_setting('block_size')::bigint";

    private final Pool pool;
    private final Vertx vertx;
    private final FailureReport failures = new FailureReport(LOG, "searches keep the sample they have");
    private volatile Sample sample = new Sample(List.of(), 0);

    private record Sampled(String nameKey, String descriptionKey, Set<String> filters) {}

    /** The sample, and how many offerings of the catalogue each of its own stands for. */
    private record Sample(List<Sampled> offerings, double weight) {}

    CatalogueSample(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        takeInBackground();
        vertx.setPeriodic(INTERVAL.toMillis(), timer -> takeInBackground());
    }

    private void takeInBackground() {
        take().subscribe().with(done -> {}, failures);
    }

    Uni<Void> take() {
        return pool.query(COUNT_PAGES)
                .execute()
                .map(rows -> Math.min(
                        1.0, PAGES / Math.max(1.0, rows.iterator().next().getLong(0))))
                .chain(part -> TAKE.execute(pool, (float) (100 * part)).invoke(rows -> sample = read(rows, part)))
                .replaceWithVoid();
    }

    private static Sample read(RowSet<Row> rows, double part) {
        List<Sampled> offerings = new ArrayList<>(rows.size());
        for (Row row : rows) {
            offerings.add(new Sampled(
                    row.getString("name_key"),
                    row.getString("description_key"),
                    Arrays.stream(row.getArrayOfStrings("tokens"))
                            .filter(IndexEntry::isFilter)
                            .collect(Collectors.toUnmodifiableSet())));
        }
        return new Sample(offerings, 1 / part);
    }

    /** Roughly how many offerings are published. */
    double offerings() {
        Sample current = sample;
        return current.offerings().size() * current.weight();
    }

    /**
     * Roughly how many published offerings pass the filters and are of each part.
     *
     * @param parts how many parts there are
     * @param filters of each, an offering must have one token
     * @param part told the name key and the description key of an offering; −1 for one that does not match
     */
    double[] count(int parts, List<Set<String>> filters, ToIntBiFunction<String, String> part) {
        Sample current = sample;
        double[] counts = new double[parts];
        for (Sampled offering : current.offerings()) {
            if (passes(offering, filters)) {
                int found = part.applyAsInt(offering.nameKey(), offering.descriptionKey());
                if (found >= 0) {
                    counts[found] += current.weight();
                }
            }
        }
        return counts;
    }

    private static boolean passes(Sampled offering, List<Set<String>> filters) {
        for (Set<String> tokens : filters) {
            if (tokens.stream().noneMatch(offering.filters()::contains)) {
                return false;
            }
        }
        return true;
    }
}
