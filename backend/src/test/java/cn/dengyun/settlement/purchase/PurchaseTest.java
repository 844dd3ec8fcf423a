package cn.dengyun.settlement.purchase;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.settlement.purchase.TestPurchases.PATH;
import static cn.dengyun.settlement.purchase.TestPurchases.aStage;
import static cn.dengyun.settlement.purchase.TestPurchases.act;
import static cn.dengyun.settlement.purchase.TestPurchases.post;
import static cn.dengyun.settlement.purchase.TestPurchases.stage;
import static cn.dengyun.settlement.purchase.TestPurchases.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.contract.AccessOwner;
import cn.dengyun.files.TestDocuments;
import cn.dengyun.settlement.award.TestAwards;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.voucher.TestVoucherChecker;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A purchase is concluded and accepted by two people each, owed by stages, and claimed by the provider. */
@QuarkusTest
class PurchaseTest {

    @Test
    void aStageIsDeliveredAcceptedOwedAndClaimed() throws Exception {
        TestPurchases.Sample sample = TestPurchases.drafted();
        UUID programme = sample.programme();
        as("platform").get(PATH + "/" + sample.contract()).then().statusCode(404);
        assertThat(TestAwards.balance(programme, "COMMITTED")).isZero();

        act("province2", sample, "approvals").statusCode(200).body("status", is("CONCLUDED"));
        assertThat(TestAwards.balance(programme, "COMMITTED")).isEqualTo(TestPurchases.PRICE);
        stage(as("platform"), sample, "deliveries").statusCode(200).body("stages[0].status", is("DELIVERED"));
        stage(as("province"), sample, "checks").statusCode(200);
        stage(as("province"), sample, "acceptances").statusCode(403).body("code", is("four-eyes-required"));
        stage(as("province2"), sample, "acceptances")
                .statusCode(200)
                .body("stages[0].entitlementId", notNullValue())
                .body("status", is("CONCLUDED"));
        assertThat(TestAwards.balance(programme, "PROVIDER_PAYABLE")).isEqualTo(10_000);
        assertThat(TestAwards.balance(programme, "COMMITTED")).isEqualTo(30_000);

        String claims = TestAwards.ENTITLEMENTS + "/" + sample.entitlement() + "/claims";
        post(as("platform"), claims, Map.of()).then().statusCode(400);
        post(as("platform"), claims, papers())
                .then()
                .statusCode(201)
                .body("source", is("PURCHASE"))
                .body("voucherId", nullValue())
                .body("evidence[0].kind", is("CONTRACT"));
        post(as("platform"), claims, papers()).then().statusCode(409).body("code", is("claim-exists"));
        TestVoucherChecker.agrees(programme);
    }

    @Test
    void nobodyConcludesWhatHeHasDrawnUp() {
        TestPurchases.Sample sample = TestPurchases.drafted();

        act("province", sample, "approvals").statusCode(403).body("code", is("four-eyes-required"));
        act("hefei", sample, "approvals").statusCode(404);
        act("finance", sample, "approvals").statusCode(403);
        stage(as("platform"), sample, "deliveries").statusCode(404);
    }

    @Test
    void theProviderAcceptsNothingAndTheOfficeDeliversNothing() {
        TestPurchases.Sample sample = TestPurchases.delivered();

        stage(as("platform"), sample, "checks").statusCode(403);
        stage(as("province"), sample, "deliveries").statusCode(403);
        stage(as("application"), sample, "deliveries").statusCode(404);
        stage(as("province2"), sample, "acceptances").statusCode(409).body("code", is("transition-not-allowed"));
        stage(as("province"), sample, "delivery-rejections")
                .statusCode(200)
                .body("stages[0].status", is("PLANNED"))
                .body("stages[0].deliveredAt", nullValue());
        post(
                        as("province"),
                        PATH + "/" + sample.contract() + "/checks",
                        Map.of("stageId", UUID.randomUUID(), "note", "测试"))
                .then()
                .statusCode(404)
                .body("code", is("purchase-stage-not-found"));
    }

    /** Over all sources: what is claimed under vouchers takes its contract number from the same registry. */
    @Test
    void aContractNumberStandsForOneBusinessOfItsProvider() {
        TestPurchases.Sample sample = TestPurchases.concluded();
        String number = as("province")
                .get(PATH + "/" + sample.contract())
                .then()
                .extract()
                .path("contractNumber");
        Map<String, Object> again = wanted(TestPurchases.aProgramme(1_000_000));
        again.put("contractNumber", number.toLowerCase(Locale.ROOT));
        String other = post(as("province"), PATH, again)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        post(as("province2"), PATH + "/" + other + "/approvals", Map.of("reason", "测试"))
                .then()
                .statusCode(409)
                .body("code", is("purchase-number-used"));
    }

    @Test
    void whatWasNotAcceptedIsLetGoWhenItEnds() throws Exception {
        TestPurchases.Sample sample = TestPurchases.accepted();

        act("province", sample, "terminations")
                .statusCode(200)
                .body("status", is("TERMINATED"))
                .body("stages.status", is(List.of("ACCEPTED", "DROPPED")));

        assertThat(TestAwards.balance(sample.programme(), "COMMITTED")).isZero();
        assertThat(TestAwards.balance(sample.programme(), "PROVIDER_PAYABLE")).isEqualTo(10_000);
        act("province", sample, "terminations").statusCode(409);
        TestVoucherChecker.agrees(sample.programme());
    }

