package cn.dengyun.activity;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * One person whom an enterprise, or a provider, has registered for an activity.
 *
 * @param regionCode of the enterprise
 * @param name of the person, as the number personal data
 * @param turn grows by one with each registration for the activity: who waits is seated in this order
 * @param seatedAt null while it waits, as the other moments before
 * @param checkedInAt the earliest that a device has told
 * @param remindedAt when its enterprise was reminded that the activity begins
 * @param checkInRevokedAt when it was last taken back that the person has come; what devices have read until then does
 *     not count any more
 * @param isProvider whether a provider has registered the person
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
        Instant remindedAt,
        Instant checkInRevokedAt,
        boolean isProvider) {

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
                remindedAt,
                checkInRevokedAt,
                isProvider);
    }

    ActivityRegistration checkInRevoked(Instant now) {
        return new ActivityRegistration(
                id,
                activityId,
                organizationId,
                organizationName,
                regionCode,
                name,
                phone,
                status,
                turn,
                registeredBy,
                registeredAt,
                seatedAt,
                withdrawnAt,
                null,
                null,
                remindedAt,
                now,
                isProvider);
    }

    DomainEvent told(RegistrationEvent event, Activity activity, Instant now) {
        return told(event, activity, activity.explanation(), now);
    }

    /** @param why null where nothing has to be explained */
    DomainEvent told(RegistrationEvent event, Activity activity, String why, Instant now) {
        return event.of(organizationId, data(activity, why), now)
                .inRegion(regionCode)
                .alsoTo(activity.organizationId());
    }

    /** How it stands, without the person. */
    RegistrationEvent.Data data(Activity activity) {
        return data(activity, activity.explanation());
    }

    private RegistrationEvent.Data data(Activity activity, String why) {
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
                why);
    }
}
