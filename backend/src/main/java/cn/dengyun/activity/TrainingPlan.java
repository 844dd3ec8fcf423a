package cn.dengyun.activity;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An edition of what an office means to hold in a year. What is published is not changed any more, but superseded by
 * the next edition.
 *
 * @param amendsId the edition before; null for the first
 * @param targets a JSON array of {@link TrainingPlanForm.Target}, each kind once
 * @param regionCode of the office, and what is counted is held in it
 * @param publishedAt null before
 * @param supersededAt when the next edition took its place; null before
 */
record TrainingPlan(
        UUID id,
        int version,
        int year,
        int edition,
        UUID amendsId,
        String title,
        @JsonRawValue String targets,
        UUID organizationId,
        String regionCode,
        TrainingPlanStatus status,
        Instant publishedAt,
        Instant supersededAt,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "published_at IS NOT NULL";

    static TrainingPlan drawnUp(UUID id, Actor by, TrainingPlanForm says, Instant now) {
        return new TrainingPlan(
                id,
                0,
                says.year(),
                1,
                null,
                says.title(),
                KeptTexts.write(says.targets()),
                by.organizationId(),
                by.regionCode(),
                TrainingPlanStatus.DRAFT,
                null,
                null,
                now,
                now);
    }

    @Override
    public boolean isPublic() {
        return publishedAt != null;
    }

    /** Rejects with {@code not-yours} (403) whoever is not of the office's region itself. */
    void requireOffice(Actor actor) {
        if (!isOf(actor)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    private boolean isOf(Actor actor) {
        return actor.has(Roles.AUTHORITY) && regionCode.equals(actor.regionCode());
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                TrainingPlanMove.values(),
                status,
                move -> move != TrainingPlanMove.SUPERSEDE && isOf(actor) && !actor.isViewer());
    }

    TrainingPlanForm says() {
        return new TrainingPlanForm(year, title, List.of(KeptTexts.read(targets, TrainingPlanForm.Target[].class)));
    }

    /** Says something else. Rejects with {@code transition-not-allowed} (409). */
    Change<TrainingPlan> edited(TrainingPlanForm says, Instant now) {
        TrainingPlanStatus target = TrainingPlanMove.EDIT.from(status);
        return moved(target, says, null, null, now, TrainingPlanEvent.EDITED);
    }

    /** Rejects with {@code transition-not-allowed} (409). */
    Change<TrainingPlan> published(Instant now) {
        TrainingPlanStatus target = TrainingPlanMove.PUBLISH.from(status);
        return moved(target, says(), now, null, now, TrainingPlanEvent.PUBLISHED);
    }

    /** Rejects with {@code transition-not-allowed} (409). */
    Change<TrainingPlan> superseded(Instant now) {
        TrainingPlanStatus target = TrainingPlanMove.SUPERSEDE.from(status);
        return moved(target, says(), publishedAt, now, now, TrainingPlanEvent.SUPERSEDED);
    }

    private Change<TrainingPlan> moved(
            TrainingPlanStatus target,
            TrainingPlanForm says,
            Instant publication,
            Instant end,
            Instant now,
            TrainingPlanEvent event) {
        TrainingPlan after = new TrainingPlan(
                id,
                version + 1,
                year,
                edition,
                amendsId,
                says.title(),
                KeptTexts.write(says.targets()),
                organizationId,
                regionCode,
                target,
                publication,
                end,
                createdAt,
                now);
        return new Change<>(after, after.told(event), null);
    }

    /** A draft of the next edition, which says the same. Rejects with {@code transition-not-allowed} (409). */
    TrainingPlan amended(UUID draft, Actor by, Instant now) {
        TrainingPlanMove.AMEND.from(status);
        return new TrainingPlan(
                draft,
                0,
                year,
                edition + 1,
                id,
                title,
                targets,
                by.organizationId(),
                regionCode,
                TrainingPlanStatus.DRAFT,
                null,
                null,
                now,
                now);
    }

    DomainEvent told(TrainingPlanEvent event) {
        return event.about(this, new TrainingPlanEvent.Data(id, year, regionCode, edition, status), updatedAt);
    }
}
