package cn.dengyun.activity.contest;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * What an enterprise has nominated itself with.
 *
 * @param regionCode of the enterprise
 * @param person personal data; null where no person is selected
 * @param endedAt when it was withdrawn, struck or got its title; null before
 */
record ContestEntry(
        UUID id,
        UUID contestId,
        UUID organizationId,
        String organizationName,
        String regionCode,
        String title,
        String statement,
        Person person,
        ContestEntryStatus status,
        UUID nominatedBy,
        Instant nominatedAt,
        Instant endedAt) {

    /** @param consentedAt when the enterprise has stated that the person consents to being named in public */
    record Person(String personName, String personPosition, Instant consentedAt) {}

    boolean isOf(Actor actor) {
        return actor.actsFor(organizationId);
    }

    String personName() {
        return person == null ? null : person.personName();
    }

    /** Rejects with {@code transition-not-allowed} (409). */
    ContestEntry moved(ContestEntryMove move, Instant now) {
        return new ContestEntry(
                id,
                contestId,
                organizationId,
                organizationName,
                regionCode,
                title,
                statement,
                person,
                move.from(status),
                nominatedBy,
                nominatedAt,
                now);
    }

    DomainEvent told(ContestEntryEvent event, Contest contest, Instant now) {
        return event.of(organizationId, data(contest), now).inRegion(regionCode).alsoTo(contest.organizationId());
    }

    /** How it stands, without the person. */
    ContestEntryEvent.Data data(Contest contest) {
        return new ContestEntryEvent.Data(id, contestId, contest.title(), organizationId, organizationName, status);
    }
}
