package cn.dengyun.catalogue.search;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The query parameters of a search as they came.
 *
 * @param filters texts by facet
 * @param facets may be empty
 * @param given the names of all parameters that came, also of unknown ones
 */
public record SearchParameters(
        List<String> q,
        Map<Facet, List<String>> filters,
        List<String> sort,
        List<String> limit,
        List<String> cursor,
        List<String> facets,
        Set<String> given) {}
