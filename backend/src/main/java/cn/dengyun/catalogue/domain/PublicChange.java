package cn.dengyun.catalogue.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * That the public began to see an offering, or no longer did.
 *
 * @param revision of the offering, which says the order
 */
public record PublicChange(UUID offeringId, long revision, boolean isShown, Instant occurredAt) {}
