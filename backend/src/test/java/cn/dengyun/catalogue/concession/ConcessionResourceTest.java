package cn.dengyun.catalogue.concession;

import static cn.dengyun.catalogue.concession.TestConcessions.PATH;
import static cn.dengyun.catalogue.concession.TestConcessions.age;
import static cn.dengyun.catalogue.concession.TestConcessions.ageOffering;
import static cn.dengyun.catalogue.concession.TestConcessions.anOffering;
import static cn.dengyun.catalogue.concession.TestConcessions.confirmed;
import static cn.dengyun.catalogue.concession.TestConcessions.drawnUp;
import static cn.dengyun.catalogue.concession.TestConcessions.form;
import static cn.dengyun.catalogue.concession.TestConcessions.move;
import static cn.dengyun.catalogue.concession.TestConcessions.post;
import static cn.dengyun.catalogue.concession.TestConcessions.today;
import static cn.dengyun.identity.SignedIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.contract.ContractCoverage;
import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What providers concede: drawn up by the province, confirmed by the provider, published, counted, ended. */
@QuarkusTest
class ConcessionResourceTest {

    private static final String OFFERINGS = "/api/v1/providers/01900000-0000-7000-8000-000000000001/offerings/";
    private static final String MERGE_PATCH = "application/merge-patch+json; charset=UTF-8";

    @Inject
    TestVouchers vouchers;

    @AfterAll
    static void whatWasAnsweredIsDeclaredAndWhatWasDoneIsOnTheAuditTrail() {
        assertThat(ContractCoverage.gapsOf("Concessions")).isEmpty();
    }

    @Test
    void bothSidesAgreeAndASecondPersonPublishes() {
        String offering = anOffering("platform");
        String id = drawnUp(form("platform", offering));

        given().get(PATH + "/" + id).then().statusCode(404).body("code", is("concession-not-found"));
        as("hefei").get(PATH + "/" + id).then().statusCode(404);
        as("application").get(PATH + "/" + id).then().statusCode(404);
        as("auditor").get(PATH + "/" + id).then().statusCode(200);
        as("platform").get(PATH + "/" + id).then().body("availableActions", contains("CONFIRM"));
        move("application", id, "confirmations").statusCode(404);
        move("province", id, "confirmations").statusCode(403);
        move("province2", id, "publications").statusCode(409).body("code", is("transition-not-allowed"));
        move("platform", id, "confirmations").statusCode(200).body("status", is("AGREED"));
        move("platform", id, "confirmations").statusCode(409);

        move("province", id, "publications").statusCode(403).body("code", is("four-eyes-required"));
        move("hefei", id, "publications").statusCode(404);
        given().get(PATH + "/" + id).then().statusCode(404);
        move("province2", id, "publications")
                .statusCode(200)
                .body("status", is("PUBLISHED"))
                .body("availableActions", contains("END"));

        given().get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("rate", is("0.2"))
                .body("lastOn", is(today().plusDays(30).toString()))
                .body("availableActions", empty());
        move("hefei", id, "withdrawals").statusCode(403).body("code", is("not-yours"));
        move("province", id, "withdrawals").statusCode(409);
        given().queryParam("offeringId", offering).get(PATH).then().body("data.id", contains(id));
        given().queryParams("offeringId", offering, "on", today().toString())
                .get(PATH)
                .then()
                .body("data", empty());
        given().queryParams("offeringId", offering, "on", today().plusDays(30).toString(), "status", "PUBLISHED")
                .get(PATH)
                .then()
                .body("data.id", contains(id));
        given().queryParams("offeringId", offering, "kind", "TRIAL")
                .get(PATH)
                .then()
                .body("data", empty());
        given().queryParam("offeringId", anOffering("application"))
                .get(PATH)
                .then()
                .body("data.id", not(hasItem(id)));
    }

