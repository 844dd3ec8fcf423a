package cn.dengyun.settlement.claim.domain;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * Schemes of domain.md §4 that the platform has facts of. Each makes one thing of otherwise honest enterprises untrue,
 * by as little or as much as it happens: some stay below what the rules look for. What it has no facts of is not here:
 * shareholders and groups (parts of F2, F3), goods and money given back in private (F8), use (F9), agents of providers
 * that nobody names (F10), what a provider has of its own (F13) and imported statistics (F15).
 */
enum PlantedFraud {
    F1_CONTRACT_TWICE(1, 1, (all, some) -> {
        FraudCase earlier = earlier(all, some.get(0));
        some.get(0).seller = earlier.seller;
        some.get(0).contract = earlier.contract;
    }),
    F1_INVOICE_OF_ANOTHER(1, 1, (all, some) -> some.get(0).invoice = earlier(all, some.get(0)).invoice),
    F1_FILE_OF_ANOTHER(1, 1, (all, some) -> some.get(0).file = earlier(all, some.get(0)).file),
    F2_ONE_ACCOUNT(
            1,
            1,
            (all, some) ->
                    some.get(0).account = spaced(some.get(0).seller.traits().bankAccount())),
    F2_ONE_PERSON(
            1,
            1,
            (all, some) -> some.get(0).representative =
                    spaced(some.get(0).seller.traits().legalRepresentative())),
    F2_ONE_PHONE(
            1,
            1,
            (all, some) -> some.get(0).phone =
                    "+86 " + spaced(some.get(0).seller.traits().phone())),
    F2_ONE_ADDRESS(
            1,
            1,
            (all, some) -> some.get(0).address =
                    some.get(0).seller.traits().address().replace("安徽省", "").replace("号", " 號")),
    F2_CONTROLLED_BY_ITS_SELLER(
            1,
            1,
            (all, some) -> some.get(0).controller = some.get(0).seller.name().replace("有限公司", "有限责任公司")),
    F2_ACTS_FOR_BOTH(1, 1, (all, some) -> some.get(0).isLinked = true),
    F3_IS_A_PROVIDER(1, 1, (all, some) -> some.get(0).isProvider = true),
    /** Somebody applies for many, all of whom buy from one; he does so within ten days. */
    F4_BROKER(5, 12, (all, some) -> {
        String phone = "138" + all.digits(8);
        long begun = all.between(0, (FraudPopulation.DAYS - 10) * 24L * 60);
        for (FraudCase each : some) {
            each.phone = phone;
            each.seller = some.get(0).seller;
            each.submittedMinute = begun + all.between(0, 10 * 24 * 60 - 1);
        }
    }),
    /** The same from one place within a day, by a telephone for each. */
    F4_ONE_PLACE(4, 12, (all, some) -> {
        String address = "broker-" + all.digits(12);
        long begun = all.between(0, (FraudPopulation.DAYS - 1) * 24L * 60);
        for (FraudCase each : some) {
            each.netAddress = address;
            each.seller = some.get(0).seller;
            each.submittedMinute = begun + all.between(0, 24 * 60 - 1);
        }
    }),
    /** A broker who serves three sellers, so that none of them stands out. */
    F4_BROKER_OF_THREE(15, 30, (all, some) -> {
        String phone = "139" + all.digits(8);
        for (int i = 0; i < some.size(); i++) {
            some.get(i).phone = phone;
            some.get(i).seller = some.get(i % 3).seller;
        }
    }),
    F5_BEYOND_ITS_REVENUE(1, 1, (all, some) -> {
        some.get(0).bought(some.get(0).revenueFen * all.between(45, 400) / 100);
        some.get(0).amountFen = some.get(0).worthFen;
    }),
    F6_SHELL(1, 1, (all, some) -> {
        some.get(0).registeredOn = all.dayOf(some.get(0)).minusDays(all.between(20, 380));
        some.get(0).revenueFen = 0;
    }),
    F6_GONE(
            1,
            1,
            (all, some) -> some.get(0).deregisteredOn = all.dayOf(some.get(0)).minusDays(all.between(1, 200))),
    F7_SMALLER_BY_INDUSTRY(1, 1, (all, some) -> {
        some.get(0).staff = all.between(101, 299);
        some.get(0).revenueFen = all.between(100_100_000_00L, 190_000_000_00L);
        some.get(0).declaredIndustry = "3911";
        some.get(0).registeredIndustry = "6513";
    }),
    /** Its seller, or nobody, has paid its own share; or it has got most of it back and the bank says so. */
    F8_UNPAID(1, 1, (all, some) -> some.get(0).paidFen = some.get(0).ownShareFen() * all.between(0, 92) / 100),
    F8_PAID_BY_ANOTHER(
            1, 1, (all, some) -> some.get(0).payer = some.get(0).seller.name()),
    F8_ROUND_TRIP(1, 1, (all, some) -> some.get(0).sellsBack = true),
    F9_NOTHING_WAS_DONE(1, 1, (all, some) -> some.get(0).acceptedAfterSeconds = all.between(1, 62)),
    F11_PRICE_RAISED(
            1, 1, (all, some) -> some.get(0).lowestFen = some.get(0).listFen * 100 / (100 + all.between(15, 150))),
    F12_SPLIT(1, 1, (all, some) -> {
        long whole = FraudCampaignTest.SPLIT_THRESHOLD_FEN * all.between(98, 195) / 100;
        some.get(0).bought(whole / 2);
        some.get(0).amountFen = whole / 2;
        some.get(0).recentFen = List.of(whole - whole / 2);
        some.get(0).revenueFen = 100 * whole;
    }),
    F14_VOUCHER_STOPPED(1, 1, (all, some) -> some.get(0).isStopped = true),
    F14_NOT_LISTED(1, 1, (all, some) -> some.get(0).isListed = false),
    F14_DISQUALIFIED(1, 1, (all, some) -> some.get(0).isDisqualified = true),
    F14_INVOICED_BEFORE(1, 1, (all, some) -> some.get(0).isInvoicedBefore = true),
    F14_BEYOND_ITS_WORTH(1, 1, (all, some) -> some.get(0).beyondFen = all.between(1, some.get(0).claimedFen)),
    F14_INVOICED_TOO_LITTLE(
            1, 1, (all, some) -> some.get(0).invoicedFen = some.get(0).worthFen * all.between(40, 99) / 100),
    /** Enterprises that have nothing to do with each other agree on one amount with one seller, within a month. */
    F16_ONE_AMOUNT(4, 9, (all, some) -> {
        long fen = all.between(400_000, 9_000_000);
        long begun = all.between(0, (FraudPopulation.DAYS - 30) * 24L * 60);
        for (FraudCase each : some) {
            each.seller = some.get(0).seller;
            each.isAgreed = true;
            each.bought(fen);
            each.amountFen = fen;
            each.submittedMinute = begun + all.between(0, 30 * 24 * 60 - 1);
        }
    });

    private final int least;
    private final int most;
    private final BiConsumer<FraudPopulation, List<FraudCase>> how;

    PlantedFraud(int least, int most, BiConsumer<FraudPopulation, List<FraudCase>> how) {
        this.least = least;
        this.most = most;
        this.how = how;
    }

    /** How many enterprises take part in a scheme of it. */
    int size(FraudPopulation all) {
        return (int) all.between(least, most);
    }

    void plant(FraudPopulation all, List<FraudCase> some, int scheme) {
        for (FraudCase each : some) {
            each.planted = this;
            each.scheme = scheme;
            each.isAgreed = false;
        }
        how.accept(all, some);
    }

    private static String spaced(String text) {
        return text.substring(0, 1) + " " + text.substring(1);
    }

    private static FraudCase earlier(FraudPopulation all, FraudCase than) {
        FraudCase other = than;
        while (other == than || other.submittedMinute >= than.submittedMinute) {
            other = all.cases.get(all.random.nextInt(all.cases.size()));
            than.submittedMinute = Math.max(than.submittedMinute, 10L * 24 * 60);
        }
        return other;
    }
}
