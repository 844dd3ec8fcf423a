package cn.dengyun.assessment.level;

import cn.dengyun.platform.job.JobState;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A run and how far it has come. */
@Schema(
        name = "PreRatingRun",
        description = "A rating of all certified enterprises beforehand, and how far it has come")
record PreRatingRunView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "By which standard")
        UUID standardId,

        @Schema(required = true, description = "Its number", examples = "1")
        int standardNumber,

        @Schema(required = true) JobState state,

        @Schema(required = true, description = "Enterprises that are rated", examples = "3000")
        long rated,

        @Schema(
                required = true,
                nullable = true,
                description = "Certified enterprises when it was asked for; null where nobody knows any more",
                examples = "100000")
        Long total,

        @Schema(required = true, description = "When it was asked for; the figures are those of that moment")
        Instant createdAt,

        @Schema(required = true, nullable = true, description = "Null until all are rated")
        Instant finishedAt) {

    static PreRatingRunView of(PreRatingService.Status status) {
        PreRatingRun run = status.run();
        return new PreRatingRunView(
                run.id(),
                run.standardId(),
                run.standardNumber(),
                status.job() == null ? JobState.SUCCEEDED : status.job().state(),
                run.rated(),
                status.job() == null ? null : status.job().total(),
                run.createdAt(),
                run.finishedAt());
    }
}
