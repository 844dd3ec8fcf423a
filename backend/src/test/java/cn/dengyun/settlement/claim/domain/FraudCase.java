package cn.dengyun.settlement.claim.domain;

import cn.dengyun.policy.domain.fraud.FraudSignals;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An enterprise of a {@link FraudPopulation} with what it applied for, bought and claims: honest as it is made, for
 * {@link PlantedFraud} to make something else of it.
 */
final class FraudCase {

    /** Who sold, with traits and names like those of enterprises. */
    record Seller(UUID id, String name, String creditCode, FraudSignals.Party traits) {}

    final UUID organization = UUID.randomUUID();
    PlantedFraud planted;
    /** Which of the planted schemes it is part of. */
    int scheme;

    String name;
    String creditCode;
    String representative;
    String phone;
    String address;
    String account;
    String controller;
    Seller seller;
    boolean isProvider;
    boolean isLinked;
    boolean sellsBack;

    /** Of the application, from the beginning of the campaign on. */
    long submittedMinute;

    String netAddress;
    int city;
    String contract;
    /** What its contract comes to, in fen, and those of the last 30 days with the same seller. */
    long amountFen;

    List<Long> recentFen = List.of();
    LocalDate registeredOn;
    long staff;
    long revenueFen;
    String declaredIndustry;
    String registeredIndustry;
    LocalDate deregisteredOn;

    int offering;
    boolean isAgreed;
    /** Of what was bought for the claim; all in fen. */
    long worthFen;

    long claimedFen;
    long beyondFen;
    long invoicedFen;
    long paidFen;
    String buyer;
    String payer;
    String invoice;
    String file;
    long acceptedAfterSeconds;
    long listFen;
    long lowestFen;
    boolean isListed = true;
    boolean isStopped;
    boolean isDisqualified;
    boolean isInvoicedBefore;

    long ownShareFen() {
        return worthFen - claimedFen;
    }

    long day() {
        return submittedMinute / (24 * 60);
    }

    /** Papers that fit what was bought. */
    void bought(long fen) {
        worthFen = fen;
        claimedFen = fen * 4 / 10;
        invoicedFen = fen;
        paidFen = ownShareFen();
    }

    FraudSignals.Party traits() {
        return new FraudSignals.Party(representative, phone, address, account, controller, name);
    }
}
