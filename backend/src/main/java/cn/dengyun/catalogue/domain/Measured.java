package cn.dengyun.catalogue.domain;

import java.math.BigDecimal;
import java.util.List;

/**
 * What was used of a plan, or is asked for.
 *
 * @param quantity units, periods, pieces or fen, as the plan counts; of packages the units in them, not how many
 *     packages they are; not negative
 * @param byWindow how much of it falls into each window of a plan by time of day, in their order; empty where that is
 *     not known, or the plan has none
 */
public record Measured(BigDecimal quantity, List<BigDecimal> byWindow) {

    public Measured {
        byWindow = List.copyOf(byWindow);
        if (quantity.signum() < 0 || byWindow.stream().anyMatch(part -> part.signum() < 0)) {
            throw new IllegalArgumentException("nothing below 0 is measured");
        }
        if (!byWindow.isEmpty() && sum(byWindow).compareTo(quantity) != 0) {
            throw new IllegalArgumentException("the windows do not add up to the whole");
        }
    }

    public static Measured of(BigDecimal quantity) {
        return new Measured(quantity, List.of());
    }

    public static Measured inWindows(List<BigDecimal> byWindow) {
        return new Measured(sum(byWindow), byWindow);
    }

    private static BigDecimal sum(List<BigDecimal> parts) {
        return parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
