package cn.dengyun.settlement.award;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.settlement.award.TestAwards.EACH;
import static cn.dengyun.settlement.award.TestAwards.ENTITLEMENTS;
import static cn.dengyun.settlement.award.TestAwards.PATH;
import static cn.dengyun.settlement.award.TestAwards.act;
import static cn.dengyun.settlement.award.TestAwards.anAward;
import static cn.dengyun.settlement.award.TestAwards.balance;
import static cn.dengyun.settlement.award.TestAwards.drawnUp;
import static cn.dengyun.settlement.award.TestAwards.post;
import static cn.dengyun.settlement.award.TestAwards.wanted;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.TestRules;
import cn.dengyun.settlement.batch.TestSettlement;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.voucher.TestVoucherChecker;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** An award is granted by two people, shown to everybody, owed, claimed, and paid as what was captured is. */
@QuarkusTest
class AwardTest {

    @Test
    void itIsHeldOwedClaimedAndPaid() throws Exception {
        TestAwards.Sample sample = TestAwards.drafted();
        UUID programme = sample.programme();
        assertThat(balance(programme, "COMMITTED")).as("a draft holds nothing").isZero();

        act("province2", sample.list(), "approvals").statusCode(200).body("status", is("GRANTED"));
        assertThat(balance(programme, "COMMITTED")).isEqualTo(EACH);
        act("province", sample.list(), "public-notices").statusCode(200).body("noticeEndsAt", notNullValue());
        TestAwards.endNotice(sample.list());
        act("province2", sample.list(), "confirmations").statusCode(200).body("status", is("FINAL"));
        assertThat(balance(programme, "COMMITTED")).isZero();
        assertThat(balance(programme, "ENTERPRISE_PAYABLE")).isEqualTo(EACH);

        String entitlement = sample.entitlement();
        sample.beneficiary()
                .request()
                .get(ENTITLEMENTS + "/" + entitlement)
                .then()
                .statusCode(200)
                .body("amountFen", is((int) EACH))
                .body("availableActions", is(List.of("CLAIM")));
        String claim = claim(sample.beneficiary(), entitlement, Map.of())
                .then()
                .statusCode(201)
                .body("source", is("AWARD"))
                .body("redemptionId", nullValue())
                .body("providerId", nullValue())
                .extract()
                .path("id");
        approveIfDrawn(claim);

        String batch = TestSettlement.instructed(claim);
        assertThat(balance(programme, "IN_PAYMENT")).isEqualTo(EACH);
        TestSettlement.pay(batch);
        sample.beneficiary()
                .request()
                .get("/api/v1/settlement-claims/" + claim)
                .then()
                .body("status", is("PAID"));
        assertThat(balance(programme, "PAID")).isEqualTo(EACH);
        as("finance").get("/api/v1/programmes/" + programme + "/account").then().statusCode(200);
        TestVoucherChecker.agrees(programme);
        claim(sample.beneficiary(), entitlement, Map.of())
                .then()
                .statusCode(409)
                .body("code", is("claim-exists"));
    }

