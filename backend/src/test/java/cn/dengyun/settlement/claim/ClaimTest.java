package cn.dengyun.settlement.claim;

import static cn.dengyun.settlement.claim.TestClaims.PATH;
import static cn.dengyun.settlement.claim.TestClaims.SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims over HTTP: claimed, confirmed, judged, sent back, taken back; by nobody whose turn it is not. */
@QuarkusTest
class ClaimTest {

    @BeforeEach
    void nobodyIsDrawn() {
        TestClaims.drawNobody();
    }

    @Test
    void whatNothingSpeaksAgainstIsApprovedWhenTheOtherSideConfirms() {
        Response made = TestClaims.submit(SignedIn.as("platform"), TestClaims.captured(2), TestClaims.evidence(2));
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(made.<Integer>path("amountFen")).isEqualTo(2 * (int) SHARE);
        assertThat(made.<String>path("status")).isEqualTo("SUBMITTED");
        assertThat(made.<String>path("owner")).isEqualTo("OTHER_SIDE");
        assertThat(made.<List<String>>path("availableActions")).containsExactly("WITHDRAW");
        assertThat(made.<List<String>>path("evidence.kind")).containsExactly("CONTRACT", "INVOICE", "BANK_RECEIPT");
        String id = made.path("id");
        String before = TestClaims.get("enterprise", id).header("ETag");
        TestClaims.prove(id);
        assertThat(code(TestClaims.confirm(SignedIn.as("enterprise"), id, before)))
                .as("there is a file that was not there")
                .isEqualTo("changed-meanwhile");
        Response seen = TestClaims.get("enterprise", id);
        assertThat(seen.<List<String>>path("availableActions")).containsExactly("CONFIRM", "OBJECT");

        Response confirmed = TestClaims.confirm(SignedIn.as("enterprise"), id, seen.header("ETag"));

        assertThat(confirmed.statusCode()).as(confirmed.asString()).isEqualTo(200);
        assertThat(confirmed.<List<String>>path("checks.findAll { it.verdict in ['AMBER', 'RED'] }.finding"))
                .isEmpty();
        assertThat(confirmed.<List<String>>path("checks.check")).hasSize(18).startsWith("INVOICED", "OWN_SHARE_PAID");
        assertThat(confirmed.<List<String>>path("checks.detail")).doesNotContain("");
        assertThat(confirmed.<String>path("colour")).isEqualTo("GREEN");
        assertThat(confirmed.<String>path("status")).isEqualTo("APPROVED");
        assertThat(SignedIn.as("enterprise").get(PATH + "/" + id + "/steps").<List<String>>path("data.move"))
                .containsExactly("PASS", "CHECK", "CONFIRM", "SUBMIT");
    }

    @Test
    void theClockSaysWhoseTurnItWasAndByWhen() {
        String id = TestClaims.approved();

        Response clock = SignedIn.as("feixi").get(PATH + "/" + id + "/clock");

        assertThat(clock.<List<String>>path("stages.status"))
                .containsExactly("SUBMITTED", "CONFIRMED", "CHECKED", "APPROVED");
        assertThat(clock.<List<String>>path("stages.owner"))
                .containsExactly("OTHER_SIDE", "PLATFORM", "AUTHORITY", "FINANCE");
        assertThat(clock.<List<String>>path("stages.ownerName")).startsWith(TestClaims.BUYER);
        assertThat(clock.<List<String>>path("stages.dueAt")).doesNotContainNull();
        assertThat(clock.<List<Boolean>>path("stages.isOverdue")).containsOnly(false);
        assertThat(clock.<Object>path("stages[3].until")).isNull();
    }

