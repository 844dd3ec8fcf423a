package cn.dengyun.catalogue.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * One public change with its place in the feed: the position of its fact, then the offering's id.
 *
 * @param revision grows with every change of the offering
 * @param contentJson the content as of this change
 */
public record OfferingChange(
        long position,
        Instant occurredAt,
        UUID offeringId,
        UUID providerId,
        String externalId,
        MirrorChange change,
        int version,
        long revision,
        String contentJson) {}
