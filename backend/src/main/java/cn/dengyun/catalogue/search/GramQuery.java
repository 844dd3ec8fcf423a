package cn.dengyun.catalogue.search;

import cn.dengyun.shared.SearchText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A question to the inverted indexes: the grams of a text, and for each filter the tokens of which an offering must
 * have one.
 *
 * @param grams empty when no text is asked for
 */
record GramQuery(Set<String> grams, List<Set<String>> filters) {

    static GramQuery of(String text, Map<Facet, List<String>> filters, CoverageOverlap coverage) {
        List<Set<String>> tokens = new ArrayList<>();
        filters.forEach((facet, values) -> {
            Set<String> alternatives = alternatives(facet, values, coverage);
            if (!alternatives.isEmpty()) {
                tokens.add(alternatives);
            }
        });
        return new GramQuery(text.isEmpty() ? Set.of() : SearchText.queryGrams(text), tokens);
    }

    /** The same filters with another text. */
    GramQuery with(String text) {
        return new GramQuery(SearchText.queryGrams(text), filters);
    }

    /** Empty when the filter keeps every offering, as that by the whole province does. */
    private static Set<String> alternatives(Facet facet, List<String> values, CoverageOverlap coverage) {
        Set<String> tokens = new TreeSet<>();
        if (!facet.isNested()) {
            values.forEach(value -> tokens.add(IndexEntry.filter(facet, value)));
            return tokens;
        }
        Map<String, Set<String>> overlaps = coverage.overlaps(facet);
        for (String value : values) {
            Set<String> codes = overlaps.get(value);
            if (codes.size() == overlaps.size()) {
                return Set.of();
            }
            codes.forEach(code -> tokens.add(IndexEntry.filter(facet, code)));
        }
        tokens.add(IndexEntry.filter(facet, IndexEntry.ANY));
        return tokens;
    }

    boolean isEmpty() {
        return grams.isEmpty() && filters.isEmpty();
    }

    /** The whole question as a tsquery; there must be one. */
    String toTsquery() {
        List<String> parts = new ArrayList<>();
        grams.forEach(gram -> parts.add(quoted(gram)));
        filters.forEach(tokens -> parts.add(anyOf(tokens)));
        return String.join(" & ", parts);
    }

    /** The filters alone as a tsquery; there must be one. */
    String filtersAsTsquery() {
        return filters.stream().map(GramQuery::anyOf).collect(Collectors.joining(" & "));
    }

    private static String anyOf(Collection<String> tokens) {
        return tokens.stream().map(GramQuery::quoted).collect(Collectors.joining(" | ", "(", ")"));
    }

    private static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
