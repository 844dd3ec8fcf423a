package cn.dengyun.settlement.claim.domain;

import cn.dengyun.policy.domain.fraud.FraudSignals;
import cn.dengyun.settlement.claim.domain.FraudCase.Seller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Enterprises of a province that apply in the course of a year, buy and claim, as different as honest ones are:
 * agencies keep the books of some and are their telephone, tenants of a park come from one address of the net, every
 * fifth comes in the last three days, standard plans cost the same for everybody, prices rise, campaigns end, software
 * is used a minute after it was ordered, people and streets have the same names. How many there are of each is ours to
 * say: no source has numbers.
 */
final class FraudPopulation {

    static final LocalDate FIRST_DAY = LocalDate.parse("2029-01-01");
    static final int DAYS = 360;
    static final int CITIES = 16;

    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int LAST_DAYS = 3;
    /** Enterprises to an agency, and to a park. */
    private static final int OF_AN_AGENCY = 25;

    private static final int OF_A_PARK = 250;
    /** Of the province, however many of its enterprises are looked at. */
    private static final int SELLERS = 400;

    private static final int OFFERINGS = 12;
    /** A month of standard plans, in yuan. */
    private static final long[] PLANS = {99, 199, 299, 399, 599, 999, 1_299, 1_999, 2_999, 3_999, 5_999, 9_999};

    private static final int[] MONTHS = {12, 12, 12, 24, 36};
    private static final String[] INDUSTRIES = {"3451", "3599", "3911", "1711", "2611", "5171", "6513", "7241"};
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹";
    private static final String GIVEN = "伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红建国文辉志远海波云峰雪梅";
    private static final String SYLLABLES = "远航恒盛瑞丰宏达天成嘉禾博雅凯信华泰金鼎永兴安正德龙腾启明";

    final List<FraudCase> cases = new ArrayList<>();
    final List<Seller> sellers = new ArrayList<>();
    final Random random;

    FraudPopulation(Random random, int size) {
        this.random = random;
        for (int i = 0; i < SELLERS; i++) {
            sellers.add(aSeller(i));
        }
        int agencies = Math.max(2, size * 3 / 100 / OF_AN_AGENCY);
        int parks = Math.max(4, size / OF_A_PARK);
        for (int i = 0; i < size; i++) {
            cases.add(aCase(i, agencies, parks));
        }
    }

    /** True so often in ten thousand. */
    boolean isOne(int inTenThousand) {
        return random.nextInt(10_000) < inTenThousand;
    }

    long between(long least, long most) {
        return least + (long) (random.nextDouble() * (most - least + 1));
    }

    String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    LocalDate dayOf(FraudCase each) {
        return FIRST_DAY.plusDays(each.day());
    }

    private Seller aSeller(int nth) {
        String name = "安徽" + word() + word() + nth + "云服务有限公司";
        FraudSignals.Party traits =
                new FraudSignals.Party(person(), aPhone(), anAddress(), digits(19), aController(10), name);
        return new Seller(UUID.randomUUID(), name, "S" + nth, traits);
    }

    private FraudCase aCase(int nth, int agencies, int parks) {
        FraudCase made = new FraudCase();
        made.name = "安徽" + word() + word() + nth + "机械有限公司";
        made.creditCode = "E" + nth;
        made.representative = person();
        made.phone = aPhone();
        made.address = anAddress();
        made.account = digits(19);
        made.controller = aController(2);
        made.seller = sellers.get((int) (sellers.size() * Math.pow(random.nextDouble(), 3)));
        made.isLinked = isOne(5);
        made.city = random.nextInt(CITIES);
        made.submittedMinute = random.nextInt(5) == 0
                ? between((DAYS - LAST_DAYS) * (long) MINUTES_A_DAY, DAYS * (long) MINUTES_A_DAY - 1)
                : between(0, DAYS * (long) MINUTES_A_DAY - 1);
        made.netAddress = isOne(1_000) ? "park-" + random.nextInt(parks) : "own-" + nth;
        if (isOne(300)) {
            int agency = random.nextInt(agencies);
            made.phone = "0551-6" + (1_000_000 + agency);
            made.netAddress = "agency-" + agency;
            made.submittedMinute = agency * 37L % DAYS * MINUTES_A_DAY + random.nextInt(4 * MINUTES_A_DAY);
        }
        substance(made);
        business(made, nth);
        return made;
    }

