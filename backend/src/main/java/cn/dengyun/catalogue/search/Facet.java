package cn.dengyun.catalogue.search;

/** What offerings can be filtered and counted by. */
public enum Facet {
    KIND("kind", "k:", "kind", false),
    CATEGORY("category", "c:", "category_code", false),
    INDUSTRY("industry", "i:", "industries", true),
    REGION("region", "r:", "regions", true),
    PROVIDER("provider", "p:", "provider_id", false),
    PRICE_BAND("priceBand", "b:", "price_band", false),
    TRIAL("trial", "t:", "has_trial", false),
    VOUCHER_ELIGIBLE("voucherEligible", "v:", "voucher_eligible", false);

    private final String parameter;
    private final String token;
    private final String column;
    private final boolean isMultiple;

    Facet(String parameter, String token, String column, boolean isMultiple) {
        this.parameter = parameter;
        this.token = token;
        this.column = column;
        this.isMultiple = isMultiple;
    }

    /** The query parameter that filters by it, and its name among the facets of an answer. */
    public String parameter() {
        return parameter;
    }

    String token() {
        return token;
    }

    String column() {
        return column;
    }

    /** Whether one offering may have several values of it. */
    boolean isMultiple() {
        return isMultiple;
    }
}
