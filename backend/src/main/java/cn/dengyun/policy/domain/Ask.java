package cn.dengyun.policy.domain;

import cn.dengyun.shared.Fen;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an applicant asks a voucher for.
 *
 * @param otherFiscalMoney whether the same contract content has other fiscal money; null while it is not declared
 * @param acceptsLess whether it takes what is left of the quota instead of waiting for the whole face
 */
public record Ask(List<Line> lines, Boolean otherFiscalMoney, boolean acceptsLess) {

    /** The most lines of one request. */
    public static final int MAX_LINES = 200;

    /** Stands for a provider that has used nothing of its ceiling. */
    private static final UUID ANY_PROVIDER = new UUID(0, 0);

    public Ask {
        lines = List.copyOf(lines);
    }

    /**
     * One service that is bought.
     *
     * @param offeringId null while none is chosen
     * @param layer that the kind of the offering belongs to; null for none
     * @param providerId null while none is chosen
     * @param platformProvider whether that provider is a cloud platform, which may have a ceiling of its own
     * @param inclTaxFen price with tax
     * @param exTaxFen price without tax
     * @param contractDate null while there is no contract
     */
    public record Line(
            UUID offeringId,
            ServiceLayer layer,
            UUID providerId,
            boolean platformProvider,
            long inclTaxFen,
            long exTaxFen,
            LocalDate contractDate) {

        public Line {
            BusinessDays.check(contractDate);
        }

        boolean isSound() {
            return exTaxFen >= 0 && exTaxFen <= inclTaxFen && inclTaxFen <= Fen.MAX_AMOUNT && inclTaxFen > 0;
        }
    }

    /**
     * The most that anybody could ask for under some rules: one service of the layer with the highest ratio, at the
     * highest price, with a contract of that moment's day where there has to be one. What it is granted is the most
     * that anybody is granted, and what fails of it is not for want of a better request.
     */
    public static Ask most(RuleSet rules, Instant moment) {
        Map<ServiceLayer, BigDecimal> ratios =
                rules.ratios() == null ? Map.of() : rules.ratios().value();
        ServiceLayer layer = ratios.entrySet().stream()
                .max(Map.Entry.<ServiceLayer, BigDecimal>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(null);
        boolean hasContract =
                rules.contractTiming() != null && rules.contractTiming().value() == ContractTiming.REQUIRED;
        Line line = new Line(
                null,
                layer,
                rules.isProviderBound() ? ANY_PROVIDER : null,
                isHigher(rules.platformCeilingFen(), rules.otherCeilingFen()),
                Fen.MAX_AMOUNT,
                Fen.MAX_AMOUNT,
                hasContract ? BusinessDays.of(moment) : null);
        return new Ask(List.of(line), false, true);
    }

    /** Whether a ceiling lets more through than another; none lets everything through. */
    private static boolean isHigher(RuleParameter<Long> ceiling, RuleParameter<Long> other) {
        return other != null && (ceiling == null || ceiling.value() > other.value());
    }

    /** The same of somebody who takes what is left of the quota, for what is judged again by what it holds. */
    public Ask acceptingLess() {
        return new Ask(lines, otherFiscalMoney, true);
    }

    /** Whether it has lines, not too many, with amounts that can be true. */
    public boolean isSound() {
        return !lines.isEmpty() && lines.size() <= MAX_LINES && lines.stream().allMatch(Line::isSound);
    }
}
