package cn.dengyun.identity.member;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A person of an organisation.
 *
 * @param email null for accounts that nobody gave one
 * @param mobile null where nobody stated one
 * @param version counts the changes of its roles, and what was proposed
 * @param roleGrantId what is proposed and waits for somebody's consent; null when nothing is
 */
record Member(
        UUID id,
        UUID organizationId,
        String username,
        String displayName,
        String email,
        String mobile,
        OrganizationRole organizationRole,
        Set<String> roles,
        boolean hasSecondFactor,
        int version,
        Instant createdAt,
        UUID roleGrantId) {}
