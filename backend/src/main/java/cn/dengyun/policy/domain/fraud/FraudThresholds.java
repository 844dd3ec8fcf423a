package cn.dengyun.policy.domain.fraud;

/**
 * From where on something is suspicious. Shares are in hundredths of a per cent.
 *
 * @param version of these thresholds; findings name it
 * @param crossHoldingBasisPoints share that one party holds in the other, from which they count as one
 * @param applicationsPerDay applications within 24 hours from one address of the net, device or postal address
 * @param enterprisesPerContact enterprises that one contact person may act for
 * @param amountOfRevenueBasisPoints contract amount in relation to last year's revenue
 * @param amountPerHeadFen contract amount for each person employed
 * @param youngDays below which an enterprise is young
 * @param concentrationBasisPoints share of a provider's vouchers from one city, week or agent
 * @param concentrationFrom vouchers of a provider from which on shares say anything
 * @param justBelowBasisPoints of the review threshold, from which an amount is just below it
 */
public record FraudThresholds(
        int version,
        int crossHoldingBasisPoints,
        int applicationsPerDay,
        int enterprisesPerContact,
        int amountOfRevenueBasisPoints,
        long amountPerHeadFen,
        int youngDays,
        int concentrationBasisPoints,
        int concentrationFrom,
        int justBelowBasisPoints) {

    /** Our proposal; no source states numbers. */
    public static FraudThresholds standard() {
        return new FraudThresholds(1, 2_500, 5, 5, 5_000, 5_000_000L, 365, 6_000, 10, 9_500);
    }
}
