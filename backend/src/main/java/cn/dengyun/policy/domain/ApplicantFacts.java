package cn.dengyun.policy.domain;

import cn.dengyun.shared.EnterpriseSize;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What is known about an applicant at the moment of the decision. Dates are days of Asia/Shanghai in the years 1 to
 * 9999. Lists are kept sorted and without repetition, so that equal facts are equal records.
 *
 * @param creditCode unified social credit code; null when not known
 * @param standing of the certification that the facts are from
 * @param certifiedUntil last day on which the certification holds; null: without end
 * @param regionCode certified region of six digits; null when not known
 * @param industryCode GB/T 4754 code as exact as it is known; null when not known
 * @param size null or {@link EnterpriseSize#UNCLASSIFIED} when not known
 * @param registeredOn first day of the legal entity; null when not known
 * @param revenueFen certified revenue of last year; null when not known
 * @param tags of the organisation, for simulation and for those who read
 * @param provider whether it is itself a provider on the platform
 * @param violations days of serious fiscal violations; null when nobody has looked
 * @param committedFen what it already holds or was granted in the programme, in fen, without the application itself
 * @param linkedParties organisations that are linked with it by owners, persons or accounts
 */
public record ApplicantFacts(
        UUID organizationId,
        String creditCode,
        Standing standing,
        LocalDate certifiedUntil,
        String regionCode,
        String industryCode,
        EnterpriseSize size,
        LocalDate registeredOn,
        Long revenueFen,
        List<String> tags,
        boolean provider,
        List<LocalDate> violations,
        long committedFen,
        List<UUID> linkedParties) {

    /** Where the certification of the applicant stands. */
    public enum Standing {
        CERTIFIED,
        /** Submitted: it may apply, but nothing is approved before it is certified. */
        PENDING,
        NONE,
        FROZEN,
        REVOKED
    }

    public ApplicantFacts {
        if (organizationId == null || standing == null) {
            throw new IllegalArgumentException("an applicant is an organisation with a standing");
        }
        BusinessDays.check(certifiedUntil, registeredOn);
        tags = tags == null ? List.of() : tags.stream().distinct().sorted().toList();
        linkedParties = linkedParties == null
                ? List.of()
                : linkedParties.stream().distinct().sorted().toList();
        if (violations != null) {
            violations.forEach(BusinessDays::check);
            violations = violations.stream().distinct().sorted().toList();
        }
    }

    /** The same applicant in another region. */
    public ApplicantFacts withRegion(String code) {
        return new ApplicantFacts(
                organizationId,
                creditCode,
                standing,
                certifiedUntil,
                code,
                industryCode,
                size,
                registeredOn,
                revenueFen,
                tags,
                provider,
                violations,
                committedFen,
                linkedParties);
    }

    /** The same applicant with another amount committed in the programme. */
    public ApplicantFacts withCommitted(long fen) {
        return new ApplicantFacts(
                organizationId,
                creditCode,
                standing,
                certifiedUntil,
                regionCode,
                industryCode,
                size,
                registeredOn,
                revenueFen,
                tags,
                provider,
                violations,
                fen,
                linkedParties);
    }
}
