package cn.dengyun.policy.domain.fraud;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Facts about a request and what surrounds it. Null means not known, and is never held against anybody.
 *
 * @param priorUses of the evidence of this request by others; null when nobody has looked
 * @param applicant traits of the applicant
 * @param provider the same of the provider; null while none is named
 * @param crossHoldingBasisPoints the largest share that one of them holds in the other
 * @param linked whether other facts link the two
 * @param applicantIsProvider whether the applicant is a provider on the platform
 * @param providersOfItsGroup other providers of the applicant's group; null when not known
 * @param traffic where the application comes from
 * @param substance what the applicant is
 * @param concentration where the provider's vouchers come from; null while none is named
 * @param amountFen contract amount of this request, the base of the subsidy
 * @param recentAmountsFen contract amounts of the applicant's other requests for the same provider in the last 30 days;
 *     null when not known
 * @param splitThresholdFen of the rules; null when there is none
 */
public record FraudSignals(
        List<PriorUse> priorUses,
        Party applicant,
        Party provider,
        Integer crossHoldingBasisPoints,
        boolean linked,
        boolean applicantIsProvider,
        List<UUID> providersOfItsGroup,
        Traffic traffic,
        Substance substance,
        Concentration concentration,
        long amountFen,
        List<Long> recentAmountsFen,
        Long splitThresholdFen) {

    public FraudSignals {
        priorUses = priorUses == null ? null : List.copyOf(priorUses);
        providersOfItsGroup = providersOfItsGroup == null ? null : List.copyOf(providersOfItsGroup);
        recentAmountsFen = recentAmountsFen == null ? null : List.copyOf(recentAmountsFen);
    }

    /** What evidence is unique by. */
    public enum EvidenceKind {
        CONTRACT,
        INVOICE,
        BANK_SERIAL,
        /** The digest of a file. */
        FILE
    }

    /**
     * Evidence of this request that somebody has used before.
     *
     * @param usedFor application or claim
     */
    public record PriorUse(EvidenceKind kind, String number, UUID usedFor) {}

    /**
     * What tells parties apart; compared as {@link Sameness} says.
     *
     * @param name its own, by which it may stand as the controller of the other
     */
    public record Party(
            String legalRepresentative,
            String phone,
            String address,
            String bankAccount,
            String controller,
            String name) {}

    /**
     * Counts that include this application.
     *
     * @param netAddressToProvider how many of those from its address of the net name its provider; null where it names
     *     none, as contactToProvider
     * @param contactToProvider how many of the enterprises of its contact do
     */
    public record Traffic(
            Integer fromSameNetAddress24h,
            Integer fromSameDevice24h,
            Integer fromSamePostalAddress24h,
            Integer enterprisesOfContact,
            Integer netAddressToProvider,
            Integer contactToProvider) {

        /** Where nobody knows which providers are named. */
        public Traffic(
                Integer fromSameNetAddress24h,
                Integer fromSameDevice24h,
                Integer fromSamePostalAddress24h,
                Integer enterprisesOfContact) {
            this(fromSameNetAddress24h, fromSameDevice24h, fromSamePostalAddress24h, enterprisesOfContact, null, null);
        }
    }

    /**
     * @param registeredOn first day of the legal entity
     * @param day of the application
     * @param declaredIndustry GB/T 4754 code of the certification
     * @param registeredIndustry GB/T 4754 code of the business register
     * @param deregisteredOn from when the legal entity does no business any more; null while it does
     * @param judgedOn when somebody looks, on the day of the application or later
     */
    public record Substance(
            LocalDate registeredOn,
            LocalDate day,
            Long staffCount,
            Long revenueFen,
            Long assetsFen,
            String declaredIndustry,
            String registeredIndustry,
            LocalDate deregisteredOn,
            LocalDate judgedOn) {}

    /** Counts of the provider's vouchers in the programme, with this one. */
    public record Concentration(long vouchers, long ofSameCity, long ofSameWeek, Long throughSameAgent) {}
}