    @Test
    void itIsCompletedWithItsLastStage() {
        TestPurchases.Sample first = TestPurchases.accepted();
        String stage = as("province")
                .get(PATH + "/" + first.contract())
                .then()
                .extract()
                .path("stages[1].id");
        TestPurchases.Sample last = new TestPurchases.Sample(first.programme(), first.contract(), stage);
        stage(as("platform"), last, "deliveries").statusCode(200);
        stage(as("province2"), last, "checks").statusCode(200);

        stage(as("province"), last, "acceptances")
                .statusCode(200)
                .body("status", is("COMPLETED"))
                .body("dueAt", nullValue())
                .body("availableActions", is(List.of()));
        assertThat(TestAwards.balance(first.programme(), "COMMITTED")).isZero();
        assertThat(TestAwards.balance(first.programme(), "PROVIDER_PAYABLE")).isEqualTo(TestPurchases.PRICE);
    }

    /** Also where he works for the office: his telephone is that of the provider's contact. */
    @Test
    void nobodyAcceptsWhatHeHasSold() {
        TestPurchases.Sample sample = TestPurchases.checked();

        TestAwards.asContact(
                "province2",
                AccessOwner.PLATFORM.organizationId(),
                () -> stage(as("province2"), sample, "acceptances")
                        .statusCode(403)
                        .body("code", is("review-own-side")));
    }

    @Test
    void moreThanThereIsIsNotConcluded() {
        UUID programme = TestPurchases.aProgramme(TestPurchases.PRICE - 1);
        String contract = post(as("province"), PATH, wanted(programme))
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        post(as("province2"), PATH + "/" + contract + "/approvals", Map.of("reason", "测试"))
                .then()
                .statusCode(409)
                .body("code", is("budget-insufficient"));
    }

    @Test
    void allThatIsWrongWithItIsSaidAtOnce() {
        UUID programme = TestPurchases.aProgramme(1_000_000);
        Map<String, Object> wanted = wanted(programme);
        List<Map<String, Object>> stages = new ArrayList<>();
        stages.add(Map.of("title", "太早", "amountFen", 1, "dueOn", "2026-05-31"));
        stages.add(aStage("第二阶段", 2));
        wanted.put("stages", stages);

        post(as("province"), PATH, wanted)
                .then()
                .statusCode(400)
                .body("errors.code", hasItems("purchase-stages-sum", "purchase-stage-early"));
        Map<String, Object> fitting = wanted(programme);
        post(as("hefei"), PATH, fitting).then().statusCode(403).body("code", is("not-yours"));
        TestClaims.set("UPDATE programme SET kind = 'REWARD' WHERE id = ?", programme);
        post(as("province"), PATH, fitting).then().statusCode(409).body("code", is("programme-kind-differs"));
        fitting.put("providerId", UUID.randomUUID());
        post(as("province"), PATH, fitting).then().statusCode(404);
    }

    @Test
    void whoeverMayKnowFindsIt() {
        TestPurchases.Sample sample = TestPurchases.concluded();

        for (String person : List.of("province", "platform", "finance")) {
            as(person)
                    .queryParam("programmeId", sample.programme())
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .body("data.id", is(List.of(sample.contract())));
        }
        for (String person : List.of("hefei", "application")) {
            as(person)
                    .queryParam("programmeId", sample.programme())
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .body("data", is(List.of()));
        }
    }

    @Test
    void itsPapersAreSeenByItsTwoSides() {
        TestPurchases.Sample sample = TestPurchases.concluded();
        String papers = PATH + "/" + sample.contract() + "/documents";
        String file = TestDocuments.sent(as("platform"), "验收材料.pdf", "application/pdf", TestDocuments.aPdf());
        Map<String, Object> wanted = TestDocuments.of(file, "OTHER", "RECORD");

        post(as("application"), papers, wanted).then().statusCode(404);
        Response put = post(as("platform"), papers, wanted);
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(201);
        as("province").get(papers).then().statusCode(200).body("data.id", is(List.of(put.<String>path("id"))));
        as("application").get(papers).then().statusCode(404);
    }

    @Test
    void whatWasNotDeliveredIsNotSentBack() {
        TestPurchases.Sample sample = TestPurchases.concluded();

        stage(as("province"), sample, "delivery-rejections").statusCode(409).body("code", is("transition-not-allowed"));
    }

    @Test
    void theSameAgainIsAnsweredTheSame() {
        Map<String, Object> wanted = wanted(TestPurchases.aProgramme(1_000_000));
        String key = UUID.randomUUID().toString();

        String id = keyed(key, wanted).then().statusCode(201).extract().path("id");

        keyed(key, wanted)
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", is("true"))
                .body("id", is(id));
        wanted.put("title", "另一服务");
        keyed(key, wanted).then().statusCode(422);
    }

    private static Response keyed(String key, Map<String, Object> body) {
        return as("province")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post(PATH);
    }

    private static Map<String, Object> papers() {
        return Map.of(
                "invoices",
                List.of(Map.of(
                        "invoice",
                        Map.of(
                                "number", "%020d".formatted(System.nanoTime()),
                                "amountFen", 10_000,
                                "issuedOn", "2026-06-02",
                                "buyerName", "测试",
                                "sellerName", "测试"))));
    }
}
