package cn.dengyun.application.rest;

import static cn.dengyun.identity.organization.TestEnterprise.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import cn.dengyun.Patience;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.voucher.FenOffering;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a draft, how many there may be, and who may write it. */
@QuarkusTest
class ApplicationDraftTest {

    private static final String APPLICATIONS = "/api/v1/voucher-applications";
    private static final int MAX_DRAFTS = 50;

    /** More than the pool has connections. */
    private static final int AT_ONCE = 24;

    @Test
    void editsOfOneDraftAtOnceAreAllCarriedOutAndHoldUpNobody() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        Map<String, Object> line = line("offeringId", FenOffering.id());
        String id =
                drafted(enterprise.request(), line).statusCode(201).extract().path("id");

        List<Integer> statuses = atOnce(AT_ONCE, i -> {
            Map<String, Object> another = new HashMap<>(line);
            another.put("description", "云 ERP " + i);
            return edited(enterprise.request(), id, another).extract().statusCode();
        });

        assertThat(statuses).containsOnly(200);
    }

    @Test
    void anAgentDoesNotApplyForWhatItSellsItself() {
        TestEnterprise principal = TestEnterprise.certified("340123", "feixi");
        String delegation = granted(principal);
        Map<String, Object> own = line("providerId", DemoProviders.APPLICATION.toString());

        drafted(agent(delegation), own).statusCode(403).body("code", is("self-dealing"));
        String id = drafted(agent(delegation), line("providerId", DemoProviders.PLATFORM.toString()))
                .statusCode(201)
                .extract()
                .path("id");
        edited(agent(delegation), id, own).statusCode(403).body("code", is("self-dealing"));
        edited(principal.request(), id, own).statusCode(200);
        submitted(agent(delegation), id).statusCode(403).body("code", is("self-dealing"));
        submitted(principal.request(), id).statusCode(200);

        post(
                        SignedIn.as("feixi"),
                        APPLICATIONS + "/" + id + "/reviews",
                        Map.of(
                                "decision",
                                "RETURN",
                                "reason",
                                "合同编号看不清",
                                "defects",
                                List.of(Map.of("pointer", "/lines/0/contractNumber", "code", "CONTRACT_UNCLEAR"))))
                .statusCode(200);
        submitted(agent(delegation), id).statusCode(403).body("code", is("self-dealing"));
        submitted(principal.request(), id).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01", "1799-12-31", "2101-01-01", "+10000-01-01"})
    void aDayThatCannotBeIsRefusedWhereverItIsSent(String day) {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        Map<String, Object> line = line("contractDate", day);

        requireRefused(drafted(enterprise.request(), line), "/lines/0/contractDate");
        String id = drafted(enterprise.request(), line("contractDate", "2100-12-31"))
                .statusCode(201)
                .extract()
                .path("id");
        requireRefused(edited(enterprise.request(), id, line), "/lines/0/contractDate");
        Map<String, Object> facts = Map.of("registeredOn", day, "violations", List.of("2015-05-01", day));
        requireRefused(
                post(
                        SignedIn.as("feixi"),
                        APPLICATIONS + "/" + id + "/reviews",
                        Map.of("decision", "TAKE_UP", "reason", "材料齐全", "facts", facts)),
                "/facts/registeredOn",
                "/facts/violations/1");
    }

    @Test
    void anEnterpriseHasSoManyDraftsAndNotOneMore() {
        TestEnterprise enterprise = TestEnterprise.registered("340123");

        List<String> ids = atOnce(MAX_DRAFTS + 10, i -> {
            ValidatableResponse made = drafted(enterprise.request(), line("layer", "SAAS"));
            return made.extract().statusCode() == 201 ? made.extract().path("id") : "";
        });

        assertThat(Collections.frequency(ids, "")).isEqualTo(10);
        drafted(enterprise.request(), line("layer", "SAAS"))
                .statusCode(409)
                .body("code", is("application-drafts-too-many"));
        String first = ids.stream().filter(id -> !id.isEmpty()).findFirst().orElseThrow();
        post(enterprise.request(), APPLICATIONS + "/" + first + "/withdrawals", Map.of())
                .statusCode(200);
        drafted(enterprise.request(), line("layer", "SAAS")).statusCode(201);
    }

    private static void requireRefused(ValidatableResponse answer, String... pointers) {
        answer.statusCode(400)
                .body("errors.pointer", containsInAnyOrder(pointers))
                .body("errors.code", everyItem(is("invalid-plausible-day")));
    }

    /** All of them, some at the same time. */
    private static <T> List<T> atOnce(int count, IntFunction<T> request) {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<T>> answers = IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> request.apply(i), callers))
                    .toList();
            return answers.stream()
                    .map(each -> each.orTimeout(Patience.LONG.toSeconds(), TimeUnit.SECONDS)
                            .join())
                    .toList();
        } finally {
            callers.shutdownNow();
        }
    }

    private static Map<String, Object> line(String member, String value) {
        Map<String, Object> line = new HashMap<>(
                Map.of("description", "云 ERP", "layer", "SAAS", "inclTaxFen", 106_000, "exTaxFen", 100_000));
        line.put(member, value);
        return line;
    }

    private static ValidatableResponse drafted(RequestSpecification caller, Map<String, Object> line) {
        return post(
                caller,
                APPLICATIONS,
                Map.of("programmeId", DemoProgramme.ID, "lines", List.of(line), "otherFiscalMoney", false));
    }

    private static ValidatableResponse edited(RequestSpecification caller, String id, Map<String, Object> line) {
        return caller.contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Json.encode(Map.of("lines", List.of(line))).getBytes(StandardCharsets.UTF_8))
                .patch(APPLICATIONS + "/" + id)
                .then();
    }

    private static ValidatableResponse submitted(RequestSpecification caller, String id) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString())
                .post(APPLICATIONS + "/" + id + "/submissions")
                .then();
    }

    private static String granted(TestEnterprise principal) {
        return post(
                        principal.request(),
                        "/api/v1/delegations",
                        Map.of(
                                "agentOrganizationId",
                                DemoAccounts.APPLICATION_ORGANIZATION,
                                "scopes",
                                List.of("vouchers:apply"),
                                "validFrom",
                                Instant.now().minusSeconds(60).toString(),
                                "validUntil",
                                Instant.now().plus(1, ChronoUnit.DAYS).toString()))
                .statusCode(201)
                .body("scopes", contains("vouchers:apply"))
                .extract()
                .path("id");
    }

    private static RequestSpecification agent(String delegation) {
        return SignedIn.as("application").header("Dengyun-Delegation", delegation);
    }
}
