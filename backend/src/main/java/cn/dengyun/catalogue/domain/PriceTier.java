package cn.dengyun.catalogue.domain;

import java.math.BigDecimal;

/**
 * One step of a metered price.
 *
 * @param upTo the last quantity of this tier, inclusive; null for the last tier, which has no end
 * @param unitPriceFen fen per unit, with as many decimals as the provider needs
 */
public record PriceTier(BigDecimal upTo, BigDecimal unitPriceFen) {}
