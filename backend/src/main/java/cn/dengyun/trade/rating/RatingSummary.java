package cn.dengyun.trade.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the ratings of an offering come to.
 *
 * @param counts how many gave 1, 2, 3, 4 and 5 stars
 */
record RatingSummary(List<Long> counts) {

    static final int MAX_STARS = 5;

    RatingSummary {
        counts = List.copyOf(counts);
    }

    long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** Rounded half up to one decimal; null where there are none. */
    BigDecimal mean() {
        if (count() == 0) {
            return null;
        }
        long stars = IntStream.rangeClosed(1, MAX_STARS)
                .mapToLong(each -> each * counts.get(each - 1))
                .sum();
        return BigDecimal.valueOf(stars).divide(BigDecimal.valueOf(count()), 1, RoundingMode.HALF_UP);
    }
}
