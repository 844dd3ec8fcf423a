package cn.dengyun.platform.audit;

import java.util.UUID;

/**
 * What a slice tells the audit trail about a deed; who did it, from where and when the trail finds out by itself.
 *
 * @param action thing and past participle, e.g. {@code organization.certified}
 * @param subject what it was done to, a path below {@code /api/v1}
 * @param organizationId whose business it is, so that its owners may read of it; null for the platform's own
 * @param before the record before as rendered JSON, without secrets; null where there was none, or for a read
 * @param after the record afterwards as rendered JSON, without secrets; null where there is none, or for a read
 * @param reason why, in the words of whoever decided; required of authorities by the operations themselves, else null.
 *     Unlike before and after it is never erased, so it must not name a natural person
 */
public record AuditNote(
        String action, String subject, UUID organizationId, String before, String after, String reason) {

    /** A read: nothing before, nothing after. */
    public static AuditNote ofRead(String action, String subject, UUID organizationId) {
        return new AuditNote(action, subject, organizationId, null, null, null);
    }
}
