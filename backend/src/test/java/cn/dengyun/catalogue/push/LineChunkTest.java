package cn.dengyun.catalogue.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LineChunkTest {

    @Test
    void whatIsCompressedComesBackByteByByte() {
        byte[] every = new byte[100_000];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) (i * 31);
        }

        assertThat(LineChunk.decompress(LineChunk.compress(every))).isEqualTo(every);
        assertThat(LineChunk.decompress(LineChunk.compress(new byte[0]))).isEmpty();
    }

    @Test
    void linesComeBackWithoutTheirEnds() {
        byte[] plain = "a\n\n云\n".getBytes(StandardCharsets.UTF_8);

        assertThat(new LineChunk(1, 1, 3, LineChunk.compress(plain)).lines())
                .extracting(line -> new String(line, StandardCharsets.UTF_8))
                .containsExactly("a", "", "云");
    }

    @Test
    void damageIsNoticed() {
        byte[] compressed = LineChunk.compress("a\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> LineChunk.decompress(Arrays.copyOf(compressed, compressed.length - 9)))
                .isInstanceOf(UncheckedIOException.class);
    }
}
