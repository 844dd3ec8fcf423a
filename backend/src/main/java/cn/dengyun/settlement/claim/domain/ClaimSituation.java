package cn.dengyun.settlement.claim.domain;

import cn.dengyun.policy.domain.fraud.FraudSignals;
import cn.dengyun.trade.witness.domain.OrderUse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Everything that a claim is judged by, gathered in one go.
 *
 * @param whole what it comes to with the other living claims of its business
 * @param numbersElsewhere how many of its invoices have the number of one of another business, whoever issued that
 * @param enterprise whose voucher it is
 * @param provider who sold
 * @param linked whether one of both acts for the other, or both have one contact
 * @param sold what was sold, as the order or the hold says it
 * @param use what is known of the use of what a bill has measured, until it was captured; null where none has
 * @param disqualifiedOn the first day of contract and beginning on which the provider was disqualified; null where it
 *     was on neither
 * @param files how many files are on the claim
 * @param filesElsewhere how many of them are on records of others, or on claims of another business
 * @param readings what machines have read in its files
 * @param sameAmounts of how many other enterprises the same amount was claimed for the provider lately
 * @param sellsBack whether the provider claims, or is claimed of, as the customer of the enterprise
 * @param wasDoubted whether a person, or the rules, have doubted an earlier claim of the capture
 * @param isStopped whether its voucher is frozen or was taken away
 * @param contractOn the day on which the contract was made
 * @param orderedOn the day on which it was ordered, or captured where there is no order
 * @param claimedOn when it was submitted in its present round
 * @param day on which it is judged
 */
public record ClaimSituation(
        SettlementClaim claim,
        List<ClaimEvidence> evidence,
        ClaimWhole whole,
        long numbersElsewhere,
        Side enterprise,
        Side provider,
        boolean linked,
        Sold sold,
        OrderUse use,
        LocalDate disqualifiedOn,
        int files,
        int filesElsewhere,
        List<ClaimReading> readings,
        long sameAmounts,
        boolean sellsBack,
        boolean wasDoubted,
        boolean isStopped,
        LocalDate contractOn,
        LocalDate orderedOn,
        LocalDate capturedOn,
        LocalDate claimedOn,
        LocalDate day) {

    public ClaimSituation {
        evidence = List.copyOf(evidence);
        readings = List.copyOf(readings);
    }

    /**
     * One of both sides.
     *
     * @param names by which it may stand on an invoice, the first the one that it should
     * @param traits personal data: to compare, never to show
     * @param deregisteredOn from when the legal entity does no business any more; null while it does
     */
    public record Side(List<String> names, String creditCode, FraudSignals.Party traits, LocalDate deregisteredOn) {

        public Side {
            names = List.copyOf(names);
        }
    }

    /**
     * What was sold.
     *
     * @param contractNumber on which both sides have agreed; null where they have not
     * @param isListed whether its version was public when it was ordered
     * @param raised what its price was raised by; empty where it was not, null where nobody knows
     * @param begunAt when the service began; null where nobody said so
     * @param acceptedAt when what was captured for was accepted; null where it was no delivery
     */
    public record Sold(
            String contractNumber,
            int version,
            boolean isListed,
            List<Raised> raised,
            Instant begunAt,
            Instant acceptedAt) {}

    /** A plan that cost less, in fen, of what was ordered. */
    public record Raised(String planCode, long listFen, long lowestFen) {}
}
