package cn.dengyun.application.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Which applications a list shows; what is null lets all through.
 *
 * @param providerId the provider whose services were asked for when they were submitted
 * @param from the first moment at which they were begun
 * @param to the first moment that is not wanted any more
 */
public record ApplicationFilter(
        ApplicationStatus status, UUID programmeId, UUID organizationId, UUID providerId, Instant from, Instant to) {}