    @Test
    void whatCannotBePaidGoesBackWithAllThatIsWrongTwiceAtMost() {
        Map<String, Object> wrong = TestClaims.tooLow();
        wrong.put("bankReceipts", List.of());
        String id = TestClaims.submitted(TestClaims.captured(2), wrong);

        Response back = TestClaims.confirm(id);

        assertThat(back.<String>path("status")).isEqualTo("RETURNED");
        assertThat(back.<String>path("colour")).isEqualTo("RED");
        assertThat(back.<List<String>>path("checks.findAll { it.verdict == 'RED' }.finding"))
                .containsExactly("INVOICES_TOO_LOW", "OWN_SHARE_UNPAID");
        assertThat(back.<List<String>>path("checks.findAll { it.verdict == 'RED' }.hint"))
                .doesNotContain("");
        for (int round = 1; round <= 2; round++) {
            Response again = TestClaims.resubmit(id, TestClaims.tooLow());
            assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
            assertThat(again.<Integer>path("round")).isEqualTo(round);
            assertThat(again.<Object>path("colour")).isNull();
            TestClaims.confirm(id).then().statusCode(200);
        }
        assertThat(TestClaims.get("feixi", id).<String>path("status"))
                .as("a person says the last word")
                .isEqualTo("CHECKED");
        assertThat(code(TestClaims.review("feixi", id, "APPROVE"))).isEqualTo("claim-red");
        assertThat(code(TestClaims.review("feixi", id, "RETURN"))).isEqualTo("claim-rounds-exhausted");
        assertThat(TestClaims.review("feixi", id, "REJECT").<String>path("status"))
                .isEqualTo("REJECTED");
    }

    @Test
    void whatTheOtherSideObjectsToIsMendedOrTakenBack() {
        String redemption = TestClaims.captured(2);
        String id = TestClaims.submitted(redemption, TestClaims.evidence(2));

        Response back = TestClaims.object(SignedIn.as("enterprise"), id);
        assertThat(back.<String>path("status")).isEqualTo("RETURNED");
        assertThat(back.<String>path("reason")).isEqualTo("金额有误");
        assertThat(TestClaims.get("platform", id).<List<String>>path("availableActions"))
                .containsExactly("RESUBMIT", "WITHDRAW");
        Response mended = TestClaims.resubmit(id, TestClaims.evidence(2));
        assertThat(mended.<String>path("status")).isEqualTo("SUBMITTED");
        assertThat(code(TestClaims.resubmit(id, TestClaims.evidence(2)))).isEqualTo("transition-not-allowed");

        assertThat(TestClaims.withdraw(SignedIn.as("platform"), id).<String>path("status"))
                .isEqualTo("WITHDRAWN");
        assertThat(code(TestClaims.withdraw(SignedIn.as("platform"), id))).isEqualTo("transition-not-allowed");
        assertThat(code(TestClaims.object(SignedIn.as("enterprise"), id))).isEqualTo("transition-not-allowed");
        assertThat(TestClaims.submit(SignedIn.as("platform"), redemption, TestClaims.evidence(2))
                        .statusCode())
                .as("what was taken back can be claimed anew")
                .isEqualTo(201);
    }

    @Test
    void aCaptureIsClaimedOnceHoweverManyTryAtOnce() {
        String redemption = TestClaims.captured(2);
        String token = SignedIn.tokenOf("platform");

        List<Response> answers = together(IntStream.range(0, 8)
                .<Supplier<Response>>mapToObj(i -> () ->
                        TestClaims.submit(RestAssured.given().auth().oauth2(token), redemption, TestClaims.evidence(2)))
                .toList());

        assertThat(answers).filteredOn(each -> each.statusCode() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(each -> each.statusCode() != 201)
                .allMatch(each -> code(each).equals("claim-exists"));
    }

    @Test
    void aNumberStandsForOneBusinessAndForAllPartsOfIt() {
        String invoice = TestClaims.number(20);
        String order = TestClaims.order(4);
        Map<String, Object> ofAll = TestClaims.evidence(4, invoice);
        String first = TestClaims.submitted(TestClaims.captured(order, 2), ofAll);
        String second = TestClaims.submitted(TestClaims.captured(order, 2), ofAll);
        String other = TestClaims.captured(2);

        Response refused = TestClaims.submit(SignedIn.as("platform"), other, ofAll);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("errors.code")).containsOnly("claim-evidence-used");
        assertThat(refused.<List<String>>path("errors.pointer"))
                .containsExactly(
                        "/evidence/contract/number", "/evidence/invoices/0/number", "/evidence/bankReceipts/0/serial");
        TestClaims.withdraw(SignedIn.as("platform"), first).then().statusCode(200);
        assertThat(TestClaims.submit(SignedIn.as("platform"), other, ofAll).statusCode())
                .as("the second part still rests on it")
                .isEqualTo(400);
        TestClaims.withdraw(SignedIn.as("platform"), second).then().statusCode(200);
        assertThat(TestClaims.submit(SignedIn.as("platform"), other, ofAll).statusCode())
                .isEqualTo(201);
    }

