package cn.dengyun.activity;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An activity. The organiser alone changes it, wherever it takes place; what it may not do it learns before anything
 * else.
 *
 * @param organizationId the office or the provider that holds it
 * @param organizerName as that was called then
 * @param organizerRegion of the office, whose people are the organiser; null of a provider's
 * @param providerId null of an office's
 * @param publishedAt null before
 * @param endedAt when it was cancelled or its outcome told; null before
 * @param explanation why it was cancelled; null where it was not
 * @param outcome what came of it; null before, as the others
 * @param materials a JSON array of {@link ActivityMaterial}
 * @param attended how many were checked in when its outcome was told, without those of whom that was taken back since
 */
record Activity(
        UUID id,
        int version,
        UUID organizationId,
        String organizerName,
        String organizerRegion,
        UUID providerId,
        ActivityForm says,
        ActivityStatus status,
        Instant publishedAt,
        Instant endedAt,
        String explanation,
        String outcome,
        String materials,
        Integer attended,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** What everybody may know of, in SQL. */
    static final String PUBLIC = "status <> 'DRAFT'";

    static Activity drafted(UUID id, Actor by, String organizerName, UUID providerId, ActivityForm says, Instant now) {
        return new Activity(
                id,
                0,
                by.organizationId(),
                organizerName,
                by.regionCode(),
                providerId,
                says,
                ActivityStatus.DRAFT,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                now);
    }

    /** Where it takes place. */
    @Override
    public String regionCode() {
        return says.regionCode();
    }

    @Override
    public boolean isPublic() {
        return status != ActivityStatus.DRAFT;
    }

    /** Whether the actor is of the office, or of the provider, that holds it. */
    boolean isOrganizedBy(Actor actor) {
        return organizerRegion == null
                ? actor.actsFor(organizationId)
                : actor.has(Roles.AUTHORITY) && organizerRegion.equals(actor.regionCode());
    }

    /** Whether the actor is the organiser, or an authority above it; of a provider's, one of the region. */
    boolean isOverseenBy(Actor actor) {
        return isOrganizedBy(actor)
                || Oversight.of(actor).covers(organizerRegion == null ? regionCode() : organizerRegion);
    }

    private boolean isOf(Actor actor, ActivityMove.Hand hand) {
        return hand == ActivityMove.Hand.ORGANIZER ? isOrganizedBy(actor) : isOverseenBy(actor);
    }

    /** Rejects with {@code not-yours} (403) whoever is not the one whose move it is. */
    void requireHand(Actor actor, ActivityMove move) {
        if (!isOf(actor, move.hand)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(ActivityMove.values(), status, move -> isOf(actor, move.hand) && !actor.isViewer());
    }

    /** The same at a moment: what has not begun, or is over, leaves less to do. */
    List<String> actions(Actor actor, Instant now) {
        boolean isOver = isOver(now);
        return actions(actor).stream()
                .filter(action -> switch (ActivityMove.valueOf(action)) {
                    case EDIT -> status == ActivityStatus.DRAFT || !isOver;
                    case PUBLISH -> says.startsAt().isAfter(now);
                    case CHECK_IN, REVOKE_CHECK_IN -> !now.isBefore(CheckInRule.opensAt(says));
                    case REPORT_OUTCOME -> isOver;
                    case CANCEL -> true;
                })
                .toList();
    }

    boolean isOver(Instant now) {
        return !now.isBefore(says.endsAt());
    }

    /** Whether it takes registrations. */
    ActivityRegistrationState registrationAt(Instant now, boolean isOrganizerFrozen) {
        if (status != ActivityStatus.PUBLISHED || !now.isBefore(says.registrationClosesAt())) {
            return ActivityRegistrationState.CLOSED;
        }
        if (isOrganizerFrozen) {
            return ActivityRegistrationState.SUSPENDED;
        }
        return now.isBefore(says.registrationOpensAt())
                ? ActivityRegistrationState.NOT_YET
                : ActivityRegistrationState.OPEN;
    }

    List<ActivityMaterial> shownMaterials() {
        return materials == null ? List.of() : List.of(KeptTexts.read(materials, ActivityMaterial[].class));
    }

    /**
     * Says something else. Rejects with {@code transition-not-allowed} and, behind its end, {@code activity-over}
     * (409).
     */
    Change<Activity> edited(ActivityForm says, Instant now) {
        ActivityMove.EDIT.from(status);
        boolean isPublished = status == ActivityStatus.PUBLISHED;
        if (isPublished && isOver(now)) {
            throw Rejection.conflict("activity-over", this.says.endsAt());
        }
        Activity after = new Activity(
                id,
                version + 1,
                organizationId,
                organizerName,
                organizerRegion,
                providerId,
                says,
                status,
                publishedAt,
                endedAt,
                explanation,
                outcome,
                materials,
                attended,
                createdAt,
                now);
        return new Change<>(after, after.told(isPublished ? ActivityEvent.CHANGED : ActivityEvent.EDITED), null);
    }

    /** Rejects with {@code transition-not-allowed} and, once it would have begun, {@code activity-started} (409). */
    Change<Activity> published(Instant now) {
        ActivityStatus target = ActivityMove.PUBLISH.from(status);
        if (!says.startsAt().isAfter(now)) {
            throw Rejection.conflict("activity-started", says.startsAt());
        }
        return changed(ended(target, now, null, null, null, null, null, now), ActivityEvent.PUBLISHED, null);
    }

    /** Rejects with {@code transition-not-allowed} (409). */
    Change<Activity> cancelled(String why, Instant now) {
        ActivityStatus target = ActivityMove.CANCEL.from(status);
        return changed(ended(target, publishedAt, now, why, null, null, null, now), ActivityEvent.CANCELLED, why);
    }

    /** Rejects with {@code transition-not-allowed} and, before its end, {@code activity-not-over} (409). */
    Change<Activity> held(ActivityForms.Outcome told, int people, Instant now) {
        ActivityStatus target = ActivityMove.REPORT_OUTCOME.from(status);
        if (!isOver(now)) {
            throw Rejection.conflict("activity-not-over", says.endsAt());
        }
        String kept = KeptTexts.write(told.materials());
        return changed(
                ended(target, publishedAt, now, null, told.summary(), kept, people, now), ActivityEvent.HELD, null);
    }

    /**
     * The change by a check-in that is taken back: once it is told how many were there, that is another number. Rejects
     * with {@code transition-not-allowed} (409).
     */
    Change<Activity> recounted(int people, String why, Instant now) {
        ActivityStatus target = ActivityMove.REVOKE_CHECK_IN.from(status);
        if (attended == null) {
            return Change.none(this);
        }
        return changed(
                ended(target, publishedAt, endedAt, null, outcome, materials, people, now), ActivityEvent.CHANGED, why);
    }

    private Activity ended(
            ActivityStatus target,
            Instant publishedSince,
            Instant end,
            String why,
            String result,
            String shown,
            Integer people,
            Instant now) {
        return new Activity(
                id,
                version + 1,
                organizationId,
                organizerName,
                organizerRegion,
                providerId,
                says,
                target,
                publishedSince,
                end,
                why,
                result,
                shown,
                people,
                createdAt,
                now);
    }

    private static Change<Activity> changed(Activity after, ActivityEvent event, String why) {
        return new Change<>(after, after.told(event), why);
    }

    DomainEvent told(ActivityEvent event) {
        ActivityEvent.Data data = new ActivityEvent.Data(
                id,
                says.kind(),
                says.title(),
                organizationId,
                organizerName,
                regionCode(),
                says.startsAt(),
                says.endsAt(),
                says.capacity(),
                status,
                attended,
                explanation);
        return event.about(this, data, updatedAt);
    }
}
