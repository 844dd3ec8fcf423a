package cn.dengyun.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.web.Language;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/**
 * As many rows as somebody likes cost the same memory: in small with every build, and as large as the platform has to
 * bear on demand, {@code -Dsheet.rows=100000}.
 */
class SheetMemoryTest {

    private static final int ROWS = Integer.getInteger("sheet.rows", 5_000);
    private static final long MAX_GROWTH = 64L << 20;
    private static final long MAX_MILLIS = TimeUnit.SECONDS.toMillis(60);

    @Test
    void memoryDoesNotGrowWithTheRows() {
        long begun = System.nanoTime();
        try (SheetFile sent = SheetFile.of(SheetMemoryTest::write);
                SheetBook book = SheetBook.open(sent.path(), () -> {})) {
            long before = used();
            SheetReader reader = SheetReader.of(book, TestSheets.COLUMNS);
            int count = 0;
            long most = 0;
            try (SheetReader.Rows rows = reader.rows()) {
                for (SheetRow row = rows.next(); row != null; row = rows.next()) {
                    count++;
                    if (count % (ROWS / 2) == 0) {
                        most = Math.max(most, used() - before);
                    }
                }
            }
            Iterator<ResultBook.Line> results = IntStream.rangeClosed(2, ROWS + 1)
                    .mapToObj(number -> new ResultBook.Line(number, SheetResult.created(new UUID(0, number))))
                    .iterator();
            try (SheetFile back =
                    SheetFile.of(target -> new ResultBook(reader, Language.ZH).write(target, "表", results))) {
                most = Math.max(most, used() - before);
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                System.out.printf(
                        "%d rows, %d KiB in, %d KiB back, %d ms, %d KiB of memory more%n",
                        count, sent.length() >> 10, back.length() >> 10, millis, most >> 10);
                assertThat(count).isEqualTo(ROWS);
                assertThat(most).isLessThan(MAX_GROWTH);
                assertThat(millis).isLessThan(MAX_MILLIS);
            }
        }
    }

    /** All texts different, and so among the shared ones. */
    private static void write(OutputStream target) {
        try (Workbook workbook = new Workbook(target, "Test", "1.0")) {
            Worksheet table = workbook.newWorksheet("表");
            List<String> header = List.of("统一社会信用代码", "名称", "备注", "人数");
            for (int place = 0; place < header.size(); place++) {
                table.value(0, place, header.get(place));
            }
            for (int row = 1; row <= ROWS; row++) {
                table.value(row, 0, "91340100MA2T%06d".formatted(row));
                table.value(row, 1, "安徽示范企业第 " + row + " 号有限公司");
                table.value(row, 2, "备注 " + row + " ：" + "云".repeat(20));
                table.value(row, 3, row);
                if (row % 500 == 0) {
                    table.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
