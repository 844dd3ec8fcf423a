package cn.dengyun.provider.payee;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.provider.payee.TestPayeeAccounts.PATH;
import static cn.dengyun.provider.payee.TestPayeeAccounts.aForm;
import static cn.dengyun.provider.payee.TestPayeeAccounts.aNumber;
import static cn.dengyun.provider.payee.TestPayeeAccounts.document;
import static cn.dengyun.provider.payee.TestPayeeAccounts.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.contract.ContractCoverage;
import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.reference.WorkingCalendar;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where organisations are paid to, from the proposal to the account that follows. */
@QuarkusTest
class PayeeAccountResourceTest {

    private static final String HOLDER = "测试机械有限公司";
    private static final Map<String, String> WHY = Map.of("reason", "核对");

    @Inject
    PayeeAccountService accounts;

    @Inject
    WorkingCalendar calendar;

    @Inject
    DataSource database;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    private TestEnterprise enterprise;

    @BeforeEach
    void anEnterprise() {
        enterprise = TestEnterprise.certified("340123", "feixi");
    }

    @AfterAll
    static void whatWasAnsweredIsDeclaredAndWhatWasDoneIsOnTheAuditTrail() {
        assertThat(ContractCoverage.gapsOf("Payee accounts")).isEmpty();
    }

    @Test
    void theFirstAccountIsUsedAtOnceAndTheNextWhenItsCoolingPeriodIsOver() {
        String first = aNumber();
        String second = aNumber();
        Instant before = clock.instant().truncatedTo(ChronoUnit.MICROS);

        String one = proposed(first);
        assertThat(inForce(clock.instant())).isNull();
        verify("finance", one, first).statusCode(200).body("status", is("EFFECTIVE"));
        assertThat(inForce(clock.instant())).isEqualTo(first);
        assertThat(inForce(before)).isNull();

        String two = proposed(second);
        Instant verified = clock.instant();
        Instant from = Instant.parse(verify("hefei", two, second)
                .statusCode(200)
                .body("status", is("VERIFIED"))
                .extract()
                .path("effectiveFrom"));
        assertThat(from).isEqualTo(calendar.after(verified, 3));
        assertThat(inForce(from.minusSeconds(1))).isEqualTo(first);
        assertThat(inForce(from)).isEqualTo(second);

        coolingIsOver(from);
        as("finance")
                .get(PATH + "/" + one)
                .then()
                .body("status", is("REPLACED"))
                .body("number", is(first));
        as("finance").get(PATH + "/" + two).then().body("status", is("EFFECTIVE"));
        assertThat(inForce(clock.instant())).isEqualTo(second);
        enterprise
                .request()
                .get(PATH)
                .then()
                .body("data.id", contains(two, one))
                .body("data.status", contains("EFFECTIVE", "REPLACED"));
        move("finance", two, "rejections").statusCode(409).body("code", is("transition-not-allowed"));
        own(two, "withdrawals").statusCode(409).body("code", is("transition-not-allowed"));
    }

    @Test
    void whatIsStoppedInItsCoolingPeriodReplacesNothing() {
        String first = aNumber();
        verify("finance", proposed(first), first).statusCode(200);

        for (String stop : List.of("withdrawals", "rejections")) {
            String number = aNumber();
            String next = proposed(number);
            String from =
                    verify("feixi", next, number).statusCode(200).extract().path("effectiveFrom");
            (stop.equals("withdrawals") ? own(next, stop) : move("finance2", next, stop)).statusCode(200);

            assertThat(inForce(Instant.parse(from))).isEqualTo(first);
            assertThat(inForce(Instant.parse(from).plus(100, ChronoUnit.DAYS))).isEqualTo(first);
        }
        enterprise
                .request()
                .get(PATH)
                .then()
                .body("data.status", contains("REJECTED", "WITHDRAWN", "EFFECTIVE"))
                .body("data[2].effectiveUntil", nullValue());
    }

    @Test
    void nothingIsChangedBackAndForthWithinTheCoolingPeriod() {
        String first = aNumber();
        String second = aNumber();
        verify("finance", proposed(first), first).statusCode(200);
        propose(first).then().statusCode(409).body("code", is("payee-account-unchanged"));

        String next = proposed(second);
        propose(first).then().statusCode(409).body("code", is("payee-account-pending"));
        verify("finance", next, second).statusCode(200);

        propose(first).then().statusCode(409).body("code", is("payee-account-pending"));
        propose(aNumber()).then().statusCode(409).body("code", is("payee-account-pending"));
    }

