package cn.dengyun.application.rest;

import cn.dengyun.application.ApplicationAccess;
import cn.dengyun.application.domain.ApplicationSignals;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.PriceCutProposal;
import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.application.domain.ReviewOutcome;
import cn.dengyun.application.domain.ReviewStage;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.domain.VoucherRequest;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.ServiceLayer;
import cn.dengyun.policy.domain.fraud.FraudDisposition;
import cn.dengyun.policy.domain.fraud.FraudFinding;
import cn.dengyun.policy.domain.fraud.FraudRule;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.RegionCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An application, as the applicant, its reviewers and auditors see it. */
@Schema(name = "VoucherApplication", description = "An application for a voucher, and where it stands")
public record VoucherApplicationView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The programme")
        UUID programmeId,

        @Schema(required = true, description = "The enterprise that applies")
        UUID organizationId,

        @Schema(
                required = true,
                nullable = true,
                description = "What it is called; only lists tell it, else null",
                examples = "合肥示例机械有限公司")
        String organizationName,

        @Schema(required = true, description = "Decides who reviews and whose budget pays", examples = "340123")
        String regionCode,

        @Schema(required = true) ApplicationStatus status,

        @Schema(required = true, description = "The services to be bought")
        List<LineView> lines,

        @Schema(required = true, nullable = true, description = "Null while it is not declared")
        Boolean otherFiscalMoney,

        @Schema(required = true, description = "Whether less than the whole amount is taken too", examples = "false")
        boolean acceptsLess,

        @Schema(
                required = true,
                nullable = true,
                description = "Version of the rules that judges it to its end; null for a draft",
                examples = "1")
        Integer ruleVersion,

        @Schema(required = true, nullable = true, description = "The budget that pays; null for a draft")
        UUID budgetId,

        @Schema(
                required = true,
                nullable = true,
                description = "Its place in the intake of the budget, see the intake log; null for a draft",
                examples = "17")
        Long sequence,

        @Schema(required = true, nullable = true, description = "When the platform received it; null for a draft")
        Instant submittedAt,

        @Schema(required = true, description = "In fen; what it may have whatever the quota", examples = "600000")
        long entitledFen,

        @Schema(required = true, description = "In fen; what is held for it now", examples = "600000")
        long heldFen,

        @Schema(
                required = true,
                description = "Whether it waits, holding nothing, until its enterprise is certified and not frozen",
                examples = "false")
        boolean awaitsCertification,

        @Schema(required = true, description = "Who reviews it, in order; empty for a draft")
        List<StageView> stages,

        @Schema(required = true, description = "Whose turn it is")
        OwnerView owner,

        @Schema(
                required = true,
                nullable = true,
                description = "Until when the owner should act; null when nothing is due")
        Instant dueAt,

        @Schema(required = true, description = "Whether that is over", examples = "false")
        boolean overdue,

        @Schema(required = true, description = "How often it can still be sent back", examples = "2")
        int correctionsLeft,

        @Schema(required = true, nullable = true, description = "The last decision; null before the first")
        ReviewView review,

        @Schema(
                required = true,
                description = "What the fraud rules found when it was taken up; only reviewers and auditors see it")
        List<SignalView> signals,

        @Schema(required = true, nullable = true, description = "The public notice that it stands in")
        UUID noticeId,

        @Schema(required = true, nullable = true, description = "What it has become")
        UUID voucherId,

        @Schema(
                required = true,
                nullable = true,
                description = "A price cut that waits for another person's decision; null when none does")
        PriceCutProposalView priceCut,

        @Schema(
                required = true,
                description = "What the caller may do now: `EDIT`, `SUBMIT`, `WITHDRAW`, `APPEAL`; `TAKE_UP`, `PASS`,"
                        + " `RETURN`, `REJECT`; `CUT_PRICE`, `APPROVE_PRICE_CUT`, `REJECT_PRICE_CUT`",
                examples = "[\"WITHDRAW\"]")
        List<String> availableActions,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt) {

    /** A price cut that waits. */
    @Schema(name = "PriceCutProposal", description = "That a voucher is to come to less, as one person has proposed")
    public record PriceCutProposalView(
            @Schema(required = true, description = "One for each line of the application, in its order")
            List<ProposedPriceView> prices,

            @Schema(required = true, description = "What the voucher comes to by them, in fen", examples = "300000")
            long worthFen,

            @Schema(required = true, description = "Why it was proposed", examples = "服务商降价，合同金额已变更")
            String reason,

            @Schema(required = true, description = "When it was proposed")
            Instant proposedAt) {

        static PriceCutProposalView of(PriceCutProposal proposal) {
            return new PriceCutProposalView(
                    proposal.prices().stream()
                            .map(price -> new ProposedPriceView(price.inclTaxFen(), price.exTaxFen()))
                            .toList(),
                    proposal.worthFen(),
                    proposal.reason(),
                    proposal.proposedAt());
        }
    }

    /** What a line costs by it. */
    @Schema(name = "ProposedPrice", description = "What a line costs by a price cut that was proposed")
    public record ProposedPriceView(
            @Schema(required = true, description = "With tax, in fen", examples = "530000")
            long inclTaxFen,

            @Schema(required = true, description = "Without tax, in fen", examples = "500000")
            long exTaxFen) {}

    /** A service. */
    @Schema(name = "VoucherApplicationLineView", description = "A service that is bought")
    public record LineView(
            @Schema(required = true, description = "What is bought", examples = "云 ERP 年费")
            String description,

            @Schema(required = true, nullable = true, description = "The offering; null where the line names none")
            UUID offeringId,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The layer of service; null where it is unknown",
                    examples = "SAAS")
            ServiceLayer layer,

            @Schema(required = true, nullable = true, description = "The provider; null where it is unknown")
            UUID providerId,

            @Schema(required = true, description = "The price with tax, in fen", examples = "1060000")
            long inclTaxFen,

            @Schema(required = true, description = "The price without tax, in fen", examples = "1000000")
            long exTaxFen,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The number of the contract, if there is one",
                    examples = "HT-2018-0612")
            String contractNumber,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The day of the contract, if there is one",
                    examples = "2018-06-12")
            LocalDate contractDate) {

        static LineView of(VoucherRequest.Line line) {
            return new LineView(
                    line.description(),
                    line.offeringId(),
                    line.layer(),
                    line.providerId(),
                    line.inclTaxFen(),
                    line.exTaxFen(),
                    line.contractNumber(),
                    line.contractDate());
        }
    }

    /** A level of review. */
    @Schema(name = "VoucherReviewStage", description = "A level of authority that reviews it")
    public record StageView(
            @Schema(required = true) ReviewStage stage,

            @Schema(required = true, description = "Whose authority", examples = "340100")
            String regionCode) {}

    /** Whose turn it is. */
    @Schema(name = "VoucherApplicationOwner", description = "Whose turn it is")
    public record OwnerView(
            @Schema(required = true) OwnerKind kind,

            @Schema(required = true, nullable = true, description = "Of an authority; else null")
            ReviewStage stage,

            @Schema(required = true, nullable = true, description = "Of an authority; else null", examples = "340123")
            String regionCode) {

        static OwnerView of(VoucherApplication application) {
            ReviewStage stage = application.stage();
            if (stage != null) {
                return new OwnerView(
                        OwnerKind.AUTHORITY, stage, application.reviewer().value());
            }
            OwnerKind kind = switch (application.status()) {
                case DRAFT, RETURNED -> OwnerKind.APPLICANT;
                case WAITLISTED -> application.awaitsCertification() ? OwnerKind.APPLICANT : OwnerKind.QUOTA;
                case APPROVED, PUBLIC_NOTICE -> OwnerKind.PROGRAMME_OWNER;
                default -> OwnerKind.NOBODY;
            };
            return new OwnerView(kind, null, null);
        }
    }

    /** Who has it in hand. */
    public enum OwnerKind {
        APPLICANT,
        AUTHORITY,
        /** The authority whose programme it is publishes and issues. */
        PROGRAMME_OWNER,
        /** It waits for quota. */
        QUOTA,
        NOBODY
    }

    /** A decision. */
    @Schema(name = "VoucherReview", description = "What a reviewer decided")
    public record ReviewView(
            @Schema(required = true) ReviewDecision decision,
            @Schema(required = true) ReviewStage stage,

            @Schema(required = true, description = "What the applicant is told", examples = "材料齐全，符合条件")
            String reason,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Code of `application-refusals`; null unless refused",
                    examples = "NOT_ELIGIBLE")
            String reasonCode,

            @Schema(required = true, nullable = true, description = "What a refusal rests on", examples = "第四条第一款")
            String clause,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What the applicant can do about a refusal",
                    examples = "可在十个工作日内申诉")
            String remedy,

            @Schema(required = true, description = "All that has to be mended; empty unless it was returned")
            List<DefectView> defects,

            @Schema(required = true, description = "When it was decided")
            Instant decidedAt) {

        static ReviewView of(ReviewOutcome review) {
            return new ReviewView(
                    review.decision(),
                    review.stage(),
                    review.reason(),
                    review.reasonCode(),
                    review.clause(),
                    review.remedy(),
                    review.defects().stream()
                            .map(defect -> new DefectView(defect.pointer(), defect.code(), defect.detail()))
                            .toList(),
                    review.decidedAt());
        }
    }

    /** One thing to be mended. */
    @Schema(name = "VoucherApplicationDefect", description = "One thing to be mended")
    public record DefectView(
            @Schema(
                    required = true,
                    description = "The member of the application that it is about, a JSON Pointer",
                    examples = "/lines/0/contractNumber")
            String pointer,

            @Schema(required = true, description = "Code of `application-defects`", examples = "CONTRACT_UNCLEAR")
            String code,

            @Schema(required = true, nullable = true, description = "What is wrong, in words", examples = "合同编号看不清")
            String detail) {}

    /** What a fraud rule found. */
    @Schema(name = "VoucherFraudSignal", description = "What a fraud rule found")
    public record SignalView(
            @Schema(required = true, description = "Id of the rule", examples = "F4")
            String id,

            @Schema(required = true) FraudRule rule,

            @Schema(required = true, description = "The version of the fraud rule", examples = "1")
            int version,

            @Schema(required = true) FraudDisposition disposition,

            @Schema(required = true, description = "What the rule looked at")
            List<InputView> inputs,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "What somebody found out about the hit; null until then",
                    examples = "电话核实为企业本人申领")
            String clearance,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Whether it is harmless; null until somebody has looked")
            Boolean cleared) {

        static SignalView of(FraudFinding finding, ApplicationSignals signals) {
            ApplicationSignals.Disposed disposed = signals.disposed().stream()
                    .filter(each -> each.rule() == finding.rule())
                    .reduce((first, last) -> last)
                    .orElse(null);
            return new SignalView(
                    finding.rule().id(),
                    finding.rule(),
                    finding.version(),
                    finding.disposition(),
                    finding.inputs().stream()
                            .map(input -> new InputView(input.name(), input.value()))
                            .toList(),
                    disposed == null ? null : disposed.reason(),
                    disposed == null ? null : disposed.isCleared());
        }
    }

    /** What a rule looked at. */
    @Schema(name = "VoucherRuleInput", description = "What a rule looked at")
    public record InputView(
            @Schema(required = true, description = "The name of the fact or parameter", examples = "staffCount")
            String name,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Its value; null where it is unknown",
                    examples = "320")
            String value) {}

    /**
     * @param name of the enterprise; null where nobody has looked it up
     * @param open programmes that take drafts now
     */
    static VoucherApplicationView of(
            VoucherApplication application, String name, Set<UUID> open, Actor actor, Instant now) {
        VoucherRequest request = application.request();
        return new VoucherApplicationView(
                application.id(),
                application.programmeId(),
                application.organizationId(),
                name,
                application.regionCode(),
                application.status(),
                request.lines().stream().map(LineView::of).toList(),
                request.otherFiscalMoney(),
                request.acceptsLess(),
                application.ruleVersion(),
                application.budgetId(),
                application.sequence(),
                application.submittedAt(),
                application.entitledFen(),
                application.heldFen(),
                application.awaitsCertification(),
                stages(application),
                OwnerView.of(application),
                application.dueAt(),
                application.isLateAt(now),
                VoucherApplication.MAX_ROUNDS - application.rounds(),
                application.review() == null ? null : ReviewView.of(application.review()),
                signals(application, actor),
                application.noticeId(),
                application.voucherId(),
                application.openPriceCut() == null ? null : PriceCutProposalView.of(application.openPriceCut()),
                ApplicationAccess.actions(application, open, actor, now),
                application.createdAt(),
                application.updatedAt());
    }

    private static List<StageView> stages(VoucherApplication application) {
        RegionCode region = new RegionCode(application.regionCode());
        List<StageView> stages = new ArrayList<>();
        application
                .stages()
                .forEach(stage ->
                        stages.add(new StageView(stage, stage.authority(region).value())));
        return stages;
    }

    private static List<SignalView> signals(VoucherApplication application, Actor actor) {
        if (application.signals() == null || !ApplicationAccess.seesSignals(application, actor)) {
            return List.of();
        }
        ApplicationSignals found = DecisionRecords.read(application.signals(), ApplicationSignals.class);
        return found.findings().stream()
                .map(finding -> SignalView.of(finding, found))
                .toList();
    }
}
