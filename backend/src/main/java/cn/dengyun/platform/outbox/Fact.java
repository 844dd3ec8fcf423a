package cn.dengyun.platform.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that has become true, told to whoever listens.
 *
 * @param type reverse-DNS CloudEvents type, e.g. {@code cn.dengyun.catalogue.offering.published}
 * @param subject what it is about, a path below {@code /api/v1}
 * @param organizationId whose business it is; null for the platform's own
 * @param isPublic whether everybody may see it; else only its organisation, auditors and administrators
 * @param data a rendered JSON object, free of secrets and personal data
 */
public record Fact(
        UUID id, String type, String subject, UUID organizationId, boolean isPublic, String data, Instant occurredAt) {}
