package cn.dengyun.sheet.rest;

import cn.dengyun.platform.sheet.SheetColumn;
import cn.dengyun.platform.sheet.SheetColumnKind;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A kind of sheet. */
@Schema(name = "SheetKind", description = "A kind of table that people keep in spreadsheets, and what a row of it does")
public record SheetKindView(
        @Schema(required = true, description = "Its code", examples = "CATALOGUE")
        String code,

        @Schema(required = true, description = "What it is called", examples = "云服务目录")
        String name,

        @Schema(required = true, description = "What rows do", examples = "按服务编号新增或者更新服务商自己的云服务。")
        String description,

        @Schema(
                nullable = true,
                description = "What rows belong to, sent as `targetId`; null where they belong to nothing",
                examples = "服务商")
        String target,

        @Schema(required = true, maxItems = 100, description = "Its columns in the order of the template")
        List<ColumnView> columns,

        @Schema(
                required = true,
                maxItems = 10,
                description = "What the caller may do with such sheets",
                examples = "[\"IMPORT\", \"EXPORT\"]")
        List<String> availableActions) {

    /** A column of a kind of sheet. */
    @Schema(name = "SheetColumn", description = "A column of a kind of sheet")
    public record ColumnView(
            @Schema(required = true, description = "As defects name it", examples = "externalId")
            String name,

            @Schema(required = true, description = "Its title in the language of the caller", examples = "服务编号")
            String title,

            @Schema(required = true) SheetColumnKind kind,

            @Schema(required = true, description = "Whether each row has to fill it in")
            boolean required,

            @Schema(required = true, minimum = "1", maximum = "32767", description = "Characters of a cell at most")
            int maxCharacters,

            @Schema(required = true, maxItems = 1_000, description = "What a cell may say; empty where that is free")
            List<String> choices,

            @Schema(nullable = true, description = "What belongs there", examples = "写成小数，如 0.06。")
            String note) {

        static ColumnView of(SheetColumn column, Language language) {
            String note = column.note().in(language);
            return new ColumnView(
                    column.name(),
                    column.title().in(language),
                    column.kind(),
                    column.isRequired(),
                    column.maxCharacters(),
                    column.choices().stream()
                            .map(choice -> choice.name().in(language))
                            .toList(),
                    note.isEmpty() ? null : note);
        }
    }

    static SheetKindView of(SheetKind kind, Actor actor, Language language) {
        List<String> actions = new ArrayList<>();
        if (kind.importRoles().stream().anyMatch(actor::has) && !actor.isViewer()) {
            actions.add("IMPORT");
        }
        if (kind.exportRoles().stream().anyMatch(actor::has) && !actor.isViewer()) {
            actions.add("EXPORT");
        }
        return new SheetKindView(
                kind.code(),
                kind.title().in(language),
                kind.about().in(language),
                kind.target() == null ? null : kind.target().in(language),
                kind.columns().stream()
                        .map(column -> ColumnView.of(column, language))
                        .toList(),
                actions);
    }

    /** All kinds. */
    @Schema(name = "SheetKinds", description = "The kinds of sheets that there are")
    public record SheetKindsView(
            @Schema(required = true, description = "In the order of their codes")
            List<SheetKindView> data) {}
}