    @Test
    void anInvoiceHasToComeToAllThatRestsOnIt() {
        String invoice = TestClaims.number(20);
        String order = TestClaims.order(4);
        Map<String, Object> ofHalf = TestClaims.evidence(1, invoice);
        String first = TestClaims.submitted(TestClaims.captured(order, 2), ofHalf);
        String second = TestClaims.submitted(TestClaims.captured(order, 2), ofHalf);

        Response judged = TestClaims.confirm(second);

        assertThat(judged.<List<String>>path("checks.findAll { it.check == 'INVOICED' }.inputs[0]"))
                .containsExactly("10000", "40000");
        assertThat(judged.<String>path("status")).isEqualTo("RETURNED");
        TestClaims.withdraw(SignedIn.as("platform"), first).then().statusCode(200);
    }

    @Test
    void aFirstPartMayRestOnTheInvoiceOfTheWholeOrderAlsoWhenSomeOfItWasRefunded() {
        String order = TestClaims.order(4);
        Map<String, Object> ofAll = TestClaims.evidence(4);
        ofAll.put("bankReceipts", TestClaims.evidence(2).get("bankReceipts"));
        String redemption = TestClaims.captured(order, 2);
        String first = TestClaims.submitted(redemption, ofAll);
        TestOrders.post(
                        SignedIn.as("platform"),
                        "/api/v1/redemptions/" + redemption + "/refunds",
                        Map.of("amountFen", 3_000, "reason", "服务中断"))
                .then()
                .statusCode(201);

        Response judged = TestClaims.confirm(first);

        assertThat(judged.<String>path("status")).as(judged.asString()).isEqualTo("APPROVED");
    }

    @Test
    void oneSlipDoesNotPayTheOwnShareOfTwoParts() {
        String order = TestClaims.order(4);
        Map<String, Object> one = TestClaims.evidence(2);
        Map<String, Object> other = TestClaims.evidence(2);
        other.put("contract", one.get("contract"));
        other.put("bankReceipts", one.get("bankReceipts"));
        String first = TestClaims.submitted(TestClaims.captured(order, 2), one);
        assertThat(TestClaims.confirm(first).<String>path("status")).isEqualTo("APPROVED");
        String second = TestClaims.submitted(TestClaims.captured(order, 2), other);

        Response judged = TestClaims.confirm(second);

        assertThat(judged.<List<String>>path("checks.findAll { it.verdict == 'RED' }.finding"))
                .containsExactly("OWN_SHARE_UNPAID");
    }

    @Test
    void aNumberHasOneAmountAndIsOneHoweverItIsWritten() {
        String invoice = TestClaims.number(20);
        String order = TestClaims.order(4);
        Map<String, Object> small = TestClaims.evidence(2, invoice);
        TestClaims.submitted(TestClaims.captured(order, 2), small);
        Map<String, Object> large = TestClaims.evidence(4, invoice);
        large.put("bankReceipts", small.get("bankReceipts"));

        Response refused = TestClaims.submit(SignedIn.as("platform"), TestClaims.captured(order, 2), large);

        assertThat(refused.<List<String>>path("errors.code")).containsExactly("claim-evidence-differs");
        Map<String, Object> disguised = TestClaims.evidence(2);
        disguised.put("contract", Map.of("number", contract(small).replace("-", " \u2010\u200b")));
        assertThat(TestClaims.submit(SignedIn.as("platform"), TestClaims.captured(2), disguised)
                        .<List<String>>path("errors.pointer"))
                .containsExactly("/evidence/contract/number");
    }

    private static String contract(Map<String, Object> evidence) {
        return (String) ((Map<?, ?>) evidence.get("contract")).get("number");
    }

    @Test
    void whatWasDoubtedIsNotApprovedByClaimingAnew() {
        String redemption = TestClaims.captured(2);
        String doubtful = TestClaims.submitted(redemption, TestClaims.unlike());
        TestClaims.confirm(doubtful).then().statusCode(200);
        TestClaims.withdraw(SignedIn.as("platform"), doubtful).then().statusCode(200);
        String anew = TestClaims.submitted(redemption, TestClaims.evidence(2));

        Response judged = TestClaims.confirm(anew);

        assertThat(judged.<List<String>>path("checks.findAll { it.verdict == 'AMBER' }.finding"))
                .containsExactly("DOUBTED_BEFORE");
        assertThat(judged.<String>path("status")).isEqualTo("CHECKED");
    }

