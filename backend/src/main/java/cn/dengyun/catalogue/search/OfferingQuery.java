package cn.dengyun.catalogue.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What somebody looks for, free of defects.
 *
 * @param text normalised; empty when everything is wanted
 * @param filters values by facet, sorted: one of them within a facet, all of the facets
 * @param sort never by relevance when there is no text
 * @param cursor of the page before; null for the first page
 * @param facets what to count by
 * @param withheld providers of which nothing is shown; hardly ever any, and then few
 */
record OfferingQuery(
        String text,
        Map<Facet, List<String>> filters,
        OfferingSort sort,
        int limit,
        String cursor,
        Set<Facet> facets,
        Set<UUID> withheld) {

    /** Of all providers. */
    OfferingQuery(
            String text,
            Map<Facet, List<String>> filters,
            OfferingSort sort,
            int limit,
            String cursor,
            Set<Facet> facets) {
        this(text, filters, sort, limit, cursor, facets, Set.of());
    }

    /** The same without the offerings of these providers. */
    OfferingQuery without(Set<UUID> providers) {
        return new OfferingQuery(text, filters, sort, limit, cursor, facets, providers);
    }

    /** The condition that withholds them; only to be asked for when there are any. */
    String withholding(SqlText sql) {
        return "provider_id <> ALL (" + sql.bind(withheld.stream().sorted().toArray(UUID[]::new)) + ")";
    }

    /** The list without its pages, to which cursors are bound. */
    String list() {
        return "offerings|" + sort.parameter() + "|" + filters + "|" + text;
    }
}
