package cn.dengyun.monitoring.bulletin;

import cn.dengyun.monitoring.bulletin.BulletinFigures.Item;
import cn.dengyun.monitoring.bulletin.BulletinFigures.Row;
import cn.dengyun.platform.form.CsvOutput;
import java.util.Arrays;
import java.util.List;

/** The figures of a bulletin as CSV: a line for each indicator and region, with the names that the JSON has. */
final class BulletinTable {

    private static final List<String> HEADER = List.of(
            "indicator",
            "indicatorNameZh",
            "indicatorNameEn",
            "unit",
            "kind",
            "regionCode",
            "nameZh",
            "nameEn",
            "value",
            "isProtected",
            "previous",
            "change",
            "target",
            "completion",
            "rank",
            "completionRank");

    private BulletinTable() {}

    static String of(BulletinFigures figures) {
        return CsvOutput.MARK
                + CsvOutput.write(
                        HEADER,
                        figures.indicators().stream()
                                .flatMap(item -> item.rows().map(row -> line(item, row)))
                                .toList());
    }

    private static List<Object> line(Item item, Row row) {
        return Arrays.asList(
                item.code(),
                item.nameZh(),
                item.nameEn(),
                item.unit(),
                item.kind(),
                row.regionCode(),
                row.nameZh(),
                row.nameEn(),
                row.value(),
                row.isProtected(),
                row.previous(),
                row.change(),
                row.target(),
                row.completion(),
                row.rank(),
                row.completionRank());
    }
}
