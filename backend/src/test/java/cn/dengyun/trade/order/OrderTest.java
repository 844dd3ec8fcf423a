package cn.dengyun.trade.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.TestVouchers.Funded;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders from their placement to the beginning of the service, and everything that ends them before. */
@QuarkusTest
class OrderTest {

    private static final long PRICE = 100_000;
    /** 0.4 of it. */
    private static final long SHARE = 40_000;

    @Inject
    TestVouchers vouchers;

    @Inject
    OrderRounds rounds;

    @Inject
    OrderService orders;

    @Inject
    UnitsOfWork units;

    @Inject
    LedgerService ledger;

    @Inject
    Pool pool;

    private Funded programme;
    private Voucher voucher;
    private String offering;

    @BeforeEach
    void aVoucher() {
        programme = vouchers.aProgramme(3_000_000);
        voucher = vouchers.aVoucher(programme);
        offering = FenOffering.id();
    }

    @Test
    void anOrderPinsItsPriceAndHoldsItsVouchersInOneGo() {
        Response placed = TestOrders.place("enterprise", order());

        assertThat(placed.statusCode()).as(placed.asString()).isEqualTo(201);
        assertThat(placed.<String>path("status")).isEqualTo("PLACED");
        assertThat(placed.<String>path("origin")).isEqualTo("PLATFORM");
        assertThat(placed.<String>path("externalReference")).isEqualTo(placed.<String>path("number"));
        assertThat(placed.<Integer>path("netFen")).isEqualTo((int) PRICE);
        assertThat(placed.<Integer>path("subsidyFen")).isEqualTo((int) SHARE);
        assertThat(placed.<Integer>path("payableFen")).isEqualTo((int) (PRICE - SHARE));
        assertThat(placed.<List<String>>path("lines[0].explanation.kind"))
                .containsExactly("CHARGE", "NET", "TAX", "SUBSIDY");
        assertThat(placed.<List<String>>path("availableActions")).containsExactly("CANCEL");
        assertThat(row().getLong("held_fen")).isEqualTo(SHARE);
        String id = placed.path("id");
        Response hold = SignedIn.as("platform").get("/api/v1/reservations/" + placed.path("holds[0].reservationId"));
        assertThat(hold.<String>path("orderId")).isEqualTo(id);
        Response accepted = TestOrders.accept(id);
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(200);
        assertThat(accepted.<String>path("status")).isEqualTo("ACCEPTED");
        assertThat(TestOrders.get("enterprise", id).<List<String>>path("availableActions"))
                .containsExactly("CANCEL", "AMEND");
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.PATH + "/" + id + "/steps")
                        .<List<String>>path("data.move"))
                .containsExactly("ACCEPT", "PLACE");
        assertConserved();
    }

    @Test
    void whatIsRejectedOrCancelledGivesItsVouchersBack() {
        String rejected = placed();
        String cancelled = placed();
        assertThat(row().getLong("held_fen")).isEqualTo(2 * SHARE);

        assertThat(TestOrders.reject("platform", rejected).statusCode()).isEqualTo(200);
        assertThat(TestOrders.accept(cancelled).statusCode()).isEqualTo(200);
        assertThat(TestOrders.cancel("enterprise", cancelled).statusCode()).isEqualTo(200);

        assertThat(row().getLong("held_fen")).isZero();
        assertThat(code(TestOrders.accept(rejected))).isEqualTo("transition-not-allowed");
        assertThat(code(TestOrders.cancel("enterprise", cancelled))).isEqualTo("transition-not-allowed");
        assertConserved();
    }

    @Test
    void theSummaryCountsWhatItsReaderMayKnowOf() {
        Map<String, Integer> before = summary("enterprise");
        Map<String, Integer> elsewhere = summary("wuhu");
        TestOrders.accept(placed());
        placed();

        Map<String, Integer> after = summary("enterprise");
        assertThat(after.get("PLACED")).isGreaterThan(before.getOrDefault("PLACED", 0));
        assertThat(after.get("ACCEPTED")).isGreaterThan(before.getOrDefault("ACCEPTED", 0));
        assertThat(summary("wuhu")).isEqualTo(elsewhere);
        given().get(TestOrders.PATH + "/summary").then().statusCode(401);
    }

    private static Map<String, Integer> summary(String reader) {
        List<Map<String, Object>> counts =
                SignedIn.as(reader).get(TestOrders.PATH + "/summary").path("counts");
        return counts.stream()
                .collect(Collectors.toMap(each -> (String) each.get("status"), each -> (Integer) each.get("orders")));
    }

    @Test
    void strangersAreToldOfNothing() {
        String id = placed();

        for (String stranger : List.of("enterprise2", "application", "wuhu")) {
            assertThat(TestOrders.get(stranger, id).statusCode()).as(stranger).isEqualTo(404);
        }
        for (String known : List.of("enterprise", "platform", "feixi", "hefei", "province", "finance", "auditor")) {
            assertThat(TestOrders.get(known, id).statusCode()).as(known).isEqualTo(200);
        }
        assertThat(TestOrders.reject("application", id).statusCode()).isEqualTo(404);
        assertThat(TestOrders.cancel("enterprise2", id).statusCode()).isEqualTo(404);
        assertThat(SignedIn.as("enterprise2")
                        .get(TestOrders.PATH + "/" + id + "/documents")
                        .statusCode())
                .isEqualTo(404);
        assertThat(SignedIn.as("application")
                        .get(TestOrders.PATH + "?limit=200")
                        .<List<String>>path("data.id"))
                .doesNotContain(id);
    }

    @Test
    void aClientWithoutTheScopePlacesNothing() {
        Response refused = given().auth()
                .oauth2(SignedIn.narrowToken("catalogue:read"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(TestOrders.PATH + "/" + placed() + "/acceptances");

        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void theSameKeyPlacesOneOrder() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> wanted = order();

        List<Response> answers = IntStream.range(0, 2)
                .mapToObj(i -> SignedIn.as("enterprise")
                        .header("Idempotency-Key", key)
                        .contentType("application/json")
                        .body(wanted)
                        .post(TestOrders.PATH))
                .toList();

        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers.get(1).<String>path("id")).isEqualTo(answers.get(0).path("id"));
        assertThat(row().getLong("held_fen")).isEqualTo(SHARE);
    }

    @Test
    void aReferenceNamesOneOrderWithAProvider() {
        Map<String, Object> wanted = order();
        wanted.put("externalReference", "PO-" + UUID.randomUUID());

        assertThat(TestOrders.place("enterprise", wanted).statusCode()).isEqualTo(201);
        assertThat(code(TestOrders.place("enterprise", wanted))).isEqualTo("order-reference-taken");
        Map<String, Object> unpaid = TestOrders.request(offering, PRICE, false, List.of());
        unpaid.put("externalReference", wanted.get("externalReference"));
        assertThat(code(TestOrders.place("enterprise", unpaid))).isEqualTo("order-reference-taken");
    }

    @Test
    void aDryRunPlacesNothing() {
        Response would = TestOrders.post("enterprise", TestOrders.PATH + "?validateOnly=true", order());

        assertThat(would.statusCode()).as(would.asString()).isEqualTo(200);
        assertThat(row().getLong("held_fen")).isZero();
        assertThat(would.jsonPath().getString("would.status")).isEqualTo("PLACED");
        // People would write them into a contract, and they name nothing.
        assertThat(would.jsonPath().getString("would.number")).isNull();
        assertThat(would.jsonPath().getString("would.externalReference")).isNull();
    }

    @Test
    void whatIsWrongIsToldAllAtOnce() {
        Map<String, Object> wanted = order();
        wanted.put(
                "startsOn",
                LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(3).toString());
        wanted.put(
                "endsOn", LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(9).toString());
        wanted.put(
                "lines",
                List.of(
                        Map.of("planCode", "nothing", "quantity", "1", "withSubsidy", false),
                        Map.of("planCode", "nothing", "quantity", "0", "withSubsidy", false, "amountFen", 5)));

        Response refused = TestOrders.place("enterprise", wanted);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("errors.code"))
                .contains(
                        "order-start-unfit",
                        "order-end-unfit",
                        "order-line-repeated",
                        "number-out-of-range",
                        "order-line-without-subsidy",
                        "order-vouchers-unused",
                        "plan-unknown");
    }

    @Test
    void aProviderThatOrdersFromItselfIsRefused() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Actor both = new Actor(
                UUID.randomUUID(),
                false,
                DemoAccounts.PLATFORM_ORGANIZATION,
                Set.of(Roles.ENTERPRISE, Roles.PROVIDER),
                Set.of(),
                null);
        NewOrder own = new NewOrder(
                UUID.fromString(offering),
                null,
                List.of(new NewOrder.Line(FenOffering.PLAN, String.valueOf(PRICE), false, null)),
                null,
                today,
                today.plusYears(1),
                null,
                null);

        assertThat(TestOrders.place("platform", TestOrders.request(offering, PRICE, false, List.of()))
                        .statusCode())
                .as("who is no enterprise orders nothing")
                .isEqualTo(403);
        assertThatThrownBy(() -> WorkerThread.await(units.carryOut(orders.place(both, own))))
                .hasMessageContaining("self-dealing");
    }

    @Test
    void whoHasNoVoucherThatPaysIsToldSo() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");

        Response refused = TestOrders.post(
                enterprise.request(), TestOrders.PATH, TestOrders.request(offering, PRICE, true, List.of()));

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(409);
        assertThat(code(refused)).isEqualTo("order-without-subsidy");
    }

    @Test
    void anAgentOrdersAndCancelsWithinItsMandateUnlessItIsTheProvider() {
        String reading = TestOrders.delegation(DemoAccounts.APPLICATION_ORGANIZATION, "orders:read");
        String placing = TestOrders.delegation(DemoAccounts.APPLICATION_ORGANIZATION, "orders:read", "orders:place");
        String own = TestOrders.delegation(DemoAccounts.PLATFORM_ORGANIZATION, "orders:read", "orders:place");

        Response unscoped = TestOrders.post(TestOrders.agent("application", reading), TestOrders.PATH, order());
        Response selfish = TestOrders.post(TestOrders.agent("platform", own), TestOrders.PATH, order());
        Response placed = TestOrders.post(TestOrders.agent("application", placing), TestOrders.PATH, order());
        assertThat(placed.statusCode()).as(placed.asString()).isEqualTo(201);
        String id = placed.path("id");
        assertThat(TestOrders.accept(id).statusCode()).isEqualTo(200);
        Response cancelledByItsProvider = TestOrders.cancel(TestOrders.agent("platform", own), id);
        Response seen = TestOrders.agent("platform", own).get(TestOrders.PATH + "/" + id);
        Response offered = TestOrders.agent("application", placing).get(TestOrders.PATH + "/" + id);
        Response cancelled = TestOrders.cancel(TestOrders.agent("application", placing), id);

        assertThat(code(unscoped)).isEqualTo("delegation-scope-missing");
        assertThat(code(selfish)).isEqualTo("self-dealing");
        assertThat(code(cancelledByItsProvider)).isEqualTo("self-dealing");
        assertThat(seen.<List<String>>path("availableActions")).isEmpty();
        assertThat(offered.<List<String>>path("availableActions")).containsExactly("CANCEL");
        assertThat(cancelled.statusCode()).as(cancelled.asString()).isEqualTo(200);
        assertThat(row().getLong("held_fen")).isZero();
    }

    @Test
    void manyWhoOrderWithOneVoucherAtOnceGetItsFaceAndNoMore() {
        Voucher small = vouchers.someVouchers(programme, 1, 5 * SHARE, Duration.ofDays(100))
                .get(0);
        Map<String, Object> wanted = TestOrders.request(offering, PRICE, true, List.of(small.id()));
        wanted.put(
                "lines",
                List.of(Map.of(
                        "planCode",
                        FenOffering.PLAN,
                        "quantity",
                        String.valueOf(PRICE),
                        "withSubsidy",
                        true,
                        "amountFen",
                        SHARE)));
        SignedIn.tokenOf("enterprise");

        List<CompletableFuture<Response>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            all.add(CompletableFuture.supplyAsync(
                    () -> TestOrders.place("enterprise", wanted), task -> new Thread(task).start()));
        }
        List<Response> answers = all.stream().map(CompletableFuture::join).toList();

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(5);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .allMatch(answer -> code(answer).equals("voucher-balance-too-low"));
        assertConserved();
    }

    @Test
    void oneSecondLateNobodyAcceptsAndTheVouchersAreFree() {
        String id = placed();
        overdue(id);

        assertThat(code(TestOrders.accept(id))).isEqualTo("transition-not-allowed");
        assertThat(TestOrders.get("enterprise", id).<String>path("status")).isEqualTo("LAPSED");
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.PATH + "?status=LAPSED")
                        .<List<String>>path("data.id"))
                .contains(id);
        WorkerThread.await(rounds.lapse());

        assertThat(row().getLong("held_fen")).isZero();
        assertThat(TestOrders.get("enterprise", id).<List<String>>path("holds.status"))
                .containsExactly("RELEASED");
        assertConserved();
    }

    @Test
    void anOfferingThatIsRetiredMeanwhileTakesNothingFromTheOrder() {
        TestProvider provider = TestProvider.aProvider();
        String retired = FenOffering.of(provider);
        String id = TestOrders.place("enterprise", TestOrders.request(retired, PRICE, true, List.of(voucher.id())))
                .path("id");
        provider.delete("fen", provider.get("fen").header("ETag"));

        assertThat(TestOrders.get("enterprise", id).<Integer>path("netFen")).isEqualTo((int) PRICE);
        assertThat(code(TestOrders.place("enterprise", TestOrders.request(retired, PRICE, false, List.of()))))
                .isEqualTo("offering-not-offered");
    }

    @Test
    void aSanctionEndsWhatHasNotBegunAndFreesItsVouchers() {
        TestProvider provider = TestProvider.aProvider();
        String theirs = FenOffering.of(provider);
        String id = TestOrders.place("enterprise", TestOrders.request(theirs, PRICE, true, List.of(voucher.id())))
                .path("id");
        String sanction = TestSupervision.heard(provider.id());
        SignedIn.tokenOf("enterprise");

        List<CompletableFuture<Response>> more = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> TestOrders.place(
                                "enterprise", TestOrders.request(theirs, PRICE, true, List.of(voucher.id()))),
                        task -> new Thread(task).start()))
                .toList();
        Response decided = TestOrders.post(
                "province2", TestSupervision.SANCTIONS + "/" + sanction + "/decisions", Map.of("reason", "属实"));
        List<Response> answers = more.stream().map(CompletableFuture::join).toList();

        assertThat(decided.statusCode()).as(decided.asString()).isEqualTo(200);
        assertThat(decided.<List<String>>path("consequences.kind")).contains("ORDERS_ENDED");
        assertThat(answers)
                .allMatch(answer -> answer.statusCode() == 201
                        || List.of("provider-not-qualified", "offering-not-offered", "offering-not-found")
                                .contains(code(answer)));
        assertThat(TestOrders.get("enterprise", id).<String>path("status")).isEqualTo("CANCELLED");
        answers.stream()
                .filter(answer -> answer.statusCode() == 201)
                .forEach(answer -> assertThat(
                                TestOrders.get("enterprise", answer.path("id")).<String>path("status"))
                        .isEqualTo("CANCELLED"));
        assertThat(row().getLong("held_fen")).isZero();
        assertConserved();
    }

    @Test
    void openOrdersWithOneProviderAreBounded() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        Map<String, Object> wanted = TestOrders.request(offering, PRICE, false, List.of());
        String first =
                TestOrders.post(enterprise.request(), TestOrders.PATH, wanted).path("id");
        of(first, """
                INSERT INTO service_order SELECT copy.* FROM service_order o, generate_series(1, 1999) n,
                    jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', o.number || n,
                    'external_reference', o.number || n)) copy WHERE o.id = $1
                """);
        try {
            Response refused = TestOrders.post(enterprise.request(), TestOrders.PATH, wanted);

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(code(refused)).isEqualTo("orders-open-too-many");
        } finally {
            of(first, """
                    UPDATE service_order SET status = 'CANCELLED', ended_at = now() WHERE organization_id =
                        (SELECT organization_id FROM service_order WHERE id = $1)
                    """);
        }
        assertThat(TestOrders.post(enterprise.request(), TestOrders.PATH, wanted)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void whatHasLapsedIsNoConsequenceOfASanction() {
        TestProvider provider = TestProvider.aProvider();
        String theirs = FenOffering.of(provider);
        Map<String, Object> wanted = TestOrders.request(theirs, PRICE, false, List.of());
        TestOrders.place("enterprise", wanted).then().statusCode(201);
        String lapsed = TestOrders.place("enterprise", wanted).path("id");
        overdue(lapsed);
        String sanction = TestSupervision.heard(provider.id());

        Response decided = TestOrders.post(
                "province2", TestSupervision.SANCTIONS + "/" + sanction + "/decisions", Map.of("reason", "属实"));

        assertThat(decided.<Integer>path("consequences.find { it.kind == 'ORDERS_ENDED' }.count"))
                .isEqualTo(1);
        assertThat(TestOrders.get("enterprise", lapsed).<String>path("status")).isEqualTo("LAPSED");
    }

    @Test
    void aFrozenVoucherPaysForNoNewOrderAndIsGivenBackToNobodyElse() {
        String id = placed();
        TestOrders.post("province", "/api/v1/vouchers/" + voucher.id() + "/freezes", Map.of("reason", "核查"));

        assertThat(TestOrders.place("enterprise", order()).statusCode()).isEqualTo(409);
        assertThat(TestOrders.accept(id).statusCode()).isEqualTo(200);
        assertThat(TestOrders.cancel("enterprise", id).statusCode()).isEqualTo(200);
        assertThat(row().getLong("held_fen")).isZero();
        assertConserved();
    }

    @Test
    void anEnterpriseThatIsFrozenPlacesNothingAndIsNoPartyToAContract() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        Map<String, Object> wanted = TestOrders.request(offering, PRICE, false, List.of());
        String before = TestEnterprise.post(enterprise.request(), TestOrders.PATH, wanted)
                .statusCode(201)
                .extract()
                .path("id");
        freeze(UUID.fromString(enterprise.id()), true);

        Response refused = TestEnterprise.post(enterprise.request(), TestOrders.PATH, wanted)
                .extract()
                .response();
        Response accepted = TestOrders.accept(before);
        assertThat(TestOrders.get("platform", before).<List<String>>path("availableActions"))
                .containsExactly("REJECT");
        assertThat(enterprise.request().get(TestOrders.PATH + "/" + before).<List<String>>path("availableActions"))
                .isEmpty();

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(code(refused)).isEqualTo("organization-frozen");
        assertThat(accepted.statusCode()).isEqualTo(403);
        assertThat(code(accepted)).isEqualTo("organization-frozen");
        freeze(UUID.fromString(enterprise.id()), false);
        assertThat(TestOrders.get("platform", before).<List<String>>path("availableActions"))
                .containsExactly("ACCEPT", "REJECT");
        assertThat(TestOrders.accept(before).statusCode()).isEqualTo(200);
    }

    @Test
    void whatNobodyAnswersLapsesAlsoWhileASideIsFrozen() {
        TestProvider provider = TestProvider.aProvider();
        String theirs = FenOffering.of(provider);
        String id = TestOrders.place("enterprise", TestOrders.request(theirs, PRICE, true, List.of(voucher.id())))
                .path("id");
        UUID seller = sellerOf(id);
        overdue(id);
        freeze(seller, true);

        WorkerThread.await(rounds.lapse());

        assertThat(row().getLong("held_fen")).isZero();
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.PATH + "/" + id + "/steps")
                        .<List<String>>path("data.move"))
                .containsExactly("LAPSE", "PLACE");
        assertConserved();
    }

    @Test
    void whatIsLateAndWhatComesNextIsSaid() {
        String waits = placed();
        String late = placed();
        assertThat(TestOrders.accept(late).statusCode()).isEqualTo(200);
        WorkerThread.await(pool.preparedQuery("UPDATE service_order SET status = 'ACTIVE', activated_at = now(),"
                        + " due_at = now() - interval '1 second' WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(late))));

        assertThat(TestOrders.get("enterprise", waits).<String>path("nextAction"))
                .isEqualTo("ANSWER");
        assertThat(TestOrders.get("enterprise", late).<String>path("nextAction"))
                .isEqualTo("DELIVER");
        assertThat(TestOrders.get("enterprise", late).<Boolean>path("overdue")).isTrue();
        assertThat(listed("overdue=true")).contains(late).doesNotContain(waits);
        assertThat(listed("overdue=false")).contains(waits).doesNotContain(late);
    }

    @Test
    void whatHasEndedIsDueNoMore() {
        String waits = placed();
        String cancelled = placed();
        String lapsed = placed();
        TestOrders.cancel("enterprise", cancelled);
        overdue(lapsed);

        Response ended = TestOrders.get("enterprise", cancelled);

        assertThat(ended.<String>path("dueAt")).isNull();
        assertThat(TestOrders.get("enterprise", lapsed).<String>path("dueAt")).isNull();
        assertThat(TestOrders.get("enterprise", waits).<String>path("dueAt")).isNotNull();
        assertThat(listed("dueBefore=2099-01-01T00:00:00Z")).contains(waits).doesNotContain(cancelled, lapsed);
    }

    @Test
    void anOrderIsFoundByItsNumberHoweverItIsTyped() {
        String id = placed();
        String number = TestOrders.get("enterprise", id).path("number");

        String typed = number.replace("-", "").toLowerCase(Locale.ROOT);

        assertThat(listed("number=" + typed)).containsExactly(id);
        assertThat(listed("number=" + number)).containsExactly(id);
        assertThat(listed("number=PO-1")).isEmpty();
    }

    @Test
    void whatIsWrongWithALineIsSaidWhereItStands() {
        Map<String, Object> wanted = order();
        Map<String, Object> unpaid = Map.of("planCode", FenOffering.OTHER_PLAN, "quantity", "5", "withSubsidy", false);
        Map<String, Object> paid =
                Map.of("planCode", FenOffering.PLAN, "quantity", "100000", "withSubsidy", true, "amountFen", SHARE + 1);
        wanted.put("lines", List.of(unpaid, paid));

        Response refused = TestOrders.place("enterprise", wanted);

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
        assertThat(refused.<List<String>>path("errors.code")).containsExactly("voucher-share-exceeded");
        assertThat(refused.<String>path("errors[0].pointer")).isEqualTo("/lines/1/amountFen");
    }

    @Test
    void anOrderOfWhichAHoldEndedIsNotTheSameForWhoeverKnowsIt() {
        String id = placed();
        String tag = TestOrders.get("enterprise", id).header("ETag");
        assertThat(SignedIn.as("enterprise")
                        .header("If-None-Match", tag)
                        .get(TestOrders.PATH + "/" + id)
                        .statusCode())
                .isEqualTo(304);
        WorkerThread.await(pool.preparedQuery("UPDATE reservation SET expires_at = now() WHERE order_id = $1")
                .execute(Tuple.of(UUID.fromString(id))));

        assertThat(SignedIn.as("enterprise")
                        .header("If-None-Match", tag)
                        .get(TestOrders.PATH + "/" + id)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aContractIsADocumentOfEitherSideWhoseHashStays() {
        String id = placed();
        String first = TestOrders.aContract("platform", id);
        String second = TestOrders.aContract("enterprise", id);

        assertThat(TestOrders.pin("enterprise", id, first).statusCode()).isEqualTo(200);
        Response pinned = TestOrders.pin("platform", id, second);
        assertThat(pinned.statusCode()).as(pinned.asString()).isEqualTo(200);
        assertThat(pinned.<String>path("contractDocumentId")).isEqualTo(second);
        assertThat(pinned.<String>path("contractSha256")).hasSize(64);
        assertThat(pinned.<String>path("contractSide")).isEqualTo("PROVIDER");
        Response accepted = TestOrders.accept(id);
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(200);
        assertThat(accepted.<String>path("contractConfirmedAt")).isNull();
        Response confirmed = TestOrders.pin("enterprise", id, second);
        assertThat(confirmed.statusCode()).as(confirmed.asString()).isEqualTo(200);
        assertThat(confirmed.<String>path("contractConfirmedAt")).isNotNull();
        assertThat(confirmed.<String>path("contractSide")).isEqualTo("PROVIDER");

        assertThat(code(TestOrders.pin("enterprise", id, first))).isEqualTo("contract-pinned");
        assertThat(TestOrders.pin("enterprise2", id, first).statusCode()).isEqualTo(404);
        assertThat(code(SignedIn.as("platform")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .post("/api/v1/documents/" + second + "/withdrawals")))
                .isEqualTo("forbidden");
        assertThat(SignedIn.as("platform")
                        .get(TestOrders.PATH + "/" + id + "/documents")
                        .<List<String>>path("data.id"))
                .containsExactly(first, second);
        assertThat(SignedIn.as("enterprise")
                        .get(TestOrders.PATH + "/" + id + "/steps")
                        .<List<String>>path("data.move"))
                .containsExactly("CONFIRM_CONTRACT", "ACCEPT", "CONTRACT", "CONTRACT", "PLACE");
    }

    @Test
    void aProviderAcceptsTheContractThatItHasRead() {
        String id = placed();
        String contract = TestOrders.aContract("enterprise", id);
        String read = TestOrders.get("platform", id).header("ETag");
        assertThat(TestOrders.pin("enterprise", id, contract).statusCode()).isEqualTo(200);

        Response swapped = TestOrders.accept(SignedIn.as("platform"), id, read);
        Response unread = SignedIn.as("platform")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(TestOrders.PATH + "/" + id + "/acceptances");
        Response accepted = TestOrders.accept(
                SignedIn.as("platform"), id, TestOrders.get("platform", id).header("ETag"));

        assertThat(swapped.statusCode()).as(swapped.asString()).isEqualTo(412);
        assertThat(unread.statusCode()).isEqualTo(428);
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(200);
        assertThat(accepted.<String>path("contractConfirmedAt")).isEqualTo(accepted.path("acceptedAt"));
        assertThat(code(TestOrders.pin("platform", id, TestOrders.aContract("platform", id))))
                .isEqualTo("contract-pinned");
        Background.settle();
        assertThat(WorkerThread.await(pool.preparedQuery("SELECT data::text FROM event WHERE subject = $1"
                                        + " AND type = 'cn.dengyun.trade.order.contract-pinned'")
                                .execute(Tuple.of(TestOrders.PATH + "/" + id)))
                        .iterator()
                        .next()
                        .getString(0))
                .contains(contract, accepted.<String>path("contractSha256"));
    }

    @Test
    void neitherSideIsInTheWayOfTheOthersDocuments() {
        String id = placed();
        byte[] contract = TestDocuments.aPdf();

        Response unseen = TestOrders.aDocument("platform", id, contract, "REVIEW");
        assertThat(unseen.statusCode()).as(unseen.asString()).isEqualTo(201);
        assertThat(code(TestOrders.pin("platform", id, unseen.path("id")))).isEqualTo("document-not-found");
        assertThat(code(TestOrders.aDocument("platform", id, contract, "RECORD")))
                .isEqualTo("document-repeated");
        Response own = TestOrders.aDocument("enterprise", id, contract, "RECORD");
        assertThat(own.statusCode()).as(own.asString()).isEqualTo(201);
        assertThat(TestOrders.pin("enterprise", id, own.path("id")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatIsNoContractOfTheOrderIsNotPinned() {
        String id = placed();
        String other = placed();
        String elsewhere = TestOrders.aContract("enterprise", other);
        TestOrders.cancel("enterprise", other);

        assertThat(code(TestOrders.pin("enterprise", id, elsewhere))).isEqualTo("document-not-found");
        assertThat(code(TestOrders.pin("enterprise", other, elsewhere))).isEqualTo("contract-pinned");
        assertThat(SignedIn.as("enterprise")
                        .contentType("application/json")
                        .body(Map.of("documentId", elsewhere))
                        .put(TestOrders.PATH + "/" + other + "/contract")
                        .statusCode())
                .isEqualTo(428);
    }

    private void of(String order, String sql) {
        WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.of(UUID.fromString(order))));
    }

    private List<String> listed(String query) {
        return SignedIn.as("enterprise")
                .get(TestOrders.PATH + "?limit=100&" + query)
                .path("data.id");
    }

    private UUID sellerOf(String order) {
        return WorkerThread.await(pool.preparedQuery("SELECT provider_organization_id FROM service_order WHERE id = $1")
                        .execute(Tuple.of(UUID.fromString(order))))
                .iterator()
                .next()
                .getUUID(0);
    }

    private void freeze(UUID organization, boolean isFrozen) {
        WorkerThread.await(pool.preparedQuery("UPDATE organization SET frozen_at = "
                        + (isFrozen ? "now(), frozen_reason = '核查'" : "NULL, frozen_reason = NULL")
                        + " WHERE id = $1")
                .execute(Tuple.of(organization)));
    }

    private Map<String, Object> order() {
        return new HashMap<>(TestOrders.request(offering, PRICE, true, List.of(voucher.id())));
    }

    private String placed() {
        return TestOrders.place("enterprise", order())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String code(Response answer) {
        return answer.path("code");
    }

    private void overdue(String id) {
        WorkerThread.await(
                pool.preparedQuery("UPDATE service_order SET due_at = now() - interval '1 second' WHERE id = $1")
                        .execute(Tuple.of(UUID.fromString(id))));
    }

    private Row row() {
        return WorkerThread.await(pool.preparedQuery("SELECT * FROM voucher WHERE id = $1")
                        .execute(Tuple.of(voucher.id())))
                .iterator()
                .next();
    }

    private void assertConserved() {
        Background.settle();
        assertThat(WorkerThread.await(ledger.conservation(programme.programmeId()))
                        .holds())
                .isTrue();
    }
}
