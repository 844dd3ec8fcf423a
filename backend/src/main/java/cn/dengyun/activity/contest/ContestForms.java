package cn.dengyun.activity.contest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent to move a contest, and by those who take part and judge. */
final class ContestForms {

    /** As many at least, also of scores for an entry. */
    static final int MIN_JURORS = 3;

    static final int MAX_JURORS = 15;
    static final int MAX_CRITERIA = 20;

    private ContestForms() {}

    @Schema(name = "ContestCancellationRequest", description = "Why a contest is not held")
    record Cancellation(
            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Everybody reads it; plain text", examples = "报名单位不足，另行组织。")
            String explanation) {}

    @Schema(name = "ContestJuryRequest", description = "Who judges; takes the place of the jury before")
    record Jury(
            @NotNull
            @Size(min = MIN_JURORS, max = MAX_JURORS)
            @Schema(
                    required = true,
                    description = "Accounts of people of authorities, enterprises or providers who act for them; their"
                            + " numbers from 1 follow this order. Everybody reads the own id at `/api/v1/me`",
                    examples = "[\"01900000-0000-7000-8000-000000000206\",\"01900000-0000-7000-8000-000000000207\","
                            + "\"01900000-0000-7000-8000-000000000208\"]")
            List<@NotNull UUID> accountIds,

            @NotBlank @Size(max = 2_000) @Schema(required = true, description = "Kept on record", examples = "专家库随机抽取")
            String reason) {}

    @Schema(name = "ContestNominationRequest", description = "What an enterprise nominates itself with")
    record Nomination(
            @NotBlank
            @Size(max = 200)
            @Schema(required = true, description = "What is nominated; plain text of one line", examples = "设备上云与预测性维护")
            String title,

            @NotBlank
            @Size(max = 5_000)
            @Schema(
                    required = true,
                    description = "What the jury judges; plain text",
                    examples = "120 台关键设备接入云平台，非计划停机时间下降 35%。")
            String statement,

            @Valid @Schema(nullable = true, description = "Who is selected; required where CIOs are, and else left out")
            Person person) {}

    @Schema(name = "ContestPersonRequest", description = "The chief information officer whom an enterprise names")
    record Person(
            @NotBlank
            @Size(max = 50)
            @Schema(required = true, description = "The name; everybody reads it from the notice on", examples = "李明")
            String name,

            @NotBlank
            @Size(max = 100)
            @Schema(required = true, description = "What the person is in the enterprise", examples = "首席信息官")
            String position,

            @NotNull
            @Schema(
                    required = true,
                    description = "That the person consents to being nominated and named in public; has to be true",
                    examples = "true")
            Boolean consents) {}

    @Schema(name = "ContestConflictRequest", description = "That somebody of the jury does not judge an entry")
    record Conflict(
            @NotNull
            @Schema(required = true, description = "The entry", examples = "01900000-0000-7000-8000-000000000d01")
            UUID entryId,

            @Schema(
                    nullable = true,
                    description = "Whom the organiser says it of; a juror says it of himself and leaves it out")
            UUID accountId,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Kept on record, and not published", examples = "曾任该企业顾问")
            String reason) {}

    @Schema(name = "ContestPoints", description = "The points of one criterion")
    record Points(
            @NotNull
            @Pattern(regexp = ContestForm.CODE)
            @Schema(required = true, description = "The criterion", examples = "EFFECT")
            String criterion,

            @NotNull
            @Pattern(regexp = ContestForm.POINTS)
            @Schema(required = true, description = "From 0 to its maximum", examples = "86.50")
            String points) {}

    @Schema(name = "ContestScoreRequest", description = "What a juror gives an entry, by all criteria")
    record NewScore(
            @NotNull
            @Schema(required = true, description = "The entry", examples = "01900000-0000-7000-8000-000000000d01")
            UUID entryId,

            @NotNull
            @Size(min = 1, max = MAX_CRITERIA)
            @Schema(
                    required = true,
                    description = "Each criterion once",
                    examples = "[{\"criterion\":\"EFFECT\",\"points\":\"86.50\"},{\"criterion\":\"NOVELTY\","
                            + "\"points\":\"7\"}]")
            List<@NotNull @Valid Points> points,

            @Size(max = 2_000)
            @Schema(nullable = true, description = "For the juror; not published", examples = "成效数据翔实")
            String remark) {

        Score says() {
            return new Score(points, remark);
        }
    }

    @Schema(name = "ContestScoreChange", description = "What a juror gives an entry instead")
    record Score(
            @NotNull
            @Size(min = 1, max = MAX_CRITERIA)
            @Schema(
                    required = true,
                    description = "Each criterion once; sent whole",
                    examples = "[{\"criterion\":\"EFFECT\",\"points\":\"80\"},{\"criterion\":\"NOVELTY\","
                            + "\"points\":\"7.5\"}]")
            List<@NotNull @Valid Points> points,

            @Size(max = 2_000)
            @Schema(nullable = true, description = "For the juror; not published", examples = "复核后调整")
            String remark) {}

    @Schema(name = "ContestObjectionRequest", description = "What an entrant has against an entry or a score")
    record Objection(
            @NotNull
            @Schema(
                    required = true,
                    description = "The entry in the notice",
                    examples = "01900000-0000-7000-8000-000000000d01")
            UUID entryId,

            @Min(1)
            @Schema(
                    nullable = true,
                    description = "The number of the juror whose score it is about; null where it is about the entry",
                    examples = "2")
            Integer juror,

            @NotBlank
            @Size(max = 4_000)
            @Schema(
                    required = true,
                    description = "What is wrong and what shows it; whoever decides reads it",
                    examples = "该评委三年前任职于参评企业")
            String statement) {}

    @Schema(name = "ContestObjectionDecisionRequest", description = "What becomes of an objection, and why")
    record Decision(
            @NotNull
            @Schema(
                    required = true,
                    description = "What is upheld strikes the entry, or sets the score of the juror aside",
                    examples = "DISMISS")
            ContestObjectionMove decision,

            @NotBlank
            @Size(max = 2_000)
            @Schema(
                    required = true,
                    description = "The entrant reads it, and where it is upheld everybody",
                    examples = "经核实，不存在利害关系")
            String reason) {}
}
