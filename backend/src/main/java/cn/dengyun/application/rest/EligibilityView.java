package cn.dengyun.application.rest;

import cn.dengyun.application.EligibilityService;
import cn.dengyun.platform.citation.ClauseLink;
import cn.dengyun.platform.problem.ProblemTexts;
import cn.dengyun.platform.web.Language;
import cn.dengyun.policy.domain.Counterfactual;
import cn.dengyun.policy.domain.Counterfactual.Relation;
import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.policy.domain.EligibilityVerdict;
import cn.dengyun.policy.domain.Evaluation;
import cn.dengyun.policy.domain.FaceValue;
import cn.dengyun.policy.domain.FaceValue.LimitKind;
import cn.dengyun.policy.domain.RuleCode;
import cn.dengyun.policy.domain.RuleFailure;
import cn.dengyun.policy.domain.RuleOutcome;
import cn.dengyun.policy.domain.RuleResult;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.shared.DocumentPurpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the rules would say. */
@Schema(name = "EligibilityCheck", description = "What the rules would say to an application that is submitted now")
public record EligibilityView(
        @Schema(required = true, description = "The programme")
        UUID programmeId,

        @Schema(required = true, description = "Version of the rules in force", examples = "1")
        int ruleVersion,

        @Schema(required = true, description = "Version of the rule engine", examples = "1")
        int engine,

        @Schema(required = true, description = "When it was checked")
        Instant checkedAt,

        @Schema(required = true) EligibilityVerdict verdict,

        @Schema(required = true, description = "Whether it may be submitted", examples = "true")
        boolean maySubmit,

        @Schema(required = true, description = "Whether it would wait until more money is left", examples = "false")
        boolean mustWait,

        @Schema(required = true, description = "What the voucher would be worth")
        FaceView face,

        @Schema(required = true, description = "Every rule, in its order")
        List<RuleView> rules,

        @Schema(required = true, description = "What has to be on the application as documents when it is submitted")
        List<DocumentPurpose> requiredDocuments) {

    /** The value of a voucher. */
    @Schema(name = "EligibilityFace", description = "What a voucher would be worth, and what bounds it")
    public record FaceView(
            @Schema(required = true, description = "By the ratios, in fen", examples = "600000")
            long calculatedFen,

            @Schema(required = true, description = "By all limits but the budget, in fen", examples = "600000")
            long entitledFen,

            @Schema(required = true, description = "That could be granted now, in fen", examples = "600000")
            long fen,

            @Schema(required = true, description = "Below it nothing is issued, in fen", examples = "10000")
            long leastFen,

            @Schema(required = true, description = "What each line adds, in the order of the request")
            List<LineView> lines,

            @Schema(required = true, description = "The bounds that were looked at")
            List<LimitView> limits) {}

    /** A line of it. */
    @Schema(name = "EligibilityFaceLine", description = "What a line adds")
    public record LineView(
            @Schema(required = true, nullable = true, description = "The offering; null where the line names none")
            UUID offeringId,

            @Schema(required = true, nullable = true, description = "The layer of service; null where it is unknown")
            ServiceLayer layer,

            @Schema(required = true, description = "What the ratio applies to, in fen", examples = "1000000")
            long baseFen,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Null when the layer is not subsidised",
                    examples = "0.6")
            String ratio,

            @Schema(required = true, description = "Base times ratio, rounded down, in fen", examples = "600000")
            long fen) {}

    /** A limit. */
    @Schema(name = "EligibilityLimit", description = "What bounds the face")
    public record LimitView(
            @Schema(required = true) LimitKind kind,

            @Schema(required = true, description = "In fen", examples = "3000000")
            long fen,

            @Schema(required = true, description = "Whether the face would be higher without it", examples = "false")
            boolean binding) {}

    /** A rule. */
    @Schema(
            name = "EligibilityRule",
            description = "A rule with what it saw, how it came out, and what would change it")
    public record RuleView(
            @Schema(required = true) RuleCode rule,

            @Schema(required = true, description = "In the caller's language", examples = "企业规模符合要求")
            String name,

            @Schema(required = true) RuleOutcome outcome,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Of the policy document; null for what the announcement or the platform says",
                    examples = "第四条")
            String clause,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "That clause where the policy is published; null where the document is on paper")
            ClauseLink citation,

            @Schema(required = true, description = "All that the outcome rests on")
            List<InputView> inputs,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Code of what is wrong; null unless it failed or is not known",
                    examples = "rule-size-excluded")
            String code,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What is wrong, in the caller's language",
                    examples = "企业规模为大型。")
            String detail,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What would change it, in the caller's language",
                    examples = "数据变化后请更新认证。")
            String hint,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The same for machines: true where it passed, to become true where it did not")
            ChangeView counterfactual) {}

    /** An input of a rule. */
    @Schema(name = "EligibilityInput", description = "A fact or a parameter as the rule saw it")
    public record InputView(
            @Schema(required = true, description = "The name of the fact or parameter", examples = "size")
            String name,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Amounts in fen, dates in ISO 8601, sets separated by commas; null: not known",
                    examples = "SMALL")
            String value) {}

    /** What would change an outcome. */
    @Schema(name = "EligibilityCounterfactual", description = "How an input has to stand to a value")
    public record ChangeView(
            @Schema(required = true, description = "The name of the input", examples = "size")
            String input,

            @Schema(required = true) Relation relation,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The value to stand to; null where the input only has to be known",
                    examples = "MEDIUM,SMALL,MICRO")
            String value) {}

    static EligibilityView of(EligibilityService.Checked checked, Language language) {
        DecisionRecord record = checked.record();
        Evaluation evaluation = record.evaluation();
        return new EligibilityView(
                record.programmeId(),
                record.ruleVersion(),
                record.engine(),
                record.situation().moment(),
                evaluation.verdict(),
                evaluation.maySubmit(),
                evaluation.mustWait(),
                face(evaluation.face()),
                evaluation.results().stream()
                        .map(result -> rule(result, checked.links(), language))
                        .toList(),
                checked.requiredDocuments());
    }

    private static FaceView face(FaceValue face) {
        return new FaceView(
                face.calculatedFen(),
                face.entitledFen(),
                face.fen(),
                face.leastFen(),
                face.lines().stream()
                        .map(line ->
                                new LineView(line.offeringId(), line.layer(), line.baseFen(), line.ratio(), line.fen()))
                        .toList(),
                face.limits().stream()
                        .map(limit -> new LimitView(limit.kind(), limit.fen(), limit.binding()))
                        .toList());
    }

    static RuleView rule(RuleResult result, Map<String, ClauseLink> links, Language language) {
        RuleFailure reason = result.reason();
        List<Object> arguments = reason == null ? List.of() : List.copyOf(reason.arguments());
        Counterfactual change = result.counterfactual();
        return new RuleView(
                result.rule(),
                ProblemTexts.title(result.rule().code(), language),
                result.outcome(),
                result.clause(),
                result.clause() == null ? null : links.get(result.clause()),
                result.inputs().stream()
                        .map(input -> new InputView(input.name(), input.value()))
                        .toList(),
                reason == null ? null : reason.code(),
                reason == null ? null : ProblemTexts.detail(reason.code(), arguments, language),
                reason == null ? null : ProblemTexts.hint(reason.code(), arguments, language),
                change == null ? null : new ChangeView(change.input(), change.relation(), change.value()));
    }
}
