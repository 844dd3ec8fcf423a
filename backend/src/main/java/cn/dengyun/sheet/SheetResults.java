package cn.dengyun.sheet;

import cn.dengyun.platform.problem.Problem.FieldProblem;
import cn.dengyun.platform.problem.Problems;
import cn.dengyun.platform.sheet.SheetOutcome;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.platform.web.KeptLines;
import cn.dengyun.platform.web.Language;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Tells the results of an import row by row, in the reader's language, some rows at a time as the reader takes them.
 */
@ApplicationScoped
public class SheetResults {

    private final SheetImportService imports;
    private final ResultLines lines;
    private final JsonWriter json;

    SheetResults(SheetImportService imports, ResultLines lines, JsonWriter json) {
        this.imports = imports;
        this.lines = lines;
        this.json = json;
    }

    /** What became of one row. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "SheetImportResult", description = "What became of one row")
    public record ResultView(
            @Schema(description = "Its number in the file, as spreadsheets count", minimum = "1", maximum = "1048576")
            int row,

            @Schema(
                    nullable = true,
                    maxLength = 500,
                    description = "What tells it from the others; null where it did not reveal that",
                    examples = "ecs")
            String identity,

            SheetOutcome outcome,

            @Schema(nullable = true, description = "What it is about; null where there is none")
            UUID recordId,

            @Schema(nullable = true, description = "Every defect, with its column and its remedy", maxItems = 1_000)
            List<FieldProblem> errors) {}

    /**
     * The results so far as lines of JSON, many in one element.
     *
     * @param outcome only results of this outcome; null for all
     */
    public Multi<byte[]> render(UUID importId, SheetOutcome outcome, Language language) {
        return KeptLines.of(
                row -> imports.resultsBehind(importId, row),
                SheetStore.Kept::lastRow,
                kept -> text(kept.results(), outcome, language));
    }

    private String text(String results, SheetOutcome outcome, Language language) {
        return lines.read(results).stream()
                .filter(result -> outcome == null || result.outcome() == outcome)
                .map(result -> json.write(new ResultView(
                        result.row(),
                        result.identity(),
                        result.outcome(),
                        result.recordId(),
                        result.defects().stream()
                                .map(defect -> Problems.fieldProblem(defect, language))
                                .toList())))
                .collect(Collectors.joining("\n"));
    }
}
