package cn.dengyun.platform.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.dengyun.platform.form.CsvTable.Column;
import cn.dengyun.platform.form.CsvTable.Row;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private static final Column NAME = new Column("name", "姓名", true, 5);
    private static final Column CITY = new Column("city", "城市", false, 20);
    private static final int MAX_ROWS = 3;

    private final List<Defect> defects = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "姓名,城市\n李娜,合肥\n",
                "\uFEFF城市,姓名\r\n合肥,李娜\r\n",
                "NAME,City\n李娜,合肥",
                "\uFEFF\"姓名\",\"城市\"\n\"李娜\",\"合肥\"\n",
                "姓名,,城市,\n 李娜\u3000,,\"合\n肥\",\n",
            })
    void aTableIsReadAsSpreadsheetsWriteIt(String text) {
        List<Row> rows = read(text);

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.number()).isEqualTo(2);
            assertThat(row.cell(NAME)).isEqualTo("李娜");
            assertThat(row.cell(CITY).replace(" ", "")).isEqualTo("合肥");
        });
        assertThat(defects).isEmpty();
    }

    @Test
    void chineseSpreadsheetsNeedNotKnowUnicode() {
        byte[] file = "姓名,城市\n李娜,合肥\n".getBytes(Charset.forName("GB18030"));

        assertThat(CsvTable.read(file, List.of(NAME, CITY), MAX_ROWS, defects)
                        .get(0)
                        .cell(NAME))
                .isEqualTo("李娜");
    }

    @Test
    void blankRowsArePassedOverAndCounted() {
        assertThat(read("\n姓名,城市\n,\n李娜,\n\n王芳\n")).extracting(Row::number).containsExactly(4, 6);
    }

    @Test
    void allDefectsOfAllRowsAreTold() {
        read("姓名,城市\n,合肥\n一二三四五六,a\u0001,surplus\n李娜\n");

        assertThat(defects)
                .extracting(defect -> defect.pointer() + " " + defect.code())
                .containsExactlyInAnyOrder(
                        "/rows/2/name required",
                        "/rows/3/name csv-cell-too-long",
                        "/rows/3/city forbidden-character",
                        "/rows/3 csv-cell-surplus");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    城市\\n合肥                          | csv-column-missing
                    姓名,姓名\\n李娜,李娜                | csv-column-unfit
                    姓名,gender\\n李娜,f                 | csv-column-unfit
                    姓名                                 | csv-empty
                    姓名\\na\\nb\\nc\\nd                 | csv-too-many-rows
                    姓名\\n"李娜                         | csv-unreadable
                    姓名\\n"李"娜                        | csv-unreadable
                    """)
    void whatIsNoSuchTableIsRefused(String text, String code) {
        Rejection refusal = catchThrowableOfType(Rejection.class, () -> read(text.replace("\\n", "\n")));

        assertThat(refusal.code()).isEqualTo("invalid-request");
        assertThat(refusal.defects()).extracting(Defect::code).containsExactly(code);
    }

    @Test
    void nothingAndNonsenseAreRefused() {
        for (byte[] file : List.of(
                new byte[0], new byte[] {(byte) 0xFF, (byte) 0xFF, 0, 1}, "\n\n\n".getBytes(StandardCharsets.UTF_8))) {
            assertThat(catchThrowableOfType(
                            Rejection.class, () -> CsvTable.read(file, List.of(NAME, CITY), MAX_ROWS, defects)))
                    .isNotNull();
        }
    }

    @Test
    void aHeaderOfAnotherDocumentIsRefusedInFewWords() {
        Rejection refusal = catchThrowableOfType(Rejection.class, () -> read("x,".repeat(100_000) + "\n1\n"));

        assertThat(refusal.defects()).hasSizeLessThan(60);
    }

    private List<Row> read(String text) {
        return CsvTable.read(text.getBytes(StandardCharsets.UTF_8), List.of(NAME, CITY), MAX_ROWS, defects);
    }
}
