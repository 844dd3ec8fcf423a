package cn.dengyun.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * Which entries are wanted; null lets everything through.
 *
 * @param subject this path and everything below it
 * @param from the first moment
 * @param to the first moment that is not wanted any more
 */
record EntryFilter(UUID actorId, String subject, UUID organizationId, String action, Instant from, Instant to) {

    /** The same within one organisation. */
    EntryFilter within(UUID organization) {
        return new EntryFilter(actorId, subject, organization, action, from, to);
    }
}