    private void substance(FraudCase made) {
        made.revenueFen = (long) (800_000_000 * Math.exp(1.3 * random.nextGaussian()));
        made.staff = Math.max(1, made.revenueFen / between(30_000_000, 90_000_000));
        made.registeredOn = dayOf(made).minusDays(between(365, 9_000));
        if (isOne(100)) {
            made.registeredOn = dayOf(made).minusDays(between(30, 364));
            made.revenueFen = random.nextInt(4) == 0 ? 0 : made.revenueFen;
        }
        made.declaredIndustry = INDUSTRIES[random.nextInt(INDUSTRIES.length)];
        made.registeredIndustry = isOne(200) ? INDUSTRIES[random.nextInt(INDUSTRIES.length)] : made.declaredIndustry;
    }

    private void business(FraudCase made, int nth) {
        made.offering = random.nextInt(OFFERINGS);
        int months = MONTHS[random.nextInt(MONTHS.length)];
        // Nearly nobody buys what it cannot afford.
        boolean isBold = isOne(30);
        while (!isBold && made.offering > 0 && 100 * PLANS[made.offering] * months > made.revenueFen * 3 / 10) {
            made.offering--;
        }
        long month = 100 * PLANS[made.offering];
        long fen = month * months;
        made.isAgreed = isOne(1_000);
        made.bought(made.isAgreed ? fen * between(70, 99) / 100 / 10_000 * 10_000 + 10_000 : fen);
        made.paidFen -= isOne(500) ? made.ownShareFen() * between(0, 9) / 100 : 0;
        made.amountFen = made.worthFen;
        made.recentFen = isOne(300) ? List.of(between(100_000, 20_000_000)) : List.of();
        made.contract = "HT-" + nth;
        made.buyer = written(made.name);
        made.payer = written(made.name);
        made.invoice = digits(random.nextInt(10) < 3 ? 8 : 20);
        made.file = isOne(10) && nth > 0 ? cases.get(random.nextInt(nth)).file : "file-" + nth;
        made.acceptedAfterSeconds = isOne(500) ? between(60, 1_800) : between(1_800, 2_000_000);
        if (isOne(15)) {
            made.acceptedAfterSeconds = between(20, 59);
        }
        made.listFen = month;
        made.lowestFen = isOne(600) ? month * 100 / (100 + between(2, 15)) : month;
    }

    /** As somebody may write a name that is the same. */
    private String written(String name) {
        return switch (random.nextInt(10)) {
            case 0 -> name.replace("有限公司", "有限责任公司");
            case 1 -> name.substring(0, 2) + " " + name.substring(2);
            case 2 -> "（" + name.substring(0, 2) + "）" + name.substring(2);
            default -> name;
        };
    }

    private String word() {
        int at = random.nextInt(SYLLABLES.length());
        return SYLLABLES.substring(at, at + 1);
    }

    private String person() {
        int surname = (int) (SURNAMES.length() * Math.pow(random.nextDouble(), 2));
        StringBuilder name = new StringBuilder(SURNAMES.substring(surname, surname + 1));
        for (int i = random.nextInt(5) == 0 ? 1 : 2; i > 0; i--) {
            int at = random.nextInt(GIVEN.length());
            name.append(GIVEN, at, at + 1);
        }
        return name.toString();
    }

    private String aPhone() {
        return "13" + digits(9);
    }

    /** Some name a park and no house; some a house of many tenants. */
    private String anAddress() {
        return switch (random.nextInt(40)) {
            case 0, 1 -> "合肥市高新区" + word() + "创新产业园";
            case 2 -> "合肥市蜀山区望江西路800号" + random.nextInt(20) + "栋";
            default -> "安徽省合肥市" + word() + word() + word() + "路" + between(1, 999) + "号";
        };
    }

    /** Of so many of a hundred the State is the owner; of most nobody has said who. */
    private String aController(int stateOfHundred) {
        if (random.nextInt(100) < stateOfHundred) {
            return Arrays.asList("合肥", "芜湖", "蚌埠", "淮南", "马鞍山", "淮北", "铜陵", "安庆", "黄山", "滁州", "阜阳", "宿州")
                            .get(random.nextInt(12))
                    + "市人民政府国有资产监督管理委员会";
        }
        return random.nextInt(3) == 0 ? person() : null;
    }
}
