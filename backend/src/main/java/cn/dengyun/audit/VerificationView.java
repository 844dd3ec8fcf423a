package cn.dengyun.audit;

import cn.dengyun.platform.audit.AuditFinding;
import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobState;
import cn.dengyun.shared.Hashes;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A verification of the audit trail. */
@Schema(name = "AuditVerification", description = "A verification of the audit trail and how far it has come.")
record VerificationView(
        @Schema(description = "Its id") UUID id,
        JobState state,

        @Schema(description = "Links verified so far.", minimum = "0")
        long done,

        @Schema(description = "Links in all; later ones may come on top.", minimum = "0", nullable = true)
        Long total,

        @Schema(description = "Links a second.", minimum = "0")
        double rate,

        @Schema(
                description = "Seconds to the end at this rate; null while that cannot be told.",
                nullable = true,
                minimum = "0",
                maximum = "9007199254740991")
        Long eta,

        @Schema(description = "When it was created") Instant createdAt,

        @Schema(nullable = true, description = "When it ended; null until then")
        Instant finishedAt,

        @Schema(nullable = true, description = "What it found; null until it has ended.")
        ResultView result) {

    /** What a verification found. */
    @Schema(name = "AuditVerificationResult", description = "What a verification found.")
    record ResultView(
            @Schema(
                    description =
                            "Whether the chain is as it was written, from its first link on record to its signed end.")
            boolean isIntact,

            @Schema(description = "What is wrong first; null when nothing is.", nullable = true)
            AuditFinding.Wrong wrong,

            @Schema(description = "Where that is.", nullable = true, minimum = "0")
            Long wrongPosition,

            @Schema(description = "The first link on record; those before are in the archive.", minimum = "1")
            long firstPosition,

            @Schema(description = "The signed end.", minimum = "0")
            long headPosition,

            @Schema(
                    description = "Digest of the signed end, to be compared with what others wrote down.",
                    pattern = Hashes.HEX_PATTERN,
                    examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String headDigest,

            @Schema(description = "Entries whose personal part was erased on request.", minimum = "0")
            long erased) {

        static ResultView of(ChainVerification.Result result) {
            AuditFinding finding = result.finding();
            return new ResultView(
                    finding == null,
                    finding == null ? null : finding.wrong(),
                    finding == null ? null : finding.position(),
                    result.after() + 1,
                    result.head(),
                    result.digest(),
                    result.erased());
        }
    }

    static VerificationView of(VerificationService.Status status, Instant now) {
        JobProgress job = status.job();
        ChainVerification verification = status.verification();
        return new VerificationView(
                verification.id(),
                job.state(),
                job.done(),
                job.total(),
                Math.round(job.ratePerSecond(now) * 10) / 10.0,
                job.etaSeconds(now),
                verification.createdAt(),
                job.finishedAt(),
                verification.result() == null ? null : ResultView.of(verification.result()));
    }
}
