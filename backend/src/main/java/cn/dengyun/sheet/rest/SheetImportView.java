package cn.dengyun.sheet.rest;

import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobState;
import cn.dengyun.platform.sheet.SheetFormat;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import cn.dengyun.sheet.SheetImport;
import cn.dengyun.sheet.SheetImportService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A file of rows and how far it has come. */
@Schema(name = "SheetImport", description = "A file of rows that somebody sent, and how far it has come")
public record SheetImportView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The kind of sheet", examples = "CATALOGUE")
        String kind,

        @Schema(required = true, description = "What the kind is called", examples = "云服务目录")
        String kindName,

        @Schema(nullable = true, description = "What the rows belong to; null where the kind has none")
        UUID targetId,

        @Schema(required = true, maxLength = 200, description = "The name of the file", examples = "云服务目录.xlsx")
        String fileName,

        @Schema(required = true) SheetFormat format,

        @Schema(required = true, description = "Only says what would become of the rows")
        boolean validateOnly,

        @Schema(required = true, description = "QUEUED, RUNNING and one of the ends")
        JobState state,

        @Schema(required = true, minimum = "1", maximum = "200000", description = "Rows below the header")
        int rowCount,

        @Schema(required = true, minimum = "0", maximum = "200000", description = "Rows that have a result")
        long done,

        @Schema(required = true, minimum = "0", description = "Rows a second of the present attempt")
        double rate,

        @Schema(
                nullable = true,
                minimum = "0",
                maximum = "9007199254740991",
                description = "Seconds to the last row at this rate; null while that cannot be told")
        Long eta,

        @Schema(required = true) Counts counts,

        @Schema(
                nullable = true,
                maxLength = 64,
                description = "Problem code of an import that failed; null otherwise",
                examples = "internal-error")
        String failureCode,

        @Schema(required = true, description = "Whether the file that goes back can be fetched")
        boolean hasFile,

        @Schema(required = true, description = "When the file came")
        Instant createdAt,

        @Schema(nullable = true, description = "When all was done; null until then")
        Instant finishedAt,

        @Schema(
                required = true,
                maxItems = 10,
                description = "What the caller may do with it now",
                examples = "[\"CANCEL\"]")
        List<String> availableActions) {

    /** How many rows came to which end. */
    @Schema(name = "SheetImportCounts", description = "How many rows came to which end so far")
    public record Counts(
            @Schema(
                    required = true,
                    minimum = "0",
                    maximum = "200000",
                    description = "Rows of which something new came")
            int created,

            @Schema(required = true, minimum = "0", maximum = "200000", description = "Rows that changed something")
            int updated,

            @Schema(required = true, minimum = "0", maximum = "200000", description = "Rows that say what was there")
            int unchanged,

            @Schema(required = true, minimum = "0", maximum = "200000", description = "Rows of which nothing was done")
            int refused) {}

    static SheetImportView of(
            SheetImportService.Status status, SheetKind kind, Actor actor, Instant now, Language language) {
        SheetImport sheet = status.sheet();
        JobProgress job = status.job();
        return new SheetImportView(
                sheet.id(),
                sheet.kind(),
                kind.title().in(language),
                sheet.targetId(),
                sheet.fileName(),
                sheet.format(),
                sheet.isDryRun(),
                job.state(),
                sheet.rowCount(),
                job.done(),
                Math.round(job.ratePerSecond(now) * 10) / 10.0,
                job.etaSeconds(now),
                new Counts(sheet.createdCount(), sheet.updatedCount(), sheet.unchangedCount(), sheet.refusedCount()),
                job.failureCode(),
                sheet.resultId() != null,
                sheet.createdAt(),
                job.finishedAt(),
                actions(sheet, kind, job, actor));
    }

    private static List<String> actions(SheetImport sheet, SheetKind kind, JobProgress job, Actor actor) {
        List<String> actions = new ArrayList<>();
        boolean isOwn =
                actor.actsFor(sheet.organizationId()) || sheet.callerId().equals(actor.id());
        if (!job.state().isFinal() && !job.isCancelRequested() && isOwn && !actor.isViewer()) {
            actions.add("CANCEL");
        }
        if (sheet.resultId() != null && (isOwn || !kind.isPersonal())) {
            actions.add("DOWNLOAD");
        }
        return actions;
    }
}
