package cn.dengyun.catalogue.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

    private static final String TOO_LONG = "\u0001";

    @Test
    void linesEndWithLineFeedsOrCarriageReturnLineFeeds() throws IOException {
        assertThat(lines("a\nb\r\nc\n")).containsExactly("a", "b", "c");
    }

    @Test
    void theLastLineNeedNoEnd() throws IOException {
        assertThat(lines("a\nb")).containsExactly("a", "b");
        assertThat(lines("a\nb\r")).containsExactly("a", "b");
        assertThat(lines("a")).containsExactly("a");
    }

    @Test
    void anEmptyBodyHasNoLines() throws IOException {
        assertThat(lines("")).isEmpty();
        assertThat(new LineReader(InputStream.nullInputStream()).next()).isNull();
    }

    @Test
    void blankLinesCountAsLinesButNotAsRows() throws IOException {
        LineReader.Lines lines = reader("a\n\n \t\r\nb\n").next();

        assertThat(lines.count()).isEqualTo(4);
        assertThat(lines.nonBlankCount()).isEqualTo(2);
        assertThat(text(lines)).isEqualTo("a\n\n \t\nb\n");
    }

    @Test
    void whateverElseUnicodeCallsALineBreakIsText() throws IOException {
        assertThat(lines("a\u2028b\u2029c\u0085d\rd\u000Be\n")).containsExactly("a\u2028b\u2029c\u0085d\rd\u000Be");
    }

    @Test
    void aByteOrderMarkAtTheBeginningIsNoText() throws IOException {
        assertThat(lines("\uFEFFa\n\uFEFFb\n")).containsExactly("a", "\uFEFFb");
        assertThat(lines("\uFEFF")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 65_535, 65_536, 65_537})
    void theLinesAreTheSameHoweverTheBytesArrive(int atOnce) throws IOException {
        StringBuilder body = new StringBuilder("\uFEFF");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            String line = "云".repeat(i % 40) + i;
            expected.add(line);
            body.append(line).append(i % 3 == 0 ? "\r\n" : "\n");
        }
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);

        assertThat(lines(new LineReader(new Trickle(new ByteArrayInputStream(bytes), atOnce))))
                .isEqualTo(expected);
    }

    @Test
    void aChunkHasAThousandLinesAtMost() throws IOException {
        LineReader reader = reader("x\n".repeat(2_001));

        assertThat(reader.next().count()).isEqualTo(1_000);
        assertThat(reader.next().count()).isEqualTo(1_000);
        assertThat(reader.next().count()).isEqualTo(1);
        assertThat(reader.next()).isNull();
        assertThat(reader.totalBytes()).isEqualTo(4_002);
    }

    @Test
    void aChunkOfLongLinesEndsEarlier() throws IOException {
        String line = "x".repeat(500_000) + "\n";
        LineReader reader = reader(line.repeat(20));

        assertThat(reader.next().count()).isEqualTo(9);
        assertThat(reader.next().count()).isEqualTo(9);
        assertThat(reader.next().count()).isEqualTo(2);
    }

    @Test
    void aLineBeyondTheBoundBecomesAMarkAndHarmsNoOther() throws IOException {
        String longest = "x".repeat(LineReader.MAX_LINE_BYTES);

        assertThat(lines("a\n" + longest + "\nb")).containsExactly("a", longest, "b");
        assertThat(lines("a\n" + longest + "x\nb")).containsExactly("a", TOO_LONG, "b");
        assertThat(lines(longest + "x")).containsExactly(TOO_LONG);
        assertThat(lines("x".repeat(3_000_000) + "\nb\n")).containsExactly(TOO_LONG, "b");
    }

    private static List<String> lines(String body) throws IOException {
        return lines(reader(body));
    }

    private static List<String> lines(LineReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (LineReader.Lines next = reader.next(); next != null; next = reader.next()) {
            LineChunk chunk = new LineChunk(1, 1, next.count(), LineChunk.compress(next.bytes()));
            chunk.lines().forEach(line -> lines.add(new String(line, StandardCharsets.UTF_8)));
        }
        return lines;
    }

    private static LineReader reader(String body) {
        return new LineReader(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(LineReader.Lines lines) {
        return new String(lines.bytes(), StandardCharsets.UTF_8);
    }

    /** A connection that delivers a few bytes at a time. */
    private static final class Trickle extends FilterInputStream {
        private final int atOnce;

        Trickle(InputStream source, int atOnce) {
            super(source);
            this.atOnce = atOnce;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, atOnce));
        }
    }
}