    @Test
    void onlyTheProvinceDrawsOneUpAndAllThatIsWrongIsTold() {
        String foreign = anOffering("application");
        Map<String, Object> wrong = form("platform", foreign);
        wrong.put("rate", "0.0");
        wrong.put("trialDays", 3);
        wrong.put("fromOn", today().toString());
        wrong.put("untilOn", today().minusDays(1).toString());

        post("hefei", PATH, form("platform", anOffering("platform")))
                .statusCode(403)
                .body("code", is("not-yours"));
        post("platform", PATH, form("platform", anOffering("platform"))).statusCode(403);
        post("province", PATH, wrong)
                .statusCode(400)
                .body("errors.pointer", contains("/rate", "/trialDays", "/fromOn", "/untilOn", "/offeringIds/0"));
        Map<String, Object> nobodys = form("platform", foreign);
        nobodys.put("providerId", UUID.randomUUID().toString());
        post("province", PATH, nobodys).statusCode(404).body("code", is("provider-not-found"));
        Map<String, Object> huge = form("platform", foreign);
        huge.put("offeringIds", Stream.generate(UUID::randomUUID).limit(201).toList());
        post("province", PATH, huge).statusCode(400).body("errors.pointer", contains("/offeringIds"));
    }

    @Test
    void aDraftIsChangedByTheProvinceAloneAndWhoChangesItDoesNotPublishIt() {
        String id = drawnUp("platform");
        String tag = as("province").get(PATH + "/" + id).header("ETag");

        patch("province2", id, null, Map.of("rate", "0.3")).statusCode(428);
        patch("platform", id, tag, Map.of("rate", "0.3")).statusCode(403);
        patch("province2", id, tag, Map.of("rate", "0.3")).statusCode(200).body("rate", is("0.3"));
        patch("province2", id, tag, Map.of("rate", "0.4")).statusCode(412);
        patch("province2", id, "*", Map.of("providerId", "01900000-0000-7000-8000-000000000002"))
                .statusCode(400)
                .body("errors.code", contains("concession-provider-fixed"));
        patch("province2", id, "*", Map.of("fromOn", today().toString()))
                .statusCode(400)
                .body("errors.code", contains("concession-begins-too-early"));
        confirmed("platform", id);
        patch("province2", id, "*", Map.of("rate", "0.5")).statusCode(409);
        move("province2", id, "publications").statusCode(403).body("code", is("four-eyes-required"));
        move("province", id, "publications").statusCode(200);
    }

    @Test
    void oneThatComesTooLateIsNotPublishedButTakenBack() {
        String id = TestConcessions.agreed("platform");
        age(id, 1);

        move("province2", id, "publications").statusCode(409).body("code", is("concession-too-early"));
        move("province", id, "withdrawals").statusCode(200).body("status", is("WITHDRAWN"));
        given().get(PATH + "/" + id).then().statusCode(404);
    }

    @Test
    void whatLacksAMemberIsNamedBeforeAnythingIsWritten() {
        Map<String, Object> discount = form("platform", anOffering("platform"));
        discount.remove("rate");
        Map<String, Object> trial = form("platform", anOffering("platform"));
        trial.put("kind", "TRIAL");
        Map<String, Object> backwards = form("platform", anOffering("platform"));
        backwards.put("untilOn", today().toString());

        post("province", PATH, discount).statusCode(400).body("errors.pointer", contains("/rate"));
        post("province", PATH, trial).statusCode(400).body("errors.pointer", contains("/trialDays", "/rate"));
        post("province", PATH, backwards).statusCode(400).body("errors.pointer", contains("/untilOn"));
        String id = drawnUp("platform");
        as("province")
                .contentType(MERGE_PATCH)
                .header("If-Match", "*")
                .body("{\"rate\": null}")
                .patch(PATH + "/" + id)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/rate"));
    }

    @Test
    void theProviderConfirmsWhatItHasReadAndNothingElse() {
        String id = drawnUp("platform");
        String read = as("platform").get(PATH + "/" + id).header("ETag");
        patch("province", id, "*", Map.of("rate", "1")).statusCode(200);

        move(as("platform"), id, "confirmations").statusCode(428).body("code", is("if-match-required"));
        move(as("platform").header("If-Match", read), id, "confirmations")
                .statusCode(412)
                .body("code", is("changed-meanwhile"));
        String now = as("platform").get(PATH + "/" + id).header("ETag");
        move(as("platform").header("If-Match", now), id, "confirmations").statusCode(200);
    }

    @Test
    void aDayThatIsNoneIsRefusedWhereverItIsSent() {
        String id = TestConcessions.published("platform");

        for (String on : List.of("tomorrow", "2030-02-30", "+999999999-01-01", "-0001-01-01")) {
            given().queryParam("on", on)
                    .get(PATH)
                    .then()
                    .statusCode(400)
                    .body("errors.code", contains("parameter-invalid"));
        }
        post("province", PATH + "/" + id + "/endings", Map.of("reason", "提前结束", "endsOn", "+999999999-12-31"))
                .statusCode(400)
                .body("errors.pointer", contains("/endsOn"));
        Map<String, Object> form = form("platform", anOffering("platform"));
        form.put("untilOn", "+999999999-12-31");
        post("province", PATH, form).statusCode(400).body("errors.pointer", contains("/untilOn"));
    }

