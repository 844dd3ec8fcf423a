package cn.dengyun.monitoring.plan;

import cn.dengyun.monitoring.plan.domain.PlanTarget;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.UUID;

/**
 * An edition of the plan of a year. The province draws it up, proposes and publishes it; what is published is not
 * changed any more, but superseded by the next edition.
 *
 * @param amendsId the edition before; null for the first
 * @param content {@link PlanContent} as a text
 * @param organizationId of the province's office that drew it up
 * @param divisionsOn the day in its year whose divisions it is decomposed to
 * @param editedBy who answers for what it says
 * @param proposedBy null, as when, unless it is proposed or was published
 * @param reason of the last move; null where none was given
 */
record AnnualPlan(
        UUID id,
        int version,
        int year,
        int edition,
        UUID amendsId,
        String title,
        @JsonRawValue String content,
        UUID organizationId,
        String regionCode,
        AnnualPlanStatus status,
        LocalDate divisionsOn,
        LocalDate implementationDueOn,
        UUID editedBy,
        Instant editedAt,
        UUID proposedBy,
        Instant proposedAt,
        UUID publishedBy,
        Instant publishedAt,
        Instant supersededAt,
        String reason,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "published_at IS NOT NULL";

    static final String PROVINCE = "340000";

    /** By when another person of the province answers what was proposed. */
    static final Duration TIME_TO_PUBLISH = Duration.ofDays(7);

    @Override
    public boolean isPublic() {
        return publishedAt != null;
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(AnnualPlanMove.values(), status, move -> isOf(actor, move) && !actor.isViewer());
    }

    private boolean isOf(Actor actor, AnnualPlanMove move) {
        return switch (move.hand) {
            case PROVINCE -> isOfProvince(actor);
            case OTHER_OF_PROVINCE ->
                isOfProvince(actor)
                        && !actor.id().equals(editedBy)
                        && !actor.id().equals(proposedBy);
            case NOBODY -> false;
        };
    }

    private boolean isOfProvince(Actor actor) {
        return Oversight.of(actor).covers(regionCode);
    }

    /**
     * Rejects with {@code not-yours} (403) whoever is not of the province, and with {@code four-eyes-required} (403)
     * who publishes what he has written or proposed.
     */
    void requireHand(Actor actor, AnnualPlanMove move) {
        if (!isOfProvince(actor)) {
            throw Rejection.forbidden("not-yours");
        }
        if (move.hand == AnnualPlanMove.Hand.OTHER_OF_PROVINCE) {
            FourEyes.require(editedBy, actor.id());
            if (proposedBy != null) {
                FourEyes.require(proposedBy, actor.id());
            }
        }
    }

    PlanContent says() {
        return KeptTexts.read(content, PlanContent.class);
    }

    AnnualPlanForm form() {
        PlanContent says = says();
        return new AnnualPlanForm(
                year,
                title,
                says.basis(),
                implementationDueOn,
                says.phases(),
                says.targets().stream().map(PlanTargetForm::of).toList());
    }

    /** The first day of the plan: that of its first phase, in its year. */
    LocalDate startsOn() {
        LocalDate first = says().phases().get(0).fromOn();
        LocalDate begin = LocalDate.of(year, Month.JANUARY, 1);
        return first.isBefore(begin) ? begin : first;
    }

    /** The last day of its year. */
    LocalDate endsOn() {
        return LocalDate.of(year, Month.DECEMBER, 31);
    }

    /** Until when implementation plans are to be filed. */
    Instant implementationDueAt() {
        return implementationDueOn
                .plusDays(1)
                .atStartOfDay(ClockProducer.BUSINESS_ZONE)
                .toInstant();
    }

    /** By when somebody has to act on it; null where nobody has to. */
    Instant dueAt() {
        return status == AnnualPlanStatus.PROPOSED ? proposedAt.plus(TIME_TO_PUBLISH) : null;
    }

    /** The change by a move. Rejects with {@code transition-not-allowed} (409). */
    Change<AnnualPlan> moved(AnnualPlanMove move, UUID by, String why, Instant now) {
        AnnualPlanStatus target = move.from(status);
        boolean isProposed = move == AnnualPlanMove.PROPOSE;
        boolean isReturned = move == AnnualPlanMove.RETURN;
        boolean isPublished = move == AnnualPlanMove.PUBLISH;
        AnnualPlan after = new AnnualPlan(
                id,
                version + 1,
                year,
                edition,
                amendsId,
                title,
                isPublished ? KeptTexts.write(says().withFixedWeights()) : content,
                organizationId,
                regionCode,
                target,
                divisionsOn,
                implementationDueOn,
                editedBy,
                editedAt,
                isProposed ? by : isReturned ? null : proposedBy,
                isProposed ? now : isReturned ? null : proposedAt,
                isPublished ? by : publishedBy,
                isPublished ? now : publishedAt,
                move == AnnualPlanMove.SUPERSEDE ? now : supersededAt,
                why,
                createdAt,
                now);
        return new Change<>(after, after.told(move.event), why);
    }

    /** The change of what a draft says. Rejects with {@code transition-not-allowed} (409). */
    Change<AnnualPlan> edited(AnnualPlanForm form, PlanContent says, UUID by, Instant now) {
        AnnualPlanStatus target = AnnualPlanMove.EDIT.from(status);
        AnnualPlan after = new AnnualPlan(
                id,
                version + 1,
                year,
                edition,
                amendsId,
                form.title(),
                KeptTexts.write(says),
                organizationId,
                regionCode,
                target,
                divisionsOn,
                form.implementationDueOn(),
                by,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                createdAt,
                now);
        return new Change<>(after, after.told(AnnualPlanMove.EDIT.event), null);
    }

    /** A draft of the next edition, which says the same. Rejects with {@code transition-not-allowed} (409). */
    AnnualPlan amended(UUID draft, Actor by, String why, Instant now) {
        AnnualPlanMove.AMEND.from(status);
        return new AnnualPlan(
                draft,
                0,
                year,
                edition + 1,
                id,
                title,
                content,
                by.organizationId(),
                regionCode,
                AnnualPlanStatus.DRAFT,
                divisionsOn,
                implementationDueOn,
                by.id(),
                now,
                null,
                null,
                null,
                null,
                null,
                why,
                now,
                now);
    }

    /** What a unit has to reach of each indicator. */
    List<PlanTarget> targets() {
        return says().targets();
    }

    DomainEvent told(AnnualPlanEvent event) {
        return event.about(this, new AnnualPlanEvent.Data(id, year, edition, status), updatedAt);
    }
}
