package cn.dengyun.catalogue.search;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What somebody looks for, free of defects.
 *
 * @param text normalised; empty when everything is wanted
 * @param filters values by facet, sorted: one of them within a facet, all of the facets
 * @param sort never by relevance when there is no text
 * @param cursor of the page before; null for the first page
 * @param facets what to count by
 */
record OfferingQuery(
        String text, Map<Facet, List<String>> filters, OfferingSort sort, int limit, String cursor, Set<Facet> facets) {

    /** The list without its pages, to which cursors are bound. */
    String list() {
        return "offerings|" + sort.parameter() + "|" + filters + "|" + text;
    }
}
