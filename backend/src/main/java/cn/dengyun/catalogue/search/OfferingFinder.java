package cn.dengyun.catalogue.search;

import cn.dengyun.catalogue.search.GramFrequencies.Vector;
import cn.dengyun.catalogue.search.OfferingSort.Position;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds one page of offerings in their order, by one of two ways for each part of it:
 *
 * <ul>
 *   <li>Walk along the index of the order and keep what matches. Good when much matches, since the page is full soon;
 *       never further than a bound.
 *   <li>Gather everything that matches from the inverted index and sort it. Good when little does.
 * </ul>
 *
 * <p>Estimates choose the way, and a walk that ends before the page is full is taken up by gathering, so that what is
 * found never depends on them.
 */
@ApplicationScoped
class OfferingFinder {

    /** Entries of an index alone, then rows of the table: what can be walked in some tens of milliseconds. */
    private static final int MOST_ENTRIES = 100_000;

    private static final int MOST_ROWS = 10_000;

    /** How many entries cost as much as one row, which is on a page of its own. */
    private static final int ENTRIES_PER_ROW = 20;

    private static final String COLUMNS =
            "o.id, o.provider_id, o.external_id, o.kind, o.name, o.name_en, o.category_code,"
                    + " o.price_from_fen, o.price_band, o.has_trial, o.voucher_eligible, o.industries, o.regions, o.version,"
                    + " o.published_at, o.updated_at";

    private final Pool pool;
    private final GramFrequencies frequencies;
    private final Coverage coverage;

    OfferingFinder(Pool pool, GramFrequencies frequencies, Coverage coverage) {
        this.pool = pool;
        this.frequencies = frequencies;
        this.coverage = coverage;
    }

    /** One offering of a page and its place in the order. */
    record Hit(Position position, Row row) {}

    /** The first offerings behind a position, at most {@code count}. */
    Uni<List<Hit>> find(OfferingQuery query, Position after, int count) {
        Search search = new Search(query, GramQuery.of(query.text(), query.filters(), coverage));
        if (!search.question().isEmpty() && !isCommon(search.question(), Vector.TEXT, MOST_ROWS, count)) {
            return gather(search, search.lastPart(), Vector.TEXT, search.question(), after, count);
        }
        return fromPart(search, after, count, List.of());
    }

    private record Search(OfferingQuery query, GramQuery question) {

        OfferingSort sort() {
            return query.sort();
        }

        String text() {
            return query.text();
        }

        boolean isByRelevance() {
            return query.sort() == OfferingSort.RELEVANCE;
        }

        int lastPart() {
            return query.sort().parts() - 1;
        }

        boolean isFiltered() {
            return !question.filters().isEmpty();
        }

        /** Whether the part is about names only; those are in the index of the walk. */
        boolean isOfNames(int part) {
            return isByRelevance() && part <= Relevance.NAMED;
        }

        /**
         * Whether all that the walk of a part meets matches, so that it needs no bound and nothing is left when it
         * ends.
         */
        boolean isRange(int part) {
            return !isFiltered() && (text().isEmpty() || (isByRelevance() && part == Relevance.BEGINS));
        }

        Vector vector(int part) {
            return isOfNames(part) ? Vector.NAME : Vector.TEXT;
        }

        GramQuery question(int part) {
            return isByRelevance() && part == Relevance.ENGLISH_BEGINS ? question.with("\n" + text()) : question;
        }
    }

    /** Fills the page from one part of the order and then, as long as it is not full, from the next. */
    private Uni<List<Hit>> fromPart(Search search, Position after, int count, List<Hit> found) {
        int missing = count - found.size();
        boolean areNamesRare = search.isOfNames(after.part())
                && !isCommon(search.question(), Vector.NAME, mostSteps(search, after.part()), missing);
        int lastPart = areNamesRare ? Relevance.NAMED : after.part();
        Uni<List<Hit>> hits = areNamesRare
                ? gather(search, lastPart, Vector.NAME, search.question(), after, missing)
                : inPart(search, after, missing);
        return hits.map(more -> joined(found, more))
                .chain(all -> all.size() == count || lastPart == search.lastPart()
                        ? Uni.createFrom().item(all)
                        : fromPart(search, search.sort().start(lastPart + 1), count, all));
    }

    private Uni<List<Hit>> inPart(Search search, Position after, int count) {
        int part = after.part();
        Vector vector = search.vector(part);
        GramQuery question = search.question(part);
        if (!search.isRange(part) && !isCommon(question, vector, mostSteps(search, part), count)) {
            return gather(search, part, vector, question, after, count);
        }
        return walk(search, after, count).chain(hits -> {
            if (hits.size() == count || search.isRange(part)) {
                return Uni.createFrom().item(hits);
            }
            Position last = hits.isEmpty() ? after : hits.get(hits.size() - 1).position();
            return gather(search, part, vector, question, last, count - hits.size())
                    .map(rest -> joined(hits, rest));
        });
    }