    @Test
    void aCorrectedNameOfTheBankIsAnotherAccount() {
        String number = aNumber();
        verify("finance", proposed(number), number).statusCode(200);
        Map<String, Object> corrected = new HashMap<>(aForm(HOLDER, number, document(enterprise.request())));
        corrected.put("bankName", "徽商银行另一支行");

        post(enterprise.request(), PATH, corrected).then().statusCode(201);
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        Map<String, Object> form = new HashMap<>(aForm("别的公司", "6228480402564890019", document(enterprise.request())));
        post(enterprise.request(), PATH, form)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/holder", "/number"))
                .body("errors.code", hasItems("payee-account-holder-differs", "payee-account-number-mistyped"));
        form.put("bankCode", "12");
        form.put("number", "12-34");
        post(enterprise.request(), PATH, form)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/bankCode", "/number"));
        form = new HashMap<>(aForm(HOLDER, aNumber(), UUID.randomUUID().toString()));
        post(enterprise.request(), PATH, form).then().statusCode(404).body("code", is("attachment-not-found"));
        form.put("documentId", document(as("enterprise2")));
        post(enterprise.request(), PATH, form).then().statusCode(404).body("code", is("attachment-not-found"));
    }

    @Test
    void plainTextShowsNoAccount() {
        String text = TestDocuments.sent(
                enterprise.request(), "开户证明.txt", "text/plain", "开户证明".getBytes(StandardCharsets.UTF_8));

        post(enterprise.request(), PATH, aForm(HOLDER, aNumber(), text))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/documentId"))
                .body("errors.code", contains("document-type-unfit"));
        enterprise
                .request()
                .get("/api/v1/attachments/" + text)
                .then()
                .statusCode(200)
                .body("isUsed", is(false));
    }

    @Test
    void aDocumentShowsOneAccount() {
        String document = document(enterprise.request());
        String number = aNumber();
        String id = post(enterprise.request(), PATH, aForm(HOLDER, number, document))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        own(id, "withdrawals").statusCode(200);

        post(enterprise.request(), PATH, aForm(HOLDER, number, document))
                .then()
                .statusCode(409)
                .body("code", is("attachment-in-use"));
        for (String reader : List.of("finance", "hefei", "auditor")) {
            as(reader).get("/api/v1/attachments/" + document).then().statusCode(200);
        }
        for (String stranger : List.of("wuhu", "enterprise2", "platform")) {
            as(stranger).get("/api/v1/attachments/" + document).then().statusCode(404);
        }
    }

    @Test
    void onlyFinanceSeesTheNumberAndStrangersSeeNothing() {
        String number = aNumber();
        String masked = "***************" + number.substring(15);
        String id = proposed(number);

        as("finance").get(PATH + "/" + id).then().body("number", is(number));
        as("finance")
                .queryParam("organizationId", enterprise.id())
                .get(PATH)
                .then()
                .body("data.number", contains(number));
        for (String reader : List.of("hefei", "province", "feixi", "auditor")) {
            as(reader).get(PATH + "/" + id).then().statusCode(200).body("number", is(masked));
            as(reader)
                    .queryParam("organizationId", enterprise.id())
                    .get(PATH)
                    .then()
                    .body("data.number", contains(masked));
        }
        enterprise.request().get(PATH + "/" + id).then().body("number", is(masked));
        for (String stranger : List.of("wuhu", "enterprise2", "platform")) {
            as(stranger).get(PATH + "/" + id).then().statusCode(404).body("code", is("payee-account-not-found"));
            as(stranger)
                    .queryParam("organizationId", enterprise.id())
                    .get(PATH)
                    .then()
                    .body("data", empty());
        }
        given().get(PATH + "/" + id).then().statusCode(401);
        SignedIn.asPlatformClient().get(PATH).then().statusCode(403).body("code", is("api-client-not-accepted"));
        Background.settle();
        String told = as("auditor")
                .queryParam("subject", PATH + "/" + id)
                .get("/api/v1/audit-entries")
                .asString();
        assertThat(told).contains("payee-account.proposed").contains(masked).doesNotContain(number);
    }

