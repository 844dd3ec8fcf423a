package cn.dengyun.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of money in fen (分, a hundredth of a yuan). All arithmetic is exact: a result beyond the range of a
 * {@code long} is refused with {@code amount-out-of-range}, never wrapped around.
 *
 * @param amount may be negative
 */
public record Fen(long amount) implements Comparable<Fen> {

    public static final Fen ZERO = new Fen(0);
    /** The most that is taken where an amount is sent: 100 billion yuan, more than any programme has. */
    public static final long MAX_AMOUNT = 10_000_000_000_000L;

    /**
     * The most that a figure of an enterprise may be, its revenue or its assets, which nobody pays: ten trillion yuan.
     */
    public static final long MAX_FIGURE = 1_000_000_000_000_000L;

    private static final int FEN_DIGITS_OF_A_YUAN = 2;
    private static final int MAX_DIGITS = 19;

    public static Fen of(long amount) {
        return amount == 0 ? ZERO : new Fen(amount);
    }

    /** The amount of a bill line: quantity × unit price, rounded half-even to whole fen, once and only here. */
    public static Fen ofLine(BigDecimal quantity, BigDecimal unitPriceFen) {
        return rounded(quantity.multiply(unitPriceFen), RoundingMode.HALF_EVEN);
    }

    public Fen plus(Fen other) {
        try {
            return of(Math.addExact(amount, other.amount));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    public Fen minus(Fen other) {
        try {
            return of(Math.subtractExact(amount, other.amount));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    public Fen times(long count) {
        try {
            return of(Math.multiplyExact(amount, count));
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    /** This amount × ratio, rounded down (towards negative infinity): public money never pays the broken fen. */
    public Fen floorShare(BigDecimal ratio) {
        return rounded(BigDecimal.valueOf(amount).multiply(ratio), RoundingMode.FLOOR);
    }

    public Fen min(Fen other) {
        return amount <= other.amount ? this : other;
    }

    public boolean isNegative() {
        return amount < 0;
    }

    public boolean isPositive() {
        return amount > 0;
    }

    public boolean exceeds(Fen other) {
        return amount > other.amount;
    }

    /** For display: yuan with two decimals. */
    public BigDecimal toYuan() {
        return BigDecimal.valueOf(amount, FEN_DIGITS_OF_A_YUAN);
    }

    @Override
    public int compareTo(Fen other) {
        return Long.compare(amount, other.amount);
    }

    private static Fen rounded(BigDecimal exact, RoundingMode mode) {
        // Decimals such as 1e999999999 and 1e-999999999 would take all memory when written out, so the size is looked
        // at first.
        long wholeDigits = (long) exact.precision() - exact.scale();
        if (wholeDigits > MAX_DIGITS) {
            throw outOfRange();
        }
        if (wholeDigits < 0) {
            return of(mode == RoundingMode.FLOOR && exact.signum() < 0 ? -1 : 0);
        }
        try {
            return of(exact.setScale(0, mode).longValueExact());
        } catch (ArithmeticException e) {
            throw outOfRange();
        }
    }

    private static Rejection outOfRange() {
        return Rejection.of(Rejection.Kind.UNPROCESSABLE, "amount-out-of-range");
    }
}
