package cn.dengyun.trade.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Demands, sealed quotes and awards over HTTP; also as they would be tried who collude, look, or come too late. */
@QuarkusTest
class DemandTest {

    private static final String PLATFORM = "01900000-0000-7000-8000-000000000001";

    @Inject
    DemandRounds rounds;

    @Inject
    QuoteService quotes;

    @Inject
    UnitsOfWork units;

    @Inject
    TestVouchers vouchers;

    /** A provider of the test's own, which may be disqualified. */
    private record Seller(
            String provider, String organization, Supplier<RequestSpecification> caller, String offering) {

        static Seller made() {
            TestEnterprise organization = TestEnterprise.certified("PROVIDER", "340123", "feixi");
            String provider = TestSupervision.asProvider(organization);
            Supplier<RequestSpecification> caller =
                    () -> RestAssured.given().auth().oauth2(organization.token());
            return new Seller(provider, organization.id(), caller, MonthOffering.of(provider, caller));
        }

        Response submit(String demand, Long netFen) {
            return TestDemands.submit(caller.get(), demand, TestDemands.quote(offering, netFen));
        }

        String quoted(String demand, Long netFen) {
            return submit(demand, netFen).then().statusCode(201).extract().path("id");
        }
    }

    @Test
    void aDemandIsDrawnUpPublishedQuotedForAndAwarded() {
        String demand = TestDemands.drawnUp("PUBLIC");
        Response hidden = TestDemands.get(RestAssured.given(), demand);
        Response published = TestDemands.publish(enterprise(), demand);
        Response seen = TestDemands.get(RestAssured.given(), demand);
        String quote = TestDemands.quoted(demand);
        TestDemands.closeQuoting(demand);

        Response awarded = TestDemands.award(quote);

        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(published.<String>path("status")).isEqualTo("OPEN");
        assertThat(seen.<String>path("organizationName")).isNotBlank();
        assertThat(seen.<Object>path("quotes")).as("nobody else counts quotes").isNull();
        assertThat(awarded.statusCode()).as(awarded.asString()).isEqualTo(201);
        assertThat(awarded.<String>path("status")).isEqualTo("AWARDED");
        Response order = enterprise().get(awarded.header("Location"));
        assertThat(order.<String>path("origin")).isEqualTo("QUOTE");
        assertThat(order.<Integer>path("listFen")).isEqualTo(120_000);
        assertThat(order.<Integer>path("netFen")).isEqualTo(100_000);
        assertThat(order.<Integer>path("campaignFen")).isEqualTo(20_000);
        assertThat(order.<List<String>>path("lines[0].explanation.kind"))
                .containsExactly("CHARGE", "QUOTE", "NET", "TAX");
        assertThat(order.<List<Integer>>path("lines[0].explanation.amountFen"))
                .containsExactly(120_000, -20_000, 100_000, 0);
        Response told = TestDemands.get(RestAssured.given(), demand);
        assertThat(told.<String>path("status")).isEqualTo("AWARDED");
        assertThat(told.<String>path("award.providerId")).isEqualTo(PLATFORM);
        assertThat(told.<Integer>path("award.netFen")).isEqualTo(100_000);
        assertThat(TestDemands.award(quote).<String>path("code")).isEqualTo("transition-not-allowed");
        assertThat(TestOrders.get("platform", awarded.path("orderId")).statusCode())
                .as("the provider has it to accept")
                .isEqualTo(200);
    }

