package cn.dengyun.catalogue.domain;

/** Coarse price classes for filtering, by the least sum an offering can be begun with. */
public enum PriceBand {
    /** No price is given. */
    UNPRICED,
    FREE,
    /** Above 0 and up to 100 yuan. */
    UP_TO_100_YUAN,
    UP_TO_1000_YUAN,
    UP_TO_10000_YUAN,
    ABOVE_10000_YUAN;

    private static final long FEN_PER_YUAN = 100;

    public static PriceBand of(Long priceFromFen) {
        if (priceFromFen == null) {
            return UNPRICED;
        }
        if (priceFromFen == 0) {
            return FREE;
        }
        if (priceFromFen <= 100 * FEN_PER_YUAN) {
            return UP_TO_100_YUAN;
        }
        if (priceFromFen <= 1_000 * FEN_PER_YUAN) {
            return UP_TO_1000_YUAN;
        }
        return priceFromFen <= 10_000 * FEN_PER_YUAN ? UP_TO_10000_YUAN : ABOVE_10000_YUAN;
    }
}