    @Test
    void aConditionOfBlanksIsNone() {
        Voucher voucher = vouchers.aVoucher(vouchers.aProgramme(10_000_000));
        String offering = anOffering("platform");
        Map<String, Object> form = form("platform", offering);
        form.put("condition", " \u3000 ");
        String id = confirmed("platform", drawnUp(form));
        move("province2", id, "publications").statusCode(200).body("condition", nullValue());
        age(id, 1);

        assertThat(base(voucher, offering)).isEqualTo(800);
    }

    @Test
    void twoDoNotConcedeTheSameTwice() {
        String offering = anOffering("platform");
        String first = drawnUp(form("platform", offering));
        String second = drawnUp(form("platform", offering));
        confirmed("platform", first);
        confirmed("platform", second);

        post("province", PATH, form("platform", offering)).statusCode(409).body("code", is("concession-overlaps"));
        List<Integer> statuses = Stream.of(first, second)
                .map(id -> CompletableFuture.supplyAsync(
                        () -> move("province2", id, "publications").extract().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertThat(statuses).containsExactly(200, 409);
    }

    @Test
    void whatIsEndedHoldsForTheRestOfItsLastDay() {
        String id = TestConcessions.published("platform");
        age(id, 10);

        post(
                        "province",
                        PATH + "/" + id + "/endings",
                        Map.of("reason", "提前结束", "endsOn", today().minusDays(1).toString()))
                .statusCode(400)
                .body("errors.code", contains("concession-end-unfit"));
        post(
                        "province",
                        PATH + "/" + id + "/endings",
                        Map.of("reason", "提前结束", "endsOn", today().plusDays(99).toString()))
                .statusCode(400);
        post("hefei", PATH + "/" + id + "/endings", Map.of("reason", "提前结束"))
                .statusCode(403)
                .body("code", is("not-yours"));
        post("province", PATH + "/" + id + "/endings", Map.of("reason", "提前结束"))
                .statusCode(200)
                .body("status", is("PUBLISHED"))
                .body("lastOn", is(today().toString()));
        age(id, 40);
        given().get(PATH + "/" + id).then().body("status", is("ENDED"));
        post("province", PATH + "/" + id + "/endings", Map.of("reason", "再次结束")).statusCode(409);
    }

    @Test
    void whatIsToEndStillHoldsTillThenAndIsNotProlonged() {
        String offering = anOffering("platform");
        String id = confirmed("platform", drawnUp(form("platform", offering)));
        move("province2", id, "publications").statusCode(200);
        end(id, 5).statusCode(200).body("lastOn", is(today().plusDays(5).toString()));

        end(id, 6).statusCode(400).body("errors.code", contains("concession-end-unfit"));
        Map<String, Object> another = form("platform", offering);
        another.put("fromOn", today().plusDays(5).toString());
        post("province", PATH, another).statusCode(409).body("code", is("concession-overlaps"));
        another.put("fromOn", today().plusDays(6).toString());
        post("province", PATH, another).statusCode(201);
        end(id, 4).statusCode(200).body("lastOn", is(today().plusDays(4).toString()));
    }

    private static ValidatableResponse end(String id, int days) {
        return post(
                "province",
                PATH + "/" + id + "/endings",
                Map.of("reason", "提前结束", "endsOn", today().plusDays(days).toString()));
    }

    @Test
    void whatEndedMoreThanAYearAgoIsNotToldOfAnyMore() {
        String offering = aPublishedOne(30 + 364);
        history(offering).body("concessions.rate", contains("0.2"));

        String other = aPublishedOne(30 + 366);
        history(other).body("concessions", empty());
    }

    @Test
    void aDiscountOfTheProviderNamesAConcessionThatItFits() {
        String key = "named-" + UUID.randomUUID();
        String offering = anOffering("platform", key, 1_000);
        String id = confirmed("platform", drawnUp(form("platform", offering)));
        String code = as("platform").get(PATH + "/" + id).path("code");
        offered(key, code, "0.2", 1, 30).statusCode(400).body("errors.code", contains("concession-unfit"));
        move("province2", id, "publications").statusCode(200);

        offered(key, code, "0.2", 1, 30).statusCode(200).body("content.discounts[0].concessionCode", is(code));
        offered(key, code, "0.20", 2, 3).statusCode(200);
        offered(key, code, "0.3", 1, 30)
                .statusCode(400)
                .body("errors.pointer", contains("/discounts/0/concessionCode"));
        offered(key, code, "0.2", 0, 30).statusCode(400);
        offered(key, code, "0.2", 1, 31).statusCode(400);
        offered(key, "C000-0000-0000", "0.2", 1, 30).statusCode(400);
        offered("named-" + UUID.randomUUID(), code, "0.2", 1, 30).statusCode(400);
        end(id, 20).statusCode(200);
        offered(key, code, "0.20", 2, 3).statusCode(200);
        offered(key, code, "0.2", 1, 30).statusCode(400);

        assertThat(pushed(key, code, "0.2", 1, 30)).contains("\"outcome\":\"REJECTED\"", "concession-unfit");
        assertThat(pushed(key, code, "0.2", 1, 20)).contains("\"outcome\":\"UPDATED\"");
    }

    /** An offering with a discount that names a concession, from one day counted from today to another. */
    private static String discounted(String code, String rate, int from, int until) {
        return """
                {"kind": "IAAS", "name": "有优惠的测试服务", "voucherEligible": true,
                 "plans": [{"code": "std", "name": "一次", "model": "ONE_OFF", "amountFen": 1000}],
                 "discounts": [{"name": "优惠", "rate": "%s", "from": "%s", "until": "%s", "concessionCode": "%s"}]}""".formatted(rate, today().plusDays(from), today().plusDays(until), code);
    }

    private static ValidatableResponse offered(String key, String code, String rate, int from, int until) {
        return as("platform")
                .contentType("application/json")
                .body(discounted(code, rate, from, until))
                .put(OFFERINGS + key)
                .then();
    }

    /** The result of the same as the only line of a push. */
    private static String pushed(String key, String code, String rate, int from, int until) {
        String line = discounted(code, rate, from, until)
                .replaceAll("\\s*\n\\s*", " ")
                .replaceFirst("\\{", "{\"externalId\": \"" + key + "\", ");
        String push = as("platform")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/x-ndjson")
                .body(line.getBytes(StandardCharsets.UTF_8))
                .post(OFFERINGS.replace("offerings/", "catalogue-pushes"))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Background.finishJobs();
        return as("platform")
                .get("/api/v1/catalogue-pushes/" + push + "/results")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void theProviderPutsOnItWhatItHasSignedAndBothSidesAloneSeeIt() {
        String id = drawnUp("platform");
        String documents = PATH + "/" + id + "/documents";
        Map<String, Object> signed = TestDocuments.of(aFile("platform"), "COMMITMENT", "RECORD");

        post("application", documents, TestDocuments.of(aFile("application"), "COMMITMENT", "RECORD"))
                .statusCode(404)
                .body("code", is("concession-not-found"));
        post("province", documents, signed).statusCode(403);
        String document =
                post("platform", documents, signed).statusCode(201).extract().path("id");
        as("platform").get(documents).then().statusCode(200).body("data.id", contains(document));
        as("province").get(documents).then().statusCode(200).body("data.id", contains(document));
        as("auditor").get(documents).then().statusCode(200);
        confirmed("platform", id);
        post("platform", documents, TestDocuments.of(aFile("platform"), "CONTRACT", "RECORD"))
                .statusCode(409)
                .body("code", is("document-record-closed"));
        move("province2", id, "publications").statusCode(200);
        as("hefei").get(documents).then().statusCode(404).body("code", is("concession-not-found"));
        as("application").get(documents).then().statusCode(404);
        as("hefei").get("/api/v1/documents/" + document).then().statusCode(404);
        given().get(documents).then().statusCode(401);
    }

    private static String aFile(String account) {
        return TestDocuments.sent(as(account), "承诺书.pdf", "application/pdf", TestDocuments.aPdf());
    }

    @Test
    void theBaseCountsItFromItsFirstDayOnAndFor90DaysAfterItsLast() {
        Voucher voucher = vouchers.aVoucher(vouchers.aProgramme(10_000_000));

        assertThat(base(voucher, aPublishedOne(0))).as("tomorrow").isEqualTo(1_000);
        assertThat(base(voucher, aPublishedOne(1))).as("today").isEqualTo(800);
        assertThat(base(voucher, aPublishedOne(119))).as("ended 89 days ago").isEqualTo(800);
        assertThat(base(voucher, aPublishedOne(122))).as("ended 92 days ago").isEqualTo(1_000);
    }

    @Test
    void oneThatIsPublishedAndEndedMovesNoBaseUpAndNeverOneThatItDidNotLower() {
        Voucher voucher = vouchers.aVoucher(vouchers.aProgramme(10_000_000));
        String offering = anOffering("platform");
        String id = confirmed("platform", drawnUp(form("platform", offering)));
        move("province2", id, "publications").statusCode(200);
        post("province", PATH + "/" + id + "/endings", Map.of("reason", "不再实施")).statusCode(200);

        assertThat(base(voucher, offering)).as("ended before it began").isEqualTo(1_000);

        String other = aPublishedOne(1);
        String begun = given().queryParam("offeringId", other).get(PATH).path("data[0].id");
        post("province", PATH + "/" + begun + "/endings", Map.of("reason", "提前结束"))
                .statusCode(200);
        assertThat(base(voucher, other)).as("ended while it held").isEqualTo(800);
    }

    @Test
    void aConditionCountsForNobodyWhoIsNotKnown() {
        Voucher voucher = vouchers.aVoucher(vouchers.aProgramme(10_000_000));
        String offering = anOffering("platform");
        Map<String, Object> form = form("platform", offering);
        form.put("condition", "首次上云的企业");
        String id = confirmed("platform", drawnUp(form));
        move("province2", id, "publications").statusCode(200);
        age(id, 1);

        assertThat(base(voucher, offering)).isEqualTo(1_000);
        history(offering).body("concessions", empty());
    }

    @Test
    void thePriceHistoryShowsWhatTheBaseIsCountedOf() {
        String key = "history-" + UUID.randomUUID();
        String offering = anOffering("platform", key, 1_000);
        anOffering("platform", key, 1_200);
        String id = confirmed("platform", drawnUp(form("platform", offering)));
        move("province2", id, "publications").statusCode(200);
        age(id, 1);

        history(offering)
                .body("version", is(2))
                .body("periods.version", contains(2, 1))
                .body("periods[0].until", nullValue())
                .body("periods[0].plans[0].amountFen", is(1_200))
                .body("periods[1].plans[0].code", is("std"))
                .body("concessions.rate", contains("0.2"))
                .body("concessions[0].fromOn", is(today().toString()))
                .body("baselines.planCode", contains("std"))
                .body("baselines.baselineFen", contains(800))
                .body("baselines.baselineExTaxFen", contains(800));
        given().get("/api/v1/offerings/" + UUID.randomUUID() + "/price-history")
                .then()
                .statusCode(404)
                .body("code", is("offering-not-found"));
    }

    @Test
    void aDryRunAndARepetitionChangeNothing() {
        String offering = anOffering("platform");
        String key = UUID.randomUUID().toString();
        Map<String, Object> form = form("platform", offering);

        as("province")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .queryParam("validateOnly", true)
                .contentType("application/json")
                .body(form)
                .post(PATH)
                .then()
                .statusCode(200)
                .body("would.status", is("DRAFT"));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ids.add(as("province")
                    .header("Idempotency-Key", key)
                    .contentType("application/json")
                    .body(form)
                    .post(PATH)
                    .path("id"));
        }
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        as("platform").queryParam("offeringId", offering).get(PATH).then().body("data.id", contains(ids.get(0)));
    }

    @Test
    void aSanctionEndsThoseOfItsProviderAndPublishesNoOther() {
        TestEnterprise organization = TestEnterprise.registered("PROVIDER", "340000");
        Map<String, Object> discount = form("platform", anOffering("platform"));
        discount.remove("offeringIds");
        discount.put("providerId", TestSupervision.asProvider(organization));
        Map<String, Object> trial = new HashMap<>(discount);
        trial.remove("rate");
        trial.put("kind", "TRIAL");
        trial.put("trialDays", 30);
        String published = drawnUp(discount);
        String agreed = drawnUp(trial);
        for (String id : List.of(published, agreed)) {
            move(organization.request().header("If-Match", "*"), id, "confirmations")
                    .statusCode(200);
        }
        move("province2", published, "publications").statusCode(200);
        end(published, 20).statusCode(200).body("status", is("PUBLISHED"));

        TestSupervision.imposed((String) discount.get("providerId"));

        given().get(PATH + "/" + published).then().body("status", is("ENDED")).body("reason", is("未通过安全评测，取消服务商资质。"));
        move("province2", agreed, "publications").statusCode(409).body("code", is("provider-not-qualified"));
    }

    @Test
    void noneOutlivesASanctionOfTheSameMoment() {
        TestEnterprise organization = TestEnterprise.registered("PROVIDER", "340000");
        Map<String, Object> form = form("platform", anOffering("platform"));
        form.remove("offeringIds");
        String provider = TestSupervision.asProvider(organization);
        form.put("providerId", provider);
        String id = drawnUp(form);
        move(organization.request().header("If-Match", "*"), id, "confirmations")
                .statusCode(200);
        String sanction = TestSupervision.heard(provider);

        CompletableFuture<Integer> published = CompletableFuture.supplyAsync(
                () -> move("province2", id, "publications").extract().statusCode());
        TestSupervision.move("province2", TestSupervision.SANCTIONS, sanction, "decisions")
                .statusCode(200);

        String left = published.join() == 200 ? "ENDED" : "AGREED";
        as("province").get(PATH + "/" + id).then().body("status", is(left));
    }

    @Test
    void whatHappenedIsToldAndStandsInTheAuditTrail() {
        String id = TestConcessions.published("platform");
        Background.settle();

        as("enterprise")
                .queryParam("subject", PATH + "/" + id)
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .body("data.type", contains("cn.dengyun.catalogue.concession.published"));
        as("platform")
                .queryParam("subject", PATH + "/" + id)
                .get("/api/v1/events")
                .then()
                .body("data.type", hasItem("cn.dengyun.catalogue.concession.proposed"));
        as("auditor")
                .queryParam("subject", PATH + "/" + id)
                .get("/api/v1/audit-entries")
                .then()
                .body("data.action", contains("concession.published", "concession.confirmed", "concession.proposed"))
                .body("data[0].reason", is("情况属实"));
    }

    @Test
    void itWaitsForTheProviderAndThenForAnotherPersonOfTheProvince() {
        String id = drawnUp("platform");

        work("platform", "CONCESSION_CONFIRMATION").body("data.subject.id", hasItem(id));
        work("application", "CONCESSION_CONFIRMATION").body("data.subject.id", not(hasItem(id)));
        confirmed("platform", id);
        work("platform", "CONCESSION_CONFIRMATION").body("data.subject.id", not(hasItem(id)));
        work("province2", "CONCESSION").body("data.subject.id", hasItem(id));
        work("province", "CONCESSION").body("data.subject.id", not(hasItem(id)));
        work("hefei", "CONCESSION").body("data.subject.id", not(hasItem(id)));
    }

    private static ValidatableResponse work(String account, String kind) {
        return as(account)
                .queryParams("kind", kind, "limit", 200)
                .get("/api/v1/work-items")
                .then()
                .statusCode(200);
    }

    /** An offering with a discount of a fifth that lasted a month and began tomorrow, so many days ago. */
    private static String aPublishedOne(int daysAgo) {
        String offering = anOffering("platform");
        ageOffering(offering);
        String id = confirmed("platform", drawnUp(form("platform", offering)));
        move("province2", id, "publications").statusCode(200);
        age(id, daysAgo);
        return offering;
    }

    private static ValidatableResponse history(String offering) {
        return given().get("/api/v1/offerings/" + offering + "/price-history")
                .then()
                .statusCode(200);
    }

    private static int base(Voucher voucher, String offering) {
        return post(
                        "enterprise",
                        "/api/v1/vouchers/" + voucher.id() + "/reservations",
                        Map.of(
                                "offeringId",
                                offering,
                                "externalReference",
                                "PO-" + UUID.randomUUID(),
                                "lines",
                                List.of(Map.of("planCode", "std", "quantity", "1", "amountFen", 1))))
                .statusCode(201)
                .extract()
                .path("lines[0].baseFen");
    }

    private static ValidatableResponse patch(String account, String id, String tag, Map<String, String> change) {
        var request = as(account).contentType(MERGE_PATCH).body(change);
        return (tag == null ? request : request.header("If-Match", tag))
                .patch(PATH + "/" + id)
                .then();
    }
}
