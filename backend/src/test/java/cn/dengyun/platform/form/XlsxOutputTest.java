package cn.dengyun.platform.form;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Fen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into a spreadsheet is what is read from it. */
class XlsxOutputTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "007", "<b>&\"'", " 皖云 "})
    void aTextIsATextWhateverItBeginsWith(String text) throws IOException {
        Row row = read(List.of(List.of(text))).get(1);

        assertThat(row.getCell(0).getType()).isEqualTo(CellType.STRING);
        assertThat(row.getCell(0).getFormula()).isNull();
        assertThat(row.getCellText(0)).isEqualTo(text);
    }

    @Test
    void amountsAreReadToTheFenAndEmptyCellsAreEmpty() throws IOException {
        List<List<Object>> rows = LongStream.of(0, 1, -1, 12_345, -99, Fen.MAX_AMOUNT, 100)
                .mapToObj(fen -> Arrays.<Object>asList(Fen.of(fen), null, new BigDecimal("0.000000001"), 7))
                .toList();

        List<Row> read = read(rows);

        assertThat(read.stream()
                        .skip(1)
                        .map(row -> row.getCell(0).asNumber().movePointRight(2).longValueExact()))
                .containsExactly(0L, 1L, -1L, 12_345L, -99L, Fen.MAX_AMOUNT, 100L);
        assertThat(read.get(1).getCellText(1)).isEmpty();
        assertThat(read.get(1).getCellAsNumber(2).orElseThrow()).isEqualByComparingTo("0.000000001");
        assertThat(read.get(1).getCellAsNumber(3).orElseThrow()).isEqualByComparingTo("7");
    }

    @Test
    void manyRowsAreWrittenInPieces() throws IOException {
        List<List<Object>> rows = LongStream.range(0, 2_000)
                .mapToObj(i -> List.<Object>of("行" + i, Fen.of(i)))
                .toList();

        List<Row> read = read(rows);

        assertThat(read).hasSize(2_001);
        assertThat(read.get(2_000).getCellText(0)).isEqualTo("行1999");
        assertThat(read.get(2_000).getCell(1).asNumber()).isEqualByComparingTo("19.99");
    }

    private static List<Row> read(List<List<Object>> rows) throws IOException {
        byte[] file = XlsxOutput.write("表", List.of("name", "amount"), rows);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            return workbook.getFirstSheet().read();
        }
    }
}