    @Test
    void quotesAreSealedForAllOthersUntilTheDeadline() {
        String demand = TestDemands.published();
        Seller rival = Seller.made();
        String quote = TestDemands.quoted(demand);
        String other = rival.quoted(demand, 99_999L);

        assertThat(TestDemands.get(enterprise(), demand).<Integer>path("quotes"))
                .isEqualTo(2);
        for (String account : List.of("enterprise", "feixi", "hefei", "auditor")) {
            assertThat(SignedIn.as(account)
                            .get(TestDemands.PATH + "/" + demand + "/quotes")
                            .<List<Object>>path("data"))
                    .as(account)
                    .isEmpty();
            assertThat(quote(SignedIn.as(account), quote).statusCode())
                    .as(account)
                    .isEqualTo(404);
        }
        assertThat(TestDemands.award(quote).statusCode())
                .as("what cannot be seen")
                .isEqualTo(404);
        assertThat(quote(SignedIn.as("platform"), other).statusCode()).isEqualTo(404);
        assertThat(quote(rival.caller().get(), other).<Boolean>path("sealed")).isTrue();
        assertThat(told(quote)).as("no event says an amount").isNotEmpty().noneMatch(data -> data.contains("Fen"));

        pass(demand);
        assertThat(enterprise().get(TestDemands.PATH + "/" + demand + "/quotes").<List<Integer>>path("data.netFen"))
                .containsExactlyInAnyOrder(100_000, 99_999);
        assertThat(quote(SignedIn.as("feixi"), quote).<Integer>path("netFen")).isEqualTo(100_000);
        assertThat(quote(SignedIn.as("wuhu"), quote).statusCode()).isEqualTo(404);
        assertThat(quote(SignedIn.as("platform"), other).statusCode())
                .as("a competitor never sees it")
                .isEqualTo(404);
        assertThat(rival.caller()
                        .get()
                        .get(TestDemands.PATH + "/" + demand + "/quotes")
                        .<List<String>>path("data.id"))
                .containsExactly(other);
        assertThat(TestDemands.award(other).statusCode()).isEqualTo(201);
        assertThat(quote(SignedIn.as("platform"), quote).<String>path("status")).isEqualTo("REJECTED");
        assertThat(quote(SignedIn.as("platform"), other).statusCode()).isEqualTo(404);
    }

