package cn.dengyun.activity;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * One person whom an enterprise has registered for an activity.
 *
 * @param regionCode of the enterprise
 * @param name of the person, as the number personal data
 * @param turn grows by one with each registration for the activity: who waits is seated in this order
 * @param seatedAt null while it waits, as the other moments before
 * @param checkedInAt the earliest that a device has told
 * @param remindedAt when its enterprise was reminded that the activity begins
 */
record ActivityRegistration(
        UUID id,
        UUID activityId,
        UUID organizationId,
        String organizationName,
        String regionCode,
        String name,
        String phone,
        RegistrationStatus status,
        int turn,
        UUID registeredBy,
        Instant registeredAt,
        Instant seatedAt,
        Instant withdrawnAt,
        Instant checkedInAt,
        String checkInDevice,
        Instant remindedAt) {

    boolean isOf(Actor actor) {
        return actor.actsFor(organizationId);
    }

    ActivityRegistration withdrawn(Instant now) {
        return new ActivityRegistration(
                id,
                activityId,
                organizationId,
                organizationName,
                regionCode,
                name,
                phone,
                RegistrationMove.WITHDRAW.from(status),
                turn,
                registeredBy,
                registeredAt,
                seatedAt,
                now,
                checkedInAt,
                checkInDevice,
                remindedAt);
    }

    DomainEvent told(RegistrationEvent event, Activity activity, Instant now) {
        return event.of(organizationId, data(activity), now)
                .inRegion(regionCode)
                .alsoTo(activity.organizationId());
    }

    /** How it stands, without the person. */
    RegistrationEvent.Data data(Activity activity) {
        return new RegistrationEvent.Data(
                id,
                activityId,
                activity.says().title(),
                organizationId,
                organizationName,
                status,
                activity.says().startsAt(),
                activity.says().endsAt(),
                activity.says().venue(),
                checkedInAt,
                activity.explanation());
    }
}
