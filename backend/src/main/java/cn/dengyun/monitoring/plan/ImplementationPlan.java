package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanTarget;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a unit or a county files to carry out the annual plan: it comes into being with that, is written and submitted
 * by the authority of the region, accepted or returned by the one above, and published by the region. The city's has
 * the decomposition to its counties.
 *
 * @param planId the edition of the annual plan that it carries out
 * @param amendsId the edition before; null for the first
 * @param regionCode as it is in force; the annual plan may have an older one
 * @param unitCode the unit that the region is, or lies in, as the annual plan has it
 * @param reviewRegionCode of the authority that accepts it
 * @param organizationId of the office that has written something of it; null before
 * @param content {@link ImplementationContent} as a text
 * @param filingDueAt until when it is to be submitted
 * @param submittedBy null, as when, unless it was submitted
 * @param reviewedBy who accepted or returned it last; null, as when, before
 * @param reason of the last move; null where none was given
 */
record ImplementationPlan(
        UUID id,
        int version,
        UUID planId,
        int year,
        int edition,
        UUID amendsId,
        String regionCode,
        String unitCode,
        String reviewRegionCode,
        UUID organizationId,
        @JsonRawValue String content,
        ImplementationPlanStatus status,
        Instant filingDueAt,
        UUID submittedBy,
        Instant submittedAt,
        UUID reviewedBy,
        Instant reviewedAt,
        UUID publishedBy,
        Instant publishedAt,
        Instant supersededAt,
        String reason,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "published_at IS NOT NULL";

    /** By when the authority above answers. */
    static final Duration TIME_TO_REVIEW = Duration.ofDays(14);

    /** By when the region publishes what was accepted. */
    static final Duration TIME_TO_PUBLISH = Duration.ofDays(7);

    /** {@link #dueAt} in SQL; as in its work views. */
    static final String DUE = """
            (CASE status WHEN 'SUBMITTED' THEN work_due(submitted_at, 14) WHEN 'ACCEPTED' THEN work_due(reviewed_at, 7)
                WHEN 'DRAFT' THEN filing_due_at WHEN 'RETURNED' THEN filing_due_at END)""";

    @Override
    public boolean isPublic() {
        return publishedAt != null;
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                ImplementationPlanMove.values(), status, move -> isOf(actor, move.hand) && !actor.isViewer());
    }

    private boolean isOf(Actor actor, ImplementationPlanMove.Hand hand) {
        return switch (hand) {
            case OWN -> actor.has(Roles.AUTHORITY) && regionCode.equals(actor.regionCode());
            case ABOVE -> Oversight.of(actor).covers(reviewRegionCode);
            case NOBODY -> false;
        };
    }

    /**
     * Rejects with {@code not-yours} (403) whoever is not the one whose move it is, and with {@code four-eyes-required}
     * (403) who accepts what he has submitted himself, in another office.
     */
    void requireHand(Actor actor, ImplementationPlanMove move) {
        if (!isOf(actor, move.hand)) {
            throw Rejection.forbidden("not-yours");
        }
        if (move == ImplementationPlanMove.ACCEPT && submittedBy != null) {
            FourEyes.require(submittedBy, actor.id());
        }
    }

    ImplementationContent says() {
        return KeptTexts.read(content, ImplementationContent.class);
    }

    /** Whether it is that of a unit, which the province accepts, under whatever code that has by now. */
    boolean isOfUnit() {
        return reviewRegionCode.equals(AnnualPlan.PROVINCE);
    }

    /** By when somebody has to act; null where nobody has to. */
    Instant dueAt() {
        return switch (status) {
            case DRAFT, RETURNED -> filingDueAt;
            case SUBMITTED -> submittedAt.plus(TIME_TO_REVIEW);
            case ACCEPTED -> reviewedAt.plus(TIME_TO_PUBLISH);
            case PUBLISHED, SUPERSEDED -> null;
        };
    }

    boolean isOverdueAt(Instant now) {
        return dueAt() != null && !now.isBefore(dueAt());
    }

    /** The division whose authority has to act; null where none has to. */
    String ownerRegionCode() {
        return switch (status) {
            case DRAFT, RETURNED, ACCEPTED -> regionCode;
            case SUBMITTED -> reviewRegionCode;
            case PUBLISHED, SUPERSEDED -> null;
        };
    }

    /**
     * Everything that is missing before it can be submitted. Rejects with {@code invalid-request} and all of it.
     *
     * @param plan that it carries out
     * @param hasCounties whether the region is a city with counties to share targets among
     */
    void requireComplete(AnnualPlan plan, boolean hasCounties) {
        ImplementationContent says = says();
        List<Defect> defects = new ArrayList<>();
        if (says.summary().isBlank()) {
            defects.add(Defect.at("/summary", "implementation-summary-missing"));
        }
        if (says.measures().isEmpty()) {
            defects.add(Defect.at("/measures", "implementation-measures-missing"));
        }
        if (hasCounties) {
            plan.targets().stream()
                    .filter(target -> says.of(target.indicator()).isEmpty())
                    .forEach(target -> defects.add(Defect.at(
                            "/breakdowns",
                            "implementation-breakdown-missing",
                            target.indicator().name())));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** The change of what it says. Rejects with {@code transition-not-allowed} (409). */
    Change<ImplementationPlan> edited(Actor by, ImplementationContent says, Instant now) {
        ImplementationPlanStatus target = ImplementationPlanMove.EDIT.from(status);
        return changed(
                with(by.organizationId(), KeptTexts.write(says), planId, target, filingDueAt, reason, now),
                ImplementationPlanMove.EDIT,
                null);
    }

    /** The change of the code of its region. Rejects with {@code transition-not-allowed} (409). */
    Change<ImplementationPlan> recoded(String code, Instant now) {
        ImplementationPlan after = new ImplementationPlan(
                id,
                version + 1,
                planId,
                year,
                edition,
                amendsId,
                code,
                unitCode,
                reviewRegionCode,
                organizationId,
                content,
                ImplementationPlanMove.RECODE.from(status),
                filingDueAt,
                submittedBy,
                submittedAt,
                reviewedBy,
                reviewedAt,
                publishedBy,
                publishedAt,
                supersededAt,
                reason,
                createdAt,
                now);
        return changed(after, ImplementationPlanMove.RECODE, null);
    }

    /** Gives more time. Rejects with {@code transition-not-allowed} (409). */
    Change<ImplementationPlan> extended(Instant until, String why, Instant now) {
        ImplementationPlanStatus target = ImplementationPlanMove.EXTEND.from(status);
        return changed(
                with(organizationId, content, planId, target, until, why, now), ImplementationPlanMove.EXTEND, why);
    }

    /** The change by a move that leaves what it says as it is. Rejects with {@code transition-not-allowed} (409). */
    Change<ImplementationPlan> moved(ImplementationPlanMove move, UUID by, String why, Instant now) {
        ImplementationPlanStatus target = move.from(status);
        boolean isSubmitted = move == ImplementationPlanMove.SUBMIT;
        boolean isWithdrawn = move == ImplementationPlanMove.WITHDRAW;
        boolean isReviewed = move == ImplementationPlanMove.RETURN || move == ImplementationPlanMove.ACCEPT;
        boolean isPublished = move == ImplementationPlanMove.PUBLISH;
        ImplementationPlan after = new ImplementationPlan(
                id,
                version + 1,
                planId,
                year,
                edition,
                amendsId,
                regionCode,
                unitCode,
                reviewRegionCode,
                organizationId,
                isPublished ? KeptTexts.write(says().withFixedWeights()) : content,
                target,
                filingDueAt,
                isSubmitted ? by : isWithdrawn ? null : submittedBy,
                isSubmitted ? now : isWithdrawn ? null : submittedAt,
                isReviewed ? by : reviewedBy,
                isReviewed ? now : reviewedAt,
                isPublished ? by : publishedBy,
                isPublished ? now : publishedAt,
                move == ImplementationPlanMove.SUPERSEDE ? now : supersededAt,
                why,
                createdAt,
                now);
        return changed(after, move, why);
    }

    /** Whether it shares other targets than an edition of the annual plan has, or not all of them. */
    boolean isOutdatedBy(AnnualPlan plan) {
        ImplementationContent says = says();
        return !says.breakdowns().isEmpty()
                && plan.targets().stream()
                        .anyMatch(target -> target.of(unitCode)
                                .map(amount -> says.of(target.indicator())
                                        .map(PlanTarget::amount)
                                        .filter(amount::equals)
                                        .isEmpty())
                                .orElse(false));
    }

    /** Follows the next edition of the annual plan. */
    Change<ImplementationPlan> following(AnnualPlan next, Instant now) {
        boolean isToBeMended = ImplementationPlanMove.REOPEN.isAllowedFrom(status) && isOutdatedBy(next);
        ImplementationPlanMove move = isToBeMended ? ImplementationPlanMove.REOPEN : ImplementationPlanMove.FOLLOW;
        String text = KeptTexts.write(says().of(next, unitCode));
        Instant due = filingDueAt.isAfter(next.implementationDueAt()) ? filingDueAt : next.implementationDueAt();
        return changed(with(organizationId, text, next.id(), move.from(status), due, null, now), move, null);
    }

    /** A draft of the next edition, which says the same of the targets as they are. */
    ImplementationPlan amended(UUID draft, AnnualPlan plan, Instant due, String why, Instant now) {
        ImplementationPlanMove.AMEND.from(status);
        return new ImplementationPlan(
                draft,
                0,
                plan.id(),
                year,
                edition + 1,
                id,
                regionCode,
                unitCode,
                reviewRegionCode,
                organizationId,
                KeptTexts.write(says().of(plan, unitCode)),
                ImplementationPlanStatus.DRAFT,
                due,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                why,
                now,
                now);
    }

    private ImplementationPlan with(
            UUID office,
            String text,
            UUID plan,
            ImplementationPlanStatus target,
            Instant due,
            String why,
            Instant now) {
        return new ImplementationPlan(
                id,
                version + 1,
                plan,
                year,
                edition,
                amendsId,
                regionCode,
                unitCode,
                reviewRegionCode,
                office,
                text,
                target,
                due,
                submittedBy,
                submittedAt,
                reviewedBy,
                reviewedAt,
                publishedBy,
                publishedAt,
                supersededAt,
                why,
                createdAt,
                now);
    }

    private static Change<ImplementationPlan> changed(
            ImplementationPlan after, ImplementationPlanMove move, String why) {
        return new Change<>(after, after.told(move.event, why), why);
    }

    /** @param said by whoever acted; null where nobody has */
    DomainEvent told(ImplementationPlanEvent event, String said) {
        ImplementationPlanEvent.Data data =
                new ImplementationPlanEvent.Data(id, planId, year, regionCode, status, dueAt(), said);
        return event.about(this, data, updatedAt);
    }
}
