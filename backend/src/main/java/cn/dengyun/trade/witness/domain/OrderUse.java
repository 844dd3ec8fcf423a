package cn.dengyun.trade.witness.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What is known of the use of an order until a moment.
 *
 * @param usedDays days, Asia/Shanghai, on which something was used, as its provider has reported
 * @param servedDays days on which the service ran
 * @param confirmed how many months of meters a witness, or an authority, has confirmed
 * @param differing months of meters that are in doubt, the oldest first
 */
public record OrderUse(int usedDays, int servedDays, int confirmed, List<Differing> differing) {

    public OrderUse {
        differing = List.copyOf(differing);
    }

    /**
     * A month of a meter that is in doubt.
     *
     * @param month its first day
     * @param unit code list {@code meter-units}
     */
    public record Differing(
            LocalDate month,
            String planName,
            String unit,
            BigDecimal reported,
            BigDecimal witnessed,
            int tolerancePerMille) {

        static Differing of(UsageComparison comparison) {
            ComparedFigures figures = comparison.figures();
            return new Differing(
                    comparison.month(),
                    comparison.planName(),
                    comparison.unit(),
                    figures.reported(),
                    figures.witnessed(),
                    figures.tolerancePerMille());
        }
    }

    /** @param comparisons of the months until then, the oldest first */
    public static OrderUse of(int usedDays, int servedDays, List<UsageComparison> comparisons) {
        return new OrderUse(
                usedDays,
                servedDays,
                (int) comparisons.stream().filter(UsageComparison::isConfirmed).count(),
                comparisons.stream()
                        .filter(UsageComparison::isInDoubt)
                        .map(Differing::of)
                        .toList());
    }
}