    @Test
    void whoeverMayNotIsRefused() {
        String number = aNumber();
        String id = proposed(number);

        verify("wuhu", id, number).statusCode(404);
        verify("enterprise2", id, number).statusCode(403);
        verify("finance", UUID.randomUUID().toString(), number).statusCode(404);
        move("wuhu", id, "rejections").statusCode(404);
        move("enterprise2", id, "withdrawals").statusCode(404);
        TestAccount handler = TestAccount.aMember(database, "ENTERPRISE", UUID.fromString(enterprise.id()), "HANDLER");
        post(handler.request(), PATH, aForm(HOLDER, aNumber(), document(handler.request())))
                .then()
                .statusCode(403)
                .body("code", is("payee-account-owner-only"));
        post(handler.request(), PATH + "/" + id + "/withdrawals", WHY)
                .then()
                .statusCode(403)
                .body("code", is("payee-account-owner-only"));
        verify("finance", id, number.substring(1) + "0")
                .statusCode(422)
                .body("code", is("payee-account-number-differs"));
        verify("finance", id, number).statusCode(200);
    }

    @Test
    void whoProposedDoesNotVerify() {
        String number = aNumber();
        String id = proposed(number);
        TestAccount other = TestAccount.aMember(
                database, "FINANCE", UUID.fromString("01900000-0000-7000-8000-000000000106"), "HANDLER");
        execute("UPDATE payee_account SET proposed_by = $1 WHERE id = $2", other.id(), UUID.fromString(id));

        post(other.request(), PATH + "/" + id + "/verifications", Map.of("number", number, "reason", "核对"))
                .then()
                .statusCode(403)
                .body("code", is("four-eyes-required"));
        verify("finance2", id, number).statusCode(200);
    }

    @Test
    void aNumberThatAnotherOrganisationUsesIsShownToWhoChecksAndRefused() {
        String number = aNumber();
        TestEnterprise other = TestEnterprise.certified("340100", "hefei");
        String mine = proposed(number);
        String theirs = proposed(other, number);

        as("finance").get(PATH + "/" + mine).then().body("numberAlsoOf", contains(HOLDER));
        enterprise.request().get(PATH + "/" + mine).then().body("numberAlsoOf", empty());
        verify("finance", mine, number).statusCode(200);
        verify("hefei", theirs, number).statusCode(409).body("code", is("payee-account-number-taken"));
        move("hefei", theirs, "rejections").statusCode(200).body("status", is("REJECTED"));
        as("finance").get(PATH + "/" + mine).then().body("numberAlsoOf", empty());
    }

    @Test
    void aFrozenOrRenamedOrganisationKeepsItsAccount() {
        String number = aNumber();
        String id = proposed(number);
        post(as("feixi"), enterprise.path() + "/freezes", Map.of("reason", "核查"))
                .then()
                .statusCode(200);

        verify("finance", id, number).statusCode(409).body("code", is("payee-organization-frozen"));
        propose(aNumber()).then().statusCode(403).body("code", is("organization-frozen"));
        post(as("hefei"), enterprise.path() + "/unfreezes", Map.of("reason", "已查清"))
                .then()
                .statusCode(200);
        execute(
                "UPDATE organization SET certified_name_zh = '更名机械有限公司' WHERE id = $1",
                UUID.fromString(enterprise.id()));
        verify("finance", id, number).statusCode(409).body("code", is("payee-account-holder-changed"));
        move("finance", id, "rejections").statusCode(200);
    }

    @Test
    void ofSeveralProposalsAtOnceThereIsOne() {
        List<Response> answers = atOnce(8, i -> {
            String document = document(enterprise.request());
            return () -> post(enterprise.request(), PATH, aForm(HOLDER, aNumber(), document));
        });

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .allMatch(answer ->
                        answer.statusCode() == 409 && answer.path("code").equals("payee-account-pending"));
    }

    @Test
    void ofSeveralWhoDecideAtOnceOneDoes() {
        String number = aNumber();
        String id = proposed(number);
        Map<String, String> tokens = Map.of(
                "finance", SignedIn.tokenOf("finance"),
                "finance2", SignedIn.tokenOf("finance2"),
                "hefei", SignedIn.tokenOf("hefei"),
                "feixi", SignedIn.tokenOf("feixi"));
        List<String> people = List.copyOf(tokens.keySet());

        List<Response> answers = atOnce(
                8,
                i -> () -> i % 2 == 0
                        ? post(
                                given().auth().oauth2(tokens.get(people.get(i / 2))),
                                PATH + "/" + id + "/verifications",
                                Map.of("number", number, "reason", "核对"))
                        : post(
                                given().auth().oauth2(tokens.get(people.get(i / 2))),
                                PATH + "/" + id + "/rejections",
                                WHY));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .allMatch(answer -> answer.path("code").equals("transition-not-allowed"));
    }

