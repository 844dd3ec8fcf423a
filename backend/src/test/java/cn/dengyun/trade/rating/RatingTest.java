package cn.dengyun.trade.rating;

import static cn.dengyun.trade.rating.TestRatings.accepted;
import static cn.dengyun.trade.rating.TestRatings.form;
import static cn.dengyun.trade.rating.TestRatings.move;
import static cn.dengyun.trade.rating.TestRatings.rate;
import static cn.dengyun.trade.rating.TestRatings.rated;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What enterprises say of what they have accepted: once per order, read by everybody, named where they agreed. */
@QuarkusTest
class RatingTest {

    private static final Map<String, Object> WHY = Map.of("reason", "含有他人联系方式");

    private static RequestSpecification enterprise() {
        return SignedIn.as("enterprise");
    }

    private static RequestSpecification platform() {
        return SignedIn.as("platform");
    }

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static Response listed(String offering) {
        return given().get("/api/v1/offerings/" + offering + "/ratings");
    }

    private static Response summary(String offering) {
        return given().get("/api/v1/offerings/" + offering + "/ratings/summary");
    }

    @Test
    void anAcceptedOrderIsRatedOnceAndEverybodyReadsIt() {
        String offering = TestRatings.offering();
        String order = accepted(RatingTest::enterprise, offering);

        Response made = rate(enterprise(), order, form(4, "开通及时", false));

        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(made.<List<String>>path("availableActions")).containsExactly("CHANGE", "WITHDRAW");
        assertThat(made.<String>path("organizationName")).isNotEmpty();
        assertThat(code(rate(enterprise(), order, form(5, null, false)))).isEqualTo("order-rated");
        Response seen = listed(offering);
        assertThat(seen.<List<Integer>>path("data.stars")).containsExactly(4);
        assertThat(seen.<List<String>>path("data.text")).containsExactly("开通及时");
        assertThat(seen.<String>path("data[0].organizationName")).isNull();
        assertThat(seen.asString())
                .doesNotContain(order, made.<String>path("organizationId"), made.<String>path("orderNumber"));
        assertThat(enterprise().get(TestRatings.PATH + "?orderId=" + order).<List<String>>path("data.id"))
                .containsExactly(made.<String>path("id"));
    }

    @Test
    void nothingIsRatedBeforeSomethingOfItWasAccepted() {
        String order = TestRatings.begun(RatingTest::enterprise, RatingTest::platform, TestRatings.offering());
        String delivery = TestOrders.delivered(order, 1);

        assertThat(code(rate(enterprise(), order, form(1, "差", false)))).isEqualTo("order-without-acceptance");
        assertThat(rate(platform(), order, form(5, "很好", false)).statusCode()).isEqualTo(403);
        assertThat(code(rate(SignedIn.as("enterprise2"), order, form(1, "差", false))))
                .isEqualTo("service-order-not-found");
        TestOrders.acceptDelivery(delivery).then().statusCode(200);
        assertThat(rate(enterprise(), order, form(1, "差", false)).statusCode()).isEqualTo(201);
    }

    @Test
    void ofManyAtOnceOneCounts() {
        String offering = TestRatings.offering();
        String order = accepted(RatingTest::enterprise, offering);
        List<CompletableFuture<Response>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RequestSpecification caller = enterprise();
            all.add(CompletableFuture.supplyAsync(
                    () -> rate(caller, order, form(5, null, true)), task -> new Thread(task).start()));
        }

        List<Response> answers = all.stream().map(CompletableFuture::join).toList();

