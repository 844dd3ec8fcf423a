package cn.dengyun.activity.contest;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An objection, for the entrant and the organiser. */
@Schema(name = "ContestObjection", description = "What an entrant has against an entry in the notice, or a score")
record ContestObjectionView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The contest")
        UUID contestId,

        @Schema(required = true, description = "The entry") UUID entryId,

        @Schema(
                required = true,
                nullable = true,
                description = "The number of the juror whose score it is about; null where it is about the entry",
                examples = "2")
        Integer juror,

        @Schema(required = true, description = "The entrant that objects")
        UUID organizationId,

        @Schema(required = true, description = "Its name", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "What is wrong, in its words", examples = "该评委三年前任职于参评企业")
        String statement,

        @Schema(required = true, description = "Where it stands")
        ContestObjectionStatus status,

        @Schema(required = true, description = "When it was filed")
        Instant filedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was decided so; null before",
                examples = "经核实，不存在利害关系")
        String reason,

        @Schema(required = true, nullable = true, description = "When it was decided; null before")
        Instant decidedAt) {

    static ContestObjectionView of(ContestObjection found) {
        return new ContestObjectionView(
                found.id(),
                found.contestId(),
                found.entryId(),
                found.juror(),
                found.organizationId(),
                found.organizationName(),
                found.statement(),
                found.status(),
                found.filedAt(),
                found.reason(),
                found.decidedAt());
    }
}
