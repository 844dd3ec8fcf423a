package cn.dengyun.identity.organization;

import java.time.LocalDate;

/**
 * What tells organisations apart and links them: personal data, to compare and never to show. What stands in the
 * register counts as it is certified; each part is null when nobody has certified it.
 *
 * @param contactPhone as the organisation says now
 */
public record OrganizationTraits(
        String legalRepresentative,
        String controller,
        String registeredAddress,
        LocalDate registeredOn,
        String registeredIndustry,
        LocalDate deregisteredOn,
        String contactPhone) {

    /** Nothing is known. */
    static final OrganizationTraits NONE = new OrganizationTraits(null, null, null, null, null, null, null);
}
