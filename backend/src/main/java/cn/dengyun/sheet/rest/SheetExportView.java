package cn.dengyun.sheet.rest;

import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobState;
import cn.dengyun.platform.sheet.SheetFormat;
import cn.dengyun.platform.sheet.SheetKind;
import cn.dengyun.platform.web.Language;
import cn.dengyun.shared.Actor;
import cn.dengyun.sheet.SheetExport;
import cn.dengyun.sheet.SheetExportService;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A file of what is on record. */
@Schema(name = "SheetExport", description = "A file of what is on record, and how far it has come")
public record SheetExportView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The kind of sheet", examples = "CATALOGUE")
        String kind,

        @Schema(required = true, description = "What the kind is called", examples = "云服务目录")
        String kindName,

        @Schema(nullable = true, description = "What the rows belong to; null where the kind has none")
        UUID targetId,

        @Schema(required = true) SheetFormat format,

        @Schema(required = true, description = "QUEUED, RUNNING and one of the ends")
        JobState state,

        @Schema(required = true, minimum = "0", maximum = "1048576", description = "Rows that are written")
        long rowCount,

        @Schema(required = true, description = "Whether there is more on record than a sheet holds")
        boolean cutOff,

        @Schema(
                nullable = true,
                maxLength = 64,
                description = "Problem code of an export that failed; null otherwise",
                examples = "internal-error")
        String failureCode,

        @Schema(required = true, description = "When it was asked for")
        Instant createdAt,

        @Schema(nullable = true, description = "When it was finished; null until then")
        Instant finishedAt,

        @Schema(
                required = true,
                maxItems = 10,
                description = "What the caller may do with it now",
                examples = "[\"DOWNLOAD\"]")
        List<String> availableActions) {

    static SheetExportView of(SheetExportService.Status status, SheetKind kind, Actor actor, Language language) {
        SheetExport sheet = status.sheet();
        JobProgress job = status.job();
        boolean isThere = sheet.fileId() != null;
        return new SheetExportView(
                sheet.id(),
                sheet.kind(),
                kind.title().in(language),
                sheet.targetId(),
                sheet.format(),
                job.state(),
                isThere ? sheet.rowCount() : job.done(),
                sheet.isCutOff(),
                job.failureCode(),
                sheet.createdAt(),
                job.finishedAt(),
                isThere && sheet.callerId().equals(actor.id()) ? List.of("DOWNLOAD") : List.of());
    }
}
