package cn.dengyun.application.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Which applications a list shows; what is null lets all through.
 *
 * @param providerId the provider whose services were asked for when they were submitted
 * @param isActionable whether only those on which it is the caller's turn
 * @param isOverdue whether only those on which somebody is late
 * @param from the first moment at which they were begun
 * @param to the first moment that is not wanted any more
 */
public record ApplicationFilter(
        ApplicationStatus status,
        UUID programmeId,
        UUID organizationId,
        UUID providerId,
        boolean isActionable,
        boolean isOverdue,
        Instant from,
        Instant to) {}
