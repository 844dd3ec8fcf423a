package cn.dengyun.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FenTest {

    @ParameterizedTest(name = "{0} × {1} = {2}")
    @CsvSource({"100000, 0.3, 30000", "99, 0.5, 49", "101, 0.333, 33", "1, 0.999999, 0", "-1, 0.5, -1", "0, 0.5, 0"})
    void aShareOfPublicMoneyIsRoundedDown(long base, BigDecimal ratio, long share) {
        assertThat(Fen.of(base).floorShare(ratio)).isEqualTo(Fen.of(share));
    }

    @ParameterizedTest(name = "{0} × {1} = {2}")
    @CsvSource({
        "1, 0.5, 0",
        "1, 1.5, 2",
        "1, 2.5, 2",
        "3, 0.5, 2",
        "2.5, 33.33, 83",
        "-1, 2.5, -2",
        "1e3, 12.345, 12345"
    })
    void aBillLineIsRoundedHalfEven(BigDecimal quantity, BigDecimal unitPriceFen, long amount) {
        assertThat(Fen.ofLine(quantity, unitPriceFen)).isEqualTo(Fen.of(amount));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertRefused(() -> Fen.of(Long.MIN_VALUE).minus(Fen.of(1)));
        assertRefused(() -> Fen.of(Long.MAX_VALUE).times(2));
        assertRefused(() -> Fen.of(Long.MAX_VALUE).floorShare(new BigDecimal("1.0000000000000000002")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999"})
    void aDecimalOfAbsurdSizeIsRefusedWithoutBeingWrittenOut(BigDecimal absurd) {
        assertRefused(() -> Fen.ofLine(absurd, BigDecimal.ONE));
    }

    @Test
    void aDecimalNextToNothingIsRoundedWithoutBeingWrittenOut() {
        assertThat(Fen.ofLine(new BigDecimal("1e-999999999"), BigDecimal.ONE)).isEqualTo(Fen.ZERO);
        assertThat(Fen.of(-1).floorShare(new BigDecimal("1e-999999999"))).isEqualTo(Fen.of(-1));
    }

    @Test
    void amountsAreComparedAndShownInYuan() {
        assertThat(Fen.of(12_345).toYuan()).isEqualTo("123.45");
        assertThat(Fen.of(5).min(Fen.of(3))).isEqualTo(Fen.of(3));
        assertThat(Fen.of(5)).isGreaterThan(Fen.of(3));
        assertThat(Fen.of(-5).isNegative()).isTrue();
        assertThat(Fen.ZERO.isPositive()).isFalse();
    }

    private static void assertRefused(ThrowingCallable arithmetic) {
        assertThatThrownBy(arithmetic).isInstanceOf(Rejection.class).hasMessage("amount-out-of-range");
    }
}
