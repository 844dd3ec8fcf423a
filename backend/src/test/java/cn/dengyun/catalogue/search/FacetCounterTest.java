package cn.dengyun.catalogue.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.catalogue.search.FacetCounter.Count;
import cn.dengyun.catalogue.store.OfferingWriter;
import cn.dengyun.platform.job.Background;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FacetCounterTest {

    private static final UUID PROVIDER = UUID.fromString("00000000-0000-7000-8000-00000000fffe");
    private static final Map<Facet, List<String>> OURS = Map.of(Facet.PROVIDER, List.of(PROVIDER.toString()));
    private static boolean arePublished;

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    OfferingWriter writer;

    @Inject
    CatalogueSample sample;

    @Inject
    CoverageOverlap coverage;

    @BeforeEach
    void publishOnce() {
        if (!arePublished) {
            MadeUpOfferings.publish(pool, writer, PROVIDER, new MadeUpOfferings(99).list(400));
            arePublished = true;
        }
    }

    @Test
    void flatCountsEqualARecountWhateverTheEstimates() {
        for (double share : new double[] {0, 1}) {
            assertFlatCountsEqualARecount(new FacetCounter(pool, coverage, new FixedEstimates(pool, vertx, share)));
        }
    }

    private void assertFlatCountsEqualARecount(FacetCounter counter) {
        Map<Facet, List<Count>> counts = count(counter, "数据");
        for (Facet facet : Facet.values()) {
            if (!facet.isNested()) {
                assertThat(asMap(counts.get(facet))).as(facet.parameter()).isEqualTo(recount(facet.column()));
            }
        }
    }

    /** What a count promises: that is how many the same value as a filter finds. */
    @Test
    void everyCountIsWhatItsFilterFinds() {
        OfferingFinder finder = new OfferingFinder(pool, sample, coverage);
        count(new FacetCounter(pool, coverage, sample), "数据").forEach((facet, counts) -> {
            for (Count count : counts.subList(0, Math.min(counts.size(), 40))) {
                Map<Facet, List<String>> filters = new HashMap<>(OURS);
                filters.put(facet, List.of(count.value()));
                OfferingQuery query = query("数据", filters);
                assertThat(finder.find(query, query.sort().start(0), 1_000)
                                .await()
                                .indefinitely())
                        .as("%s=%s", facet.parameter(), count.value())
                        .hasSize((int) count.offerings());
            }
        });
    }

    @Test
    void theMostFrequentComeFirstAndAbolishedRegionsNotAtAll() {
        List<Count> regions =
                count(new FacetCounter(pool, coverage, sample), "").get(Facet.REGION);
        assertThat(regions)
                .hasSize(FacetCounter.MAX_VALUES)
                .extracting(Count::offerings)
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(regions).extracting(Count::value).startsWith("340000").doesNotContain("341822");
    }

    @Test
    void aRepeatedQuestionIsCountedAnewOnlyAfterAChangeOfTheCatalogue() {
        RecordingPool recording = new RecordingPool(pool);
        FacetCounter counter = new FacetCounter(recording.pool(), coverage, sample);
        numberAllFacts();
        long before = kinds(count(counter, "计数"));
        assertThat(recording.statements()).hasSize(1);
        assertThat(kinds(count(counter, "计数"))).isEqualTo(before);
        assertThat(recording.statements()).hasSize(2);
        assertThat(recording.statements().get(1)).doesNotContain("counted");

        OfferingContent another = new MadeUpOfferings(5).named("计数 " + before, null, "");
        MadeUpOfferings.publish(pool, writer, PROVIDER, List.of(another));
        recordChange();
        assertThat(kinds(count(counter, "计数"))).isEqualTo(before + 1);
    }

    private static long kinds(Map<Facet, List<Count>> counts) {
        return counts.get(Facet.KIND).stream().mapToLong(Count::offerings).sum();
    }

    /** Writes the fact of a change without a number, as the writer's unit of work does. */
    private void recordChange() {
        pool.preparedQuery("INSERT INTO event (id, type, subject, is_public, data, occurred_at)"
                        + " VALUES ($1, 'cn.dengyun.catalogue.offerings.changed', 'test', true, '{}', now())")
                .execute(Tuple.of(Ids.next()))
                .await()
                .indefinitely();
    }

    private void numberAllFacts() {
        Background.settle();
    }

    private Map<String, Long> recount(String column) {
        Map<String, Long> counts = new HashMap<>();
        for (Row row : pool.preparedQuery("SELECT " + column + "::text AS value, count(*) AS n FROM offering"
                        + " WHERE status = 'PUBLISHED' AND provider_id = $1"
                        + " AND (name_key LIKE '%数据%' OR description_key LIKE '%数据%') AND " + column
                        + " IS NOT NULL GROUP BY 1")
                .execute(Tuple.of(PROVIDER))
                .await()
                .indefinitely()) {
            counts.put(row.getString("value"), row.getLong("n"));
        }
        return counts;
    }

    private static Map<String, Long> asMap(List<Count> counts) {
        Map<String, Long> map = new HashMap<>();
        counts.forEach(count -> map.put(count.value(), count.offerings()));
        return map;
    }

    private static Map<Facet, List<Count>> count(FacetCounter counter, String text) {
        return counter.count(query(text, OURS)).await().indefinitely();
    }

    private static OfferingQuery query(String text, Map<Facet, List<String>> filters) {
        Set<Facet> all = EnumSet.allOf(Facet.class);
        return new OfferingQuery(text, filters, OfferingSort.NAME, 20, null, all);
    }
}
