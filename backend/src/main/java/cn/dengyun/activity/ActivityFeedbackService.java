package cn.dengyun.activity;

import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** What those who were there say of activities. */
@ApplicationScoped
class ActivityFeedbackService {

    private final ActivityFeedbackStore store;
    private final RegistrationStore registrations;
    private final RegistrationService people;
    private final ChangeNotes notes;

    ActivityFeedbackService(
            ActivityFeedbackStore store,
            RegistrationStore registrations,
            RegistrationService people,
            ChangeNotes notes) {
        this.store = store;
        this.registrations = registrations;
        this.people = people;
        this.notes = notes;
    }

    /**
     * Puts on record what the actor's enterprise says for one of its registrations.
     *
     * <p>Rejects with {@code activity-registration-not-found} (404) where that is not one of its own for the activity,
     * with {@code activity-not-attended} where nobody came with it, and with {@code activity-feedback-given} (409) the
     * second time.
     */
    Effect<ActivityFeedback> give(Actor actor, Activity activity, ActivityForms.Feedback says) {
        return Effect.of(connection -> registrations
                .lock(connection, says.registrationId())
                .chain(found -> {
                    if (found == null || !found.activityId().equals(activity.id()) || !found.isOf(actor)) {
                        throw Rejection.notFound("activity-registration-not-found");
                    }
                    if (found.checkedInAt() == null) {
                        throw Rejection.conflict("activity-not-attended");
                    }
                    return give(connection, actor, activity, found, says);
                }));
    }

    private Uni<ActivityFeedback> give(
            SqlConnection connection,
            Actor actor,
            Activity activity,
            ActivityRegistration registration,
            ActivityForms.Feedback says) {
        Instant now = people.now();
        ActivityFeedback given = new ActivityFeedback(
                Ids.next(),
                activity.id(),
                registration.id(),
                registration.organizationId(),
                registration.organizationName(),
                says.stars(),
                says.comment(),
                actor.id(),
                now);
        return store.insert(connection, given)
                .onFailure(Rows.broken(ActivityFeedbackStore.ONCE))
                .transform(twice -> Rejection.conflict("activity-feedback-given"))
                .chain(() -> notes.write(
                        connection,
                        registration.told(RegistrationEvent.FEEDBACK_GIVEN, activity, now),
                        null,
                        given,
                        null))
                .replaceWith(given);
    }

    /**
     * That on an activity: all for the organiser, who oversees it, and who sees everything; else the actor's own.
     * Rejects with {@code cursor-invalid} (400).
     */
    Uni<Page<ActivityFeedback>> page(Actor actor, Activity activity, String cursor, int limit) {
        boolean isAll = activity.isOverseenBy(actor) || Aggregate.seesAll(actor);
        if (!isAll && actor.organizationId() == null) {
            return Uni.createFrom().item(Page.of(List.of(), limit, none -> null));
        }
        return store.page(activity.id(), isAll ? null : actor.organizationId(), cursor, limit);
    }
}
