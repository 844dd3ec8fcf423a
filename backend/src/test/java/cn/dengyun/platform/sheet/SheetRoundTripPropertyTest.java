package cn.dengyun.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Fen;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What is written is read as it was, in every form: so a file of what is on record, sent again, changes nothing. */
class SheetRoundTripPropertyTest {

    private static final int MAX_STAFF = 1_000_000;

    @Property(tries = 150)
    void whatIsWrittenIsReadAsItWas(
            @ForAll @Size(min = 1, max = 12) List<@From("rows") Map<SheetColumn, Object>> rows,
            @ForAll("sheets") SheetFormat format,
            @ForAll Language language) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (RecordBook book = new RecordBook(file, format, "表", TestSheets.COLUMNS, language)) {
            rows.forEach(book::write);
        }

        List<SheetRow> read = TestSheets.rows(file.toByteArray());

        assertThat(read).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            Map<SheetColumn, Object> row = rows.get(i);
            SheetRow same = read.get(i);
            assertThat(same.defects()).isEmpty();
            assertThat(same.text(TestSheets.KEY)).isEqualTo(row.get(TestSheets.KEY));
            assertThat(same.text(TestSheets.NAME)).isEqualTo(row.get(TestSheets.NAME));
            assertThat(same.text(TestSheets.REMARK)).isEqualTo(row.get(TestSheets.REMARK));
            assertThat(same.number(TestSheets.STAFF)).isEqualTo(row.get(TestSheets.STAFF));
            assertThat(same.decimal(TestSheets.RATE)).isEqualByComparingTo((BigDecimal) row.get(TestSheets.RATE));
            assertThat(Fen.of(same.fen(TestSheets.AMOUNT))).isEqualTo(row.get(TestSheets.AMOUNT));
            assertThat(same.day(TestSheets.DAY)).isEqualTo(row.get(TestSheets.DAY));
            assertThat(same.flag(TestSheets.SIGNED)).isEqualTo(row.get(TestSheets.SIGNED));
            assertThat(same.text(TestSheets.LAYER)).isEqualTo(row.get(TestSheets.LAYER));
        }
    }

    /** Lines of JSON are not sent back. */
    @Provide
    Arbitrary<SheetFormat> sheets() {
        return Arbitraries.of(SheetFormat.XLSX, SheetFormat.CSV_UTF_8, SheetFormat.CSV_GB18030);
    }

    @Property
    void aGuardedTextIsReadPlainAndIsNoFormula(@ForAll("texts") String text) {
        String guarded = FormulaGuard.guarded(text);

        assertThat(FormulaGuard.plain(guarded)).isEqualTo(text);
        boolean isNumber = text.matches("[+-]?[0-9]+(\\.[0-9]+)?");
        assertThat(isNumber || guarded.isEmpty() || "=+-@\t\r\n＝＋－＠".indexOf(guarded.charAt(0)) < 0)
                .isTrue();
    }

    @Property
    void aTextOfAWorkbookIsReadAsItWasWritten(@ForAll("texts") String text) {
        assertThat(XlsxText.plain(XlsxText.written(text))).isEqualTo(text);
    }

    @Provide
    Arbitrary<Map<SheetColumn, Object>> rows() {
        return Combinators.combine(
                        Arbitraries.strings()
                                .withChars("0123456789ABCDEFGHJKLMNPQRTUWXY")
                                .ofLength(18),
                        names(),
                        notes(),
                        Arbitraries.longs().between(0, MAX_STAFF),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, BigDecimal.TEN)
                                .ofScale(9),
                        Arbitraries.longs().between(-Fen.MAX_AMOUNT, Fen.MAX_AMOUNT),
                        Arbitraries.integers().between(0, 60_000),
                        Arbitraries.of(true, false))
                .as((key, name, note, staff, rate, amount, day, isSigned) -> {
                    Map<SheetColumn, Object> row = new HashMap<>();
                    row.put(TestSheets.KEY, key);
                    row.put(TestSheets.NAME, name);
                    row.put(TestSheets.REMARK, note);
                    row.put(TestSheets.STAFF, staff);
                    row.put(TestSheets.RATE, rate);
                    row.put(TestSheets.AMOUNT, Fen.of(amount));
                    row.put(TestSheets.DAY, LocalDate.of(1950, 1, 1).plusDays(day));
                    row.put(TestSheets.SIGNED, isSigned);
                    row.put(TestSheets.LAYER, isSigned ? "IAAS" : "SAAS");
                    return row;
                });
    }

    /** One line, as records keep it. */
    private static Arbitrary<String> names() {
        return Arbitraries.of("=", "+", "-", "@", "'", "'=", "''@", "\"", ",", ";", "_x0041_", "<b>", "&amp;", "")
                .flatMap(first -> Arbitraries.strings()
                        .withChars("甲乙丙镕㐂".toCharArray())
                        .withCharRange('!', '~')
                        .ofMinLength(1)
                        .ofMaxLength(20)
                        .map(rest -> first + rest + "𠮷"));
    }

    private static Arbitrary<String> notes() {
        return names().list().ofMinSize(1).ofMaxSize(4).map(lines -> String.join("\n", lines));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("='+-@_x0041\t\n＝＠甲1.".toCharArray())
                .ofMaxLength(12);
    }
}
