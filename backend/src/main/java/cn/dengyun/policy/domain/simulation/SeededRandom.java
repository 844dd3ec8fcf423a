package cn.dengyun.policy.domain.simulation;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/** Reproducible chance (SplitMix64). */
final class SeededRandom {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** Parts in a hundredth of a per cent. */
    private static final int WHOLE = 10_000;

    private long state;

    private SeededRandom(long state) {
        this.state = state;
    }

    /** A stream of its own for everybody, so that nobody's fate depends on who else is there. */
    static SeededRandom of(long seed, long stream) {
        SeededRandom dice = new SeededRandom(seed);
        dice.state = dice.next() ^ stream;
        return dice;
    }

    long next() {
        state += GOLDEN;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to below the bound. The bias of the remainder is below a millionth for the bounds that are used here. */
    long below(long bound) {
        return Long.remainderUnsigned(next(), bound);
    }

    boolean happens(int basisPoints) {
        return below(WHOLE) < basisPoints;
    }

    /** A key by its weight; weights must not all be 0. */
    <K> K pick(SortedMap<K, Integer> weights) {
        long drawn =
                below(weights.values().stream().mapToLong(Integer::longValue).sum());
        for (Map.Entry<K, Integer> each : weights.entrySet()) {
            drawn -= each.getValue();
            if (drawn < 0) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("what is drawn is below the sum");
    }

    /** An index by weight. */
    int pick(List<Integer> weights) {
        long drawn = below(weights.stream().mapToLong(Integer::longValue).sum());
        int index = 0;
        while (drawn >= weights.get(index)) {
            drawn -= weights.get(index);
            index++;
        }
        return index;
    }

    /** From a distribution given by evenly spaced quantiles, straight between them. */
    long from(List<Long> quantiles) {
        int steps = quantiles.size() - 1;
        if (steps == 0) {
            return quantiles.get(0);
        }
        int step = (int) below(steps);
        long low = quantiles.get(step);
        long high = quantiles.get(step + 1);
        return low + below(high - low + 1);
    }

    UUID uuid() {
        return new UUID(next() & ~0xF000L | 0x8000L, next() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }
}
