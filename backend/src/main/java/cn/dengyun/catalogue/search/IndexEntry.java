package cn.dengyun.catalogue.search;

import cn.dengyun.catalogue.domain.OfferingContent;
import cn.dengyun.catalogue.domain.PriceBand;
import cn.dengyun.shared.SearchText;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * How an offering stands in the search index.
 *
 * @param nameKey normalised Chinese and English name, which also is the sort key by name
 * @param descriptionKey normalised description
 * @param nameGrams grams of the names and the filter tokens, joined by {@link #SEPARATOR}
 * @param textGrams grams of names and description and the filter tokens, joined likewise
 */
public record IndexEntry(String nameKey, String descriptionKey, String nameGrams, String textGrams) {

    /** Stands between grams on their way to the database; a normalised text never holds it. */
    public static final String SEPARATOR = "\u0002";

    /** Stands for all regions, or all industries, in the place of a code. */
    static final String ANY = "*";

    private static final String FILTER = "\u0001";

    public static IndexEntry of(UUID providerId, OfferingContent content) {
        String nameKey = nameKey(content.name(), content.nameEn());
        String descriptionKey = SearchText.normalise(content.description());
        GramList grams = new GramList(nameKey.length() + descriptionKey.length());
        filters(providerId, content).forEach(grams::add);
        grams.addAll(nameKey);
        String nameGrams = grams.toString();
        grams.addAll(descriptionKey);
        return new IndexEntry(nameKey, descriptionKey, nameGrams, grams.toString());
    }

    /** Both names in one key; the line break between them is in no query, so no query matches across. */
    static String nameKey(String name, String nameEn) {
        String key = SearchText.normalise(name);
        return nameEn == null ? key : key + "\n" + SearchText.normalise(nameEn);
    }

    private static List<String> filters(UUID providerId, OfferingContent content) {
        List<String> filters = new ArrayList<>();
        filters.add(filter(Facet.KIND, content.kind().name()));
        filters.add(filter(Facet.PROVIDER, providerId.toString()));
        filters.add(
                filter(Facet.PRICE_BAND, PriceBand.of(content.priceFromFen()).name()));
        filters.add(filter(Facet.TRIAL, String.valueOf(content.trial() != null)));
        filters.add(filter(Facet.VOUCHER_ELIGIBLE, String.valueOf(content.voucherEligible())));
        if (content.categoryCode() != null) {
            filters.add(filter(Facet.CATEGORY, content.categoryCode()));
        }
        addCodes(filters, Facet.INDUSTRY, content.industries());
        addCodes(filters, Facet.REGION, content.regions());
        return filters;
    }

    /**
     * Who lists no region serves all of them, who lists no industry is for any: that has to be found by a token as
     * well.
     */
    private static void addCodes(List<String> filters, Facet facet, List<String> codes) {
        if (codes.isEmpty()) {
            filters.add(filter(facet, ANY));
        }
        codes.forEach(code -> filters.add(filter(facet, code)));
    }

    static boolean isFilter(String token) {
        return token.startsWith(FILTER);
    }

    /** The token that stands for a filter in the same inverted index as the grams, so that one index serves both. */
    static String filter(Facet facet, String value) {
        return FILTER + facet.token() + value;
    }
}
