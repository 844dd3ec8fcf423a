package cn.dengyun.voucher.status;

import static cn.dengyun.identity.organization.TestEnterprise.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.Patience;
import cn.dengyun.catalogue.rest.StatementRecorder;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class VoucherStatusTest {

    private static final int TRIES = 5;

    private static String token;

    @BeforeEach
    void signIn() {
        if (token == null) {
            token = SignedIn.tokenOf("enterprise");
        }
    }

    private static RequestSpecification enterprise() {
        return given().auth().oauth2(token);
    }

    private static Response status(RequestSpecification caller, TestVoucher voucher) {
        return caller.get(voucher.path() + "/status");
    }

    private static Response byCode(RequestSpecification caller, String code) {
        return caller.get("/api/v1/voucher-statuses/{code}", code);
    }

    @Test
    void anEnterpriseSeesHowItsVoucherStands() {
        TestVoucher voucher = TestVoucher.issued();
        voucher.use(2_000_000);

        status(enterprise(), voucher)
                .then()
                .statusCode(200)
                .header("Cache-Control", is("private, no-cache"))
                .header("ETag", is("\"2-ACTIVE\""))
                .body("id", is(voucher.id().toString()))
                .body("code", is(voucher.code()))
                .body("status", is("ACTIVE"))
                .body("isUsable", is(true))
                .body("faceFen", is(5_000_000))
                .body("availableFen", is(3_000_000))
                .body("heldFen", is(0))
                .body("capturedFen", is(2_000_000))
                .body("validUntil", notNullValue())
                .body("acceptUntil", nullValue())
                .body("revision", is(2));
    }

    @Test
    void ofManyThatAskAtOnceEachGetsItsOwnAnswer() {
        List<TestVoucher> vouchers =
                Stream.generate(TestVoucher::issued).limit(4).toList();
        String stranger = SignedIn.tokenOf("enterprise2");

        IntStream.range(0, 120).parallel().forEach(i -> {
            TestVoucher asked = vouchers.get(i % vouchers.size());
            if (i % 3 == 0) {
                status(given().auth().oauth2(stranger), asked).then().statusCode(404);
            } else {
                status(enterprise(), asked)
                        .then()
                        .statusCode(200)
                        .body("id", is(asked.id().toString()));
            }
        });
        enterprise()
                .get("/api/v1/vouchers/" + UUID.randomUUID() + "/status")
                .then()
                .statusCode(404);
    }

    @Test
    void aCodeIsReadAsPeopleTypeIt() {
        TestVoucher voucher = TestVoucher.issued();
        String typed = voucher.code().toLowerCase(Locale.ROOT).replace("-", "");

        for (String code :
                List.of(voucher.code(), typed, typed.replace('0', 'o').replace('1', 'l'))) {
            byCode(enterprise(), code)
                    .then()
                    .statusCode(200)
                    .header("ETag", is("\"1-ACTIVE\""))
                    .body("id", is(voucher.id().toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DY4K", "x", "DY4K-7M2P-9QXT-7", "%20", "券"})
    void whatIsNoCodeIsNotFound(String code) {
        byCode(enterprise(), code).then().statusCode(404).body("code", is("voucher-not-found"));
    }

    @Test
    void theTagChangesWithEveryChange() {
        TestVoucher voucher = TestVoucher.issued();
        String before = status(enterprise(), voucher).header("ETag");

        status(enterprise().header("If-None-Match", before), voucher)
                .then()
                .statusCode(304)
                .header("ETag", is(before));
        byCode(enterprise().header("If-None-Match", before), voucher.code())
                .then()
                .statusCode(304);
        voucher.freeze();

        status(enterprise().header("If-None-Match", before), voucher)
                .then()
                .statusCode(200)
                .header("ETag", is("\"2-FROZEN\""))
                .body("status", is("FROZEN"))
                .body("isUsable", is(false));
    }

    @Test
    void theTagChangesWhenTheClockAloneEndsTheVoucher() {
        TestVoucher voucher = oneThatIsAboutToEnd();

        Response found = Patience.until(
                "the end of the voucher",
                () -> status(enterprise().header("If-None-Match", "\"1-ACTIVE\""), voucher),
                seen -> seen.statusCode() != 304);

        found.then().statusCode(200).header("ETag", endsWith("-EXPIRED\"")).body("status", is("EXPIRED"));
    }

    /** Active when it was asked for; a slow machine needs longer to ask than the first is valid. */
    private static TestVoucher oneThatIsAboutToEnd() {
        Duration time = Duration.ofMillis(1_500);
        TestVoucher voucher = TestVoucher.validFor(time);
        Response seen = status(enterprise(), voucher);
        while (seen.header("ETag").endsWith("-EXPIRED\"") && time.compareTo(Patience.LONG) < 0) {
            time = time.multipliedBy(3);
            voucher = TestVoucher.validFor(time);
            seen = status(enterprise(), voucher);
        }
        seen.then().statusCode(200).header("ETag", is("\"1-ACTIVE\""));
        return voucher;
    }

    @Test
    void aVoucherThatHasToBeAcceptedIsIssuedOnly() {
        TestVoucher voucher = TestVoucher.issued();
        voucher.change("accept_until = now() + interval '3 days'");

        status(enterprise(), voucher).then().body("status", is("ISSUED")).body("acceptUntil", notNullValue());
        voucher.change("accepted_at = now()");
        status(enterprise(), voucher).then().body("status", is("ACTIVE")).body("acceptUntil", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hefei", "feixi", "province", "finance", "auditor"})
    void thoseWhoOverseeItSeeIt(String account) {
        status(SignedIn.as(account), TestVoucher.issued()).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"enterprise2", "wuhu"})
    void othersAreToldThatThereIsNone(String account) {
        TestVoucher voucher = TestVoucher.issued();

        Response notYours = status(SignedIn.as(account), voucher);
        Response notThere = SignedIn.as(account).get("/api/v1/vouchers/" + UUID.randomUUID() + "/status");

        assertThat(notYours.statusCode()).isEqualTo(404);
        assertThat(notYours.<String>path("code")).isEqualTo("voucher-not-found");
        assertThat(notYours.<String>path("detail")).isEqualTo(notThere.path("detail"));
        byCode(SignedIn.as(account), voucher.code()).then().statusCode(404);
    }

    @Test
    void anAgentSeesItWithTheScopeForIt() {
        TestEnterprise principal = TestEnterprise.certified("340123", "feixi");
        TestVoucher voucher = TestVoucher.issuedTo(UUID.fromString(principal.id()), "340123");
        String reading = granted(principal, "vouchers:read");
        String other = granted(principal, "organization:read");

        status(agent(reading), voucher).then().statusCode(200);
        byCode(agent(reading), voucher.code()).then().statusCode(200);
        status(agent(other), voucher).then().statusCode(403).body("code", is("delegation-scope-missing"));
        status(agent(reading), TestVoucher.issued()).then().statusCode(404);
        query(agent(reading), List.of(voucher.code())).then().statusCode(200).body("data.outcome", contains("FOUND"));
    }

    @Test
    void manyAreAskedForAtOnce() {
        TestVoucher own = TestVoucher.issued();
        TestVoucher second = own.another();
        TestVoucher foreign = TestVoucher.issuedTo(UUID.randomUUID(), "340200");
        String mistyped = own.code().substring(0, 14) + "-~";

        query(
                        enterprise(),
                        List.of(
                                second.code().toLowerCase(Locale.ROOT),
                                foreign.code(),
                                "DY00-0000-0000-0",
                                mistyped,
                                own.code(),
                                own.code()))
                .then()
                .statusCode(200)
                .body("data.outcome", contains("FOUND", "UNKNOWN", "UNKNOWN", "UNKNOWN", "FOUND"))
                .body("data[0].code", is(second.code().toLowerCase(Locale.ROOT)))
                .body("data[0].standing.code", is(second.code()))
                .body("data[1].standing", nullValue())
                .body("data[4].standing.id", is(own.id().toString()));
    }

    @Test
    void twoHundredCodesAreTheMost() {
        List<String> codes = IntStream.range(0, 200).mapToObj(i -> "DY" + i).toList();

        query(enterprise(), codes).then().statusCode(200).body("data.size()", is(200));
        query(enterprise(), Stream.concat(codes.stream(), Stream.of("x")).toList())
                .then()
                .statusCode(400)
                .body("code", is("invalid-request"));
        query(enterprise(), List.of()).then().statusCode(400);
    }

    @Test
    void eachQuestionIsOneStatement() {
        TestVoucher voucher = TestVoucher.issued();
        String tag = status(enterprise(), voucher).header("ETag");
        List<String> codes = List.of(voucher.code(), voucher.another().code(), "DY00");

        assertOneStatement(200, () -> status(enterprise(), voucher));
        assertOneStatement(304, () -> status(enterprise().header("If-None-Match", tag), voucher));
        assertOneStatement(200, () -> byCode(enterprise(), voucher.code()));
        assertOneStatement(200, () -> query(enterprise(), codes));
    }

    /** What the platform does by itself can only add to them: the fewest of several tries are the request's own. */
    private static void assertOneStatement(int status, Supplier<Response> request) {
        List<List<String>> tries = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            StatementRecorder.forget();
            Response response = request.get();
            tries.add(StatementRecorder.statements());
            response.then().statusCode(status);
        }
        assertThat(Collections.min(tries, Comparator.comparingInt(List::size)))
                .hasSize(1)
                .allMatch(sql -> sql.contains("FROM voucher v"));
    }

    private static Response query(RequestSpecification caller, List<String> codes) {
        return caller.contentType("application/json")
                .body(Map.of("codes", codes))
                .post("/api/v1/voucher-status-queries");
    }

    private static RequestSpecification agent(String delegation) {
        return SignedIn.as("application").header("Dengyun-Delegation", delegation);
    }

    private static String granted(TestEnterprise principal, String scope) {
        return post(
                        principal.request(),
                        "/api/v1/delegations",
                        Map.of(
                                "agentOrganizationId", DemoAccounts.APPLICATION_ORGANIZATION.toString(),
                                "scopes", List.of(scope),
                                "validFrom", Instant.now().toString(),
                                "validUntil",
                                        Instant.now().plus(1, ChronoUnit.DAYS).toString()))
                .statusCode(201)
                .extract()
                .path("id");
    }
}
