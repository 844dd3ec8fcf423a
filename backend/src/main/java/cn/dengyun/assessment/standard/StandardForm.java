package cn.dengyun.assessment.standard;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a standard says. Weights, points and scores are decimals of two places, numbers of four; all bands are
 * half-open: each reaches from where it begins, which is in it, to where the next begins, which is not.
 */
@Schema(name = "AssessmentStandardRequest", description = "By what the level of an enterprise is assessed")
public record StandardForm(
        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "Its name in Chinese", examples = "皖企登云水平评估标准")
        String nameZh,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "Its name in English", examples = "Standard of levels on the cloud")
        String nameEn,

        @NotEmpty
        @Size(max = 20)
        @Schema(required = true, description = "What is looked at; their weights sum up to 100 exactly")
        List<@NotNull @Valid Dimension> dimensions,

        @NotEmpty
        @Size(max = 5)
        @Schema(
                required = true,
                description = "L1 to L5, each with the score from which on it is reached",
                examples = "[{\"level\":\"L1\",\"from\":\"20.00\"},{\"level\":\"L2\",\"from\":\"40.00\"},"
                        + "{\"level\":\"L3\",\"from\":\"60.00\"},{\"level\":\"L4\",\"from\":\"75.00\"},"
                        + "{\"level\":\"L5\",\"from\":\"90.00\"}]")
        List<@NotNull @Valid LevelBand> levels,

        @NotNull
        @Size(max = 50)
        @Schema(
                required = true,
                description = "What a level, and those above it, ask for whatever the score; may be empty")
        List<@NotNull @Valid Gate> gates,

        @Min(StandardForm.MIN_NOTICE_WORKING_DAYS)
        @Max(60)
        @Schema(
                description = "For how many working days everybody is shown a level before it holds; 5 where nothing is"
                        + " said, which is also the least that there may be",
                defaultValue = "5",
                examples = "7")
        Integer noticeWorkingDays) {

    /**
     * A shorter public notice (公示) is none: the floor of the rules of programmes, and the length where none is said.
     */
    static final int MIN_NOTICE_WORKING_DAYS = 5;

    /** From 0 to 999.99; that it is 100 at most is looked at with what it stands for. */
    static final String SHARE = "^(0|[1-9][0-9]{0,2})(\\.[0-9]{1,2})?$";

    /** A number that is counted or measured. */
    public static final String NUMBER = "^(0|[1-9][0-9]{0,8})(\\.[0-9]{1,4})?$";

    /** What dimensions and indicators are named by. */
    public static final String CODE = "^[A-Z][A-Z0-9-]{0,19}$";

    public StandardForm {
        dimensions = dimensions == null ? List.of() : dimensions;
        levels = levels == null ? List.of() : levels;
        // Standards that were published before lengths were said keep the one that held for all of them.
        noticeWorkingDays = noticeWorkingDays == null ? Integer.valueOf(MIN_NOTICE_WORKING_DAYS) : noticeWorkingDays;
    }

    /** Indicators that are about the same. */
    @Schema(
            name = "AssessmentDimension",
            description = "Indicators that are about the same, and what they weigh together")
    public record Dimension(
            @NotNull
            @Pattern(regexp = CODE)
            @Schema(required = true, description = "Once in the standard", examples = "S")
            String code,

            @NotBlank
            @Size(max = 100)
            @Schema(required = true, description = "Its name in Chinese", examples = "业务应用登云")
            String nameZh,

            @NotBlank
            @Size(max = 100)
            @Schema(required = true, description = "Its name in English", examples = "Business applications")
            String nameEn,

            @NotNull
            @Pattern(regexp = SHARE)
            @Schema(
                    required = true,
                    description = "Above 0; those of all dimensions sum up to 100",
                    examples = "100.00")
            String weight,

            @NotEmpty
            @Size(max = 30)
            @Schema(required = true, description = "Their weights sum up to 100 in the dimension exactly")
            List<@NotNull @Valid Indicator> indicators) {

        public Dimension {
            indicators = indicators == null ? List.of() : indicators;
        }
    }

    /**
     * What an enterprise answers.
     *
     * @param bands null unless a number is answered
     * @param figure null where the platform knows nothing of it
     */
    @Schema(name = "AssessmentIndicator", description = "What an enterprise answers, and how many points that makes")
    public record Indicator(
            @NotNull
            @Pattern(regexp = CODE)
            @Schema(required = true, description = "Once in the standard", examples = "S-1")
            String code,

            @NotBlank
            @Size(max = 500)
            @Schema(required = true, description = "What is asked, in Chinese", examples = "在用云服务种类数")
            String nameZh,

            @NotBlank
            @Size(max = 500)
            @Schema(
                    required = true,
                    description = "What is asked, in English",
                    examples = "Kinds of cloud services in use")
            String nameEn,

            @NotNull
            @Pattern(regexp = SHARE)
            @Schema(required = true, description = "Above 0; those of the dimension sum up to 100", examples = "100.00")
            String weight,

            @NotNull @Schema(required = true, description = "How it is answered", examples = "NUMBER")
            AnswerKind answer,

            @Size(min = 1, max = 20)
            @Schema(
                    nullable = true,
                    description = "Only for a number, and then required: from which number on it makes how many points."
                            + " Below the first it makes none")
            List<@NotNull @Valid PointBand> bands,

            @Schema(
                    nullable = true,
                    description =
                            "What the platform holds against the answer: a number may not be larger, and `YES` asks"
                                    + " for more than 0. Not for a score",
                    examples = "SERVICE_KINDS")
            PlatformFigure figure) {}

    /** The points of a number. */
    @Schema(name = "AssessmentPointBand", description = "From which number on it makes how many points")
    public record PointBand(
            @NotNull
            @Pattern(regexp = NUMBER)
            @Schema(required = true, description = "Where it begins, larger than the one before", examples = "1")
            String from,

            @NotNull
            @Pattern(regexp = SHARE)
            @Schema(required = true, description = "From 0 to 100", examples = "60.00")
            String points) {}

    /** The scores of a level. */
    @Schema(name = "AssessmentLevelBand", description = "From which score on a level is reached")
    public record LevelBand(
            @NotNull
            @Schema(
                    required = true,
                    description = "The level; not `UNRATED`, which is what lies below",
                    examples = "L1")
            AssessmentLevel level,

            @NotNull
            @Pattern(regexp = SHARE)
            @Schema(required = true, description = "Where it begins, larger than the one before", examples = "20.00")
            String from) {}

    /** What a level asks for. */
    @Schema(name = "AssessmentGate", description = "What a level, and each above it, asks for whatever the score")
    public record Gate(
            @NotNull @Schema(required = true, description = "The lowest level that asks for it", examples = "L3")
            AssessmentLevel level,

            @NotNull @Pattern(regexp = CODE) @Schema(required = true, description = "The indicator", examples = "S-1")
            String indicator,

            @NotNull
            @Size(max = 20)
            @Schema(
                    required = true,
                    description = "What has to be answered at least: `YES`, points or a number, as the indicator is"
                            + " answered",
                    examples = "1")
            String value) {}

    /** The indicator with this code; empty where there is none. */
    public Optional<Indicator> indicator(String code) {
        return dimensions.stream()
                .flatMap(dimension -> dimension.indicators().stream())
                .filter(indicator -> indicator.code().equals(code))
                .findFirst();
    }
}
