package cn.dengyun.catalogue.domain;

/** How a plan charges (code list {@code price-models}). */
public enum PriceModel {
    /** Once. */
    ONE_OFF,
    /** A fixed amount per period. */
    SUBSCRIPTION,
    /** By measured quantity, in one tier or several. */
    METERED,
    /** By measured quantity, in whole packages. */
    PACKAGE,
    /** A share of an amount of money. */
    PERCENTAGE,
    /** By measured quantity, at the price of the time of day. */
    TIME_OF_USE;

    /** Whether a quantity is measured in units; else it is counted in periods or pieces. */
    public boolean isMeasured() {
        return this != ONE_OFF && this != SUBSCRIPTION;
    }

    /** Whether there are fractions of a unit. */
    public boolean hasFractions() {
        return isMeasured() && this != PERCENTAGE;
    }
}
