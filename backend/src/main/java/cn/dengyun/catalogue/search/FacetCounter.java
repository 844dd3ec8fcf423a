package cn.dengyun.catalogue.search;

import cn.dengyun.shared.Rejection;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts the offerings of a list by their values, exactly. A broad list costs a look at each of its offerings, so
 * counts are remembered for as long as the catalogue does not change, and only a few are made at a time: this is the
 * first thing to go when there is too much to do.
 */
@ApplicationScoped
class FacetCounter {

    static final int MAX_VALUES = 100;

    private static final int MAX_AT_A_TIME = 4;
    private static final int MAX_REMEMBERED = 500;

    /** The share of the offerings from which on a text is common. */
    private static final double COMMON = 0.05;

    private static final String CHANGE = "'cn.dengyun.catalogue.offerings.changed'";

    /** The last numbered change of the catalogue, and whether there are some without a number yet. */
    private static final String STATE = """
            SELECT (SELECT max(position) FROM event WHERE type = %s)::text AS value,
                (SELECT count(*) FROM event WHERE position IS NULL AND type = %s) AS n
            """.formatted(CHANGE, CHANGE);

    private final Pool pool;
    private final CoverageOverlap coverage;
    private final CatalogueSample sample;
    private final AtomicInteger running = new AtomicInteger();
    private final Cache<String, Counted> remembered =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    FacetCounter(Pool pool, CoverageOverlap coverage, CatalogueSample sample) {
        this.pool = pool;
        this.coverage = coverage;
        this.sample = sample;
    }

    /** How many offerings have a value. */
    record Count(String value, long offerings) {}

    /** Counts, and the state of the catalogue they were made from; a null state is never met again. */
    private record Counted(String state, Map<Facet, List<Count>> counts) {}

    /** Rejects with {@code overloaded} (503) when too many counts are being made. */
    Uni<Map<Facet, List<Count>>> count(OfferingQuery query) {
        String key = query.facets() + "|" + query.withheld() + "|" + query.filters() + "|" + query.text();
        Counted known = remembered.getIfPresent(key);
        if (known == null) {
            return countAnew(query, key);
        }
        return pool.preparedQuery(STATE)
                .execute()
                .map(rows -> state(rows.iterator().next()))
                .chain(state ->
                        known.state().equals(state) ? Uni.createFrom().item(known.counts()) : countAnew(query, key));
    }

    private Uni<Map<Facet, List<Count>>> countAnew(OfferingQuery query, String key) {
        if (running.incrementAndGet() > MAX_AT_A_TIME) {
            running.decrementAndGet();
            throw Rejection.of(Rejection.Kind.UNAVAILABLE, "overloaded");
        }
        SqlText sql = statement(query, GramQuery.of(query.text(), query.filters(), coverage));
        return pool.preparedQuery(sql.text())
                .execute(sql.parameters())
                .onTermination()
                .invoke(running::decrementAndGet)
                .map(rows -> read(rows, query.facets()))
                .invoke(counted -> {
                    if (counted.state() != null) {
                        remembered.put(key, counted);
                    }
                })
                .map(Counted::counts);
    }

