package cn.dengyun.catalogue.rest;

import cn.dengyun.catalogue.push.Push;
import cn.dengyun.catalogue.push.PushMode;
import cn.dengyun.catalogue.push.PushService;
import cn.dengyun.catalogue.push.UploadState;
import cn.dengyun.platform.job.JobProgress;
import cn.dengyun.platform.job.JobState;
import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.Language;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A push and how far it has come. */
@Schema(name = "CataloguePush", description = "A bulk push and how far it has come.")
public record PushView(
        @Schema(description = "Its id") UUID id,
        @Schema(description = "The provider") UUID providerId,
        PushMode mode,

        @Schema(description = "Only says what would happen.")
        boolean validateOnly,

        @Schema(
                description =
                        "Whether all lines have arrived. An interrupted upload is completed by repeating the request with its"
                                + " Idempotency-Key, from the beginning or with `fromLine`.")
        UploadState upload,

        @Schema(description = "Lines that are safely stored, blank ones included.", minimum = "0", maximum = "1000000")
        long receivedLines,

        @Schema(description = "PREPARING while lines arrive, then QUEUED, RUNNING and one of the ends.")
        JobState state,

        @Schema(description = "Lines carried out so far.", minimum = "0", maximum = "1000000")
        long done,

        @Schema(
                description = "Lines in all; null until they have arrived.",
                nullable = true,
                minimum = "0",
                maximum = "1000000")
        Long total,

        @Schema(description = "Lines a second of the present attempt.", minimum = "0")
        double rate,

        @Schema(
                description = "Seconds to the end at this rate; null while that cannot be told.",
                nullable = true,
                minimum = "0",
                maximum = "9007199254740991")
        Long eta,

        Counts counts,

        @Schema(description = "Why a snapshot retired nothing; null when nothing was withheld.", nullable = true)
        Withheld retirementWithheld,

        @Schema(
                description = "Problem code of a failed push; null otherwise.",
                nullable = true,
                maxLength = 64,
                examples = "internal-error")
        String failureCode,

        @Schema(description = "When the push was received") Instant createdAt,

        @Schema(nullable = true, description = "When its last line was done; null until then")
        Instant finishedAt,

        @Schema(description = "What its provider may do with it now.", maxItems = 10, examples = "[\"CANCEL\"]")
        List<String> availableActions) {

    /** How many offerings came to which end. */
    @Schema(name = "CataloguePushCounts", description = "How many offerings came to which end so far.")
    public record Counts(
            @Schema(minimum = "0", maximum = "1000000", description = "Offerings that were new")
            long created,

            @Schema(minimum = "0", maximum = "1000000", description = "Offerings that got a new version")
            long updated,

            @Schema(minimum = "0", maximum = "1000000", description = "Offerings that were as sent already")
            long unchanged,

            @Schema(minimum = "0", maximum = "9007199254740991", description = "Offerings that were retired")
            long retired,

            @Schema(minimum = "0", maximum = "1000000", description = "Lines with defects")
            long rejected,

            @Schema(
                    minimum = "0",
                    maximum = "1000000",
                    description =
                            "Lines that contradicted an earlier line of the push, or another version than expected")
            long conflict) {}

    /** Why a snapshot retired nothing. */
    @Schema(name = "RetirementWithheld", description = "Why a snapshot retired nothing.")
    public record Withheld(
            @Schema(
                    maxLength = 64,
                    description = "Stable code of the reason",
                    examples = "retirement-withheld-unreadable")
            String code,

            @Schema(maxLength = 500, description = "What the reason is", examples = "有的行读不出编号，无法判断快照里少了哪些服务。")
            String detail,

            @Schema(maxLength = 500, description = "What to do next", examples = "请改正这些行后再推送一次。")
            String hint) {}

    static PushView of(PushService.Status status, Instant now, Language language) {
        Push push = status.push();
        JobProgress job = status.job();
        return new PushView(
                push.id(),
                push.providerId(),
                push.mode(),
                push.isDryRun(),
                push.upload(),
                push.receivedLines(),
                job.state(),
                job.done(),
                job.total(),
                Math.round(job.ratePerSecond(now) * 10) / 10.0,
                job.etaSeconds(now),
                counts(push),
                withheld(push.retirementWithheld(), language),
                job.failureCode(),
                push.createdAt(),
                job.finishedAt(),
                job.state().isFinal() || job.isCancelRequested() ? List.of() : List.of("CANCEL"));
    }

    private static Counts counts(Push push) {
        return new Counts(
                push.createdCount(),
                push.updatedCount(),
                push.unchangedCount(),
                push.retiredCount(),
                push.rejectedCount(),
                push.conflictCount());
    }

    private static Withheld withheld(String code, Language language) {
        return code == null
                ? null
                : new Withheld(
                        code,
                        ProblemTexts.detail(code, List.of(), language),
                        ProblemTexts.hint(code, List.of(), language));
    }
}