    @Test
    void oneNumberIsVerifiedForOneOrganisationEvenAtOnce() {
        String number = aNumber();
        List<TestEnterprise> all = IntStream.range(0, 4)
                .mapToObj(i -> TestEnterprise.certified("340123", "feixi"))
                .toList();
        List<String> ids = all.stream().map(each -> proposed(each, number)).toList();
        String finance = SignedIn.tokenOf("finance");

        List<Response> answers = atOnce(
                4,
                i -> () -> post(
                        given().auth().oauth2(finance),
                        PATH + "/" + ids.get(i) + "/verifications",
                        Map.of("number", number, "reason", "核对")));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .allMatch(answer -> answer.path("code").equals("payee-account-number-taken"));
    }

    @Test
    void aDryRunAndARepetitionProposeNothingMore() {
        String document = document(enterprise.request());
        Map<String, Object> form = aForm(HOLDER, aNumber(), document);
        enterprise
                .request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .queryParam("validateOnly", true)
                .contentType("application/json")
                .body(form)
                .post(PATH)
                .then()
                .statusCode(200)
                .body("dryRun", is(true))
                .body("would.status", is("PROPOSED"));
        enterprise.request().get(PATH).then().body("data", hasSize(0));
        String key = UUID.randomUUID().toString();
        String id = null;
        for (int i = 0; i < 2; i++) {
            String told = enterprise
                    .request()
                    .header("Idempotency-Key", key)
                    .contentType("application/json")
                    .body(form)
                    .post(PATH)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            assertThat(id == null ? told : id).isEqualTo(told);
            id = told;
        }
    }

    @Test
    void whoIsPaidIsToldOfEachStep() {
        String number = aNumber();
        String account = proposed(number);
        verify("finance", account, number).statusCode(200);
        Background.settle();

        enterprise.request().get("/api/v1/notifications").then().body("data.title", hasItems("收款账户已核验", "申报了新的收款账户"));
        verifications("hefei", account).body("data.data.organizationId", hasItem(enterprise.id()));
        verifications("wuhu", account).body("data", empty());
    }

    /** What somebody is told of the verification of one account. */
    private static ValidatableResponse verifications(String caller, String account) {
        return as(caller)
                .queryParam("type", "cn.dengyun.provider.payee-account.verified")
                .queryParam("subject", PATH + "/" + account)
                .get("/api/v1/events")
                .then()
                .statusCode(200);
    }

    private String proposed(String number) {
        return proposed(enterprise, number);
    }

    private static String proposed(TestEnterprise by, String number) {
        return post(by.request(), PATH, aForm(HOLDER, number, document(by.request())))
                .then()
                .statusCode(201)
                .body("status", is("PROPOSED"))
                .extract()
                .path("id");
    }

    private Response propose(String number) {
        String document = UUID.randomUUID().toString();
        return post(enterprise.request(), PATH, aForm(HOLDER, number, document));
    }

    private static ValidatableResponse verify(String account, String id, String number) {
        return post(as(account), PATH + "/" + id + "/verifications", Map.of("number", number, "reason", "核对"))
                .then();
    }

    private static ValidatableResponse move(String account, String id, String what) {
        return post(as(account), PATH + "/" + id + "/" + what, WHY).then();
    }

    private ValidatableResponse own(String id, String what) {
        return post(enterprise.request(), PATH + "/" + id + "/" + what, WHY).then();
    }

    /** The number that the enterprise is paid to at a moment; null when there is none. */
    private String inForce(Instant moment) {
        return WorkerThread.await(accounts.accountAt(pool, UUID.fromString(enterprise.id()), moment))
                .map(PayeeAccount::numberToPayTo)
                .orElse(null);
    }

    /** Puts all of the enterprise's accounts so far back that what takes effect then has done so. */
    private void coolingIsOver(Instant from) {
        long seconds = ChronoUnit.SECONDS.between(clock.instant(), from) + 60;
        WorkerThread.await(
                pool.preparedQuery("""
                        UPDATE payee_account SET effective_from = effective_from - $2 * interval '1 second',
                            effective_until = effective_until - $2 * interval '1 second' WHERE organization_id = $1
                        """).execute(Tuple.of(UUID.fromString(enterprise.id()), (double) seconds)));
    }

    private void execute(String sql, Object... parameters) {
        WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.from(parameters)));
    }

    /** Prepared one after the other, sent together. */
    private static List<Response> atOnce(
            int count, java.util.function.IntFunction<java.util.function.Supplier<Response>> prepare) {
        return IntStream.range(0, count).mapToObj(prepare).toList().stream()
                .map(CompletableFuture::supplyAsync)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