    private static List<Hit> joined(List<Hit> first, List<Hit> then) {
        List<Hit> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    /** Whether so much matches that walking is likely to fill the page sooner than gathering would. */
    private boolean isCommon(GramQuery question, Vector vector, int mostSteps, int count) {
        double share = frequencies.share(vector, question);
        double steps = count / Math.max(share, 1e-9);
        double cost = mostSteps == MOST_ENTRIES ? steps / ENTRIES_PER_ROW : steps;
        return 2 * steps <= mostSteps && cost <= frequencies.offerings() * share;
    }

    private static int mostSteps(Search search, int part) {
        return search.isOfNames(part) && !search.isFiltered() ? MOST_ENTRIES : MOST_ROWS;
    }

    private Uni<List<Hit>> walk(Search search, Position after, int count) {
        SqlText sql = new SqlText();
        OfferingSort sort = search.sort();
        int part = after.part();
        sql.append("SELECT " + part + " AS part, h.key, " + COLUMNS + " FROM (SELECT id, key FROM (SELECT id, "
                + sort.column() + " AS key" + walkedColumns(search, part)
                + " FROM offering WHERE status = 'PUBLISHED'");
        sql.append(rangeOf(search, after, sql));
        sql.append(" ORDER BY " + sort.column() + sort.direction() + ", id" + sort.direction());
        if (!search.isRange(part)) {
            sql.append(" LIMIT " + mostSteps(search, part));
        }
        sql.append(") w WHERE " + conditionOf(search, part, sql));
        sql.append(" ORDER BY key" + sort.direction() + ", id" + sort.direction() + " LIMIT " + sql.bind(count)
                + ") h JOIN offering o ON o.id = h.id ORDER BY h.key" + sort.direction() + ", h.id" + sort.direction());
        return hits(sql, sort);
    }

    /** What the condition looks at; nothing else, so that where the index has it the table is not read. */
    private static String walkedColumns(Search search, int part) {
        String columns = search.isFiltered() ? ", name_grams" : "";
        if (search.text().isEmpty()) {
            return columns;
        }
        if (!search.isByRelevance()) {
            return columns + ", name_key, description_key";
        }
        return columns + ", name_key" + (part == Relevance.DESCRIBED ? ", description_key" : "");
    }

    private static String rangeOf(Search search, Position after, SqlText sql) {
        OfferingSort sort = search.sort();
        String id = sql.bind(after.id());
        if (sort.isByPrice() && after.part() > 0) {
            return " AND price_from_fen IS NULL AND id " + sort.after() + " " + id;
        }
        String range =
                " AND (" + sort.column() + ", id) " + sort.after() + " (" + sql.bind(after.key()) + ", " + id + ")";
        if (sort.isByPrice()) {
            return range + " AND price_from_fen IS NOT NULL";
        }
        if (search.isByRelevance() && after.part() == Relevance.BEGINS) {
            String end = Relevance.end(search.text());
            range += " AND name_key >= " + sql.bind(search.text());
            return end == null ? range : range + " AND name_key < " + sql.bind(end);
        }
        return range;
    }

    private static String conditionOf(Search search, int part, SqlText sql) {
        List<String> conditions = new ArrayList<>();
        if (search.isFiltered()) {
            conditions.add("name_grams @@ " + sql.bindTsquery(search.question().filtersAsTsquery()));
        }
        if (!search.text().isEmpty()) {
            conditions.add(search.isByRelevance() ? ofPart(search, part, sql) : matches(search, Vector.TEXT, sql));
        }
        return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
    }

    private static String ofPart(Search search, int part, SqlText sql) {
        return switch (part) {
            case Relevance.BEGINS -> "true";
            case Relevance.DESCRIBED -> Relevance.condition(part, sql.bind(search.text()), null);
            default -> Relevance.condition(part, sql.bind(search.text()), sql.bind("\n" + search.text()));
        };
    }

    private static String matches(Search search, Vector vector, SqlText sql) {
        String text = sql.bind(search.text());
        String isNamed = "strpos(name_key, " + text + ") > 0";
        return vector == Vector.NAME ? isNamed : "(" + isNamed + " OR strpos(description_key, " + text + ") > 0)";
    }

    /** Gathers the parts from that of the position to the last given one. */
    private Uni<List<Hit>> gather(
            Search search, int lastPart, Vector vector, GramQuery question, Position after, int count) {
        SqlText sql = new SqlText();
        OfferingSort sort = search.sort();
        String part = "0";
        if (search.isByRelevance()) {
            part = Relevance.part(sql.bind(search.text()), sql.bind("\n" + search.text()));
        } else if (sort.isByPrice()) {
            part = "CASE WHEN price_from_fen IS NULL THEN 1 ELSE 0 END";
        }
        String key = sort.isByPrice() ? "coalesce(price_from_fen, 0)" : sort.column();
        sql.append("WITH hits AS MATERIALIZED (SELECT id, provider_id, " + key + " AS key, " + part
                + " AS part FROM offering WHERE status = 'PUBLISHED' AND " + vector.column() + " @@ "
                + sql.bindTsquery(question.toTsquery()));
        if (!search.text().isEmpty()) {
            sql.append(" AND " + matches(search, vector, sql));
        }
        String from = sql.bind(after.part());
        sql.append(
                ") SELECT h.part, h.key, " + COLUMNS + " FROM (SELECT * FROM hits WHERE part <= " + sql.bind(lastPart)
                        + " AND (part > " + from + " OR part = " + from + " AND (key, id) " + sort.after() + " ("
                        + sql.bind(after.key()) + ", " + sql.bind(after.id()) + ")) ORDER BY part, key"
                        + sort.direction() + ", id"
                        + sort.direction() + " LIMIT " + sql.bind(count)
                        + ") h JOIN offering o ON o.id = h.id AND o.provider_id = h.provider_id ORDER BY h.part, h.key"
                        + sort.direction() + ", h.id" + sort.direction());
        return hits(sql, sort);
    }

    private Uni<List<Hit>> hits(SqlText sql, OfferingSort sort) {
        return pool.preparedQuery(sql.text()).execute(sql.parameters()).map(rows -> {
            List<Hit> hits = new ArrayList<>(rows.size());
            for (Row row : rows) {
                hits.add(new Hit(new Position(row.getInteger("part"), sort.keyOf(row), row.getUUID("id")), row));
            }
            return hits;
        });
    }
}
