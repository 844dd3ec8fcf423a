package cn.dengyun.activity.contest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What entries come to, and by nothing else. A juror's score is the sum over the criteria of weight times points over
 * the maximum, from 0 to 100; an entry has the mean of its scores. All of it is exact: ranks compare fractions, and
 * only what is shown is rounded, half up to six decimals. As many share a rank as are equal, and the ranks behind them
 * are left out; whoever has a rank up to the number of titles gets one.
 */
final class ContestScoring {

    /** Decimals of the score that is shown. */
    static final int DECIMALS = 6;

    /** Weights and points have two decimals at most. */
    private static final int HUNDREDTHS = 2;

    private static final BigInteger OF_PRODUCTS = BigInteger.TEN.pow(2 * HUNDREDTHS);

    private ContestScoring() {}

    /**
     * The exact mean of an entry.
     *
     * @param over above 0
     */
    record Mean(BigInteger sum, BigInteger over) implements Comparable<Mean> {

        @Override
        public int compareTo(Mean other) {
            return sum.multiply(other.over).compareTo(other.sum.multiply(over));
        }

        BigDecimal rounded() {
            return new BigDecimal(sum).divide(new BigDecimal(over), DECIMALS, RoundingMode.HALF_UP);
        }
    }

    /**
     * An entry with what it comes to.
     *
     * @param mean null where the entry is struck, as the rank
     * @param rank 1 for the highest mean
     * @param strike why it is struck; null where it is not
     * @param setAside why a score does not count, by the number of the juror
     */
    record Ranked(
            ContestSheet.Row row,
            Mean mean,
            Integer rank,
            boolean isTitled,
            String strike,
            Map<Integer, String> setAside) {}

    /** @param corrections by objections that were upheld */
    static List<Ranked> of(ContestForm form, ContestSheet sheet, List<ContestSheet.Correction> corrections) {
        Map<UUID, Mean> means = new HashMap<>();
        sheet.rows().stream()
                .filter(row -> strikeOf(row, corrections).isEmpty())
                .forEach(row -> means.put(row.entryId(), mean(form, counting(row, corrections))));
        return sheet.rows().stream()
                .map(row -> ranked(form, row, means, corrections))
                .toList();
    }

    private static Ranked ranked(
            ContestForm form, ContestSheet.Row row, Map<UUID, Mean> means, List<ContestSheet.Correction> corrections) {
        Map<Integer, String> aside = setAside(row, corrections);
        Mean mean = means.get(row.entryId());
        if (mean == null) {
            return new Ranked(row, null, null, false, strikeOf(row, corrections).orElseThrow(), aside);
        }
        int rank = 1
                + (int) means.values().stream()
                        .filter(other -> other.compareTo(mean) > 0)
                        .count();
        return new Ranked(row, mean, rank, rank <= form.titles(), null, aside);
    }

    private static Optional<String> strikeOf(ContestSheet.Row row, List<ContestSheet.Correction> corrections) {
        return corrections.stream()
                .filter(correction -> correction.entryId().equals(row.entryId()) && correction.juror() == null)
                .map(ContestSheet.Correction::reason)
                .findFirst();
    }

    private static Map<Integer, String> setAside(ContestSheet.Row row, List<ContestSheet.Correction> corrections) {
        Map<Integer, String> aside = new HashMap<>();
        corrections.stream()
                .filter(correction -> correction.entryId().equals(row.entryId()) && correction.juror() != null)
                .forEach(correction -> aside.putIfAbsent(correction.juror(), correction.reason()));
        return aside;
    }

    /** The scores of an entry that are not set aside. */
    static List<ContestSheet.Scored> counting(ContestSheet.Row row, List<ContestSheet.Correction> corrections) {
        Map<Integer, String> aside = setAside(row, corrections);
        return row.scores().stream()
                .filter(scored -> !aside.containsKey(scored.juror()))
                .toList();
    }

    /** @param scores one at least, each with all criteria */
    static Mean mean(ContestForm form, List<ContestSheet.Scored> scores) {
        BigInteger common = form.criteria().stream()
                .map(criterion -> BigInteger.valueOf(criterion.maxScore()))
                .reduce(BigInteger.ONE, ContestScoring::commonMultiple);
        BigInteger sum = scores.stream()
                .flatMap(scored -> scored.points().stream())
                .map(points -> product(form, points, common))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return new Mean(sum, common.multiply(OF_PRODUCTS).multiply(BigInteger.valueOf(scores.size())));
    }

    private static BigInteger product(ContestForm form, ContestForms.Points points, BigInteger common) {
        ContestForm.Criterion criterion = form.criteria().stream()
                .filter(each -> each.code().equals(points.criterion()))
                .findFirst()
                .orElseThrow();
        return hundredths(criterion.weight())
                .multiply(hundredths(points.points()))
                .multiply(common.divide(BigInteger.valueOf(criterion.maxScore())));
    }

    private static BigInteger hundredths(String decimal) {
        return new BigDecimal(decimal).movePointRight(HUNDREDTHS).toBigIntegerExact();
    }

    private static BigInteger commonMultiple(BigInteger one, BigInteger other) {
        return one.multiply(other).divide(one.gcd(other));
    }
}
