package cn.dengyun.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentStreamTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                1,
                1000,
                ContentStream.HEAD,
                ContentStream.TAIL - 1,
                ContentStream.TAIL,
                ContentStream.TAIL + 1,
                3_000_000
            })
    void bothEndsAreRemembered(int length) throws IOException {
        byte[] content = Samples.aPdfOf(Math.max(length, 9));
        ContentStream stream = new ContentStream(new ByteArrayInputStream(content), 4_000_000);

        stream.transferTo(OutputStream.nullOutputStream());

        int tail = Math.min(content.length, ContentStream.TAIL);
        assertThat(stream.count()).isEqualTo(content.length);
        assertThat(stream.head()).isEqualTo(Samples.part(content, 0, Math.min(content.length, ContentStream.HEAD)));
        assertThat(stream.tail()).isEqualTo(Samples.part(content, content.length - tail, tail));
        assertThat(stream.sha256()).isEqualTo(HexFormat.of().formatHex(Hashes.sha256(content)));
    }

    @Test
    void oneByteTooManyIsRefused() throws IOException {
        byte[] content = Samples.aPdfOf(1000);
        new ContentStream(new ByteArrayInputStream(content), 1000).transferTo(OutputStream.nullOutputStream());

        ContentStream stream = new ContentStream(new ByteArrayInputStream(content), 999);

        assertThatThrownBy(() -> stream.transferTo(OutputStream.nullOutputStream()))
                .isInstanceOf(Rejection.class)
                .hasMessage("attachment-too-large");
    }
}
