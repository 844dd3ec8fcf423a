package cn.dengyun.catalogue.search;

import cn.dengyun.catalogue.search.OfferingSort.Position;
import cn.dengyun.platform.paging.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a search. Each way, order and part has a text of its own, whatever the values, so that it stays
 * prepared and its plan is that of the way that was chosen.
 */
record FinderSql(OfferingQuery query, GramQuery question) {

    /** They follow the part and the key, and {@link OfferingSummary} reads them by their places. */
    private static final String COLUMNS =
            "o.id, o.provider_id, o.external_id, o.kind, o.name, o.name_en, o.category_code,"
                    + " o.price_from_fen, o.price_band, o.has_trial, o.voucher_eligible, o.industries, o.regions, o.version,"
                    + " o.published_at, o.updated_at";

    int lastPart() {
        return query.sort().parts() - 1;
    }

    /**
     * Whether the walk of a part is a range of its index and ends with it. It needs no bound, and nothing is left when
     * it has ended.
     */
    boolean isRange(int part) {
        boolean isEverything = query.text().isEmpty() && !isFiltered();
        return isEverything || (isByRelevance() && part == Relevance.BEGINS);
    }

    /** Walks along the part of a position. */
    SqlText walk(Position after, int count) {
        SqlText sql = new SqlText();
        int part = after.part();
        String order = " ORDER BY key" + direction() + ", id" + direction();
        sql.append("SELECT " + part + " AS part, h.key, " + COLUMNS + " FROM (SELECT id, key FROM (SELECT id, "
                + column()
                + " AS key" + walkedColumns(part) + " FROM offering WHERE status = 'PUBLISHED'" + range(after, sql)
                + " ORDER BY " + column() + direction() + ", id" + direction());
        // Either keeps the condition out of the walk, else the planner might answer it from another index and sort.
        sql.append(isRange(part) ? " OFFSET 0" : " LIMIT " + SearchPlan.maxSteps(query, isFiltered(), part));
        sql.append(") w WHERE " + condition(part, sql) + order + " LIMIT " + limit(count, sql)
                + ") h JOIN offering o ON o.id = h.id ORDER BY h.key" + direction() + ", h.id" + direction());
        return sql;
    }

    /**
     * The usual page has its length in the text: PostgreSQL takes an unknown one for a tenth of the table, finds every
     * plan with the value cheaper and plans anew for each page, which costs more than to read it.
     */
    private static String limit(int count, SqlText sql) {
        return count == Page.DEFAULT_LIMIT + 1 ? String.valueOf(count) : sql.bind(count);
    }

    /** What the condition looks at; nothing else, so that where the index has it the table is not read. */
    private String walkedColumns(int part) {
        String columns = (isFiltered() ? ", name_grams" : "") + (isWithholding() ? ", provider_id" : "");
        if (query.text().isEmpty()) {
            return columns;
        }
        return columns + ", name_key" + (SearchPlan.isOfNames(query, part) ? "" : ", description_key");
    }

    private String range(Position after, SqlText sql) {
        String id = sql.bind(after.id());
        if (query.sort().isByPrice() && after.part() > 0) {
            return " AND price_from_fen IS NULL AND id " + query.sort().after() + " " + id;
        }
        boolean isBeginning = isByRelevance() && after.part() == Relevance.BEGINS;
        // One lower bound only: of two, PostgreSQL may begin at the lesser and read up to the greater.
        Object key = isBeginning && after.key().equals("") ? query.text() : after.key();
        String range = " AND (" + column() + ", id) " + query.sort().after() + " (" + sql.bind(key) + ", " + id + ")";
        if (query.sort().isByPrice()) {
            return range + " AND price_from_fen IS NOT NULL";
        }
        String end = isBeginning ? Relevance.end(query.text()) : null;
        return end == null ? range : range + " AND name_key < " + sql.bind(end);
    }

    private String condition(int part, SqlText sql) {
        List<String> conditions = new ArrayList<>();
        if (isWithholding()) {
            conditions.add(query.withholding(sql));
        }
        if (isFiltered()) {
            conditions.add("name_grams @@ " + sql.bindTsquery(question.filtersAsTsquery()));
        }
        if (!query.text().isEmpty()) {
            conditions.add(isByRelevance() ? conditionOfPart(part, sql) : matches("text_grams", sql));
        }
        return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
    }

    private String conditionOfPart(int part, SqlText sql) {
        return switch (part) {
            case Relevance.BEGINS -> "true";
            case Relevance.DESCRIBED -> Relevance.condition(part, sql.bind(query.text()), null);
            default -> Relevance.condition(part, sql.bind(query.text()), sql.bind("\n" + query.text()));
        };
    }

    private String matches(String vector, SqlText sql) {
        String text = sql.bind(query.text());
        String isNamed = "strpos(name_key, " + text + ") > 0";
        return vector.equals("name_grams") ? isNamed : "(" + isNamed + " OR strpos(description_key, " + text + ") > 0)";
    }

    /** Gathers what is left of all parts. */
    SqlText gatherAll(Position after, int count) {
        return gather("text_grams", question, after, lastPart(), count);
    }

    /** Gathers the parts from that of the position to the last given one. */
    SqlText gather(Position after, int lastPart, int count) {
        if (!SearchPlan.isOfNames(query, lastPart)) {
            return gather("text_grams", question, after, lastPart, count);
        }
        boolean isOfEnglish = after.part() == Relevance.ENGLISH_BEGINS && lastPart == after.part();
        GramQuery asked = isOfEnglish ? question.with("\n" + query.text()) : question;
        return gather("name_grams", asked, after, lastPart, count);
    }

    private SqlText gather(String vector, GramQuery asked, Position after, int lastPart, int count) {
        SqlText sql = new SqlText();
        String part = "0";
        if (isByRelevance()) {
            part = Relevance.part(sql.bind(query.text()), sql.bind("\n" + query.text()));
        } else if (query.sort().isByPrice()) {
            part = "CASE WHEN price_from_fen IS NULL THEN 1 ELSE 0 END";
        }
        String key = query.sort().isByPrice() ? "coalesce(price_from_fen, 0)" : column();
        sql.append("WITH hits AS MATERIALIZED (SELECT id, provider_id, " + key + " AS key, " + part
                + " AS part FROM offering WHERE status = 'PUBLISHED' AND " + vector + " @@ "
                + sql.bindTsquery(asked.toTsquery()));
        if (!query.text().isEmpty()) {
            sql.append(" AND " + matches(vector, sql));
        }
        if (isWithholding()) {
            sql.append(" AND " + query.withholding(sql));
        }
        String from = sql.bind(after.part());
        sql.append(") SELECT h.part, h.key, " + COLUMNS + " FROM (SELECT * FROM hits WHERE part <= "
                + sql.bind(lastPart)
                + " AND (part > " + from + " OR part = " + from + " AND (key, id) "
                + query.sort().after() + " ("
                + sql.bind(after.key()) + ", " + sql.bind(after.id()) + ")) ORDER BY part, key" + direction() + ", id"
                + direction() + " LIMIT " + sql.bind(count)
                + ") h JOIN offering o ON o.id = h.id AND o.provider_id = h.provider_id ORDER BY h.part, h.key"
                + direction()
                + ", h.id" + direction());
        return sql;
    }

    private String column() {
        return query.sort().column();
    }

    private String direction() {
        return query.sort().direction();
    }

    private boolean isWithholding() {
        return !query.withheld().isEmpty();
    }

    private boolean isFiltered() {
        return !question.filters().isEmpty();
    }

    private boolean isByRelevance() {
        return query.sort() == OfferingSort.RELEVANCE;
    }
}
