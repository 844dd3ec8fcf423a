package cn.dengyun.monitoring.appraisal;

import cn.dengyun.shared.RegionCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The formula of an evaluation, and what the province has typed for it. Weights, points and scores are decimals; bands
 * of grades are half-open: each reaches from where it begins, which is in it, to where the next begins, which is not.
 */
@Schema(name = "CityEvaluationRequest", description = "By what the reporting units are evaluated for a year")
record EvaluationForm(
        @Min(2_018) @Max(2_100) @Schema(required = true, description = "The year that it is of", examples = "2030")
        int year,

        @NotBlank @Size(max = 200) @Schema(required = true, description = "Its title", examples = "2030 年度皖企登云工作考核评价")
        String title,

        @Min(3)
        @Max(30)
        @Schema(required = true, description = "In how many working days units object", examples = "10")
        int objectionDays,

        @NotNull
        @Size(min = 1, max = 20)
        @Schema(
                required = true,
                description = "What is scored; their weights sum up to 100 exactly",
                examples =
                        "[{\"code\":\"TARGETS\",\"nameZh\":\"目标完成\",\"nameEn\":\"Target reached\",\"weight\":\"60.00\","
                                + "\"source\":\"PLAN_TARGET\",\"indicator\":\"REGISTERED_ENTERPRISES\",\"cap\":\"120.00\"},"
                                + "{\"code\":\"SURVEY\",\"nameZh\":\"知晓度调查\",\"nameEn\":\"Awareness survey\","
                                + "\"weight\":\"40.00\",\"source\":\"TYPED\"}]")
        List<@NotNull @Valid Component> components,

        @NotNull
        @Size(min = 1, max = 10)
        @Schema(required = true, description = "Grades by score, the lowest first, from 0 on")
        List<@NotNull @Valid Grade> grades,

        @Size(max = 600)
        @Schema(
                nullable = true,
                description = "The points of typed components, one for each unit before the consultation begins; none"
                        + " when absent")
        List<@NotNull @Valid Typed> typed) {

    /** From 0 to 999.99; that it fits is looked at with what it stands for. */
    static final String SHARE = "^(0|[1-9][0-9]{0,2})(\\.[0-9]{1,2})?$";

    /** What components and grades are named by. */
    static final String CODE = "^[A-Z][A-Z0-9_]{0,29}$";

    EvaluationForm {
        typed = typed == null ? List.of() : typed;
    }

    @Schema(name = "EvaluationComponent", description = "One part of the score")
    record Component(
            @NotNull
            @Pattern(regexp = CODE)
            @Schema(required = true, description = "Once in the formula", examples = "TARGETS")
            String code,

            @NotBlank @Size(max = 100) @Schema(required = true, description = "Its name in Chinese", examples = "目标完成")
            String nameZh,

            @NotBlank
            @Size(max = 100)
            @Schema(required = true, description = "Its name in English", examples = "Target reached")
            String nameEn,

            @NotNull
            @Pattern(regexp = SHARE)
            @Schema(
                    required = true,
                    description = "Above 0; those of all components sum up to 100",
                    examples = "100.00")
            String weight,

            @NotNull @Schema(required = true, description = "Where its points come from", examples = "PLAN_TARGET")
            EvaluationSource source,

            @Pattern(regexp = CODE)
            @Schema(
                    nullable = true,
                    description = "Of `INDICATOR` a public number of the statistics, of `PLAN_TARGET` an indicator of"
                            + " the annual plan; null of `TYPED`",
                    examples = "REGISTERED_ENTERPRISES")
            String indicator,

            @Min(1)
            @Max(1_000_000_000)
            @Schema(
                    nullable = true,
                    description = "Of `INDICATOR` the number that makes 100 points; null of the others, where that is"
                            + " the share of the unit, or is typed",
                    examples = "120")
            Long full,

            @Pattern(regexp = SHARE)
            @Schema(
                    nullable = true,
                    description = "The points that it makes at most, up to 150; 100 when absent, and of `TYPED`",
                    examples = "100.00")
            String cap) {}

    @Schema(name = "EvaluationGrade", description = "From which score on a unit has a grade")
    record Grade(
            @NotNull
            @Pattern(regexp = CODE)
            @Schema(required = true, description = "Once in the formula", examples = "PASSED")
            String code,

            @NotBlank @Size(max = 100) @Schema(required = true, description = "Its name in Chinese", examples = "合格")
            String nameZh,

            @NotBlank
            @Size(max = 100)
            @Schema(required = true, description = "Its name in English", examples = "Passed")
            String nameEn,

            @NotNull
            @Pattern(regexp = SHARE)
            @Schema(
                    required = true,
                    description = "Where it begins: 0 of the first, larger than the one before of the others",
                    examples = "0.00")
            String from) {}

    @Schema(
            name = "EvaluationTypedPoints",
            description = "Points that the province gives a unit, and what they rest on")
    record Typed(
            @NotNull
            @Pattern(regexp = CODE)
            @Schema(required = true, description = "A typed component", examples = "SURVEY")
            String component,

            @NotNull
            @Pattern(regexp = RegionCode.PATTERN)
            @Schema(required = true, description = "The unit", examples = "340100")
            String regionCode,

            @NotNull
            @Pattern(regexp = SHARE)
            @Schema(required = true, description = "From 0 to 100", examples = "86.50")
            String points,

            @NotBlank
            @Size(max = 1_000)
            @Schema(
                    required = true,
                    description = "What they rest on; everybody reads it once the evaluation is published",
                    examples = "第三方知晓度调查，样本 400 份，知晓率 86.5%")
            String evidence) {}

    /** The component with this code; empty where there is none. */
    Optional<Component> component(String code) {
        return components.stream()
                .filter(component -> component.code().equals(code))
                .findFirst();
    }
}
