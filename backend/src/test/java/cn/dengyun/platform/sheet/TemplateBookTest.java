package cn.dengyun.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.junit.jupiter.api.Test;

/** An empty workbook that can be filled in and sent. */
class TemplateBookTest {

    @Test
    void theHeaderIsThatOfTheLanguageAndIsFoundAgain() {
        byte[] chinese = TemplateBook.write(new Kind(), Language.ZH);
        byte[] english = TemplateBook.write(new Kind(), Language.EN);

        assertThat(TestSheets.seen(chinese).get(0))
                .containsExactly("统一社会信用代码", "名称", "备注", "人数", "比例", "金额", "签约日期", "已签约", "层级");
        assertThat(TestSheets.seen(english).get(0)).startsWith("Credit code", "Name", "Remark");
        assertThat(TestSheets.refusal(chinese)).containsExactly("csv-empty");
        assertThat(TestSheets.refusal(english)).containsExactly("csv-empty");
    }

    @Test
    void thereAreListsToChooseFromAndCodesAreTexts() throws IOException {
        byte[] file = TemplateBook.write(new Kind(), Language.ZH);

        String sheet = part(file, "xl/worksheets/sheet1.xml");
        assertThat(sheet).contains("!$H$1:$H$2</formula1>", "!$I$1:$I$2</formula1>");
        assertThat(part(file, "xl/styles.xml")).containsAnyOf("formatCode=\"@\"", "numFmtId=\"49\"");
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            assertThat(workbook.getSheets().map(each -> each.getName() + " " + each.getVisibility()))
                    .containsExactly(
                            "登云企业 " + SheetVisibility.VISIBLE,
                            "填写说明 " + SheetVisibility.VISIBLE,
                            "选项 " + SheetVisibility.HIDDEN);
        }
    }

    private static String part(byte[] file, String name) throws IOException {
        try (SheetFile written = SheetFile.of(target -> target.write(file));
                ZipFile zip = new ZipFile(written.path().toFile());
                InputStream part = zip.getInputStream(zip.getEntry(name))) {
            return new String(part.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** One that does nothing. */
    private static final class Kind implements SheetKind {

        @Override
        public String code() {
            return "TEST";
        }

        @Override
        public SheetWords title() {
            return new SheetWords("登云企业", "Enterprises");
        }

        @Override
        public SheetWords about() {
            return new SheetWords("试验。", "A test.");
        }

        @Override
        public List<SheetColumn> columns() {
            return TestSheets.COLUMNS;
        }

        @Override
        public Set<String> importRoles() {
            return Set.of();
        }

        @Override
        public Uni<Void> check(Actor actor, UUID targetId) {
            return Uni.createFrom().voidItem();
        }

        @Override
        public String identity(SheetRow row) {
            return row.text(TestSheets.KEY);
        }

        @Override
        public Effect<List<SheetResult>> carryOut(SheetTask task, List<SheetRow> rows) {
            return Effect.of(connection -> Uni.createFrom().item(List.of()));
        }
    }
}
