package cn.dengyun.monitoring.appraisal;

import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An evaluation: of all units once it is published, before that to each unit its own. */
@Schema(name = "CityEvaluation", description = "How the reporting units have done in a year, by a formula")
record CityEvaluationView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The year that it is of", examples = "2018")
        int year,

        @Schema(required = true, description = "Its title", examples = "2018 年度皖企登云工作考核评价")
        String title,

        @Schema(required = true, description = "Where it stands")
        CityEvaluationStatus status,

        @Schema(required = true, description = "The formula; it stays as it is once the consultation has begun")
        Formula formula,

        @Schema(
                required = true,
                nullable = true,
                description = "The recount that numbers of the statistics are of; null before the consultation")
        Instant asOf,

        @Schema(
                required = true,
                nullable = true,
                description = "The day (Asia/Shanghai) at whose end targets were looked at; null where there is none",
                examples = "2018-12-31")
        LocalDate plannedOn,

        @Schema(required = true, nullable = true, description = "The annual plan of the targets; null as that day")
        UUID planId,

        @Schema(
                required = true,
                nullable = true,
                description = "Before this moment units object; null before the consultation")
        Instant objectionsUntil,

        @Schema(required = true, description = "How many objections are not decided", examples = "0")
        int openObjections,

        @Schema(required = true, nullable = true, description = "When the first of two persons has decided")
        Instant agreedAt,

        @Schema(required = true, nullable = true, description = "When the second has")
        Instant decidedAt,

        @Schema(required = true, nullable = true, description = "When it was published")
        Instant publishedAt,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "Why the last step was taken; null where nobody said, and for whoever is not told all rows",
                examples = "情况属实，同意办理")
        String reason,

        @Schema(
                required = true,
                description = "By code of the unit: all of them for everybody once it is published, and before that for"
                        + " the province and auditors; for a unit its own. Empty before the consultation",
                maxItems = 30)
        List<Row> rows,

        @Schema(
                required = true,
                description = "Points typed by the province, while it is a draft; empty later, and for others",
                maxItems = 600)
        List<EvaluationForm.Typed> typed,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"OBJECT\"]")
        List<String> availableActions)
        implements Tagged {

    @Schema(
            name = "EvaluationFormula",
            description = "Points of what was counted are 100 × value ÷ target, cut to two decimals, at most the cap; a"
                    + " target of 0 makes 100. The score is the exact sum of weight × points ÷ 100; the grade is the"
                    + " last that begins at the score or below")
    record Formula(
            @Schema(required = true, description = "From 1; one more with each change", examples = "2")
            int version,

            @Schema(required = true, description = "In how many working days units object", examples = "10")
            int objectionDays,

            @Schema(required = true, description = "What is scored", maxItems = 20)
            List<EvaluationForm.Component> components,

            @Schema(required = true, description = "Grades by score, the lowest first", maxItems = 10)
            List<EvaluationForm.Grade> grades) {}

    @Schema(name = "EvaluationRow", description = "What a unit was scored by, and what that comes to")
    record Row(
            @Schema(required = true, description = "The unit", examples = "340100")
            String regionCode,

            @Schema(required = true, description = "Its name", examples = "合肥市")
            String regionName,

            @Schema(required = true, description = "The exact sum, with six decimals", examples = "87.250000")
            String score,

            @Schema(required = true, description = "The code of its grade", examples = "GOOD")
            String grade,

            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "1 for the highest score; as many have the same as are equal. Null where the caller is"
                                    + " not told all rows",
                    examples = "2")
            Integer rank,

            @Schema(required = true, description = "One of each component", maxItems = 20)
            List<Input> inputs) {}

    @Schema(name = "EvaluationInput", description = "What a component was scored by")
    record Input(
            @Schema(required = true, description = "The component", examples = "TARGETS")
            String component,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The number that was counted; null of what is typed",
                    examples = "96")
            Long value,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What makes 100 points; null of what is typed",
                    examples = "120")
            Long target,

            @Schema(required = true, description = "The points that it makes", examples = "80.00")
            String points,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What typed points rest on; null of what was counted",
                    examples = "第三方知晓度调查，样本 400 份")
            String evidence,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The number or the points that were frozen, where an objection was upheld; null else",
                    examples = "90")
            String correctedFrom,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Why that was corrected; null else",
                    examples = "经核实，6 户企业应当计入")
            String correctionReason) {}

    static CityEvaluationView of(
            CityEvaluation found, Actor actor, Instant now, PlanRegions regions, Language language) {
        EvaluationForm form = found.form();
        List<EvaluationRow> rows = found.frozen();
        boolean isWhole = found.isToldWholeTo(actor);
        return new CityEvaluationView(
                found.id(),
                found.version(),
                found.year(),
                found.title(),
                found.status(),
                new Formula(found.formulaVersion(), form.objectionDays(), form.components(), form.grades()),
                found.asOf(),
                found.plannedOn(),
                found.planId(),
                found.objectionsUntil(),
                found.openObjections(),
                found.agreedAt(),
                found.decidedAt(),
                found.publishedAt(),
                isWhole ? found.reason() : null,
                EvaluationScoring.of(form, rows).stream()
                        .filter(scored -> isWhole || scored.regionCode().equals(actor.regionCode()))
                        .map(scored -> row(form, rowOf(rows, scored), scored, isWhole, regions, language))
                        .toList(),
                isWhole && found.status() == CityEvaluationStatus.DRAFT ? form.typed() : List.of(),
                found.actionsAt(actor, now));
    }

    private static EvaluationRow rowOf(List<EvaluationRow> rows, EvaluationScoring.Scored scored) {
        return rows.stream()
                .filter(row -> row.regionCode().equals(scored.regionCode()))
                .findFirst()
                .orElseThrow();
    }

    private static Row row(
            EvaluationForm form,
            EvaluationRow row,
            EvaluationScoring.Scored scored,
            boolean isWhole,
            PlanRegions regions,
            Language language) {
        return new Row(
                row.regionCode(),
                regions.name(row.regionCode(), language),
                scored.score().toPlainString(),
                scored.grade(),
                isWhole ? (Integer) scored.rank() : null,
                form.components().stream()
                        .map(component -> input(row.of(component.code()), scored))
                        .toList());
    }

    private static Input input(EvaluationRow.Input input, EvaluationScoring.Scored scored) {
        EvaluationRow.Correction correction = input.correction();
        return new Input(
                input.component(),
                input.value(),
                input.target(),
                scored.points().get(input.component()).toPlainString(),
                input.evidence(),
                correction == null ? null : correction.before(),
                correction == null ? null : correction.reason());
    }
}
