package cn.dengyun.catalogue.domain;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A concession for enterprises that move to the cloud (the action plan's section 4(2)), applied before any subsidy.
 *
 * @param rate share of the list price that is waived, above 0 and at most 1
 * @param from first day, Asia/Shanghai; null for at once
 * @param until last day, inclusive; null for no end
 * @param condition who may have it; null for everybody
 * @param concessionCode of the concession that it follows from; null for the provider's own decision
 */
public record Discount(
        String name, BigDecimal rate, LocalDate from, LocalDate until, String condition, String concessionCode) {

    /** Whether everybody had it until a day that is over, and not before the first of two. */
    boolean endedBetween(LocalDate first, LocalDate today) {
        return condition == null && until != null && until.isBefore(today) && !until.isBefore(first);
    }

    /** Whether everybody has it on a day between two, both inclusive. */
    boolean isForAllBetween(LocalDate first, LocalDate last) {
        return condition == null && (from == null || !from.isAfter(last)) && (until == null || !until.isBefore(first));
    }
}
