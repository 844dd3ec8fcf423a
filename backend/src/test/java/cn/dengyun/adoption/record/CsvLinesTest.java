package cn.dengyun.adoption.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.catalogue.push.LineReader;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables as they come out of spreadsheets, turned into the lines that imports are kept in. */
class CsvLinesTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String HEADER = "统一社会信用代码,企业名称,所在县区代码,服务类别,合同编号,签订日期,开始日期";
    private static final String ROW = "91340100MA2N0AAA01,合肥䶮制造𠮷公司,340123,S-4,HT1,2018-06-01,2018-06-10";

    private static List<String> lines(String table, Charset charset) throws IOException {
        return lines(new ByteArrayInputStream(table.getBytes(charset)), charset);
    }

    private static List<String> lines(InputStream body, Charset charset) throws IOException {
        CsvLines source = new CsvLines(body, charset);
        List<String> lines = new ArrayList<>();
        for (LineReader.Lines next = source.next(); next != null; next = source.next()) {
            String text = new String(next.bytes(), StandardCharsets.UTF_8);
            assertThat(text).endsWith("\n");
            List<String> chunk =
                    Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
            assertThat(chunk).hasSize(next.count()).hasSizeLessThanOrEqualTo(LineReader.LINES_PER_CHUNK);
            assertThat(chunk.stream().filter(line -> !line.isEmpty())).hasSize(next.nonBlankCount());
            lines.addAll(chunk);
        }
        return lines;
    }

    @Test
    void aTableOfAnOfficeIsReadWithItsRareCharactersInBothCharsets() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030)) {
            List<String> lines = lines(HEADER + "\r\n" + ROW + "\r\n", charset);

            assertThat(lines).hasSize(2);
            assertThat(lines.get(0)).isEmpty();
            JsonObject line = new JsonObject(lines.get(1));
            assertThat(line.getString("name")).isEqualTo("合肥䶮制造𠮷公司");
            assertThat(line.getString("creditCode")).isEqualTo("91340100MA2N0AAA01");
            assertThat(line.getString("startsOn")).isEqualTo("2018-06-10");
        }
    }

    @Test
    void linesAreNumberedAsSpreadsheetsNumberRows() throws IOException {
        List<String> lines = lines("\uFEFF" + HEADER + "\n,,\n" + ROW + "\n\n" + ROW + "\n", StandardCharsets.UTF_8);

        assertThat(lines).hasSize(5);
        assertThat(lines.get(2)).startsWith("{");
        assertThat(lines.get(3)).isEmpty();
        assertThat(lines.get(4)).startsWith("{");
    }

    @Test
    void numbersAreNumbersAndWhatIsNoneStaysAText() throws IOException {
        String table = "creditCode,name,regionCode,categoryCode,contractNumber,signedOn,startsOn,amountFen,devices\n"
                + "'091,n,340123,S-4,'=1+1,2018-06-01,2018-06-10,3600000,many\n";

        JsonObject line = new JsonObject(lines(table, StandardCharsets.UTF_8).get(1));

        assertThat(line.getValue("amountFen")).isEqualTo(3_600_000);
        assertThat(line.getValue("devices")).isEqualTo("many");
        assertThat(line.getString("creditCode")).isEqualTo("091");
        assertThat(line.getString("contractNumber")).isEqualTo("=1+1");
    }

    @Test
    void manyRowsComeInChunks() throws IOException {
        assertThat(lines(HEADER + "\n" + (ROW + "\n").repeat(2_500), StandardCharsets.UTF_8))
                .hasSize(2_501);
    }

    @Test
    void whatIsNoSuchTableIsRefusedWithAllThatIsWrongOfItsHeader() {
        assertThat(refused("企业名称,企业名称,随便\n"))
                .extracting(Defect::code)
                .contains("csv-column-unfit", "csv-column-missing")
                .hasSizeGreaterThan(5);
        assertThat(refused("")).extracting(Defect::code).containsExactly("csv-empty");
        assertThat(refused(HEADER + "\n\"91340100\"x,1\n"))
                .extracting(Defect::code)
                .containsExactly("csv-unreadable");
        assertThatThrownBy(() -> lines(
                        new ByteArrayInputStream((HEADER + "\n" + ROW).getBytes(GB18030)), StandardCharsets.UTF_8))
                .isInstanceOf(Rejection.class);
    }

    /** Whoever never closes a quotation mark does not fill the memory. */
    @Test
    void aRowWithoutAnEndIsRefused() {
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream((HEADER + "\n\"").getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }
                });

        assertThatThrownBy(() -> lines(endless, StandardCharsets.UTF_8)).isInstanceOf(Rejection.class);
    }

    private static List<Defect> refused(String table) {
        try {
            lines(table, StandardCharsets.UTF_8);
        } catch (Rejection rejection) {
            return rejection.defects();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it was read");
    }
}