    @Test
    void numbersAreFreeWhenClaimsThatShareThemGoAtOnce() {
        String invoice = TestClaims.number(20);
        String order = TestClaims.order(4);
        Map<String, Object> ofAll = TestClaims.evidence(4, invoice);
        List<String> claims = List.of(
                TestClaims.submitted(TestClaims.captured(order, 2), ofAll),
                TestClaims.submitted(TestClaims.captured(order, 2), ofAll));
        String token = SignedIn.tokenOf("platform");

        List<Response> gone = together(claims.stream()
                .<Supplier<Response>>map(id ->
                        () -> TestClaims.withdraw(RestAssured.given().auth().oauth2(token), id))
                .toList());

        assertThat(gone).allMatch(each -> each.statusCode() == 200);
        assertThat(TestClaims.submit(SignedIn.as("platform"), TestClaims.captured(4), ofAll)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void allThatIsWrongWithTheNumbersIsSaidAtOnce() {
        Map<String, Object> evidence = TestClaims.evidence(2, TestClaims.number(8));
        List<Object> twice = new ArrayList<>((List<?>) evidence.get("bankReceipts"));
        twice.addAll((List<?>) evidence.get("bankReceipts"));
        evidence.put("bankReceipts", twice);

        Response refused = TestClaims.submit(SignedIn.as("platform"), TestClaims.captured(2), evidence);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("errors.code"))
                .containsExactlyInAnyOrder("claim-invoice-number-unfit", "claim-evidence-repeated");
    }

    @Test
    void nobodyElseClaimsConfirmsOrReads() {
        String redemption = TestClaims.captured(2);
        assertThat(TestClaims.submit(SignedIn.as("enterprise"), redemption, TestClaims.evidence(2))
                        .statusCode())
                .as("the programme pays the provider")
                .isEqualTo(403);
        assertThat(TestClaims.submit(SignedIn.as("application"), redemption, TestClaims.evidence(2))
                        .statusCode())
                .isEqualTo(404);
        assertThat(code(TestClaims.submit(
                        SignedIn.as("platform"), UUID.randomUUID().toString(), TestClaims.evidence(2))))
                .isEqualTo("redemption-not-found");
        String id = TestClaims.submitted(redemption, TestClaims.evidence(2));

        assertThat(code(TestClaims.confirm(SignedIn.as("platform"), id, "*"))).isEqualTo("not-yours");
        assertThat(TestClaims.confirm(SignedIn.as("application"), id, "*").statusCode())
                .isEqualTo(404);
        assertThat(code(TestClaims.object(SignedIn.as("platform"), id))).isEqualTo("not-yours");
        assertThat(code(TestClaims.withdraw(SignedIn.as("enterprise"), id))).isEqualTo("not-yours");
        assertThat(TestClaims.get("wuhu", id).statusCode()).isEqualTo(404);
        assertThat(TestClaims.get("enterprise2", id).statusCode()).isEqualTo(404);
        assertThat(List.of("hefei", "feixi", "province", "finance", "auditor"))
                .allSatisfy(account ->
                        assertThat(TestClaims.get(account, id).statusCode()).isEqualTo(200));
        assertThat(code(TestClaims.confirm(SignedIn.as("enterprise"), id, "\"0-alt\"")))
                .isEqualTo("changed-meanwhile");
        assertThat(SignedIn.as("enterprise")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .post(PATH + "/" + id + "/confirmations")
                        .statusCode())
                .isEqualTo(428);
    }

    @Test
    void aSystemNeedsTheScope() {
        String id = TestClaims.submitted();
        String narrow = SignedIn.narrowToken("catalogue:read");

        assertThat(SignedIn.asPlatformClient().get(PATH + "/" + id).statusCode())
                .isEqualTo(200);
        assertThat(RestAssured.given()
                        .auth()
                        .oauth2(narrow)
                        .get(PATH + "/" + id)
                        .statusCode())
                .isEqualTo(403);
        assertThat(TestClaims.withdraw(RestAssured.given().auth().oauth2(narrow), id)
                        .statusCode())
                .isEqualTo(403);
        assertThat(TestClaims.withdraw(SignedIn.asPlatformClient(), id).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theSameKeyIsTheSameClaimAndNothingElse() {
        String redemption = TestClaims.captured(2);
        Map<String, Object> body = Map.of("redemptionId", redemption, "evidence", TestClaims.evidence(2));
        String key = UUID.randomUUID().toString();

        Response first = keyed(key, body);
        Response again = keyed(key, body);
        Response other = keyed(key, Map.of("redemptionId", redemption, "evidence", TestClaims.evidence(2)));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.<String>path("id")).isEqualTo(first.<String>path("id"));
        assertThat(other.statusCode()).isEqualTo(422);
    }

    private static Response keyed(String key, Map<String, Object> body) {
        return SignedIn.as("platform")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post(PATH);
    }

    @Test
    void confirmationBesideWithdrawalEndsOneWay() {
        String id = TestClaims.submitted();
        String enterprise = SignedIn.tokenOf("enterprise");
        String platform = SignedIn.tokenOf("platform");

        List<Response> both = together(List.of(
                () -> TestClaims.confirm(RestAssured.given().auth().oauth2(enterprise), id, "*"),
                () -> TestClaims.withdraw(RestAssured.given().auth().oauth2(platform), id)));

        assertThat(both).filteredOn(each -> each.statusCode() == 200).hasSize(1);
        assertThat(both)
                .filteredOn(each -> each.statusCode() != 200)
                .allMatch(each -> code(each).equals("transition-not-allowed"));
    }

    @Test
    void listsAndSummariesAgree() {
        String id = TestClaims.doubtful();
        Response one = TestClaims.get("platform", id);

        Response listed = SignedIn.as("hefei")
                .queryParam("status", "CHECKED")
                .queryParam("colour", "AMBER")
                .queryParam("programmeId", one.<String>path("programmeId"))
                .queryParam("organizationId", one.<String>path("organizationId"))
                .queryParam("providerId", one.<String>path("providerId"))
                .queryParam("regionCode", "340100")
                .queryParam("overdue", false)
                .queryParam("number", one.<String>path("number"))
                .get(PATH);

        assertThat(listed.<List<String>>path("data.id")).containsExactly(id);
        assertThat(listed.<List<List<String>>>path("data.availableActions").get(0))
                .containsExactly("APPROVE", "RETURN", "REJECT");
        assertThat(SignedIn.as("wuhu").get(PATH).<List<String>>path("data.id")).doesNotContain(id);
        assertThat(SignedIn.as("hefei")
                        .get(PATH + "/summary")
                        .<Integer>path("counts.find { it.status == 'CHECKED' && it.colour == 'AMBER' }.claims"))
                .isPositive();
        for (String what : List.of("/summary", "/" + id + "/clock")) {
            assertThat(RestAssured.given().get(PATH + what).statusCode()).isEqualTo(401);
        }
        assertThat(SignedIn.as("enterprise2").get(PATH + "/" + id + "/clock").<String>path("code"))
                .isEqualTo("settlement-claim-not-found");
    }

    @Test
    void aDryRunClaimsNothing() {
        String redemption = TestClaims.captured(2);
        Response dry = TestOrders.post(
                SignedIn.as("platform"),
                PATH + "?validateOnly=true",
                Map.of("redemptionId", redemption, "evidence", TestClaims.evidence(2)));

        assertThat(dry.statusCode()).as(dry.asString()).isEqualTo(200);
        assertThat(dry.<Boolean>path("dryRun")).isTrue();
        assertThat(SignedIn.as("platform")
                        .queryParam("redemptionId", redemption)
                        .get(PATH)
                        .<List<String>>path("data.id"))
                .isEmpty();
    }

    static String code(Response answer) {
        return answer.path("code");
    }

    /** All at once. */
    static List<Response> together(List<Supplier<Response>> calls) {
        List<CompletableFuture<Response>> all = new ArrayList<>();
        calls.forEach(call -> all.add(CompletableFuture.supplyAsync(call, task -> new Thread(task).start())));
        return all.stream().map(CompletableFuture::join).toList();
    }
}
