package cn.dengyun.identity.organization.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Which certifications a list shows; what is null lets all through.
 *
 * @param from the first moment at which they were begun
 * @param to the first moment that is not wanted any more
 * @param text a part of the Chinese or the English name, in capitals or not
 */
public record CertificationFilter(
        CertificationStatus status, UUID organizationId, Instant from, Instant to, String text) {}
