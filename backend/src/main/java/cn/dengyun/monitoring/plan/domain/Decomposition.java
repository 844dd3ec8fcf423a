package cn.dengyun.monitoring.plan.domain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A target decomposed to parts by weights, with largest remainders, so that the parts sum up to it exactly. Parts that
 * somebody has set stay as they were set; what is left goes to the others by their weights. Where all weights of those
 * are zero, each counts the same.
 *
 * <p>No part gets less than the floor, unless it was set so: what weights give less than it gets just that, and the
 * rest goes to the others. Of equal remainders the larger weight comes first, then the lower code: the same is
 * decomposed the same, in whatever order it comes.
 */
public final class Decomposition {

    private Decomposition() {}

    /**
     * What takes a share.
     *
     * @param code of its region
     * @param weight 0 or more
     * @param set what somebody has set it to, 0 or more; null where weights decide
     */
    public record Part(String code, long weight, Long set) {

        public Part {
            if (weight < 0 || set != null && set < 0) {
                throw new IllegalArgumentException("less than nothing of " + code);
            }
        }

        boolean isSet() {
            return set != null;
        }
    }

    /** Why something cannot be decomposed. */
    public enum Flaw {
        /** What was set comes to more than there is. */
        SET_EXCEEDS_TOTAL,
        /** Every part was set, and together they come to less than there is. */
        SET_FALLS_SHORT,
        /** What is left is less than the floors of those that were not set. */
        FLOOR_TOO_HIGH
    }

    /** Why it cannot be decomposed; empty where it can. */
    public static Optional<Flaw> flaw(long total, long floor, List<Part> parts) {
        BigInteger left = left(total, parts);
        long open = parts.stream().filter(part -> !part.isSet()).count();
        if (left.signum() < 0) {
            return Optional.of(Flaw.SET_EXCEEDS_TOTAL);
        }
        if (open == 0) {
            return left.signum() == 0 ? Optional.empty() : Optional.of(Flaw.SET_FALLS_SHORT);
        }
        boolean isTooHigh =
                BigInteger.valueOf(floor).multiply(BigInteger.valueOf(open)).compareTo(left) > 0;
        return isTooHigh ? Optional.of(Flaw.FLOOR_TOO_HIGH) : Optional.empty();
    }

    /**
     * What each part gets, by its code.
     *
     * @param total 0 or more
     * @param floor 0 or more
     * @param parts at least one, each with a code of its own
     */
    public static Map<String, Long> of(long total, long floor, List<Part> parts) {
        if (total < 0 || floor < 0) {
            throw new IllegalArgumentException("less than nothing is not decomposed");
        }
        flaw(total, floor, parts).ifPresent(flaw -> {
            throw new IllegalArgumentException(flaw.name());
        });
        Map<String, Long> shares = new HashMap<>();
        List<Part> open = new ArrayList<>();
        for (Part part : parts) {
            if (shares.put(part.code(), part.isSet() ? part.set() : 0) != null) {
                throw new IllegalArgumentException(part.code() + " is there twice");
            }
            if (!part.isSet()) {
                open.add(part);
            }
        }
        BigInteger left = left(total, parts);
        Set<Part> low = new HashSet<>();
        do {
            low.clear();
            Weights weights = Weights.of(open);
            for (Part part : open) {
                if (weights.isBelow(floor, left, part)) {
                    low.add(part);
                }
            }
            low.forEach(part -> shares.put(part.code(), floor));
            open.removeAll(low);
            left = left.subtract(BigInteger.valueOf(floor).multiply(BigInteger.valueOf(low.size())));
        } while (!low.isEmpty());
        shares.putAll(byRemainders(left, open));
        return shares;
    }

    private static BigInteger left(long total, List<Part> parts) {
        BigInteger left = BigInteger.valueOf(total);
        for (Part part : parts) {
            if (part.isSet()) {
                left = left.subtract(BigInteger.valueOf(part.set()));
            }
        }
        return left;
    }

    /** A whole part and what is left of it, over the sum of weights. */
    private record Quota(Part part, long whole, BigInteger remainder) {}

    private static Map<String, Long> byRemainders(BigInteger left, List<Part> parts) {
        List<Quota> quotas = new ArrayList<>();
        Weights weights = Weights.of(parts);
        BigInteger rest = left;
        for (Part part : parts) {
            BigInteger[] divided = left.multiply(weights.weightOf(part)).divideAndRemainder(weights.whole());
            quotas.add(new Quota(part, divided[0].longValueExact(), divided[1]));
            rest = rest.subtract(divided[0]);
        }
        quotas.sort(Comparator.comparing(Quota::remainder)
                .thenComparing(quota -> quota.part().weight())
                .reversed()
                .thenComparing(quota -> quota.part().code()));
        Map<String, Long> shares = new HashMap<>();
        int more = rest.intValueExact();
        for (int i = 0; i < quotas.size(); i++) {
            Quota quota = quotas.get(i);
            shares.put(quota.part().code(), quota.whole() + (i < more ? 1 : 0));
        }
        return shares;
    }

    /**
     * Of parts among which something is shared: where nobody has a weight, all have the same.
     *
     * @param whole the sum of them
     */
    private record Weights(boolean isNone, BigInteger whole) {

        static Weights of(List<Part> parts) {
            BigInteger sum = parts.stream()
                    .map(part -> BigInteger.valueOf(part.weight()))
                    .reduce(BigInteger.ZERO, BigInteger::add);
            return sum.signum() == 0 ? new Weights(true, BigInteger.valueOf(parts.size())) : new Weights(false, sum);
        }

        BigInteger weightOf(Part part) {
            return isNone ? BigInteger.ONE : BigInteger.valueOf(part.weight());
        }

        /** Whether the weight of a part gives it less than the floor. */
        boolean isBelow(long floor, BigInteger left, Part part) {
            return left.multiply(weightOf(part))
                            .compareTo(BigInteger.valueOf(floor).multiply(whole))
                    < 0;
        }
    }
}
