package cn.dengyun.settlement.claim.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * Everything that the claim of an entitlement is judged by, gathered in one go. Its files lie with the list of awards
 * or the contract, where whoever made it owed has seen them.
 *
 * @param papers what all living claims of its case rest on
 * @param dueFen what has to be invoiced: what the living claims of a contract come to, or what an award is a share of;
 *     0 where no papers are asked for
 * @param buyer names of the beneficiary or of the office, the first the one that it should be
 * @param seller names of the provider; empty of an award, for whose seller anybody may be
 * @param contractNumber of a purchase; null of an award, as contractOn
 * @param numbersElsewhere how many of its invoices have the number of one of another business, whoever issued that
 * @param disqualifiedOn the day of the contract, where the provider was disqualified on it; else null
 * @param deregisteredOn from when the legal entity that is paid does no business any more; null while it does
 * @param wasDoubted whether a person, or the rules, have doubted an earlier claim of it
 * @param owedOn since when it is owed
 * @param claimedOn when it was submitted in its present round
 * @param day on which it is judged
 */
public record EntitlementSituation(
        SettlementClaim claim,
        List<ClaimEvidence> evidence,
        ClaimWhole.Papers papers,
        long dueFen,
        List<String> buyer,
        List<String> seller,
        String contractNumber,
        LocalDate contractOn,
        long numbersElsewhere,
        LocalDate disqualifiedOn,
        LocalDate deregisteredOn,
        boolean wasDoubted,
        LocalDate owedOn,
        LocalDate claimedOn,
        LocalDate day) {

    public EntitlementSituation {
        evidence = List.copyOf(evidence);
        buyer = List.copyOf(buyer);
        seller = List.copyOf(seller);
    }
}