    private static Counted read(RowSet<Row> rows, Set<Facet> facets) {
        List<Facet> inOrder = List.copyOf(facets);
        Map<Integer, List<Count>> byGrouping = new HashMap<>();
        Map<Facet, List<Count>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : inOrder) {
            counts.put(facet, new ArrayList<>());
            byGrouping.put(grouping(inOrder, facet), counts.get(facet));
        }
        String state = null;
        for (Row row : rows) {
            List<Count> values = byGrouping.get(row.getInteger("g"));
            if (values == null) {
                state = state(row);
            } else if (values.size() < MAX_VALUES) {
                values.add(new Count(row.getString("value"), row.getLong("n")));
            }
        }
        return new Counted(state, counts);
    }

    /**
     * What SQL's grouping() says in the rows of a facet: the bits of all other columns, since those are folded away.
     */
    private static int grouping(List<Facet> facets, Facet facet) {
        return (1 << facets.size()) - 1 - (1 << (facets.size() - 1 - facets.indexOf(facet)));
    }

    /** Null while there are changes without a number: counts may have seen them or not. */
    private static String state(Row row) {
        return row.getLong("n") == 0 ? "at " + row.getString("value") : null;
    }

    /** One statement, so that all counts and the state are of one moment. */
    private SqlText statement(OfferingQuery query, GramQuery question) {
        SqlText sql = new SqlText();
        String columns = joined(query.facets(), Facet::column);
        sql.append("WITH counted AS MATERIALIZED (SELECT grouping(" + columns + ") AS g, " + columns
                + ", count(*) AS n FROM offering WHERE status = 'PUBLISHED'");
        // Of a text that much contains, the index would name most pages of the table, which are quicker read in a row.
        if (!query.text().isEmpty() && !isCommon(query.text())) {
            sql.append(" AND text_grams @@ " + sql.bindTsquery(question.toTsquery()));
        } else if (!question.filters().isEmpty()) {
            sql.append(" AND name_grams @@ " + sql.bindTsquery(question.filtersAsTsquery()));
        }
        if (!query.text().isEmpty()) {
            String text = sql.bind(query.text());
            sql.append(" AND (strpos(name_key, " + text + ") > 0 OR strpos(description_key, " + text + ") > 0)");
        }
        if (!query.withheld().isEmpty()) {
            sql.append(" AND " + query.withholding(sql));
        }
        sql.append(" GROUP BY GROUPING SETS (" + joined(query.facets(), facet -> "(" + facet.column() + ")") + "))");
        sql.append(" SELECT -1 AS g, s.value, s.n FROM (" + STATE + ") s");
        List<Facet> facets = List.copyOf(query.facets());
        List<Facet> flat = facets.stream().filter(facet -> !facet.isNested()).toList();
        if (!flat.isEmpty()) {
            sql.append(
                    " UNION ALL SELECT * FROM (SELECT g, coalesce(" + joined(flat, facet -> facet.column() + "::text")
                            + ") AS v, n FROM counted) f WHERE v IS NOT NULL");
        }
        facets.stream()
                .filter(Facet::isNested)
                .forEach(facet -> sql.append(" UNION ALL " + nested(facet, grouping(facets, facet), sql)));
        return sql.append(" ORDER BY n DESC, value");
    }

    private boolean isCommon(String text) {
        double[] matching = sample.count(
                1, List.of(), (name, description) -> name.contains(text) || description.contains(text) ? 0 : -1);
        return matching[0] > COMMON * sample.offerings();
    }

    private static String joined(Collection<Facet> facets, Function<Facet, String> part) {
        return facets.stream().map(part).collect(Collectors.joining(", "));
    }

    /** A listed code counts once for each code that it overlaps, and no code for all. */
    private String nested(Facet facet, int grouping, SqlText sql) {
        List<String> listed = new ArrayList<>();
        List<String> values = new ArrayList<>();
        coverage.overlaps(facet).forEach((value, overlapping) -> {
            if (coverage.isInForce(facet, value)) {
                overlapping.forEach(code -> {
                    listed.add(code);
                    values.add(value);
                });
                listed.add(IndexEntry.ANY);
                values.add(value);
            }
        });
        return "SELECT " + grouping + ", v, sum(n)::bigint FROM (SELECT DISTINCT c." + facet.column()
                + ", c.n, m.v FROM counted c CROSS JOIN LATERAL"
                + " unnest(CASE WHEN c." + facet.column() + " = '{}' THEN '{" + IndexEntry.ANY + "}' ELSE c."
                + facet.column()
                + " END) l(code) JOIN unnest(" + sql.bind(listed.toArray(String[]::new)) + "::text[], "
                + sql.bind(values.toArray(String[]::new)) + "::text[]) m(code, v) ON m.code = l.code WHERE c.g = "
                + grouping
                + ") d GROUP BY v";
    }
}
