package cn.dengyun.catalogue.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Another offering of the same provider, kind and name that was changed or taken away lately. Wide and narrow letters
 * are one, and so are great and small ones.
 *
 * @param version its present one
 * @param isOffered whether it still is, or is only hidden by an authority
 * @param updatedAt when it was taken away, or changed last
 */
public record Sibling(UUID id, int version, boolean isOffered, Instant updatedAt) {}
