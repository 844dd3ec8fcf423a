package cn.dengyun.activity;

import java.time.Instant;
import java.util.UUID;

/**
 * What the enterprise of somebody who was there says of an activity.
 *
 * @param stars from 1, poor, to 5, very good
 * @param comment plain text; null where there is none
 */
record ActivityFeedback(
        UUID id,
        UUID activityId,
        UUID registrationId,
        UUID organizationId,
        String organizationName,
        int stars,
        String comment,
        UUID givenBy,
        Instant givenAt) {}
