package cn.dengyun.adoption.record;

import cn.dengyun.catalogue.push.UploadState;
import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobState;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An import and how far it has come. */
@Schema(
        name = "AdoptionImport",
        description = "What a provider says in bulk of who uses its services, and how far that has come")
record AdoptionImportView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "The provider") UUID providerId,

        @Schema(description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(description = "What it is written in; a SHEET has come by `/sheet-imports`, under the same id")
        AdoptionFormat format,

        @Schema(description = "Only says what would happen") boolean validateOnly,

        @Schema(
                description = "Whether all lines have arrived. An interrupted upload begins anew when the request is"
                        + " repeated with its Idempotency-Key")
        UploadState upload,

        @Schema(description = "Lines that are safely stored, blank ones included", minimum = "0", maximum = "1000000")
        long receivedLines,

        @Schema(description = "PREPARING while lines arrive, then QUEUED, RUNNING and one of the ends")
        JobState state,

        @Schema(description = "Lines carried out so far", minimum = "0", maximum = "1000000")
        long done,

        @Schema(
                description = "Lines in all; null until they have arrived",
                nullable = true,
                minimum = "0",
                maximum = "1000000")
        Long total,

        Counts counts,

        @Schema(
                description = "Problem code of a failed import; null otherwise",
                nullable = true,
                maxLength = 64,
                examples = "internal-error")
        String failureCode,

        @Schema(description = "When it was received") Instant createdAt,

        @Schema(nullable = true, description = "When its last line was done; null until then")
        Instant finishedAt) {

    /** How many lines came to which end. */
    @Schema(
            name = "AdoptionImportCounts",
            description =
                    "How many lines came to which end so far; of a sheet those whose cells could be read, which its"
                            + " own results tell of all")
    record Counts(
            @Schema(minimum = "0", maximum = "1000000", description = "Lines that are on record, or on record anew")
            long created,

            @Schema(minimum = "0", maximum = "1000000", description = "Lines that say something else than before")
            long changed,

            @Schema(minimum = "0", maximum = "1000000", description = "Lines that were said before")
            long unchanged,

            @Schema(minimum = "0", maximum = "1000000", description = "Lines with defects")
            long rejected,

            @Schema(minimum = "0", maximum = "1000000", description = "Lines that contradict what is on record")
            long conflict) {}

    static AdoptionImportView of(AdoptionImportService.Status status) {
        AdoptionImport taken = status.taken();
        JobProgress job = status.job();
        return new AdoptionImportView(
                taken.id(),
                taken.providerId(),
                taken.providerName(),
                taken.format(),
                taken.isDryRun(),
                taken.upload(),
                taken.receivedLines(),
                job.state(),
                job.done(),
                job.total(),
                new Counts(
                        taken.createdCount(),
                        taken.changedCount(),
                        taken.unchangedCount(),
                        taken.rejectedCount(),
                        taken.conflictCount()),
                job.failureCode(),
                taken.createdAt(),
                job.finishedAt());
    }
}
