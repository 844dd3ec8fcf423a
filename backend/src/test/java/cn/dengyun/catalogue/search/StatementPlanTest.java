package cn.dengyun.catalogue.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.store.OfferingWriter;
import cn.dengyun.platform.database.OwnerDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Plans every statement of the search without its values on a table of 100,000 offerings. */
@QuarkusTest
class StatementPlanTest {

    private static final UUID PROVIDER = UUID.fromString("00000000-0000-7000-8000-00000000fffd");
    private static final Map<Facet, List<String>> FILTERS =
            Map.of(Facet.KIND, List.of("IAAS"), Facet.REGION, List.of("340123"));

    /** From this length on the client prepares a statement anew on every call. */
    private static final int LIMIT = 2_048;

    private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]+");

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    OfferingWriter writer;

    @Inject
    CoverageOverlap coverage;

    @Test
    void noStatementReadsTheWholeTableOrIsTooLongToStayPrepared() throws SQLException {
        MadeUpOfferings.publish(pool, writer, PROVIDER, new MadeUpOfferings(11).list(500));
        Set<String> statements = searches();
        statements.addAll(counts("数据", Map.of(), 0));
        statements.addAll(counts("数据", FILTERS, 0));
        statements.addAll(counts("数据", FILTERS, 1));
        try (Connection connection = OwnerDatabase.connect();
                Statement statement = connection.createStatement()) {
            try {
                fillATableOfItsOwn(statement);
                for (String sql : statements) {
                    assertThat(sql).hasSizeLessThan(LIMIT);
                    assertThat(plan(statement, sql)).as(sql).doesNotContain("Seq Scan on offering");
                }
                assertThat(plan(statement, "SELECT id FROM offering WHERE name = 'x'"))
                        .contains("Seq Scan on offering");
            } finally {
                statement.execute("RESET search_path");
                statement.execute("RESET plan_cache_mode");
                statement.execute("DROP SCHEMA large CASCADE");
            }
        }
        // Nothing narrows these, or next to nothing, so they do read all, and their answer is remembered.
        assertThat(counts("数据", Map.of(), 1)).allMatch(sql -> sql.length() < LIMIT);
        assertThat(counts("", Map.of(), 0)).allMatch(sql -> sql.length() < LIMIT);
    }

    private Set<String> searches() {
        RecordingPool recording = new RecordingPool(pool);
        for (double share : new double[] {0, 1}) {
            OfferingFinder finder =
                    new OfferingFinder(recording.pool(), new FixedEstimates(pool, vertx, share), coverage);
            for (OfferingSort sort : OfferingSort.values()) {
                for (String text : List.of("", "数据")) {
                    for (Map<Facet, List<String>> filters : List.of(Map.<Facet, List<String>>of(), FILTERS)) {
                        if (sort != OfferingSort.RELEVANCE || !text.isEmpty()) {
                            finder.find(
                                            new OfferingQuery(text, filters, sort, 20, null, Set.of()),
                                            sort.start(0),
                                            2_000)
                                    .await()
                                    .indefinitely();
                        }
                    }
                }
            }
        }
        return new LinkedHashSet<>(recording.statements());
    }

    private List<String> counts(String text, Map<Facet, List<String>> filters, double share) {
        RecordingPool recording = new RecordingPool(pool);
        new FacetCounter(recording.pool(), coverage, new FixedEstimates(pool, vertx, share))
                .count(new OfferingQuery(text, filters, OfferingSort.NAME, 20, null, EnumSet.allOf(Facet.class)))
                .await()
                .indefinitely();
        return recording.statements();
    }

    /** In a schema of its own, so that no other test meets its rows. */
    private static void fillATableOfItsOwn(Statement statement) throws SQLException {
        statement.execute("CREATE SCHEMA large");
        statement.execute("CREATE TABLE large.offering (LIKE public.offering INCLUDING STORAGE)");
        String columns = first(
                statement,
                "SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) FROM information_schema.columns"
                        + " WHERE table_schema = 'public' AND table_name = 'offering' AND column_name NOT IN ('id', 'external_id')");
        statement.execute("INSERT INTO large.offering (id, external_id, " + columns
                + ") SELECT gen_random_uuid(), external_id || '-' || n, " + columns
                + " FROM public.offering CROSS JOIN generate_series(1, 200) n WHERE provider_id = '" + PROVIDER + "'");
        List<String> indexes = all(
                statement,
                "SELECT replace(indexdef, ' ON public.offering ', ' ON large.offering ') FROM pg_indexes"
                        + " WHERE schemaname = 'public' AND tablename = 'offering'");
        for (String index : indexes) {
            statement.execute(index);
        }
        statement.execute("ANALYZE large.offering");
        statement.execute("SET search_path = large, public");
        statement.execute("SET plan_cache_mode = force_generic_plan");
    }

    /** The plan that a prepared statement has from its sixth execution on. */
    private static String plan(Statement statement, String sql) throws SQLException {
        long parameters = PARAMETER
                .matcher(sql)
                .results()
                .map(MatchResult::group)
                .distinct()
                .count();
        statement.execute("PREPARE search AS " + sql);
        String arguments = parameters == 0 ? "" : "(" + "NULL, ".repeat((int) parameters - 1) + "NULL)";
        String plan = String.join("\n", all(statement, "EXPLAIN EXECUTE search" + arguments));
        statement.execute("DEALLOCATE search");
        return plan;
    }

    private static String first(Statement statement, String sql) throws SQLException {
        return all(statement, sql).get(0);
    }

    private static List<String> all(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
