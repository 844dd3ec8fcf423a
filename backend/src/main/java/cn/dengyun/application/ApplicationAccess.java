package cn.dengyun.application;

import cn.dengyun.application.domain.ApplicationMove;
import cn.dengyun.application.domain.ApplicationStatus;
import cn.dengyun.application.domain.PriceCutProposal;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who may know of an application and do what with it. */
public final class ApplicationAccess {

    private ApplicationAccess() {}

    static ApplicationStore.Sight sightOf(Actor actor) {
        return new ApplicationStore.Sight(
                actor.has(Roles.AUDITOR),
                actor.organizationId(),
                actor.isClient() ? null : actor.id(),
                actor.regionCode(),
                Oversight.of(actor));
    }

    /** Rejects with {@code application-not-found} (404), also when the actor may not know of it. */
    static VoucherApplication requireSeen(VoucherApplication application, Actor actor) {
        boolean isSeen = application != null
                && (actor.actsFor(application.organizationId())
                        || actor.has(Roles.AUDITOR)
                        || application.status() != ApplicationStatus.DRAFT
                                && isInRegion(actor, application.regionCode()));
        if (!isSeen) {
            throw Rejection.notFound("application-not-found");
        }
        return application;
    }

    /** Rejects with {@code application-not-found} (404) for everybody but the applicant and who acts for it. */
    static VoucherApplication requireApplicant(VoucherApplication application, Actor actor) {
        if (application == null || !actor.actsFor(application.organizationId())) {
            throw Rejection.notFound("application-not-found");
        }
        return application;
    }

    /** Whether the actor is an authority with a say in a region. */
    static boolean isInRegion(Actor actor, String region) {
        return !actor.isClient() && Oversight.of(actor).covers(region);
    }

    /** Whether somebody may see what the fraud rules found: not whom they are about. */
    public static boolean seesSignals(VoucherApplication application, Actor actor) {
        return !actor.actsFor(application.organizationId())
                && (actor.has(Roles.AUDITOR) || isInRegion(actor, application.regionCode()));
    }

    /** Whether it has a say in a review: an authority of the level whose turn it is or above. */
    private static boolean isReviewer(VoucherApplication application, Actor actor) {
        RegionCode reviewer = application.reviewer();
        if (reviewer == null || !isInRegion(actor, application.regionCode())) {
            return false;
        }
        return Oversight.of(actor).covers(reviewer);
    }

    /** Whether it is the turn of the actor's own authority, or of one below that is overdue (design.md §4). */
    private static boolean isTurn(VoucherApplication application, Actor actor, Instant now) {
        return application.reviewer().value().equals(actor.regionCode()) || application.isOverdueAt(now);
    }

    /**
     * Rejects with {@code application-transition-not-allowed} (409) when it is no authority's turn, and (403) with
     * {@code review-not-yours} when it is another level's, {@code review-own-side} for the applicant's own people and
     * {@code review-consecutive} for whoever took the step before; with {@code review-not-overdue} (409) when it waits
     * for an authority below that has time left.
     */
    static void requireReviewer(VoucherApplication application, Actor actor, String what, Instant now) {
        if (application.reviewer() == null) {
            throw Rejection.conflict("application-transition-not-allowed", application.status(), what);
        }
        if (!isReviewer(application, actor)) {
            throw Rejection.forbidden("review-not-yours");
        }
        requireOtherSide(application, actor);
        if (actor.id().equals(application.lastStepBy())) {
            throw Rejection.forbidden("review-consecutive");
        }
        if (!isTurn(application, actor, now)) {
            throw Rejection.conflict(
                    "review-not-overdue",
                    application.reviewer().value(),
                    application.dueAt().toString());
        }
    }

    static void requireOtherSide(VoucherApplication application, Actor actor) {
        if (actor.actsFor(application.organizationId()) || actor.id().equals(application.createdBy())) {
            throw Rejection.forbidden("review-own-side");
        }
    }

    /**
     * What the actor may do with it now.
     *
     * @param open programmes that take drafts now; what was returned is taken also when its programme is closed
     */
    public static List<String> actions(VoucherApplication application, Set<UUID> open, Actor actor, Instant now) {
        List<String> actions = new ArrayList<>();
        ApplicationStatus status = application.status();
        if (actor.actsFor(application.organizationId()) && !actor.isViewer()) {
            if (status.isEditable()) {
                actions.add("EDIT");
            }
            boolean isTaken = status != ApplicationStatus.DRAFT || open.contains(application.programmeId());
            if (SubmissionService.isSubmittable(status) && isTaken && !application.isOverdueAt(now)) {
                actions.add("SUBMIT");
            }
            if (ApplicationMove.WITHDRAW.isAllowedFrom(status)) {
                actions.add("WITHDRAW");
            }
            if (application.isAppealable() && !application.isOverdueAt(now)) {
                actions.add("APPEAL");
            }
            return actions;
        }
        boolean maySayPrices =
                isInRegion(actor, application.regionCode()) && !actor.id().equals(application.createdBy());
        if (status == ApplicationStatus.ISSUED && maySayPrices) {
            actions.addAll(priceCuts(application.openPriceCut(), actor));
        }
        boolean mayReview = isReviewer(application, actor)
                && isTurn(application, actor, now)
                && !actor.id().equals(application.lastStepBy())
                && !actor.id().equals(application.createdBy());
        if (mayReview && status == ApplicationStatus.SUBMITTED) {
            actions.add("TAKE_UP");
        }
        if (mayReview) {
            actions.add("PASS");
            if (application.rounds() < VoucherApplication.MAX_ROUNDS) {
                actions.add("RETURN");
            }
            actions.add("REJECT");
        }
        return actions;
    }

    private static List<String> priceCuts(PriceCutProposal open, Actor actor) {
        if (open == null) {
            return List.of("CUT_PRICE");
        }
        return open.proposedBy().equals(actor.id())
                ? List.of("REJECT_PRICE_CUT")
                : List.of("APPROVE_PRICE_CUT", "REJECT_PRICE_CUT");
    }
}
