package cn.dengyun.catalogue.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.catalogue.search.OfferingFinder.Hit;
import cn.dengyun.catalogue.search.OfferingSort.Position;
import cn.dengyun.catalogue.store.OfferingWriter;
import cn.dengyun.shared.SearchText;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares what is found, and its order, with what LIKE finds in the same table. */
@QuarkusTest
class OfferingFinderTest {

    private static final int OFFERINGS = 2_000;
    private static final UUID PROVIDER = UUID.fromString("00000000-0000-7000-8000-00000000ffff");
    private static List<OfferingContent> offerings;

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
        if (offerings == null) {
            offerings = new MadeUpOfferings(2018).list(OFFERINGS);
            MadeUpOfferings.publish(pool, writer, PROVIDER, offerings);
        }
        sample.take().await().indefinitely();
    }

    @Test
    void findsExactlyWhatContainsTheText() {
        MadeUpOfferings random = new MadeUpOfferings(1);
        OfferingFinder finder = new OfferingFinder(pool, sample, coverage);
        List<String> texts = Stream.generate(() -> random.substringOfOne(offerings))
                .limit(1_100)
                .toList();
        long found = texts.parallelStream()
                .filter(text -> assertFindWhatLikeFinds(text, 200, finder) > 0)
                .count();
        // All but those that are blank, or that cut in two what normalising joins, such as a letter and its accent.
        assertThat(found).isGreaterThan(1_000);
    }

    @Test
    void findsTheSameWhateverTheEstimates() {
        MadeUpOfferings random = new MadeUpOfferings(2);
        OfferingFinder walking = new OfferingFinder(pool, estimates(1), coverage);
        OfferingFinder gathering = new OfferingFinder(pool, estimates(0), coverage);
        for (int i = 0; i < 100; i++) {
            assertFindWhatLikeFinds(random.substringOfOne(offerings), 37, walking, gathering);
        }
    }

    @ParameterizedTest
    @EnumSource(OfferingSort.class)
    void pagesOfEveryOrderMakeUpTheWholeList(OfferingSort sort) {
        for (double share : new double[] {0, 1}) {
            OfferingFinder finder = new OfferingFinder(pool, estimates(share), coverage);
            for (String text : List.of("", "数据", "data", "云")) {
                if (sort != OfferingSort.RELEVANCE || !text.isEmpty()) {
                    assertThat(findAll(finder, query(text, Map.of(), sort), 61))
                            .as("%s of “%s”", sort, text)
                            .containsExactlyElementsOf(liked(text, Map.of(), sort));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OfferingSort.class)
    void filtersKeepWhatHasOneValueOfEach(OfferingSort sort) {
        Map<Facet, List<String>> filters = Map.of(
                Facet.KIND, List.of("IAAS", "PAAS", "SAAS", "SOLUTION"),
                Facet.TRIAL, List.of("true"),
                Facet.PROVIDER, List.of(PROVIDER.toString()));
        for (double share : new double[] {0, 1}) {
            OfferingFinder finder = new OfferingFinder(pool, estimates(share), coverage);
            for (String text : List.of("", "数据")) {
                if (sort != OfferingSort.RELEVANCE || !text.isEmpty()) {
                    assertThat(findAll(finder, query(text, filters, sort), 13))
                            .containsExactlyElementsOf(liked(text, filters, sort));
                }
            }
        }
    }

    @Test
    void aCountyFindsWhatItsCityAndTheProvinceAreOffered() {
        assertThat(found(Facet.REGION, "340123"))
                .containsExactlyInAnyOrderElementsOf(servedIn("340123", "340100", "340000"));
        assertThat(found(Facet.REGION, "340100"))
                .containsExactlyInAnyOrderElementsOf(servedIn("340100", "340123", "340000"));
        assertThat(found(Facet.REGION, "340000")).hasSameSizeAs(found(Facet.PROVIDER, PROVIDER.toString()));
    }

    @Test
    void aReplacedRegionIsFoundUnderItsSuccessor() {
        assertThat(found(Facet.REGION, "341882"))
                .containsExactlyInAnyOrderElementsOf(servedIn("341882", "341822", "340000"))
                .containsExactlyInAnyOrderElementsOf(found(Facet.REGION, "341822"));
    }

    @Test
    void aSectionFindsWhatIsMadeForItsDivisionsAndADivisionWhatIsMadeForItsSection() {
        assertThat(found(Facet.INDUSTRY, "C")).containsExactlyInAnyOrderElementsOf(madeFor("C", "13", "36"));
        assertThat(found(Facet.INDUSTRY, "13")).containsExactlyInAnyOrderElementsOf(madeFor("13", "C"));
    }

    @ParameterizedTest
    @EnumSource(OfferingSort.class)
    void whatDoesNotChangeIsOnOnePageOnlyWhileOthersCome(OfferingSort sort) {
        MadeUpOfferings random = new MadeUpOfferings(3);
        Set<UUID> before = new HashSet<>(liked("数据", Map.of(), sort));
        OfferingFinder finder = new OfferingFinder(pool, sample, coverage);
        OfferingQuery query = query("数据", Map.of(), sort);
        List<UUID> seen = new ArrayList<>();
        Position after = sort.start(0);
        List<Hit> page;
        do {
            page = finder.find(query, after, 50).await().indefinitely();
            page.forEach(hit -> seen.add(hit.row().getUUID("id")));
            after = page.isEmpty() ? after : page.get(page.size() - 1).position();
            MadeUpOfferings.publish(pool, writer, PROVIDER, List.of(random.named("数据" + seen.size(), null, "后来的")));
        } while (page.size() == 50 && seen.size() < OFFERINGS);
        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    }

    @Test
    void onlyPublishedOfferingsAreFound() {
        String name = "只发布过一次的产品";
        UUID id = MadeUpOfferings.publish(pool, writer, PROVIDER, List.of(new MadeUpOfferings(4).named(name, null, "")))
                .get(0);
        OfferingFinder finder = new OfferingFinder(pool, sample, coverage);
        assertThat(findAll(finder, query(name, Map.of(), OfferingSort.RELEVANCE), 10))
                .containsExactly(id);
        for (String status : List.of("RETIRED", "SUSPENDED", "DRAFT")) {
            pool.preparedQuery("UPDATE offering SET status = $1 WHERE id = $2")
                    .execute(Tuple.of(status, id))
                    .await()
                    .indefinitely();
            assertThat(findAll(finder, query(name, Map.of(), OfferingSort.RELEVANCE), 10))
                    .isEmpty();
        }
    }

    @Test
    void aFirstPageNeedsFewStatements() {
        RecordingPool recording = new RecordingPool(pool);
        OfferingFinder gathering = new OfferingFinder(recording.pool(), estimates(0), coverage);
        gathering
                .find(query("数据库", Map.of(), OfferingSort.RELEVANCE), OfferingSort.RELEVANCE.start(0), 21)
                .await()
                .indefinitely();
        assertThat(recording.statements()).hasSize(1);
        recording.forget();
        OfferingFinder walking = new OfferingFinder(recording.pool(), estimates(1), coverage);
        walking.find(query("数据", Map.of(), OfferingSort.RELEVANCE), OfferingSort.RELEVANCE.start(0), 21)
                .await()
                .indefinitely();
        assertThat(recording.statements()).hasSize(1);
        recording.forget();
        walking.find(query("", Map.of(), OfferingSort.NAME), OfferingSort.NAME.start(0), 21)
                .await()
                .indefinitely();
        assertThat(recording.statements()).hasSize(1);
    }

    private int assertFindWhatLikeFinds(String substring, int limit, OfferingFinder... finders) {
        String text = SearchText.normalise(substring);
        if (text.isEmpty()) {
            return 0;
        }
        List<UUID> liked = liked(text, Map.of(), OfferingSort.RELEVANCE);
        for (OfferingFinder finder : finders) {
            assertThat(findAll(finder, query(text, Map.of(), OfferingSort.RELEVANCE), limit))
                    .as("“%s”", text)
                    .containsExactlyElementsOf(liked);
        }
        return liked.size();
    }

    private List<UUID> found(Facet facet, String value) {
        Map<Facet, List<String>> filters = new EnumMap<>(Facet.class);
        filters.put(Facet.PROVIDER, List.of(PROVIDER.toString()));
        filters.put(facet, List.of(value));
        return findAll(new OfferingFinder(pool, sample, coverage), query("", filters, OfferingSort.NAME), 200);
    }

    private List<UUID> servedIn(String... codes) {
        return listing("regions", codes);
    }

    private List<UUID> madeFor(String... codes) {
        return listing("industries", codes);
    }

    private List<UUID> listing(String column, String... codes) {
        return ids(
                "SELECT id FROM offering WHERE status = 'PUBLISHED' AND provider_id = $1 AND (" + column + " && $2 OR "
                        + column + " = '{}')",
                Tuple.of(PROVIDER, codes));
    }

    private static List<UUID> findAll(OfferingFinder finder, OfferingQuery query, int limit) {
        List<UUID> ids = new ArrayList<>();
        Position after = query.sort().start(0);
        List<Hit> page;
        do {
            page = finder.find(query, after, limit).await().indefinitely();
            page.forEach(hit -> ids.add(hit.row().getUUID("id")));
            after = page.isEmpty() ? after : page.get(page.size() - 1).position();
        } while (page.size() == limit);
        return ids;
    }

    private static OfferingQuery query(String text, Map<Facet, List<String>> filters, OfferingSort sort) {
        return new OfferingQuery(text, filters, sort, 20, null, Set.of());
    }

    /** The same question to the table itself, without any of the indexes' help. */
    private List<UUID> liked(String text, Map<Facet, List<String>> filters, OfferingSort sort) {
        String like = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        StringBuilder sql = new StringBuilder("SELECT id FROM offering WHERE status = 'PUBLISHED'"
                + " AND (name_key LIKE $1 OR description_key LIKE $1)");
        filters.forEach((facet, values) -> sql.append(" AND ")
                .append(facet.column())
                .append("::text IN ('")
                .append(String.join("','", values))
                .append("')"));
        Tuple parameters = Tuple.of("%" + like + "%");
        switch (sort) {
            case RELEVANCE -> {
                sql.append(" ORDER BY CASE WHEN name_key LIKE $2 THEN 0 WHEN name_key LIKE $3 THEN 1"
                        + " WHEN name_key LIKE $1 THEN 2 ELSE 3 END, name_key, id");
                parameters.addString(like + "%").addString("%\n" + like + "%");
            }
            case NAME -> sql.append(" ORDER BY name_key, id");
            case UPDATED -> sql.append(" ORDER BY updated_at, id");
            case UPDATED_LAST -> sql.append(" ORDER BY updated_at DESC, id DESC");
            case PRICE -> sql.append(" ORDER BY price_from_fen NULLS LAST, id");
            case PRICE_LAST -> sql.append(" ORDER BY price_from_fen DESC NULLS LAST, id DESC");
        }
        return ids(sql.toString(), parameters);
    }

    private List<UUID> ids(String sql, Tuple parameters) {
        List<UUID> ids = new ArrayList<>();
        for (Row row : pool.preparedQuery(sql).execute(parameters).await().indefinitely()) {
            ids.add(row.getUUID("id"));
        }
        return ids;
    }

    private CatalogueSample estimates(double share) {
        return new FixedEstimates(pool, vertx, share);
    }
}