    /** Every twentieth claim is looked at by chance; its office approves it then. */
    private static void approveIfDrawn(String claim) {
        String status = as("auditor")
                .get("/api/v1/settlement-claims/" + claim)
                .then()
                .extract()
                .path("status");
        if (status.equals("CHECKED")) {
            Response found = as("feixi").get("/api/v1/settlement-claims/" + claim);
            as("feixi")
                    .header("Idempotency-Key", UUID.randomUUID())
                    .header("If-Match", found.header("ETag"))
                    .contentType("application/json")
                    .body(Map.of("decision", "APPROVE", "reason", "测试"))
                    .post("/api/v1/settlement-claims/" + claim + "/reviews")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void nobodyGrantsWhatHeHasDrawnUp() {
        TestAwards.Sample sample = TestAwards.drafted();

        act("province", sample.list(), "approvals").statusCode(403).body("code", is("four-eyes-required"));
        act("hefei", sample.list(), "approvals").statusCode(404);
        act("enterprise", sample.list(), "approvals").statusCode(403);
        as("province").get(PATH + "/" + sample.list()).then().body("availableActions", not(hasItem("GRANT")));
        as("province2").get(PATH + "/" + sample.list()).then().body("availableActions", hasItem("GRANT"));
        as("finance").get(PATH + "/" + sample.list()).then().statusCode(200).body("availableActions", is(List.of()));
    }

    @Test
    void nothingIsOwedBeforeEverybodyCouldLookAtIt() {
        TestAwards.Sample sample = TestAwards.granted();
        given().get("/api/v1/award-notices/" + sample.list()).then().statusCode(404);
        act("province2", sample.list(), "confirmations").statusCode(409).body("code", is("transition-not-allowed"));

        act("province", sample.list(), "public-notices").statusCode(200);

        act("province2", sample.list(), "confirmations").statusCode(409).body("code", is("award-notice-still-running"));
        given().get("/api/v1/award-notices/" + sample.list())
                .then()
                .statusCode(200)
                .body("isRunning", is(true));
        given().get("/api/v1/award-notices/" + sample.list() + "/awards")
                .then()
                .statusCode(200)
                .body("data.amountFen", is(List.of((int) EACH)));
        given().queryParam("programmeId", sample.programme())
                .get("/api/v1/award-notices")
                .then()
                .statusCode(200)
                .body("data.id", is(List.of(sample.list())));
        TestAwards.endNotice(sample.list());
        act("province", sample.list(), "confirmations").statusCode(403).body("code", is("four-eyes-required"));
    }

    @Test
    void whatIsStruckOffOrGivenUpIsLetGo() throws Exception {
        UUID programme = TestAwards.aProgramme(1_000_000);
        TestEnterprise one = TestAwards.aBeneficiary();
        TestEnterprise other = TestAwards.aBeneficiary();
        String list = drawnUp(wanted(programme, List.of(anAward(one.id()), anAward(other.id()))));
        act("province2", list, "approvals").statusCode(200);
        String award = TestAwards.awards(list).get(1);

        post("province", PATH + "/" + list + "/strikes", Map.of("awardId", award, "reason", "异议成立"))
                .then()
                .statusCode(200)
                .body("awards", is(1))
                .body("amountFen", is((int) EACH));

        assertThat(balance(programme, "COMMITTED")).isEqualTo(EACH);
        post("province", PATH + "/" + list + "/strikes", Map.of("awardId", award, "reason", "异议成立"))
                .then()
                .statusCode(404)
                .body("code", is("award-not-found"));
        TestVoucherChecker.agrees(programme);
        act("province", list, "cancellations").statusCode(200).body("status", is("CANCELLED"));
        assertThat(balance(programme, "COMMITTED")).isZero();
        assertThat(balance(programme, "BUDGET_AVAILABLE")).isEqualTo(1_000_000);
        act("province", list, "cancellations").statusCode(409);
    }

    @Test
    void allThatIsWrongWithItIsSaidAtOnce() {
        TestEnterprise beneficiary = TestAwards.aBeneficiary();
        UUID programme = TestAwards.aProgramme(1_000_000);
        Map<String, Object> withBase = anAward(beneficiary.id());
        withBase.put("baseFen", 10);
        Map<String, Object> wanted = wanted(
                programme,
                List.of(
                        withBase,
                        anAward(beneficiary.id()),
                        anAward(UUID.randomUUID().toString())));

        post("province", PATH, wanted)
                .then()
                .statusCode(400)
                .body(
                        "errors.code",
                        hasItems("award-base-unfit", "award-beneficiary-repeated", "award-beneficiary-unfit"));
        wanted.put("awards", List.of(anAward(beneficiary.id())));
        post("hefei", PATH, wanted).then().statusCode(403).body("code", is("not-yours"));
        post("enterprise", PATH, wanted).then().statusCode(403);
        wanted.put("programmeId", UUID.randomUUID());
        post("province", PATH, wanted).then().statusCode(404).body("code", is("programme-not-found"));
        TestClaims.set("UPDATE programme SET kind = 'VOUCHER' WHERE id = ?", programme);
        wanted.put("programmeId", programme);
        post("province", PATH, wanted).then().statusCode(409).body("code", is("programme-kind-differs"));
    }

    @Test
    void aProgrammeSaysInWhichWayItPays() {
        post(
                        "province",
                        "/api/v1/programmes",
                        Map.of("nameZh", "测试奖补", "fiscalYear", 2026, "kind", "REWARD", "reason", "测试"))
                .then()
                .statusCode(201)
                .body("kind", is("REWARD"));
    }

    @Test
    void aShareIsRoundedDownAndCapped() {
        UUID programme = TestAwards.aProgramme(1_000_000);
        Map<String, Object> one = anAward(TestAwards.aBeneficiary().id());
        one.put("baseFen", 1_003);
        Map<String, Object> other = anAward(TestAwards.aBeneficiary().id());
        other.put("baseFen", 10_000_000);
        Map<String, Object> wanted = wanted(programme, List.of(one, other));
        wanted.put("ratio", "0.3");

        String list = drawnUp(wanted);

        as("province").get(PATH + "/" + list + "/awards").then().body("data.amountFen", is(List.of(300, (int) EACH)));
        wanted.put("ratio", "0.0");
        post("province", PATH, wanted).then().statusCode(400);
    }

    /** The money is there for one of two lists. */
    @Test
    void ofTwoAtOnceOneIsGranted() throws Exception {
        UUID programme = TestAwards.aProgramme(EACH + 1);
        List<String> lists = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            lists.add(drawnUp(
                    wanted(programme, List.of(anAward(TestAwards.aBeneficiary().id())))));
        }

        List<Integer> answers = atOnce(List.of(
                () -> act("province2", lists.get(0), "approvals").extract().statusCode(),
                () -> act("province2", lists.get(1), "approvals").extract().statusCode()));

        assertThat(answers).containsExactlyInAnyOrder(200, 409);
        assertThat(balance(programme, "COMMITTED")).isEqualTo(EACH);
    }

    @Test
    void itIsClaimedOnceByWhoeverIsOwedIt() throws Exception {
        TestAwards.Sample sample = TestAwards.owed();
        String entitlement = sample.entitlement();

        post("enterprise", ENTITLEMENTS + "/" + entitlement + "/claims", Map.of())
                .then()
                .statusCode(404)
                .body("code", is("settlement-entitlement-not-found"));
        as("wuhu").get(ENTITLEMENTS + "/" + entitlement).then().statusCode(404);
        as("feixi")
                .get(ENTITLEMENTS + "/" + entitlement)
                .then()
                .statusCode(200)
                .body("availableActions", is(List.of()));
        List<Integer> answers = atOnce(List.of(
                () -> claim(sample.beneficiary(), entitlement, Map.of()).statusCode(),
                () -> claim(sample.beneficiary(), entitlement, Map.of()).statusCode()));
        assertThat(answers).containsExactlyInAnyOrder(201, 409);
    }

    /** Never twice under one programme, and by another one only where both allow it. */
    @Test
    void oneProofIsAwardedOnce() {
        RuleSet stacking = TestRules.with("stackingAllowed", true);
        UUID programme = TestAwards.aProgramme(1_000_000, stacking);
        Map<String, Object> award = anAward(TestAwards.aBeneficiary().id());
        String first = drawnUp(wanted(programme, List.of(award)));
        award.put(
                "proof", ((String) award.get("proof")).toUpperCase(Locale.ROOT).replace(" ", "  "));
        String again = drawnUp(wanted(programme, List.of(award)));
        String stacked = drawnUp(wanted(TestAwards.aProgramme(1_000_000, stacking), List.of(award)));
        String elsewhere = drawnUp(wanted(TestAwards.aProgramme(1_000_000), List.of(award)));
        act("province2", first, "approvals").statusCode(200);

        act("province2", again, "approvals").statusCode(409).body("code", is("award-fact-used"));
        act("province2", elsewhere, "approvals").statusCode(409).body("code", is("award-fact-used"));
        act("province2", stacked, "approvals").statusCode(200);
        act("province", first, "cancellations").statusCode(200);
        act("province", stacked, "cancellations").statusCode(200);
        act("province2", again, "approvals").statusCode(200);
    }

    @Test
    void ofTwoListsForOneProofAtOnceOneIsGranted() throws Exception {
        UUID programme = TestAwards.aProgramme(1_000_000);
        List<Map<String, Object>> awards =
                List.of(anAward(TestAwards.aBeneficiary().id()));
        String one = drawnUp(wanted(programme, awards));
        String other = drawnUp(wanted(programme, awards));

        List<String> answers = atOnce(List.of(
                () -> act("province2", one, "approvals").extract().path("code"),
                () -> act("province2", other, "approvals").extract().path("code")));

        assertThat(answers).containsExactlyInAnyOrder(null, "award-fact-used");
        assertThat(balance(programme, "COMMITTED")).isEqualTo(EACH);
    }

    /** Also where he works for the office: his telephone is that of the beneficiary's contact. */
    @Test
    void nobodyGrantsWhatHeWouldBeGiven() {
        TestAwards.Sample sample = TestAwards.drafted();

        TestAwards.asContact(
                "province2",
                sample.beneficiary().id(),
                () -> act("province2", sample.list(), "approvals")
                        .statusCode(403)
                        .body("code", is("review-own-side")));
    }

    @Test
    void noOrganisationIsAwardedMoreThanTheRulesLetItHave() {
        UUID programme = TestAwards.aProgramme(100_000_000);
        TestEnterprise beneficiary = TestAwards.aBeneficiary();
        Map<String, Object> wanted = wanted(programme, List.of(anAward(beneficiary.id())));
        wanted.put("mostFen", TestRules.rules().annualCapFen().value());
        TestAwards.finish(drawnUp(wanted));
        String more = drawnUp(wanted(programme, List.of(anAward(beneficiary.id()))));

        act("province2", more, "approvals").statusCode(409).body("code", is("award-cap-exceeded"));
    }

    /** What was spent has to be invoiced, and an invoice is funded once. */
    @Test
    void aShareRestsOnInvoicesThatNothingElseRestsOn() {
        TestAwards.Sample one = aShare();
        TestAwards.Sample other = aShare();
        String number = "%020d".formatted(System.nanoTime());

        claim(one.beneficiary(), one.entitlement(), Map.of()).then().statusCode(400);
        claim(one.beneficiary(), one.entitlement(), Map.of("invoices", List.of(invoice(number, null))))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/invoices/0/sellerCreditCode"));
        String seller = TestEnterprise.aCreditCode();
        claim(one.beneficiary(), one.entitlement(), Map.of("invoices", List.of(invoice(number, seller))))
                .then()
                .statusCode(201);
        claim(other.beneficiary(), other.entitlement(), Map.of("invoices", List.of(invoice(number, seller))))
                .then()
                .statusCode(400)
                .body("errors.code", hasItem("claim-evidence-used"));
    }

    @Test
    void nobodyClaimsWhatIsTooLate() {
        TestAwards.Sample sample = TestAwards.owed();
        String entitlement = sample.entitlement();
        TestClaims.set(
                "UPDATE settlement_entitlement SET owed_at = owed_at - interval '2 days', claim_until = now() - interval '1 day' WHERE id = ?",
                UUID.fromString(entitlement));

        claim(sample.beneficiary(), entitlement, Map.of())
                .then()
                .statusCode(409)
                .body("code", is("entitlement-too-late"));
    }

    @Test
    void whoeverMayKnowFindsIt() {
        TestAwards.Sample sample = TestAwards.owed();

        as("province")
                .queryParam("programmeId", sample.programme())
                .get(PATH)
                .then()
                .statusCode(200)
                .body("data.id", is(List.of(sample.list())));
        as("hefei")
                .queryParam("programmeId", sample.programme())
                .get(PATH)
                .then()
                .statusCode(200)
                .body("data", is(List.of()));
        sample.beneficiary()
                .request()
                .queryParam("source", "AWARD")
                .get(ENTITLEMENTS)
                .then()
                .statusCode(200)
                .body("data.id", is(List.of(sample.entitlement())));
        as("enterprise2")
                .queryParam("programmeId", sample.programme())
                .get(ENTITLEMENTS)
                .then()
                .statusCode(200)
                .body("data", is(List.of()));
        given().queryParam("cursor", "x").get("/api/v1/award-notices").then().statusCode(400);
        given().queryParam("cursor", "x")
                .get("/api/v1/award-notices/" + sample.list() + "/awards")
                .then()
                .statusCode(400);
    }

    @Test
    void theSameAgainIsAnsweredTheSame() {
        UUID programme = TestAwards.aProgramme(1_000_000);
        Map<String, Object> wanted =
                wanted(programme, List.of(anAward(TestAwards.aBeneficiary().id())));
        String key = UUID.randomUUID().toString();

        String id = keyed(key, wanted).then().statusCode(201).extract().path("id");

        keyed(key, wanted)
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", is("true"))
                .body("id", is(id));
        wanted.put("title", "另一名单");
        keyed(key, wanted).then().statusCode(422);
    }

    /** Where both programmes allow it, and a person looks at it; never twice under one. */
    @Test
    void anInvoiceIsStackedWhereBothProgrammesAllowIt() {
        RuleSet stacking = TestRules.with("stackingAllowed", true);
        TestAwards.Sample one = aShare(TestAwards.aProgramme(1_000_000, stacking));
        TestAwards.Sample other = aShare(TestAwards.aProgramme(1_000_000, stacking));
        TestAwards.Sample again = aShare(one.programme());
        Map<String, Object> papers = Map.of(
                "invoices", List.of(invoice("%020d".formatted(System.nanoTime()), TestEnterprise.aCreditCode())));
        claim(one.beneficiary(), one.entitlement(), papers).then().statusCode(201);

        claim(other.beneficiary(), other.entitlement(), papers)
                .then()
                .statusCode(201)
                .body("status", is("CHECKED"))
                .body("colour", is("AMBER"));
        claim(again.beneficiary(), again.entitlement(), papers)
                .then()
                .statusCode(400)
                .body("errors.code", hasItem("claim-evidence-used"));
    }

    @Test
    void itsPapersAreSeenByItsOfficeAndPutOnItUntilItIsGranted() {
        TestAwards.Sample sample = TestAwards.drafted();
        String papers = PATH + "/" + sample.list() + "/documents";
        String file = TestDocuments.sent(as("province"), "评审结果.pdf", "application/pdf", TestDocuments.aPdf());
        Map<String, Object> wanted = TestDocuments.of(file, "OTHER", "RECORD");

        post("hefei", papers, wanted).then().statusCode(404);
        Response put = post("province", papers, wanted);
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(201);
        as("province").get(papers).then().statusCode(200).body("data.id", is(List.of(put.<String>path("id"))));
        as("hefei").get(papers).then().statusCode(404);
        as("hefei").get(PATH + "/" + sample.list()).then().statusCode(404);
        act("province", sample.list(), "public-notices").statusCode(409).body("code", is("transition-not-allowed"));
    }

    private static TestAwards.Sample aShare() {
        return aShare(TestAwards.aProgramme(1_000_000));
    }

    private static TestAwards.Sample aShare(UUID programme) {
        TestEnterprise beneficiary = TestAwards.aBeneficiary();
        Map<String, Object> award = anAward(beneficiary.id());
        award.put("baseFen", 10_000);
        Map<String, Object> wanted = wanted(programme, List.of(award));
        wanted.put("ratio", "0.5");
        String list = drawnUp(wanted);
        TestAwards.finish(list);
        return new TestAwards.Sample(programme, list, TestAwards.awards(list).get(0), beneficiary);
    }

    private static Map<String, Object> invoice(String number, String seller) {
        Map<String, Object> invoice = Map.of(
                "number", number,
                "amountFen", 10_000,
                "issuedOn", "2026-06-01",
                "buyerName", "测试企业",
                "sellerName", "测试服务商");
        return seller == null ? Map.of("invoice", invoice) : Map.of("invoice", invoice, "sellerCreditCode", seller);
    }

    private static Response keyed(String key, Map<String, Object> body) {
        return as("province")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post(PATH);
    }

    private static Response claim(TestEnterprise beneficiary, String entitlement, Map<String, Object> body) {
        return beneficiary
                .request()
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(body)
                .post(ENTITLEMENTS + "/" + entitlement + "/claims");
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
