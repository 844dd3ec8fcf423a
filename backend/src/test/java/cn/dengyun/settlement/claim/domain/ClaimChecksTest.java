package cn.dengyun.settlement.claim.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.policy.domain.Payee;
import cn.dengyun.policy.domain.fraud.FraudSignals;
import cn.dengyun.settlement.claim.domain.ClaimSituation.Raised;
import cn.dengyun.settlement.claim.domain.ClaimSituation.Side;
import cn.dengyun.settlement.claim.domain.ClaimSituation.Sold;
import cn.dengyun.settlement.evidence.domain.EvidenceReading;
import cn.dengyun.settlement.evidence.domain.ReadingFault;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.trade.witness.domain.OrderUse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule by itself: what it says of what is right, and of what is not. */
class ClaimChecksTest {

    private static final LocalDate DAY = LocalDate.parse("2030-07-10");
    private static final Instant BEGUN = Instant.parse("2030-07-01T02:00:00Z");

    @Test
    void everyRuleSaysSomethingAndNothingSpeaksAgainstWhatIsRight() {
        List<CheckResult> results = ClaimChecks.judge(new Situation().build(), BEGUN);

        assertThat(results).extracting(CheckResult::code).containsExactly(ClaimCheck.values());
        assertThat(ClaimChecks.colour(results)).isEqualTo(ClaimColour.GREEN);
        assertThat(results).allSatisfy(each -> {
            assertThat(each.finding().check()).isEqualTo(each.code());
            assertThat(each.finding().verdict()).isEqualTo(each.verdict());
        });
    }

    @Test
    void invoicesHaveToComeToAllThatRestsOnThem() {
        Situation situation = new Situation();
        situation.beside = 1;
        assertThat(situation.says(ClaimCheck.INVOICED)).isEqualTo(CheckFinding.INVOICES_TOO_LOW);
        situation.beside = 0;
        assertThat(situation.says(ClaimCheck.INVOICED)).isEqualTo(CheckFinding.INVOICES_SUFFICE);
    }

    @Test
    void anInvoiceOfWhatVouchersPayAloneIsTooLow() {
        Situation situation = new Situation();
        situation.evidence.clear();
        situation.evidence.add(evidence(ClaimEvidenceKind.INVOICE, "1", 1_000, DAY));

        assertThat(situation.says(ClaimCheck.INVOICED)).isEqualTo(CheckFinding.INVOICES_TOO_LOW);
        assertThat(situation.says(ClaimCheck.OWN_SHARE_PAID)).isEqualTo(CheckFinding.OWN_SHARE_UNPAID);
    }

    @Property(tries = 500)
    void noPartsRestOnMoreThanWasInvoicedAndPaid(
            @ForAll @Size(min = 1, max = 6) List<@LongRange(min = 1, max = 1_000_000) Long> worths,
            @ForAll @LongRange(min = 0, max = 6_000_000) long invoiced,
            @ForAll @LongRange(min = 0, max = 6_000_000) long paid) {
        List<ClaimWhole.Part> parts = worths.stream()
                .map(worth -> new ClaimWhole.Part(
                        UUID.randomUUID(), UUID.randomUUID(), Payee.PROVIDER, worth * 4 / 10, worth * 3 / 10, worth))
                .toList();
        long worth = worths.stream().mapToLong(each -> each).sum();
        long subsidy = parts.stream().mapToLong(ClaimWhole.Part::claimedFen).sum();

        ClaimWhole whole = ClaimWhole.of(parts, new ClaimWhole.Papers(invoiced, paid), Map.of());

        Situation situation = new Situation();
        situation.whole = whole;
        assertThat(situation.says(ClaimCheck.INVOICED) == CheckFinding.INVOICES_SUFFICE)
                .isEqualTo(invoiced >= worth);
        assertThat(situation.says(ClaimCheck.OWN_SHARE_PAID) == CheckFinding.OWN_SHARE_PAID)
                .isEqualTo(10 * paid >= 9 * (worth - subsidy));
    }

    @Test
    void partsOfOneDeliveryAreBoughtOnce() {
        UUID delivery = UUID.randomUUID();
        List<ClaimWhole.Part> parts = List.of(
                new ClaimWhole.Part(UUID.randomUUID(), delivery, Payee.PROVIDER, 100, 100, 1_000),
                new ClaimWhole.Part(UUID.randomUUID(), delivery, Payee.ENTERPRISE, 200, 200, 1_000));
        ClaimWhole.Papers papers = new ClaimWhole.Papers(1_000, 900);

        assertThat(ClaimWhole.of(parts, papers, Map.of()).worthFen()).isEqualTo(1_000);
        ClaimWhole known = ClaimWhole.of(parts, papers, Map.of(delivery, new ClaimWhole.Bought(800, 500, 0)));
        assertThat(known.worthFen()).isEqualTo(800);
        assertThat(known.ownShareFen())
                .as("what another voucher pays is not the enterprise's, though nobody has claimed it")
                .isEqualTo(300);
        assertThat(ClaimWhole.of(parts, papers, Map.of()).ownShareFen())
                .as("who is paid itself has paid all of it first")
                .isEqualTo(900);
    }

