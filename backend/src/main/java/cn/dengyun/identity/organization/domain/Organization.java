package cn.dengyun.identity.organization.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A legal entity or department on the platform.
 *
 * @param creditCode unified social credit code (GB 32100-2015), unique on the platform
 * @param profile what it says about itself now
 * @param certification what of it is certified and in force; null when nothing is
 * @param freeze the measure of an authority that forbids its people and systems to write; null when there is none
 * @param earlierRegistrationAt when somebody else had registered the credit code, whose registration gave way; null
 *     when nobody had
 * @param version counts its changes; the entity tag
 */
public record Organization(
        UUID id,
        String creditCode,
        OrganizationKind kind,
        Profile profile,
        InForce certification,
        Freeze freeze,
        Instant earlierRegistrationAt,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /** The certification in force: it stays so, whatever the organisation changes, until the next decision. */
    public record InForce(UUID certificationId, CertifiedFacts facts, Instant since) {}

    /** Since when and why an organisation may only read. */
    public record Freeze(Instant since, String reason) {}

    /** The same, registered after another registration gave way. */
    public Organization after(Organization earlier) {
        return new Organization(
                id,
                creditCode,
                kind,
                profile,
                certification,
                freeze,
                earlier.createdAt(),
                version,
                createdAt,
                updatedAt);
    }

    public boolean isCertified() {
        return certification != null;
    }

    public boolean isFrozen() {
        return freeze != null;
    }

    /** Whether it says something else about itself now than what is certified. */
    public boolean isRecertificationDue() {
        return isCertified() && !certification.facts().equals(profile.certifiable());
    }
}
