package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.operation.OnlyWith;
import cn.dengyun.platform.operation.Variants;
import cn.dengyun.shared.RegionCode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said of spot checks. */
final class SpotCheckForms {

    private SpotCheckForms() {}

    /** @param levels null for all that the office finds */
    @Schema(name = "SpotCheckDrawRequest", description = "Which levels are drawn from, and how many are drawn")
    record NewDraw(
            @NotNull
            @Pattern(regexp = SpotCheckDraw.PERIOD)
            @Schema(
                    required = true,
                    description = "The year, or the half or quarter of one; nobody is drawn twice for the same",
                    examples = "2018-Q3")
            String period,

            @Size(max = 5)
            @Schema(
                    nullable = true,
                    description = "Only these levels, of a city up to L3; all that the authority finds without",
                    examples = "[\"L2\", \"L3\"]")
            List<@NotNull AssessmentLevel> levels,

            @Pattern(regexp = RegionCode.PATTERN)
            @Schema(
                    nullable = true,
                    description = "Only enterprises in this region; in that of the authority without",
                    examples = "340123")
            String region,

            @Min(1)
            @Max(SpotCheckDraw.MAX_DRAWN)
            @Schema(required = true, description = "How many are drawn, or all where there are fewer", examples = "5")
            int size,

            @Schema(
                    required = true,
                    description = "Whether `size` is percent of all that can be drawn, which are rounded up",
                    examples = "false")
            boolean isPercent,

            @Min(5)
            @Max(60)
            @Schema(required = true, description = "How many working days enterprises have to answer", examples = "10")
            int answerWorkingDays,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Told to everybody", examples = "2018年三季度抽查")
            String reason) {}

    @Schema(name = "SpotCheckAnswerRequest", description = "What an enterprise says to a spot check")
    record Answer(
            @NotBlank
            @Size(max = 4_000)
            @Schema(required = true, description = "How the level is borne out now", examples = "核心系统仍在云上运行，合同见附件。")
            String statement,

            @NotNull
            @Size(max = 50)
            @Schema(
                    required = true,
                    description = "Documents in force on the spot check, which are put on it with"
                            + " `createSpotCheckDocument`; may be empty",
                    examples = "[\"01900000-0000-7000-8000-000000000811\"]")
            List<@NotNull UUID> documentIds) {}

    /** What a checker finds. */
    enum SpotCheckOutcome {
        /** The level stands. */
        CONFIRMED,
        /** A lower one is proposed. */
        PROPOSED
    }

    /** @param level only where a lower one is proposed, and then it has to be said */
    @Variants("result")
    @Schema(name = "SpotCheckResultRequest", description = "What was found by a spot check")
    record Result(
            @NotNull
            @Schema(required = true, description = "`CONFIRMED` lets the level stand, `PROPOSED` names a lower one")
            SpotCheckOutcome result,

            @NotBlank
            @Size(max = 4_000)
            @Schema(
                    required = true,
                    description = "What was looked at and found, told to the enterprise",
                    examples = "经现场核查，核心系统在云上运行")
            String findings,

            @OnlyWith("PROPOSED")
            @Schema(
                    nullable = true,
                    description = "Lower than the one that holds; `UNRATED` leaves nothing",
                    examples = "L1")
            AssessmentLevel level) {}

    /** What is decided on a proposal. */
    enum SpotCheckDecision {
        ACCEPT,
        DECLINE
    }

    @Schema(name = "SpotCheckDecisionRequest", description = "What is decided on a lower level that was proposed")
    record Decision(
            @NotNull @Schema(required = true, description = "`ACCEPT` lowers the level, `DECLINE` lets it stand")
            SpotCheckDecision decision,

            @NotBlank
            @Size(max = 2_000)
            @Schema(required = true, description = "Told to the enterprise", examples = "抽查发现核心系统已停用")
            String reason) {}
}