        assertThat(answers).filteredOn(each -> each.statusCode() == 201).hasSize(1);
        assertThat(summary(offering).<Integer>path("count")).isOne();
    }

    @Test
    void theSummaryIsARecountOfTheListAndCountsWhatIsConcealed() {
        String offering = TestRatings.offering();
        String other = TestRatings.offering();
        List<String> ids = new ArrayList<>();
        for (int stars : List.of(5, 4, 4, 1)) {
            ids.add(rated(
                    RatingTest::enterprise,
                    accepted(RatingTest::enterprise, offering),
                    form(stars, "第 " + stars + " 星", stars == 5)));
        }
        move(enterprise(), ids.get(3), "withdrawals", WHY).then().statusCode(200);
        move(SignedIn.as("feixi"), ids.get(1), "concealments", WHY).then().statusCode(200);

        Response list = listed(offering);
        List<Integer> stars = list.path("data.stars");

        assertThat(stars).containsExactly(4, 4, 5);
        assertThat(list.<List<Boolean>>path("data.isConcealed")).containsExactly(false, true, false);
        assertThat(list.<String>path("data[1].text")).isNull();
        assertThat(list.<String>path("data[2].organizationName")).isNotEmpty();
        assertThat(summary(offering).<Integer>path("count")).isEqualTo(stars.size());
        assertThat(summary(offering).<String>path("mean")).isEqualTo("4.3");
        assertThat(summary(offering).<List<Integer>>path("distribution.count")).containsExactly(1, 2, 0, 0, 0);
        assertThat(summary(other).<Integer>path("count")).isZero();
        assertThat(summary(other).<String>path("mean")).isNull();
        Response first = given().get("/api/v1/offerings/" + offering + "/ratings?limit=2");
        Response second = given().get("/api/v1/offerings/" + offering + "/ratings?limit=2&cursor="
                + first.<String>path("page.nextCursor"));
        assertThat(second.<List<Integer>>path("data.stars")).containsExactly(5);
        assertThat(code(listed(UUID.randomUUID().toString()))).isEqualTo("offering-not-found");
        assertThat(code(summary(UUID.randomUUID().toString()))).isEqualTo("offering-not-found");
        assertThat(given().get("/api/v1/offerings/" + offering + "/ratings?cursor=nonsense")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void manyOrdersDoNotMakeManyRatings() {
        String offering = TestRatings.offering();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(rated(RatingTest::enterprise, accepted(RatingTest::enterprise, offering), form(5, null, false)));
        }
        String sixth = accepted(RatingTest::enterprise, offering);

        assertThat(code(rate(enterprise(), sixth, form(5, null, false)))).isEqualTo("ratings-of-offering-too-many");
        move(enterprise(), ids.get(0), "withdrawals", WHY).then().statusCode(200);
        assertThat(rate(enterprise(), sixth, form(5, null, false)).statusCode()).isEqualTo(201);
    }

    @Test
    void whatWasSaidIsChangedForFourteenDaysAndEachVersionIsKept() {
        String id = TestRatings.rated();

        Response changed = move(enterprise(), id, "changes", form(2, "后来不稳定", true));
        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        assertThat(changed.<Integer>path("stars")).isEqualTo(2);
        Response steps = enterprise().get(TestRatings.PATH + "/" + id + "/steps");
        assertThat(steps.<List<String>>path("data.move")).containsExactly("CHANGE", "RATE");
        assertThat(steps.<List<Integer>>path("data.stars")).containsExactly(2, 4);
        assertThat(move(platform(), id, "changes", form(5, "很好", false)).statusCode())
                .isEqualTo(403);
        TestRatings.set(
                "UPDATE order_rating SET rated_at = now() - interval '14 days' WHERE id = ?", UUID.fromString(id));
        assertThat(code(move(enterprise(), id, "changes", form(5, null, false))))
                .isEqualTo("rating-change-too-late");
        assertThat(move(enterprise(), id, "withdrawals", WHY).<String>path("status"))
                .isEqualTo("WITHDRAWN");
        assertThat(code(move(enterprise(), id, "withdrawals", WHY))).isEqualTo("transition-not-allowed");
    }

    @Test
    void theProviderAnswersAndCanNeitherHideNorRemoveIt() {
        String id = TestRatings.rated();

        assertThat(move(platform(), id, "answers", Map.of("text", "感谢反馈")).<String>path("answer"))
                .isEqualTo("感谢反馈");
        Response again = move(platform(), id, "answers", Map.of("text", "已改进"));
        assertThat(again.<String>path("answer")).isEqualTo("已改进");
        assertThat(listed(again.path("offeringId")).<List<String>>path("data.answer"))
                .containsExactly("已改进");
        assertThat(move(platform(), id, "withdrawals", WHY).statusCode()).isEqualTo(403);
        assertThat(move(platform(), id, "concealments", WHY).statusCode()).isEqualTo(403);
        assertThat(move(enterprise(), id, "answers", Map.of("text", "自答")).statusCode())
                .isEqualTo(403);
        assertThat(move(SignedIn.as("application"), id, "answers", Map.of("text", "抢答"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAuthorityOfOneOfBothSidesConcealsTheText() {
        String id = TestRatings.rated();

        assertThat(move(SignedIn.as("wuhu"), id, "concealments", WHY).statusCode())
                .isEqualTo(404);
        Response concealed = move(SignedIn.as("hefei"), id, "concealments", WHY);
        assertThat(concealed.statusCode()).as(concealed.asString()).isEqualTo(200);
        assertThat(concealed.<String>path("concealmentReason")).isEqualTo("含有他人联系方式");
        assertThat(code(move(SignedIn.as("province"), id, "concealments", WHY))).isEqualTo("rating-concealed");
        assertThat(TestRatings.get(platform(), id).<String>path("text")).isNull();
        assertThat(platform().get(TestRatings.PATH + "/" + id + "/steps").<List<String>>path("data.text"))
                .containsExactly("含有他人联系方式", null);
        assertThat(TestRatings.get(enterprise(), id).<String>path("text")).isEqualTo("开通及时");
        // A provider cannot say in its answer what must not be shown.
        assertThat(code(move(platform(), id, "answers", Map.of("text", "某公司的说法不实"))))
                .isEqualTo("rating-concealed");
        // What is written in its place stays concealed.
        Response changed = move(enterprise(), id, "changes", form(1, "换个说法", true));
        assertThat(listed(changed.path("offeringId")).<String>path("data[0].text"))
                .isNull();
    }

    @Test
    void strangersReadWhatEverybodyReadsAndNoMore() {
        String id = TestRatings.rated();

        for (String stranger : List.of("enterprise2", "application", "wuhu")) {
            assertThat(TestRatings.get(SignedIn.as(stranger), id).statusCode())
                    .as(stranger)
                    .isEqualTo(404);
            assertThat(SignedIn.as(stranger)
                            .get(TestRatings.PATH + "/" + id + "/steps")
                            .statusCode())
                    .as(stranger)
                    .isEqualTo(404);
        }
        for (String known : List.of("enterprise", "platform", "feixi", "hefei", "province", "auditor")) {
            assertThat(TestRatings.get(SignedIn.as(known), id).statusCode())
                    .as(known)
                    .isEqualTo(200);
        }
        assertThat(given().get(TestRatings.PATH).statusCode()).isEqualTo(401);
        assertThat(move(SignedIn.as("enterprise2"), id, "changes", form(1, null, false))
                        .statusCode())
                .isEqualTo(404);
        RequestSpecification other = given().auth().oauth2(SignedIn.narrowToken("catalogue:read"));
        RequestSpecification reader = given().auth().oauth2(SignedIn.narrowToken("orders:read"));
        assertThat(TestRatings.get(other, id).statusCode()).isEqualTo(403);
        assertThat(move(reader, id, "answers", Map.of("text", "感谢")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsUnsoundIsRefusedWhole() {
        String order = accepted();

        assertThat(rate(enterprise(), order, form(6, null, false)).<List<String>>path("errors.pointer"))
                .containsExactly("/stars");
        assertThat(rate(enterprise(), order, form(5, "长".repeat(2_001), false)).<List<String>>path("errors.pointer"))
                .containsExactly("/text");
        assertThat(rate(enterprise(), order, Map.of("text", "没有星")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aCompanyOfTheProvidersPeopleRatesNothing() {
        TestEnterprise puppet = TestEnterprise.certified("340123", "feixi");
        TestEnterprise seller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        String provider = TestSupervision.asProvider(seller);
        Supplier<RequestSpecification> buys = () -> given().auth().oauth2(puppet.token());
        Supplier<RequestSpecification> sells = () -> given().auth().oauth2(seller.token());
        String order = accepted(buys, sells, MonthOffering.of(provider, sells));
        for (TestEnterprise each : List.of(puppet, seller)) {
            TestRatings.set(
                    "UPDATE organization SET certified_legal_representative = '王某某',"
                            + " certified_registered_address = '试验路 1 号' WHERE id = ?",
                    UUID.fromString(each.id()));
        }

        assertThat(code(rate(buys.get(), order, form(5, "很好", true)))).isEqualTo("rating-of-related");
        TestRatings.set(
                "UPDATE organization SET certified_registered_address = '别处' WHERE id = ?",
                UUID.fromString(puppet.id()));
        assertThat(rate(buys.get(), order, form(5, "很好", true)).statusCode()).isEqualTo(201);
    }
}
