package cn.dengyun.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 100",
        "bytes=10-, 10, 90",
        "bytes=99-99, 99, 1",
        "bytes=50-1000, 50, 50",
        "bytes=-1, 99, 1",
        "bytes=-100, 0, 100",
        "bytes=-1000, 0, 100"
    })
    void aRangeIsServed(String header, long from, long length) {
        assertThat(ByteRange.of(header, null, "t", 100)).isEqualTo(new ByteRange(from, length, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=999999999999999999-"})
    void bytesThatAreNotThereAreNotServed(String header) {
        ByteRange range = ByteRange.of(header, null, "t", 100);

        assertThat(range.isUnsatisfiable()).isTrue();
        assertThat(range.header(100)).isEqualTo("bytes */100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b"})
    void whatIsNoSingleRangeGetsTheWhole(String header) {
        assertThat(ByteRange.of(header, null, "t", 100)).isEqualTo(new ByteRange(0, 100, true));
    }

    @Test
    void aRangeOfAnotherVersionGetsTheWhole() {
        assertThat(ByteRange.of("bytes=0-1", "\"t\"", "t", 100).isWhole()).isFalse();
        assertThat(ByteRange.of("bytes=0-1", "\"other\"", "t", 100).isWhole()).isTrue();
        assertThat(ByteRange.of("bytes=0-1", "W/\"t\"", "t", 100).isWhole()).isTrue();
        assertThat(ByteRange.of("bytes=0-1", "Tue, 24 Nov 2026 00:00:00 GMT", "t", 100)
                        .isWhole())
                .isTrue();
    }
}
