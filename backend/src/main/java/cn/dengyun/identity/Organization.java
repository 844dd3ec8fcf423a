package cn.dengyun.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A legal entity or department on the platform.
 *
 * @param creditCode unified social credit code (GB 32100-2015), unique on the platform
 * @param regionCode GB/T 2260 code of where it is, which decides the authority that sees it
 * @param version counts its changes; the entity tag
 */
public record Organization(
        UUID id,
        String creditCode,
        OrganizationKind kind,
        String regionCode,
        OrganizationDetails details,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