    @Test
    void whatIsClaimedOfADeliveryThatIsWorthLessWaitsForAPerson() {
        UUID delivery = UUID.randomUUID();
        List<ClaimWhole.Part> parts = List.of(
                new ClaimWhole.Part(UUID.randomUUID(), delivery, Payee.PROVIDER, 400, 400, 1_000),
                new ClaimWhole.Part(UUID.randomUUID(), UUID.randomUUID(), Payee.PROVIDER, 400, 400, 1_000));
        Situation situation = new Situation();
        situation.whole = ClaimWhole.of(
                parts, new ClaimWhole.Papers(2_000, 2_000), Map.of(delivery, new ClaimWhole.Bought(0, 0, 0)));

        assertThat(situation.whole.beyondFen()).isEqualTo(400);
        assertThat(situation.says(ClaimCheck.INVOICED)).isEqualTo(CheckFinding.WORTH_EXCEEDED);
        assertThat(ClaimWhole.of(
                                parts,
                                new ClaimWhole.Papers(2_000, 2_000),
                                Map.of(delivery, new ClaimWhole.Bought(0, 0, 400)))
                        .beyondFen())
                .as("what was paid of it is asked back")
                .isZero();
    }

    @Test
    void whatWasDoubtedOrStoppedOrHasNoPapersWaitsForAPerson() {
        Situation situation = new Situation();
        situation.wasDoubted = true;
        situation.isStopped = true;
        situation.files = 0;
        situation.numbersElsewhere = 1;
        situation.orderedOn = DAY.plusDays(1);
        assertThat(situation.says(ClaimCheck.HISTORY)).isEqualTo(CheckFinding.DOUBTED_BEFORE);
        assertThat(situation.says(ClaimCheck.VOUCHER)).isEqualTo(CheckFinding.VOUCHER_STOPPED);
        assertThat(situation.says(ClaimCheck.FILES)).isEqualTo(CheckFinding.FILES_NONE);
        assertThat(situation.says(ClaimCheck.NUMBERS)).isEqualTo(CheckFinding.NUMBERS_ELSEWHERE);
        assertThat(situation.says(ClaimCheck.DATES)).isEqualTo(CheckFinding.INVOICE_BEFORE_ORDER);
        assertThat(ClaimChecks.colour(ClaimChecks.judge(situation.build(), BEGUN)))
                .isEqualTo(ClaimColour.AMBER);
    }

    @Property(tries = 200)
    void theOwnShareIsPaidFromNineTenthsOn(@ForAll @LongRange(min = 1, max = 100_000_000) long paid) {
        Situation situation = new Situation();
        situation.evidence.removeIf(each -> each.is(ClaimEvidenceKind.BANK_RECEIPT));
        situation.evidence.add(evidence(ClaimEvidenceKind.BANK_RECEIPT, "G1", paid, DAY));

        // 3,000 are invoiced, 1,000 claimed.
        assertThat(situation.says(ClaimCheck.OWN_SHARE_PAID))
                .isEqualTo(paid >= 1_800 ? CheckFinding.OWN_SHARE_PAID : CheckFinding.OWN_SHARE_UNPAID);
    }

    @Test
    void namesMatchHoweverTheyAreWritten() {
        Situation situation = new Situation();
        situation.buyer = List.of("肥西 示范（精密）机械有限责任公司", "示范机械");
        assertThat(situation.says(ClaimCheck.PARTIES)).isEqualTo(CheckFinding.PARTIES_DIFFER);
        situation.buyer = List.of("肥西示范机械 有限责任公司");
        assertThat(situation.says(ClaimCheck.PARTIES)).isEqualTo(CheckFinding.PARTIES_MATCH);
    }

