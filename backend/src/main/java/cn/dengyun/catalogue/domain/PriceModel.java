package cn.dengyun.catalogue.domain;

/** How a plan charges (code list {@code price-models}). */
public enum PriceModel {
    /** Once. */
    ONE_OFF,
    /** A fixed amount per period. */
    SUBSCRIPTION,
    /** By measured quantity, in one tier or several. */
    METERED
}
