package cn.dengyun.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** In a class of its own, because each test engine writes its own report of a class. */
class FenPropertyTest {

    @Property
    void sumsAreExactOrRefused(@ForAll long left, @ForAll long right) {
        BigInteger exact = BigInteger.valueOf(left).add(BigInteger.valueOf(right));
        if (exact.bitLength() < Long.SIZE) {
            assertThat(Fen.of(left).plus(Fen.of(right))).isEqualTo(Fen.of(exact.longValueExact()));
            return;
        }
        assertThatThrownBy(() -> Fen.of(left).plus(Fen.of(right)))
                .isInstanceOf(Rejection.class)
                .hasMessage("amount-out-of-range");
    }

    @Property
    void aShareAndTheRestAreTheWhole(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long base,
            @ForAll @LongRange(min = 0, max = 10_000) long basisPoints) {
        Fen share = Fen.of(base).floorShare(BigDecimal.valueOf(basisPoints, 4));

        assertThat(share.exceeds(Fen.of(base))).isFalse();
        assertThat(BigInteger.valueOf(share.amount()))
                .isEqualTo(BigInteger.valueOf(base)
                        .multiply(BigInteger.valueOf(basisPoints))
                        .divide(BigInteger.valueOf(10_000)));
    }
}