    @Test
    void daysFollowEachOther() {
        Situation situation = new Situation();
        situation.contractOn = DAY.plusDays(1);
        assertThat(situation.says(ClaimCheck.DATES)).isEqualTo(CheckFinding.INVOICE_BEFORE_CONTRACT);
        situation.evidence.removeIf(each -> each.is(ClaimEvidenceKind.INVOICE));
        assertThat(situation.says(ClaimCheck.DATES)).isEqualTo(CheckFinding.CONTRACT_AFTER_CAPTURE);
        situation.evidence.add(evidence(ClaimEvidenceKind.BANK_RECEIPT, "G9", 1, DAY.plusDays(1)));
        assertThat(situation.says(ClaimCheck.DATES)).isEqualTo(CheckFinding.EVIDENCE_AFTER_CLAIM);
    }

    /** When it is told of, the claim waits for a person and takes neither files nor another form. */
    @Test
    void whatWaitsForAPersonAsksItsClaimantForNothingThatIsRefused() throws IOException {
        Properties english = texts("en");
        Properties chinese = texts("zh");

        assertThat(CheckFinding.values())
                .filteredOn(finding -> finding.verdict() == CheckVerdict.AMBER)
                .allSatisfy(finding -> {
                    assertThat(english.getProperty(finding.code() + ".hint"))
                            .doesNotContainPattern("^(Put|Type|Explain)");
                    assertThat(chinese.getProperty(finding.code() + ".hint")).doesNotContainPattern("^请(说明|随附|上传|按)");
                });
    }

