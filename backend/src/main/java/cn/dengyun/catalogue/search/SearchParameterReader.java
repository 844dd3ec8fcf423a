package cn.dengyun.catalogue.search;

import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.catalogue.domain.PriceBand;
import cn.dengyun.platform.form.SentTexts;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.SearchText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a query of parameters, or names everything that is wrong with them. */
@ApplicationScoped
class SearchParameterReader {

    static final int MAX_CHARACTERS = 100;
    static final int MAX_VALUES = 50;

    private static final String ALL = "all";
    private static final List<String> OWN = List.of("q", "sort", "limit", "cursor", "facets");

    private final ReferenceService reference;

    SearchParameterReader(ReferenceService reference) {
        this.reference = reference;
    }

    /** Rejects with {@code invalid-request}. */
    OfferingQuery read(SearchParameters parameters) {
        List<Defect> defects = new ArrayList<>();
        refuseUnknown(parameters.given(), defects);
        String text = text(single("q", parameters.q(), defects), defects);
        Map<Facet, List<String>> filters = filters(parameters.filters(), defects);
        OfferingSort sort = sort(single("sort", parameters.sort(), defects), text, defects);
        int limit = limit(single("limit", parameters.limit(), defects), defects);
        String cursor = single("cursor", parameters.cursor(), defects);
        Set<Facet> facets = facets(parameters.facets(), defects);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        return new OfferingQuery(text, filters, sort, limit, cursor, facets);
    }

    private static void refuseUnknown(Set<String> given, List<Defect> defects) {
        Set<String> known = new TreeSet<>(OWN);
        for (Facet facet : Facet.values()) {
            known.add(facet.parameter());
        }
        given.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> defects.add(Defect.at(
                        "query/" + SentTexts.shortened(name),
                        "parameter-unknown",
                        SentTexts.shortened(name),
                        String.join(", ", known))));
    }

    private static String single(String name, List<String> values, List<Defect> defects) {
        if (values.size() > 1) {
            defects.add(Defect.at("query/" + name, "parameter-repeated"));
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static String text(String text, List<Defect> defects) {
        if (text == null) {
            return "";
        }
        if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            defects.add(Defect.at("query/q", "query-too-long", MAX_CHARACTERS));
            return "";
        }
        if (!SearchText.isText(text)) {
            defects.add(Defect.at("query/q", "query-not-text"));
            return "";
        }
        return SearchText.normalise(text);
    }

    private Map<Facet, List<String>> filters(Map<Facet, List<String>> given, List<Defect> defects) {
        Map<Facet, List<String>> filters = new EnumMap<>(Facet.class);
        given.forEach((facet, values) -> {
            if (values.size() > MAX_VALUES) {
                defects.add(Defect.at("query/" + facet.parameter(), "parameter-repeated-too-often", MAX_VALUES));
            } else if (!values.isEmpty()) {
                values.forEach(value -> check(facet, value, defects));
                filters.put(
                        facet,
                        values.stream()
                                .map(value -> canonical(facet, value))
                                .distinct()
                                .sorted()
                                .toList());
            }
        });
        return filters;
    }

    private void check(Facet facet, String value, List<Defect> defects) {
        switch (facet) {
            case KIND -> oneOf(facet, value, names(OfferingKind.values()), defects);
            case PRICE_BAND -> oneOf(facet, value, names(PriceBand.values()), defects);
            case TRIAL, VOUCHER_ELIGIBLE -> oneOf(facet, value, List.of("true", "false"), defects);
            case CATEGORY, INDUSTRY, REGION -> code(facet, value, defects);
            case PROVIDER -> {
                if (!isUuid(value)) {
                    refuse(facet.parameter(), value, "UUID", defects);
                }
            }
        }
    }

    private void code(Facet facet, String value, List<Defect> defects) {
        String vocabulary = facet.vocabulary().orElseThrow();
        if (!reference.codes(vocabulary).contains(value)) {
            String help = reference.suggestion(vocabulary, value).orElse("/api/v1/" + vocabulary);
            defects.add(Defect.at(
                    "query/" + facet.parameter(),
                    "parameter-code-unknown",
                    SentTexts.shortened(value),
                    vocabulary,
                    help));
        }
    }

    private static String canonical(Facet facet, String value) {
        return facet == Facet.PROVIDER && isUuid(value) ? UUID.fromString(value).toString() : value;
    }

    private static boolean isUuid(String value) {
        return value.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    private static void oneOf(Facet facet, String value, Collection<String> accepted, List<Defect> defects) {
        if (!accepted.contains(value)) {
            refuse(facet.parameter(), value, String.join(", ", accepted), defects);
        }
    }

    private static OfferingSort sort(String given, String text, List<Defect> defects) {
        if (given != null && OfferingSort.named(given).isEmpty()) {
            refuse(
                    "sort",
                    given,
                    Stream.of(OfferingSort.values())
                            .map(OfferingSort::parameter)
                            .collect(Collectors.joining(", ")),
                    defects);
        }
        OfferingSort sort = given == null
                ? OfferingSort.RELEVANCE
                : OfferingSort.named(given).orElse(OfferingSort.NAME);
        // Nothing is more relevant than anything else when nothing is asked for.
        return sort == OfferingSort.RELEVANCE && text.isEmpty() ? OfferingSort.NAME : sort;
    }

    private static int limit(String given, List<Defect> defects) {
        if (given == null) {
            return Page.DEFAULT_LIMIT;
        }
        if (given.matches("[0-9]{1,3}") && Integer.parseInt(given) >= 1 && Integer.parseInt(given) <= Page.MAX_LIMIT) {
            return Integer.parseInt(given);
        }
        refuse("limit", given, "1–" + Page.MAX_LIMIT, defects);
        return Page.DEFAULT_LIMIT;
    }

    private static Set<Facet> facets(List<String> given, List<Defect> defects) {
        Set<Facet> facets = EnumSet.noneOf(Facet.class);
        given.stream().flatMap(list -> Arrays.stream(list.split(",", -1))).forEach(name -> {
            if (name.equals(ALL)) {
                facets.addAll(List.of(Facet.values()));
            } else {
                Facet.named(name)
                        .ifPresentOrElse(
                                facets::add,
                                () -> refuse(
                                        "facets",
                                        name,
                                        ALL + ", "
                                                + Stream.of(Facet.values())
                                                        .map(Facet::parameter)
                                                        .collect(Collectors.joining(", ")),
                                        defects));
            }
        });
        return facets;
    }

    private static void refuse(String name, String value, String accepted, List<Defect> defects) {
        defects.add(Defect.at("query/" + name, "parameter-invalid", SentTexts.shortened(value), accepted));
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }
}
