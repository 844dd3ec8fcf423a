package cn.dengyun.catalogue.duty;

import java.time.Instant;
import java.util.UUID;

/**
 * What an industrial app says of itself, public or not, until it says something else.
 *
 * @param version the first that says it
 * @param replacedAt null while it says so
 * @param description null where there is none
 */
record AppText(
        UUID offeringId,
        UUID developerId,
        int version,
        Instant madeAt,
        Instant replacedAt,
        String name,
        String description) {}