    /** Tests have such files of their own. */
    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        for (URL file : Collections.list(
                CheckFinding.class.getClassLoader().getResources("texts_" + language + ".properties"))) {
            try (InputStream stream = file.openStream()) {
                texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    @Test
    void whatWasSoldIsLookedAt() {
        Situation situation = new Situation();
        situation.sold = new Sold("HT-2", 1, false, List.of(new Raised("月", 2, 1)), BEGUN, BEGUN.plusSeconds(59));

        assertThat(situation.says(ClaimCheck.LISTED)).isEqualTo(CheckFinding.OFFERING_NOT_LISTED);
        assertThat(situation.says(ClaimCheck.NUMBERS)).isEqualTo(CheckFinding.CONTRACT_DIFFERS);
        assertThat(situation.says(ClaimCheck.PRICE)).isEqualTo(CheckFinding.PRICE_RAISED);
        assertThat(situation.says(ClaimCheck.PACE)).isEqualTo(CheckFinding.PACE_IMPLAUSIBLE);
        situation.sold = sold(new Raised("月", 120, 100));
        assertThat(situation.says(ClaimCheck.PRICE)).isEqualTo(CheckFinding.PRICE_RAISED_LITTLE);
        situation.sold = sold(new Raised("月", 120, 100), new Raised("年", 121, 100));
        assertThat(situation.says(ClaimCheck.PRICE)).isEqualTo(CheckFinding.PRICE_RAISED);
        situation.sold = sold();
        assertThat(situation.says(ClaimCheck.PRICE)).isEqualTo(CheckFinding.PRICE_STEADY);
        situation.sold = new Sold(null, 1, true, null, BEGUN, null);
        assertThat(situation.says(ClaimCheck.PRICE)).isEqualTo(CheckFinding.PRICE_UNKNOWN);
        assertThat(situation.says(ClaimCheck.PACE)).isEqualTo(CheckFinding.PACE_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 30, 0, false, USE_REPORTED",
        "3, 30, 2, false, USE_CONFIRMED",
        "2, 30, 2, false, USE_ON_FEW_DAYS",
        "2, 2, 0, false, USE_REPORTED",
        "1, 2, 0, false, USE_ON_FEW_DAYS",
        "1, 0, 0, false, USE_REPORTED",
        "0, 30, 0, false, USE_NONE",
        "0, 30, 0, true, USE_NONE",
        "3, 30, 2, true, USE_DIFFERS",
        "1, 30, 0, true, USE_DIFFERS"
    })
    void whatABillHasMeasuredIsInUseAndNobodyHasSeenOtherwise(
            int usedDays, int servedDays, int confirmed, boolean differs, CheckFinding finding) {
        Situation situation = new Situation();
        OrderUse.Differing differing = new OrderUse.Differing(
                LocalDate.parse("2030-06-01"), "流量", "GB", new BigDecimal("1E+3"), new BigDecimal("800.5"), 25);
        situation.use = new OrderUse(usedDays, servedDays, confirmed, differs ? List.of(differing) : List.of());

        CheckResult result = ClaimChecks.judge(situation.build(), BEGUN).stream()
                .filter(each -> each.code() == ClaimCheck.USED)
                .findFirst()
                .orElseThrow();

        assertThat(result.finding()).isEqualTo(finding);
        if (finding == CheckFinding.USE_DIFFERS) {
            assertThat(result.arguments()).containsExactly("2030-06", "流量", "1000", "800.5", "GB", "2.5");
        }
    }

    @Test
    void theUseOfWhatNoBillHasMeasuredIsNotJudged() {
        assertThat(new Situation().says(ClaimCheck.USED)).isEqualTo(CheckFinding.USE_NOT_MEASURED);
    }

    private static Sold sold(Raised... raised) {
        return new Sold("HT-1", 1, true, List.of(raised), BEGUN, BEGUN.plusSeconds(60));
    }

    @Test
    void whoTheSidesAreIsLookedAt() {
        Situation situation = new Situation();
        situation.closedOn = DAY;
        assertThat(situation.says(ClaimCheck.IN_BUSINESS)).isEqualTo(CheckFinding.FIRM_CLOSED_BEFORE);
        situation.capturedOn = DAY.minusDays(1);
        assertThat(situation.says(ClaimCheck.IN_BUSINESS)).isEqualTo(CheckFinding.FIRM_CLOSED_SINCE);
        situation.disqualifiedOn = DAY;
        assertThat(situation.says(ClaimCheck.QUALIFIED)).isEqualTo(CheckFinding.PROVIDER_DISQUALIFIED);
        situation.linked = true;
        assertThat(situation.says(ClaimCheck.RELATED)).isEqualTo(CheckFinding.SIDES_MAYBE_RELATED);
        situation.account = "6222000000000000001";
        assertThat(situation.says(ClaimCheck.RELATED)).isEqualTo(CheckFinding.SIDES_ARE_ONE);
        situation.sellsBack = true;
        assertThat(situation.says(ClaimCheck.ROUND_TRIP)).isEqualTo(CheckFinding.SALES_BOTH_WAYS);
    }

    @Test
    void amountsAndFilesThatStandElsewhereAreLookedAt() {
        Situation situation = new Situation();
        situation.sameAmounts = 2;
        assertThat(situation.says(ClaimCheck.SAME_AMOUNT)).isEqualTo(CheckFinding.AMOUNT_USUAL);
        situation.sameAmounts = 3;
        assertThat(situation.says(ClaimCheck.SAME_AMOUNT)).isEqualTo(CheckFinding.AMOUNT_REPEATED);
        situation.files = 2;
        assertThat(situation.says(ClaimCheck.FILES)).isEqualTo(CheckFinding.FILES_UNIQUE);
        situation.filesElsewhere = 1;
        assertThat(situation.says(ClaimCheck.FILES)).isEqualTo(CheckFinding.FILES_REPEATED);
        assertThat(ClaimChecks.colour(ClaimChecks.judge(situation.build(), BEGUN)))
                .isEqualTo(ClaimColour.AMBER);
    }

    @ParameterizedTest
    @CsvSource({
        "1,3000,0,B,READINGS_AGREE,",
        "2,3000,0,B,READING_NUMBER_UNKNOWN,NUMBER",
        "1,3001,0,B,READING_AMOUNT_DIFFERS,AMOUNT",
        "1,3000,1,B,READING_DAY_DIFFERS,DAY",
        "1,3001,1,C,READING_AMOUNT_DIFFERS,AMOUNT DAY PAYEE_CODE",
        "2,3001,0,C,READING_NUMBER_UNKNOWN,NUMBER PAYEE_CODE",
        "1,3000,0,C,READING_CODE_DIFFERS,PAYEE_CODE"
    })
    void whatAFileSaysIsComparedWithWhatWasTyped(
            String number, long fen, int daysLater, String seller, CheckFinding finding, String differences) {
        Situation situation = new Situation();
        situation.read(new EvidenceReading(
                null,
                DocumentPurpose.INVOICE,
                number,
                DAY.plusDays(daysLater),
                "肥西示范机械　有限公司",
                "A",
                "皖云示范云平台",
                seller,
                fen,
                0L,
                fen));

        assertThat(situation.says(ClaimCheck.READINGS)).isEqualTo(finding);
        assertThat(situation.readings.get(0).differing())
                .extracting(ReadingDifference::name)
                .containsExactlyElementsOf(differences == null ? List.of() : List.of(differences.split(" ", -1)));
        assertThat(situation.readings.get(0).confirms(situation.evidence.get(1)))
                .isEqualTo(finding == CheckFinding.READINGS_AGREE);
    }

    @Test
    void aContradictionIsWorseThanAFileThatNobodyCouldRead() {
        Situation situation = new Situation();
        EvidenceReading named = new EvidenceReading(
                null, DocumentPurpose.PAYMENT_PROOF, "g-1", DAY, "另一家", null, "皖云示范云平台", null, null, null, 2_000L);
        situation.read(named, EvidenceReading.failed(ReadingFault.MALFORMED));
        assertThat(situation.says(ClaimCheck.READINGS))
                .as("a name may be explained, and a file may be replaced")
                .isEqualTo(CheckFinding.READING_FAILED);
        situation.read(named);
        assertThat(situation.says(ClaimCheck.READINGS)).isEqualTo(CheckFinding.READING_NAME_DIFFERS);
        situation.read(
                EvidenceReading.failed(ReadingFault.MALFORMED),
                new EvidenceReading(
                        null, DocumentPurpose.PAYMENT_PROOF, "G2", DAY, null, null, null, null, null, null, 2_000L));
        assertThat(situation.says(ClaimCheck.READINGS)).isEqualTo(CheckFinding.READING_NUMBER_UNKNOWN);
    }

    private static ClaimEvidence evidence(ClaimEvidenceKind kind, String number, long fen, LocalDate day) {
        return new ClaimEvidence(
                UUID.randomUUID(), 0, 1, kind, UUID.randomUUID(), number, fen, day, "肥西示范机械有限公司", "皖云 示范云平台");
    }

    /** What is right, to be made wrong in one place: 3,000 invoiced, 1,000 claimed, 2,000 paid. */
    private static final class Situation {
        private final List<ClaimEvidence> evidence = new ArrayList<>(List.of(
                new ClaimEvidence(
                        UUID.randomUUID(),
                        0,
                        1,
                        ClaimEvidenceKind.CONTRACT,
                        UUID.randomUUID(),
                        "HT-1",
                        null,
                        null,
                        null,
                        null),
                evidence(ClaimEvidenceKind.INVOICE, "1", 3_000, DAY),
                evidence(ClaimEvidenceKind.BANK_RECEIPT, "G1", 2_000, DAY)));
        private List<String> buyer = List.of("肥西示范机械有限公司");
        private Sold sold = new Sold("HT-1", 1, true, List.of(), BEGUN, BEGUN.plus(Duration.ofMinutes(1)));
        private OrderUse use;
        private LocalDate contractOn = DAY;
        private LocalDate capturedOn = DAY;
        private LocalDate disqualifiedOn;
        private LocalDate closedOn;
        private String account;
        private long beside;
        private long sameAmounts;
        private int files = 1;
        private long numbersElsewhere;
        private boolean wasDoubted;
        private boolean isStopped;
        private LocalDate orderedOn = DAY;
        private ClaimWhole whole;
        private int filesElsewhere;
        private List<ClaimReading> readings = List.of();
        private boolean linked;
        private boolean sellsBack;

        void read(EvidenceReading... files) {
            readings = ClaimReadings.compared(
                    ClaimLifecycleTest.aClaim(),
                    Arrays.stream(files)
                            .map(each -> new ClaimReadings.ReadFile(UUID.randomUUID(), "a.xml", "0", each))
                            .toList(),
                    evidence,
                    build().enterprise(),
                    build().provider());
        }

        ClaimSituation build() {
            return new ClaimSituation(
                    ClaimLifecycleTest.aClaim(),
                    evidence,
                    whole == null ? whole() : whole,
                    numbersElsewhere,
                    new Side(buyer, "A", party("张三", "13800000001", "肥西县一路1号", buyer.get(0)), closedOn),
                    new Side(List.of("皖云示范云平台"), "B", party("李四", "13800000002", "合肥市二路2号", "皖云示范云平台"), null),
                    linked,
                    sold,
                    use,
                    disqualifiedOn,
                    files,
                    filesElsewhere,
                    readings,
                    sameAmounts,
                    sellsBack,
                    wasDoubted,
                    isStopped,
                    contractOn,
                    orderedOn,
                    capturedOn,
                    DAY,
                    DAY);
        }

        /** Of 3,000, and what is bought beside. */
        private ClaimWhole whole() {
            return new ClaimWhole(
                    1_000,
                    1_000,
                    3_000 + beside,
                    0,
                    sum(ClaimEvidenceKind.INVOICE),
                    sum(ClaimEvidenceKind.BANK_RECEIPT));
        }

        private long sum(ClaimEvidenceKind kind) {
            return evidence.stream()
                    .filter(each -> each.is(kind))
                    .mapToLong(ClaimEvidence::amountFen)
                    .sum();
        }

        private FraudSignals.Party party(String representative, String phone, String address, String name) {
            return new FraudSignals.Party(representative, phone, address, account, null, name);
        }

        CheckFinding says(ClaimCheck check) {
            return ClaimChecks.judge(build(), BEGUN).stream()
                    .filter(each -> each.code() == check)
                    .map(CheckResult::finding)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
