package cn.dengyun.catalogue.search;

import cn.dengyun.reference.ReferenceService;
import java.util.Arrays;
import java.util.Optional;

/** What offerings can be filtered and counted by. */
public enum Facet {
    KIND("kind", "k:", "kind", "offering-kinds"),
    CATEGORY("category", "c:", "category_code", ReferenceService.SERVICE_CATEGORIES),
    INDUSTRY("industry", "i:", "industries", ReferenceService.INDUSTRIES),
    REGION("regionCode", "r:", "regions", ReferenceService.REGIONS),
    PROVIDER("providerId", "p:", "provider_id", null),
    PRICE_BAND("priceBand", "b:", "price_band", null),
    TRIAL("trial", "t:", "has_trial", null),
    VOUCHER_ELIGIBLE("voucherEligible", "v:", "voucher_eligible", null);

    private final String parameter;
    private final String token;
    private final String column;
    private final String vocabulary;

    Facet(String parameter, String token, String column, String vocabulary) {
        this.parameter = parameter;
        this.token = token;
        this.column = column;
        this.vocabulary = vocabulary;
    }

    /** The query parameter that filters by it, and its name among the facets of an answer. */
    public String parameter() {
        return parameter;
    }

    static Optional<Facet> named(String parameter) {
        return Arrays.stream(values())
                .filter(facet -> facet.parameter.equals(parameter))
                .findFirst();
    }

    String token() {
        return token;
    }

    String column() {
        return column;
    }

    /** The vocabulary of the reference data that its values come from; empty when they are no codes of it. */
    Optional<String> vocabulary() {
        return Optional.ofNullable(vocabulary);
    }

    /** Whether an offering may have several values of it, or none for all, and the values lie within one another. */
    boolean isNested() {
        return this == REGION || this == INDUSTRY;
    }
}
