package cn.dengyun.catalogue.domain;

/**
 * What a quantity of a plan costs everybody, set-up and discounts included, rounded down.
 *
 * @param inclTaxFen as it is charged, in fen
 * @param exTaxFen without the value-added tax, in fen; null when the provider does not say its rate
 */
public record PlanPrice(long inclTaxFen, Long exTaxFen) {}
