package cn.dengyun.application.rest;

import cn.dengyun.application.domain.Appeal;
import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.ApplicationStep;
import cn.dengyun.application.domain.IntakeEntry;
import cn.dengyun.application.domain.IntakeEntry.IntakeOutcome;
import cn.dengyun.application.rest.VoucherApplicationView.InputView;
import cn.dengyun.platform.citation.ClauseLink;
import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.policy.domain.EligibilityVerdict;
import cn.dengyun.policy.domain.RuleCode;
import cn.dengyun.policy.domain.RuleOutcome;
import cn.dengyun.policy.domain.RuleResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What happened, in order. */
final class HistoryViews {

    private HistoryViews() {}

    /** A move. */
    @Schema(name = "VoucherApplicationStep", description = "One move of an application")
    public record StepView(
            @Schema(required = true) ApplicationMove move,

            @Schema(required = true, description = "That it led to")
            ApplicationStatus status,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Of the authority that did it; null for the applicant and the platform",
                    examples = "340100")
            String regionCode,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The overdue authority whose turn it was; null when nobody acted for another",
                    examples = "340123")
            String inPlaceOf,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The reason that was given; null where none is asked for",
                    examples = "材料齐全，符合条件")
            String reason,

            @Schema(required = true, description = "When it was taken")
            Instant takenAt) {

        static StepView of(ApplicationStep step) {
            return new StepView(
                    step.move(), step.status(), step.actorRegion(), step.inPlaceOf(), step.reason(), step.takenAt());
        }
    }

    /** A decision of the rules. */
    @Schema(name = "VoucherDecision", description = "A decision of the rule engine, rule by rule")
    public record DecisionView(
            @Schema(
                    required = true,
                    description = "`SUBMISSION`, `SERVING` from the wait-list, `CORRECTION`, `APPROVAL` or `PRICE_CUT`",
                    examples = "SUBMISSION")
            String occasion,

            @Schema(required = true, description = "Version of the rules", examples = "1")
            int ruleVersion,

            @Schema(required = true) EligibilityVerdict verdict,

            @Schema(required = true, description = "In fen; what could be granted then", examples = "600000")
            long faceFen,

            @Schema(required = true, description = "What each rule said")
            List<RuleView> rules,

            @Schema(required = true, description = "When it was decided")
            Instant decidedAt) {

        /** @param links to the clauses of the rules, by what these are called */
        static DecisionView of(String occasion, DecisionRecord decision, Instant at, Map<String, ClauseLink> links) {
            return new DecisionView(
                    occasion,
                    decision.ruleVersion(),
                    decision.evaluation().verdict(),
                    decision.evaluation().face().fen(),
                    decision.evaluation().results().stream()
                            .map(result -> RuleView.of(result, links))
                            .toList(),
                    at);
        }
    }

    /** A rule. */
    @Schema(name = "VoucherDecisionRule", description = "One rule in a decision")
    public record RuleView(
            @Schema(required = true) RuleCode rule,
            @Schema(required = true) RuleOutcome outcome,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Of the policy document; null where it stands in none",
                    examples = "第四条")
            String clause,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "That clause in the edition that was live then; null where the document is on paper,"
                            + " where nobody can read that edition any more, and in case files")
            ClauseLink citation,

            @Schema(required = true, description = "What the rule looked at")
            List<InputView> inputs,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Code of the reason, see `/problems/{code}`; null when it passed",
                    examples = "rule-quota-insufficient")
            String reasonCode) {

        static RuleView of(RuleResult result, Map<String, ClauseLink> links) {
            return new RuleView(
                    result.rule(),
                    result.outcome(),
                    result.clause(),
                    result.clause() == null ? null : links.get(result.clause()),
                    result.inputs().stream()
                            .map(input -> new InputView(input.name(), input.value()))
                            .toList(),
                    result.reason() == null ? null : result.reason().code());
        }
    }

    /** A line of the public log. */
    @Schema(
            name = "IntakeEntry",
            description = "One submission in the public log of a budget. The outcome follows from the other members:"
                    + " nothing is held when it awaits certification, somebody waits or less than `leastFen` is available; else `entitledFen` when that"
                    + " is available, or with `acceptsLess` what is available; else it waits")
    public record IntakeEntryView(
            @Schema(required = true, description = "The budget that was asked")
            UUID budgetId,

            @Schema(required = true, description = "Of the budget", examples = "340100")
            String regionCode,

            @Schema(required = true, description = "Its place: 1, 2, 3 without a gap", examples = "17")
            long sequence,

            @Schema(required = true, description = "By the server's clock")
            Instant receivedAt,

            @Schema(required = true) IntakeOutcome outcome,

            @Schema(required = true, description = "In fen; free when its turn came", examples = "50000000")
            long availableFen,

            @Schema(required = true, description = "Whether somebody before it waited", examples = "false")
            boolean somebodyWaiting,

            @Schema(
                    required = true,
                    description = "Whether its enterprise was not certified; then nobody behind it waits for it",
                    examples = "false")
            boolean awaitsCertification,

            @Schema(required = true, description = "In fen", examples = "600000")
            long entitledFen,

            @Schema(required = true, description = "In fen; below it nothing is issued", examples = "10000")
            long leastFen,

            @Schema(
                    required = true,
                    description = "Whether the applicant takes less than it asked for",
                    examples = "false")
            boolean acceptsLess,

            @Schema(required = true, description = "In fen; 0 when it waits", examples = "600000")
            long heldFen,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "When one that waited got its place; null when it never waited or still does")
            Instant servedAt,

            @Schema(required = true, nullable = true, description = "In fen; what it got then", examples = "600000")
            Long servedFen) {

        static IntakeEntryView of(IntakeEntry entry) {
            return new IntakeEntryView(
                    entry.budgetId(),
                    entry.regionCode(),
                    entry.sequence(),
                    entry.receivedAt(),
                    entry.outcome(),
                    entry.availableFen(),
                    entry.isSomebodyWaiting(),
                    entry.awaitsCertification(),
                    entry.entitledFen(),
                    entry.leastFen(),
                    entry.acceptsLess(),
                    entry.heldFen(),
                    entry.servedAt(),
                    entry.servedFen());
        }
    }

    /** An appeal. */
    @Schema(name = "VoucherAppeal", description = "An applicant's appeal against a refusal")
    public record AppealView(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(required = true, description = "The application")
            UUID applicationId,

            @Schema(
                    required = true,
                    description = "Why the applicant holds the refusal to be wrong",
                    examples = "合同已补充盖章页，符合第四条")
            String reason,

            @Schema(required = true, description = "When it was filed")
            Instant filedAt,

            @Schema(required = true, description = "Until when it should be decided")
            Instant dueAt,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "`UPHELD` or `DISMISSED`; null until it is decided",
                    examples = "UPHELD")
            String outcome,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Why it was decided so; null until then",
                    examples = "经复核，原决定有误")
            String decisionReason,

            @Schema(required = true, nullable = true, description = "When it was decided; null until then")
            Instant decidedAt) {

        static AppealView of(Appeal appeal) {
            return new AppealView(
                    appeal.id(),
                    appeal.applicationId(),
                    appeal.reason(),
                    appeal.filedAt(),
                    appeal.dueAt(),
                    appeal.outcome(),
                    appeal.decisionReason(),
                    appeal.decidedAt());
        }
    }
}
