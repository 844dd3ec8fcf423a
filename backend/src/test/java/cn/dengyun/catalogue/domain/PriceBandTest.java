package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceBandTest {

    @ParameterizedTest(name = "{0} fen: {1}")
    @CsvSource({
        ", UNPRICED",
        "0, FREE",
        "1, UP_TO_100_YUAN",
        "10000, UP_TO_100_YUAN",
        "10001, UP_TO_1000_YUAN",
        "100000, UP_TO_1000_YUAN",
        "100001, UP_TO_10000_YUAN",
        "1000000, UP_TO_10000_YUAN",
        "1000001, ABOVE_10000_YUAN",
        "9223372036854775807, ABOVE_10000_YUAN",
    })
    void aBandIncludesItsUpperBound(Long fen, PriceBand band) {
        assertThat(PriceBand.of(fen)).isEqualTo(band);
    }
}
