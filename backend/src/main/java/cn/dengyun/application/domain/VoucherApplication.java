package cn.dengyun.application.domain;

import cn.dengyun.policy.domain.CheckedFacts;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An application for a voucher. Amounts are in fen.
 *
 * @param regionCode of the enterprise: decides who reviews, and whose budget pays
 * @param checked what reviewers looked up; null for nothing yet
 * @param ruleVersion by which it is judged from its submission to its issue; null before
 * @param budgetId that pays; null before the submission
 * @param sequence its place in the intake of that budget; null before the submission
 * @param submittedAt when the platform received it
 * @param providerId whose ceiling it counts against; null when there is none
 * @param entitledFen what it may have whatever the quota
 * @param heldFen what is held for it
 * @param stages who reviews it, in order
 * @param dueAt until when whoever has it should have decided or corrected; null when it is nobody's turn
 * @param rounds how often it was sent back
 * @param lastStepBy the person of an authority who took its last step; null before the first
 * @param review the last decision; null before the first
 * @param signals what the fraud rules found, rendered; null before the submission
 * @param priceCut the last that was proposed and not rejected; null when there was none
 * @param awaitsCertification whether it is passed over in the line, without a hold, until its enterprise is certified
 *     and not frozen
 * @param version counts changes; the entity tag
 */
public record VoucherApplication(
        UUID id,
        UUID programmeId,
        UUID organizationId,
        String regionCode,
        ApplicationStatus status,
        VoucherRequest request,
        CheckedFacts checked,
        Integer ruleVersion,
        UUID budgetId,
        Long sequence,
        Instant submittedAt,
        UUID providerId,
        long entitledFen,
        long heldFen,
        List<ReviewStage> stages,
        Instant dueAt,
        int rounds,
        UUID lastStepBy,
        ReviewOutcome review,
        String signals,
        UUID noticeId,
        UUID voucherId,
        PriceCutProposal priceCut,
        boolean isAppealed,
        boolean awaitsCertification,
        int version,
        Instant createdAt,
        UUID createdBy,
        Instant updatedAt) {

    /** How often an application may be sent back. */
    public static final int MAX_ROUNDS = 2;

    public VoucherApplication {
        checked = checked == null ? CheckedFacts.NONE : checked;
        stages = List.copyOf(stages);
    }

    public static VoucherApplication draft(
            UUID id,
            UUID programmeId,
            UUID organizationId,
            String regionCode,
            VoucherRequest request,
            UUID by,
            Instant now) {
        return new VoucherApplication(
                id,
                programmeId,
                organizationId,
                regionCode,
                ApplicationStatus.DRAFT,
                request,
                CheckedFacts.NONE,
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                List.of(),
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                false,
                0,
                now,
                by,
                now);
    }

    /** The level whose turn it is; null when it is no authority's. */
    public ReviewStage stage() {
        if (status == ApplicationStatus.SUBMITTED) {
            return stages.isEmpty() ? null : stages.get(0);
        }
        return stages.stream()
                .filter(stage -> stage.status() == status)
                .findFirst()
                .orElse(null);
    }

    /** The region whose authority has to act; null when it is no authority's turn. */
    public RegionCode reviewer() {
        ReviewStage stage = stage();
        return stage == null ? null : stage.authority(new RegionCode(regionCode));
    }

    /** The move by which a reviewer takes it up. */
    public ApplicationMove takeUp() {
        if (status != ApplicationStatus.SUBMITTED) {
            throw Rejection.conflict("application-transition-not-allowed", status, ReviewDecision.TAKE_UP);
        }
        return stages.get(0).takeUp();
    }

    /** The move by which the present reviewer passes it on. */
    public ApplicationMove pass() {
        if (!status.isUnderReview()) {
            throw Rejection.conflict("application-transition-not-allowed", status, ReviewDecision.PASS);
        }
        int next = stages.indexOf(stage()) + 1;
        return next < stages.size() ? stages.get(next).passTo() : ApplicationMove.APPROVE;
    }

    /**
     * The same passed over in the line, for its enterprise is not certified, or is frozen: it holds nothing, keeps its
     * place, and is reviewed anew once it is served. A correction that it was sent back for is not used up.
     */
    public VoucherApplication setAside(Instant now) {
        ApplicationChange change = change().awaitsCertification(true);
        if (status == ApplicationStatus.WAITLISTED) {
            return change.at(now);
        }
        if (status == ApplicationStatus.RETURNED) {
            change.takeRoundBack();
        }
        return change.move(ApplicationMove.SET_ASIDE)
                .held(0)
                .lastStepBy(null)
                .dueAt(null)
                .at(now);
    }

    public boolean isOverdueAt(Instant now) {
        return dueAt != null && now.isAfter(dueAt);
    }

    /** Whether somebody has to act and is late; the end of the time for an appeal is nobody's delay. */
    public boolean isLateAt(Instant now) {
        return isOverdueAt(now) && status != ApplicationStatus.REJECTED;
    }

    /** Whether the applicant may appeal against the refusal. */
    public boolean isAppealable() {
        return status == ApplicationStatus.REJECTED && !isAppealed && submittedAt != null;
    }

    /** The price cut that waits for another person's decision; null when none does. */
    public PriceCutProposal openPriceCut() {
        return priceCut != null && priceCut.isOpen() ? priceCut : null;
    }

    /** A copy to be changed. */
    public ApplicationChange change() {
        return new ApplicationChange(this);
    }
}
