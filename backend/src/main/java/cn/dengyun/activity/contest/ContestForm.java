package cn.dengyun.activity.contest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an office says of a contest, whole at first and changed in part. */
@Schema(name = "ContestRequest", description = "What is judged, by what, and for which titles")
record ContestForm(
        @NotNull @Schema(required = true, description = "What is judged")
        ContestKind kind,

        @NotBlank
        @Size(max = 200)
        @Schema(
                required = true,
                description = "What it is called; plain text of one line",
                examples = "2030 年“皖企登云”创新应用大赛")
        String title,

        @Size(max = 5_000)
        @Schema(
                nullable = true,
                description = "Markdown (CommonMark with tables), as of articles. Empty when absent",
                examples = "面向全省**规模以上工业企业**，评选登云创新应用。")
        String description,

        @NotBlank
        @Size(max = 50)
        @Schema(required = true, description = "What the title is called", examples = "登云创新应用奖")
        String titleName,

        @NotNull
        @Min(1)
        @Max(100)
        @Schema(
                required = true,
                description =
                        "How many titles there are. Whoever has a rank up to this number gets one, so entries that"
                                + " share the last rank all do",
                examples = "3")
        Integer titles,

        @NotNull
        @Size(min = 1, max = 20)
        @Schema(
                required = true,
                description = "What is scored; their weights sum up to 100 exactly",
                examples = "[{\"code\":\"EFFECT\",\"nameZh\":\"应用成效\",\"nameEn\":\"Effect\",\"weight\":\"60.00\","
                        + "\"maxScore\":100},{\"code\":\"NOVELTY\",\"nameZh\":\"创新性\",\"nameEn\":\"Novelty\","
                        + "\"weight\":\"40.00\",\"maxScore\":10}]")
        List<@NotNull @Valid Criterion> criteria,

        @NotNull
        @Schema(
                required = true,
                description = "From when on enterprises nominate themselves",
                examples = "2030-10-01T01:00:00Z")
        Instant nominationsFrom,

        @NotNull
        @Schema(
                required = true,
                description = "From when on they do not any more; half-open",
                examples = "2030-10-31T10:00:00Z")
        Instant nominationsUntil,

        @NotNull
        @Min(1)
        @Max(60)
        @Schema(required = true, description = "In how many working days entrants object", examples = "5")
        Integer noticeDays) {

    /** From 0 to 999.99; that it fits is looked at with what it stands for. */
    static final String SHARE = "^(0|[1-9][0-9]{0,2})(\\.[0-9]{1,2})?$";

    /** From 0 to 9999.99. */
    static final String POINTS = "^(0|[1-9][0-9]{0,3})(\\.[0-9]{1,2})?$";

    static final String CODE = "^[A-Z][A-Z0-9_]{0,29}$";

    ContestForm {
        description = description == null ? "" : description;
    }

    @Schema(name = "ContestCriterion", description = "What an entry is scored by")
    record Criterion(
            @NotNull
            @Pattern(regexp = CODE)
            @Schema(required = true, description = "Once in the contest", examples = "EFFECT")
            String code,

            @NotBlank @Size(max = 100) @Schema(required = true, description = "Its name in Chinese", examples = "应用成效")
            String nameZh,

            @NotBlank
            @Size(max = 100)
            @Schema(required = true, description = "Its name in English", examples = "Effect")
            String nameEn,

            @NotNull
            @Pattern(regexp = SHARE)
            @Schema(
                    required = true,
                    description = "In percent, above 0; those of all criteria sum up to 100",
                    examples = "100.00")
            String weight,

            @NotNull
            @Min(1)
            @Max(1_000)
            @Schema(required = true, description = "The most points that a juror gives", examples = "100")
            Integer maxScore) {}
}
