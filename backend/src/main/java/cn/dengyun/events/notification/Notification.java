package cn.dengyun.events.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that somebody was told.
 *
 * @param subject what it is about, a path below {@code /api/v1}
 * @param details the data of its event, where its texts name them; else null
 * @param readAt null while it is new
 */
record Notification(
        UUID id, NotificationOccasion occasion, String subject, String details, Instant occurredAt, Instant readAt) {}