    @Test
    void aSecondBehindTheDeadlineNobodyQuotesAndNothingMovesBack() {
        String demand = TestDemands.published();
        String quote = TestDemands.quoted(demand);

        pass(demand);

        Response late = TestDemands.submit(SignedIn.as("platform"), demand, TestDemands.quote(MonthOffering.id(), 1L));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.<String>path("code")).isEqualTo("demand-quoting-over");
        Response longer = TestOrders.post("enterprise", TestDemands.PATH + "/" + demand + "/prolongations", until(9));
        assertThat(longer.<String>path("code"))
                .as("whoever has seen amounts lets nobody quote anew")
                .isEqualTo("demand-quoting-over");
        assertThat(TestDemands.move(enterprise(), demand, "withdrawals").<String>path("code"))
                .isEqualTo("demand-quoting-over");
        assertThat(TestDemands.move(enterprise(), demand, "quoting-closures").<String>path("code"))
                .isEqualTo("demand-quoting-over");
        assertThat(withdrawn(SignedIn.as("platform"), quote).<String>path("code"))
                .as("a low quote makes no room for a dearer one of the same ring")
                .isEqualTo("demand-quoting-over");
        assertThat(invited(demand, PLATFORM).<String>path("code")).isEqualTo("demand-quoting-over");
    }

    @Test
    void aBetterQuoteTakesThePlaceOfTheOneBeforeWhichIsNeverOpened() {
        String demand = TestDemands.published();
        String first = TestDemands.quoted(demand);
        String second = TestDemands.quoted(demand);
        assertThat(withdrawn(SignedIn.as("platform"), first).<String>path("code"))
                .isEqualTo("transition-not-allowed");
        Response taken = withdrawn(SignedIn.as("platform"), second);
        String third = TestDemands.quoted(demand);

        pass(demand);

        assertThat(taken.<String>path("status")).isEqualTo("WITHDRAWN");
        assertThat(quote(SignedIn.as("platform"), first).<String>path("status")).isEqualTo("REPLACED");
        assertThat(quote(SignedIn.as("platform"), second).<String>path("replacesId"))
                .isEqualTo(first);
        assertThat(enterprise().get(TestDemands.PATH + "/" + demand + "/quotes").<List<String>>path("data.id"))
                .containsExactly(third);
        assertThat(quote(enterprise(), first).statusCode()).isEqualTo(404);
        assertThat(TestDemands.get(enterprise(), demand).<Integer>path("quotes"))
                .isEqualTo(1);
    }

    @Test
    void twoAwardsAtOnceMakeOneOrder() {
        String demand = TestDemands.published();
        Seller rival = Seller.made();
        List<String> both = List.of(TestDemands.quoted(demand), rival.quoted(demand, null));
        TestDemands.closeQuoting(demand);

        List<Response> answers = together(Stream.concat(both.stream(), both.stream())
                .<Supplier<Response>>map(quote -> () -> TestDemands.award(quote))
                .toList());

        assertThat(answers.stream().map(Response::statusCode)).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(count(
                        "SELECT count(*) FROM service_order WHERE origin = 'QUOTE' AND origin_id = ANY (SELECT id FROM"
                                + " quote WHERE demand_id = ?)",
                        demand))
                .isEqualTo(1);
    }

    @Test
    void quotesOfOneProviderAtOnceLeaveOneOpen() {
        String demand = TestDemands.published();

        List<Response> answers = together(IntStream.range(0, 6)
                .<Supplier<Response>>mapToObj(i -> () -> TestDemands.submit(
                        SignedIn.as("platform"), demand, TestDemands.quote(MonthOffering.id(), 100_000L + i)))
                .toList());

        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(TestDemands.get(enterprise(), demand).<Integer>path("quotes"))
                .isEqualTo(1);
    }

    @Test
    void vouchersPayAShareOfWhatWasQuotedAndNeverOfMore() {
        TestVouchers.Funded programme = vouchers.aProgramme(3_000_000);
        Voucher voucher = vouchers.aVoucher(programme);
        String demand = TestDemands.published();
        String quote = TestDemands.quoted(demand);
        TestDemands.closeQuoting(demand);
        Map<String, Object> wanted = TestDemands.award();
        wanted.put("subsidisedPlanCodes", List.of(MonthOffering.MONTH));
        wanted.put("voucherIds", List.of(voucher.id()));

        Response awarded = TestDemands.award(enterprise(), quote, wanted);

        assertThat(awarded.statusCode()).as(awarded.asString()).isEqualTo(201);
        String order = awarded.path("orderId");
        assertThat(TestOrders.get("enterprise", order).<Integer>path("subsidyFen"))
                .as("0.4 of what was quoted, not of the list")
                .isEqualTo(40_000);
        TestOrders.accept(order).then().statusCode(200);
        TestOrders.activate(SignedIn.as("platform"), order).then().statusCode(200);
        TestOrders.acceptDelivery(TestOrders.delivered(order, 12)).then().statusCode(200);
        assertThat(TestOrders.get("enterprise", order).<Integer>path("holds[0].capturedFen"))
                .isEqualTo(40_000);
    }

    @Test
    void whatIsWrongWithAnAwardIsSaidOfTheAward() {
        String demand = TestDemands.published();
        String quote = TestDemands.quoted(demand);
        TestDemands.closeQuoting(demand);
        Map<String, Object> wanted = TestDemands.award();
        wanted.put("subsidisedPlanCodes", List.of("unknown"));

        Response unknown = TestDemands.award(enterprise(), quote, wanted);
        wanted.remove("subsidisedPlanCodes");
        wanted.put("startsOn", TestDemands.today().minusDays(1).toString());
        Response late = TestDemands.award(enterprise(), quote, wanted);
        Response own = TestDemands.award(SignedIn.as("platform"), quote, TestDemands.award());

        assertThat(unknown.<List<String>>path("errors.pointer")).containsExactly("/subsidisedPlanCodes/0");
        assertThat(late.<List<String>>path("errors.code")).containsExactly("order-start-unfit");
        assertThat(own.statusCode()).as("no enterprise").isEqualTo(403);
        assertThat(TestDemands.get(enterprise(), demand).<String>path("status")).isEqualTo("OPEN");
    }

    @Test
    void whatBecameOfTheOfferingSinceDecides() {
        Seller seller = Seller.made();
        String demand = TestDemands.published();
        String quote = seller.quoted(demand, 100_000L);
        TestDemands.closeQuoting(demand);
        declare(seller, 20_000);

        Response outdated = TestDemands.award(quote);
        Map<String, Object> anyway = TestDemands.award();
        anyway.put("offeringVersion", 2);
        Response dry = TestOrders.post(
                enterprise().queryParam("validateOnly", true), TestDemands.QUOTES + "/" + quote + "/awards", anyway);
        retire(seller);
        Response retired = TestDemands.award(enterprise(), quote, anyway);

        assertThat(outdated.<String>path("code")).isEqualTo("offering-version-outdated");
        assertThat(dry.statusCode()).as(dry.asString()).isEqualTo(200);
        assertThat(retired.statusCode()).isEqualTo(409);
        assertThat(retired.<String>path("code")).isEqualTo("offering-not-offered");
    }

    @Test
    void whoeverMakesItDearerIsBoundByHisQuote() {
        Seller seller = Seller.made();
        String demand = TestDemands.published();
        String quote = seller.quoted(demand, 100_000L);
        TestDemands.closeQuoting(demand);
        declare(seller, 20_000);
        Map<String, Object> anyway = TestDemands.award();
        anyway.put("offeringVersion", 2);

        Response awarded = TestDemands.award(enterprise(), quote, anyway);

        assertThat(awarded.statusCode()).as(awarded.asString()).isEqualTo(201);
        Response order = enterprise().get(awarded.header("Location"));
        assertThat(order.<Integer>path("listFen")).isEqualTo(240_000);
        assertThat(order.<Integer>path("netFen")).isEqualTo(100_000);
    }

    @Test
    void whoWasSanctionedSinceIsAwardedNothing() {
        Seller seller = Seller.made();
        String demand = TestDemands.published();
        String quote = seller.quoted(demand, null);
        TestDemands.closeQuoting(demand);
        TestSupervision.imposed(seller.provider());

        Response refused = TestDemands.award(quote);
        String other = TestDemands.published();

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.<String>path("code")).isEqualTo("provider-not-qualified");
        assertThat(seller.submit(other, null).<String>path("code")).isEqualTo("provider-not-qualified");
    }

    @Test
    void nobodyQuotesForHisOwnDemandNorForAnother() {
        String demand = TestDemands.published();
        Actor both = new Actor(
                UUID.randomUUID(),
                false,
                DemoAccounts.PLATFORM_ORGANIZATION,
                Set.of(Roles.ENTERPRISE, Roles.PROVIDER),
                Set.of(),
                null);
        TestSupervision.set(
                "UPDATE demand SET organization_id = '" + DemoAccounts.PLATFORM_ORGANIZATION + "' WHERE id = ?",
                demand);
        NewQuote own = new NewQuote(
                UUID.fromString(MonthOffering.id()),
                null,
                List.of(new NewQuote.Line(MonthOffering.MONTH, "1", null)),
                null,
                1,
                TestDemands.today().plusDays(20),
                null);
        Seller seller = Seller.made();

        assertThatThrownBy(() -> WorkerThread.await(units.carryOut(quotes.submit(both, UUID.fromString(demand), own))))
                .hasMessageContaining("self-dealing");
        assertThat(TestDemands.submit(
                                seller.caller().get(),
                                TestDemands.published(),
                                TestDemands.quote(MonthOffering.id(), null))
                        .<String>path("code"))
                .as("with another's offering")
                .isEqualTo("provider-not-yours");
        assertThat(TestDemands.submit(enterprise(), demand, TestDemands.quote(MonthOffering.id(), null))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void allDefectsOfAQuoteAreSaidAtOnce() {
        String demand = TestDemands.published();
        Map<String, Object> wanted = TestDemands.quote(MonthOffering.id(), 120_001L);
        wanted.put(
                "lines",
                List.of(
                        Map.of("planCode", MonthOffering.MONTH, "quantity", "12", "netFen", 120_001),
                        Map.of("planCode", "unknown", "quantity", "1"),
                        Map.of("planCode", MonthOffering.PIECE, "quantity", "0.5"),
                        Map.of("planCode", MonthOffering.PIECE, "quantity", "0")));
        wanted.put("validUntil", TestDemands.today().toString());

        Response refused = TestDemands.submit(SignedIn.as("platform"), demand, wanted);

        assertThat(refused.<List<String>>path("errors.code"))
                .contains(
                        "quote-above-price",
                        "plan-unknown",
                        "quantity-not-whole",
                        "order-line-repeated",
                        "number-out-of-range",
                        "quote-validity-unfit");
    }

    @Test
    void allDefectsOfADemandAreSaidAtOnce() {
        Map<String, Object> wanted = TestDemands.request("PUBLIC");
        wanted.put("quantity", "0");
        wanted.put("categoryCode", "S-99");
        wanted.put("serviceRegionCode", "999999");
        wanted.put("quotesUntil", Instant.now().plus(91, ChronoUnit.DAYS).toString());
        wanted.put("wantedOn", TestDemands.today().toString());

        Response refused = TestDemands.create(enterprise(), wanted);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("errors.pointer"))
                .containsExactlyInAnyOrder(
                        "/quantity", "/categoryCode", "/serviceRegionCode", "/quotesUntil", "/wantedOn");
    }

    @Test
    void aDraftIsChangedAsItWasReadAndWhatIsPublishedStays() {
        String demand = TestDemands.drawnUp("PUBLIC");
        String tag = TestDemands.get(enterprise(), demand).header("ETag");

        Response changed = patch(enterprise(), demand, tag, Map.of("title", "Die casting data"));
        Response stale = patch(enterprise(), demand, tag, Map.of("title", "其他"));
        Response unfit = patch(enterprise(), demand, "*", Map.of("wantedOn", "2018-01-01"));
        Response strange = patch(SignedIn.as("enterprise2"), demand, "*", Map.of("title", "其他"));
        TestDemands.publish(enterprise(), demand).then().statusCode(200);
        Response published = patch(enterprise(), demand, "*", Map.of("title", "其他"));
        Response longer = TestOrders.post("enterprise", TestDemands.PATH + "/" + demand + "/prolongations", until(9));
        Response shorter = TestOrders.post("enterprise", TestDemands.PATH + "/" + demand + "/prolongations", until(2));

        assertThat(changed.<String>path("title")).isEqualTo("Die casting data");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(unfit.statusCode()).isEqualTo(400);
        assertThat(strange.statusCode()).isEqualTo(404);
        assertThat(published.<String>path("code")).isEqualTo("transition-not-allowed");
        assertThat(longer.statusCode()).as(longer.asString()).isEqualTo(200);
        assertThat(shorter.<List<String>>path("errors.code")).containsExactly("demand-deadline-not-later");
    }

    @Test
    void whoIsInvitedAloneKnowsAndHiddenNamesAreHidden() {
        String demand = TestDemands.drawnUp("INVITED");
        Response nobody = TestDemands.publish(enterprise(), demand);
        Response unknown = invited(demand, UUID.randomUUID().toString());
        invited(demand, PLATFORM).then().statusCode(200);
        assertThat(TestDemands.get(SignedIn.as("platform"), demand).statusCode())
                .as("a draft is nobody's business")
                .isEqualTo(404);
        TestDemands.publish(enterprise(), demand).then().statusCode(200);
        Seller seller = Seller.made();

        assertThat(nobody.<String>path("code")).isEqualTo("demand-without-invitations");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(TestDemands.get(SignedIn.as("platform"), demand).statusCode())
                .isEqualTo(200);
        assertThat(TestDemands.get(seller.caller().get(), demand).statusCode()).isEqualTo(404);
        assertThat(seller.submit(demand, null).statusCode()).isEqualTo(404);
        assertThat(TestDemands.get(RestAssured.given(), demand).statusCode()).isEqualTo(404);
        assertThat(SignedIn.as("platform")
                        .get("/api/v1/work-items?kind=QUOTE_INVITATION&limit=100")
                        .asString())
                .contains(demand);
        String quote = TestDemands.quoted(demand);
        TestDemands.closeQuoting(demand);
        assertThat(enterprise()
                        .get("/api/v1/work-items?kind=DEMAND_DECISION&limit=100")
                        .asString())
                .contains(demand);
        TestDemands.award(quote).then().statusCode(201);
        assertThat(TestDemands.get(SignedIn.as("hefei"), demand).<Integer>path("award.netFen"))
                .isEqualTo(100_000);

        String hidden = TestDemands.published("NAME_HIDDEN");
        // Whose it is cannot be asked of the feed either.
        assertThat(SignedIn.as("application")
                        .queryParam("subject", TestDemands.PATH + "/" + hidden)
                        .get("/api/v1/events")
                        .<List<Object>>path("data"))
                .isEmpty();
        Response seen = TestDemands.get(SignedIn.as("platform"), hidden);
        Response listed = RestAssured.given()
                .queryParam("quoting", true)
                .queryParam("kind", "IAAS")
                .queryParam("category", "I-1")
                .queryParam("regionCode", "340100")
                .queryParam("q", "注塑")
                .queryParam("deadlineFrom", Instant.now().toString())
                .get(TestDemands.PATH);
        assertThat(seen.<Object>path("organizationId")).isNull();
        assertThat(seen.<Object>path("organizationName")).isNull();
        assertThat(seen.<Object>path("regionCode")).isNull();
        assertThat(listed.<List<String>>path("data.id")).contains(hidden).doesNotContain(demand);
        assertThat(listed.<Object>path("data.find { it.id == '" + hidden + "' }.organizationName"))
                .isNull();
        assertThat(enterprise().queryParam("own", true).get(TestDemands.PATH).<List<String>>path("data.id"))
                .contains(hidden, demand);
        assertThat(SignedIn.as("platform")
                        .queryParam("invited", true)
                        .get(TestDemands.PATH)
                        .<List<String>>path("data.id"))
                .contains(demand)
                .doesNotContain(hidden);
    }

    @Test
    void suggestionsSayWhyAndAreAlwaysTheSame() {
        String demand = TestDemands.published();
        String path = TestDemands.PATH + "/" + demand + "/suggestions";

        Response found = enterprise().get(path);

        assertThat(found.statusCode()).as(found.asString()).isEqualTo(200);
        assertThat(found.<List<String>>path("data.offeringId")).hasSizeBetween(1, DemandSuggestions.MAX);
        Response best = RestAssured.get("/api/v1/offerings/" + found.path("data[0].offeringId"));
        List<String> common = new ArrayList<>();
        if ("I-1".equals(best.path("content.categoryCode"))) {
            common.add("CATEGORY");
        }
        if ("IAAS".equals(best.path("content.kind"))) {
            common.add("KIND");
        }
        common.add("REGION");
        assertThat(common).hasSizeGreaterThan(1);
        assertThat(found.<List<String>>path("data[0].reasons")).isEqualTo(common);
        assertThat(enterprise().get(path).asString()).isEqualTo(found.asString());
        assertThat(SignedIn.as("hefei").get(path).asString()).isEqualTo(found.asString());
        assertThat(SignedIn.as("enterprise2").get(path).<String>path("code")).isEqualTo("not-yours");
        assertThat(SignedIn.as("platform").get(path).statusCode()).isEqualTo(403);
    }

    @Test
    void onlyCertifiedEnterprisesDemandAndOnlySoMuch() {
        TestEnterprise uncertified = TestEnterprise.registered("340123");
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        insertDrafts(enterprise.id(), DemandService.MAX_LIVING - 1);

        Response refused = TestDemands.create(uncertified.request(), TestDemands.request("PUBLIC"));
        List<Response> answers = together(IntStream.range(0, 4)
                .<Supplier<Response>>mapToObj(
                        i -> () -> TestDemands.create(enterprise.request(), TestDemands.request("PUBLIC")))
                .toList());

        assertThat(refused.<String>path("code")).isEqualTo("enterprise-not-certified");
        assertThat(answers.stream().map(Response::statusCode)).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 409)
                        .map(answer -> answer.<String>path("code")))
                .containsOnly("demands-too-many");
    }

    @Test
    void whatNobodyDecidesOnLapsesAndItsQuotesAreRejected() {
        String demand = TestDemands.published();
        String quote = TestDemands.quoted(demand);
        pass(demand);
        TestSupervision.set("UPDATE demand SET lapses_at = now() - interval '1 second' WHERE id = ?", demand);

        Response late = TestDemands.award(quote);
        Response before = TestDemands.get(enterprise(), demand);
        WorkerThread.await(rounds.round());

        assertThat(late.<String>path("code")).isEqualTo("transition-not-allowed");
        assertThat(before.<String>path("status")).isEqualTo("LAPSED");
        assertThat(quote(SignedIn.as("platform"), quote).<String>path("status")).isEqualTo("REJECTED");
        assertThat(TestDemands.move(enterprise(), demand, "closures").<String>path("code"))
                .isEqualTo("transition-not-allowed");
    }

    @Test
    void anOrderThatDoesNotComeAboutGivesTheDemandBack() {
        String demand = TestDemands.published();
        Seller rival = Seller.made();
        Seller late = Seller.made();
        String quote = TestDemands.quoted(demand);
        String other = rival.quoted(demand, 99_999L);
        String over = late.quoted(demand, 110_000L);
        TestDemands.closeQuoting(demand);
        String order = TestDemands.award(quote).then().statusCode(201).extract().path("orderId");
        TestSupervision.set("UPDATE quote SET valid_until = current_date - 2 WHERE id = ?", over);
        TestOrders.reject("platform", order).then().statusCode(200);

        WorkerThread.await(rounds.round());

        Response back = TestDemands.get(enterprise(), demand);
        assertThat(back.<String>path("status")).isEqualTo("OPEN");
        assertThat(back.<Object>path("award")).isNull();
        assertThat(back.<List<String>>path("availableActions")).containsExactly("AWARD", "CLOSE");
        Response declined = quote(enterprise(), quote);
        assertThat(declined.<String>path("status")).isEqualTo("REJECTED");
        assertThat(declined.<String>path("reason")).isEqualTo("资源不足");
        assertThat(quote(enterprise(), other).<String>path("status")).isEqualTo("SUBMITTED");
        assertThat(quote(enterprise(), over).<String>path("status")).isEqualTo("REJECTED");
        assertThat(enterprise()
                        .get("/api/v1/work-items?limit=200&kind=DEMAND_DECISION")
                        .<List<String>>path("data.subject.id"))
                .contains(demand);
        assertThat(TestDemands.award(quote).<String>path("code")).isEqualTo("transition-not-allowed");
        TestDemands.award(other).then().statusCode(201);
        assertThat(TestDemands.get(enterprise(), demand).<String>path("award.quoteId"))
                .isEqualTo(other);
        WorkerThread.await(rounds.round());
        assertThat(TestDemands.get(enterprise(), demand).<String>path("status")).isEqualTo("AWARDED");
    }

    @Test
    void aDemandThatCameBackWithoutAnotherQuoteIsClosed() {
        String demand = TestDemands.published();
        String quote = TestDemands.quoted(demand);
        TestDemands.closeQuoting(demand);
        String order = TestDemands.award(quote).then().statusCode(201).extract().path("orderId");
        TestOrders.cancel("enterprise", order).then().statusCode(200);

        WorkerThread.await(rounds.round());

        assertThat(TestDemands.get(enterprise(), demand).<String>path("status")).isEqualTo("OPEN");
        assertThat(TestDemands.move(enterprise(), demand, "closures").<String>path("status"))
                .isEqualTo("CLOSED");
    }

    @Test
    void anAwardSaysWhatWasQuotedAndWhatWasOrdered() {
        Seller seller = Seller.made();
        String demand = TestDemands.published();
        String quote = seller.quoted(demand, 100_000L);
        TestDemands.closeQuoting(demand);
        declare(seller, 5_000);
        Map<String, Object> anyway = TestDemands.award();
        anyway.put("offeringVersion", 2);

        TestDemands.award(enterprise(), quote, anyway).then().statusCode(201);

        Response told = TestDemands.get(enterprise(), demand);
        assertThat(told.<Integer>path("award.netFen")).isEqualTo(100_000);
        assertThat(told.<Integer>path("award.orderedFen")).isEqualTo(60_000);
    }

    @Test
    void aQuoteWhoseValidityIsOverIsNotAwarded() {
        String demand = TestDemands.published();
        String quote = TestDemands.quoted(demand);
        pass(demand);
        TestSupervision.set("UPDATE quote SET valid_until = current_date - 2 WHERE id = ?", quote);

        Response late = TestDemands.award(quote);
        Response closed = TestDemands.move(enterprise(), demand, "closures");

        assertThat(late.<String>path("code")).isEqualTo("transition-not-allowed");
        assertThat(closed.<String>path("status")).isEqualTo("CLOSED");
        assertThat(quote(SignedIn.as("platform"), quote).<String>path("status")).isEqualTo("LAPSED");
    }

    @Test
    void whatIsTakenBackWhileItIsSealedStaysSealed() {
        String demand = TestDemands.published();
        String quote = TestDemands.quoted(demand);
        Response open = TestDemands.move(enterprise(), demand, "closures");

        Response withdrawn = TestDemands.move(enterprise(), demand, "withdrawals");

        assertThat(open.<String>path("code")).isEqualTo("demand-quoting-open");
        assertThat(withdrawn.<String>path("status")).isEqualTo("WITHDRAWN");
        assertThat(quote(SignedIn.as("platform"), quote).<String>path("status")).isEqualTo("REJECTED");
        assertThat(quote(enterprise(), quote).statusCode()).isEqualTo(404);
        assertThat(TestDemands.submit(SignedIn.as("platform"), demand, TestDemands.quote(MonthOffering.id(), null))
                        .<String>path("code"))
                .isEqualTo("demand-quoting-over");
    }

    @Test
    void aKeyMakesOneQuoteAndSystemsNeedTheScope() {
        String demand = TestDemands.published();
        String key = UUID.randomUUID().toString();
        Supplier<RequestSpecification> keyed =
                () -> SignedIn.as("platform").header("Idempotency-Key", key).contentType("application/json");
        String path = TestDemands.PATH + "/" + demand + "/quotes";

        Response first =
                keyed.get().body(TestDemands.quote(MonthOffering.id(), 7L)).post(path);
        Response again =
                keyed.get().body(TestDemands.quote(MonthOffering.id(), 7L)).post(path);
        Response other =
                keyed.get().body(TestDemands.quote(MonthOffering.id(), 8L)).post(path);
        String narrow = SignedIn.narrowToken("catalogue:read");
        Response unscoped = TestDemands.submit(
                RestAssured.given().auth().oauth2(narrow), demand, TestDemands.quote(MonthOffering.id(), 7L));
        Response unread = RestAssured.given().auth().oauth2(narrow).get(TestDemands.QUOTES);

        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(unscoped.<String>path("code")).isEqualTo("scope-missing");
        assertThat(unread.<String>path("code")).isEqualTo("scope-missing");
        assertThat(SignedIn.as("platform")
                        .queryParam("status", "SUBMITTED")
                        .queryParam("demandId", demand)
                        .get(TestDemands.QUOTES)
                        .<List<Integer>>path("data.netFen"))
                .containsExactly(7);
    }

    private static RequestSpecification enterprise() {
        return SignedIn.as("enterprise");
    }

    private static Response quote(RequestSpecification caller, String id) {
        return caller.get(TestDemands.QUOTES + "/" + id);
    }

    private static Response withdrawn(RequestSpecification caller, String id) {
        return TestOrders.post(caller, TestDemands.QUOTES + "/" + id + "/withdrawals", TestDemands.WHY);
    }

    private static Response invited(String demand, String... providers) {
        return TestOrders.post(
                "enterprise",
                TestDemands.PATH + "/" + demand + "/invitations",
                Map.of("providerIds", List.of(providers)));
    }

    private static Map<String, Object> until(int days) {
        return Map.of("quotesUntil", Instant.now().plus(days, ChronoUnit.DAYS).toString(), "reason", "应服务商要求");
    }

    private static Response patch(RequestSpecification caller, String id, String tag, Map<String, Object> change) {
        return caller.header("If-Match", tag)
                .contentType("application/merge-patch+json")
                .body(change)
                .patch(TestDemands.PATH + "/" + id);
    }

    /** The deadline was a second ago, for the demand and its quotes. */
    private static void pass(String demand) {
        TestDemands.passDeadline(demand);
        execute(
                "UPDATE quote SET opens_at = now() - interval '1 second' WHERE demand_id = ? AND status = 'SUBMITTED'",
                demand);
    }

    private static void declare(Seller seller, long monthFen) {
        Map<String, Object> content = Map.of(
                "kind",
                "IAAS",
                "name",
                "按月计价的测试服务",
                "voucherEligible",
                true,
                "plans",
                List.of(Map.of(
                        "code",
                        MonthOffering.MONTH,
                        "name",
                        "包月",
                        "model",
                        "SUBSCRIPTION",
                        "amountFen",
                        monthFen,
                        "period",
                        "MONTH",
                        "taxRate",
                        "0")));
        seller.caller()
                .get()
                .contentType("application/json")
                .body(content)
                .put(offeringPath(seller))
                .then()
                .statusCode(200);
    }

    private static void retire(Seller seller) {
        assertThat(seller.caller()
                                .get()
                                .header("If-Match", "*")
                                .delete(offeringPath(seller))
                                .statusCode()
                        / 100)
                .isEqualTo(2);
    }

    private static String offeringPath(Seller seller) {
        String key = RestAssured.given()
                .get("/api/v1/offerings/" + seller.offering())
                .path("externalId");
        return "/api/v1/providers/" + seller.provider() + "/offerings/" + key;
    }

    private static void insertDrafts(String organization, int many) {
        execute(
                "INSERT INTO demand (id, version, number, organization_id, organization_name, region_code, title,"
                        + " description, kind, quantity, unit, quotes_until, wanted_on, service_region_code, visibility,"
                        + " invited, invited_provider_ids, status, created_by, created_at, updated_at)"
                        + " SELECT gen_random_uuid(), 0, gen_random_uuid()::text, o.id, '测试企业', '340123', '需求', '需求', 'IAAS', '1',"
                        + " '月', now(), current_date, '340123', 'PUBLIC', '{}', '{}', 'DRAFT', o.id, now(), now()"
                        + " FROM organization o, generate_series(1, " + many + ") WHERE o.id = ?",
                organization);
    }

    private static void execute(String sql, String id) {
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setObject(1, UUID.fromString(id));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(String sql, String id) {
        return Long.parseLong(texts(sql, UUID.fromString(id)).get(0));
    }

    /** The data of all events about a quote. */
    private static List<String> told(String quote) {
        return texts("SELECT data::text FROM event WHERE subject = ?", "/api/v1/quotes/" + quote);
    }

    private static List<String> texts(String sql, Object parameter) {
        List<String> found = new ArrayList<>();
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static List<Response> together(List<Supplier<Response>> calls) {
        List<CompletableFuture<Response>> all = new ArrayList<>();
        calls.forEach(call -> all.add(CompletableFuture.supplyAsync(call, task -> new Thread(task).start())));
        return all.stream().map(CompletableFuture::join).toList();
    }
}
