package cn.dengyun.provider;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.provider.TestSupervision.SANCTIONS;
import static cn.dengyun.provider.TestSupervision.move;
import static cn.dengyun.provider.TestSupervision.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.provider.domain.AppealMove;
import cn.dengyun.provider.domain.AppealStatus;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Appeals against sanctions, with and without suspension of their effect. */
@QuarkusTest
class SanctionAppealTest {

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");
    private static final Map<String, String> GROUNDS = Map.of("grounds", "评测报告已更正");

    @Inject
    TestVouchers vouchers;

    @Inject
    DataSource database;

    private TestProvider provider;
    private String owner;
    private String judge;
    private String sanction;

    @BeforeEach
    void aSanctionInForce() {
        provider = TestProvider.aProvider();
        owner = member("PROVIDER", provider.organizationId(), "OWNER");
        judge = member("AUTHORITY", as("province").get("/api/v1/me").path("organizationId"), "HANDLER");
        sanction = TestSupervision.imposed(provider.id());
    }

    @Test
    void theTableIsTheOneWrittenByHand() {
        for (AppealStatus status : AppealStatus.values()) {
            for (AppealMove each : AppealMove.values()) {
                assertThat(each.isAllowedFrom(status)).isEqualTo(status == AppealStatus.PENDING);
            }
        }
    }

    @Test
    void theProviderAppealsOnceAtATimeAndNotEveryDay() {
        post("platform", path("appeals"), GROUNDS).statusCode(403).body("code", is("not-yours"));
        post("province", path("appeals"), GROUNDS).statusCode(403);
        appeal().statusCode(201).body("status", is("PENDING")).body("stayed", is(false));
        appeal().statusCode(409).body("code", is("appeal-open"));
        statusIs("DISQUALIFIED");

        ownerMoves("appeal-withdrawals").statusCode(200).body("status", is("WITHDRAWN"));
        ownerMoves("appeal-withdrawals").statusCode(409).body("code", is("appeal-none"));
        appeal().statusCode(409).body("code", is("appeal-too-soon"));
        ownersAppeals().body("data.status", contains("WITHDRAWN"));
        as("auditor").get(path("appeals")).then().body("data.status", contains("WITHDRAWN"));
        as("platform").get(path("appeals")).then().statusCode(200).body("data", empty());
    }

    @Test
    void theProvinceDecidesByAnotherPersonThanHasImposedIt() {
        appeal().statusCode(201);

        decide("province", "UPHOLD", null).statusCode(403).body("code", is("four-eyes-required"));
        decide("province2", "UPHOLD", null).statusCode(403).body("code", is("four-eyes-required"));
        decide("hefei", "UPHOLD", null).statusCode(403).body("code", is("province-only"));
        decide(judge, "UPHOLD", LocalDate.now(ANHUI)).statusCode(400).body("errors.pointer", contains("/lastDay"));
        decide(judge, "UPHOLD", null).statusCode(200).body("status", is("UPHELD"));
        decide(judge, "UPHOLD", null).statusCode(409).body("code", is("appeal-none"));
        statusIs("DISQUALIFIED");
    }

    @Test
    void whatIsHeldWhileItIsSuspendedEndsWhenItIsUpheld() {
        appeal().statusCode(201);
        judgeMoves("stays").statusCode(200).body("stayed", is(true));
        judgeMoves("stays").statusCode(409).body("code", is("appeal-stayed-before"));
        statusIs("QUALIFIED");
        given().get(SANCTIONS + "/" + sanction)
                .then()
                .body("status", is("EFFECTIVE"))
                .body("stayed", is(true));
        Voucher voucher = vouchers.aVoucher(vouchers.aProgramme(3_000_000));
        String held = SanctionTest.held(provider, voucher, 1_000)
                .statusCode(201)
                .extract()
                .path("id");

        decide(judge, "UPHOLD", null).statusCode(200);

        statusIs("DISQUALIFIED");
        given().get(SANCTIONS + "/" + sanction).then().body("stayed", is(false));
        as("enterprise").get("/api/v1/reservations/" + held).then().body("status", is("RELEASED"));
    }

    /** Whatever ends the appeal: nothing takes effect any more that is over. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingEndsWhenTheTermIsOverBeforeTheAppealIs(boolean isUpheld) {
        appeal().statusCode(201);
        judgeMoves("stays").statusCode(200);
        String held = SanctionTest.held(provider, vouchers.aVoucher(vouchers.aProgramme(3_000_000)), 1_000)
                .statusCode(201)
                .extract()
                .path("id");
        TestSupervision.set(
                "UPDATE sanction SET hearing_until = hearing_until - interval '1 day', decided_at = now() - interval '1 day',"
                        + " ends_at = now() - interval '1 second' WHERE id = ?",
                sanction);

        if (isUpheld) {
            decide(judge, "UPHOLD", null).statusCode(200);
        } else {
            ownerMoves("appeal-withdrawals").statusCode(200);
        }

        statusIs("QUALIFIED");
        as("enterprise").get("/api/v1/reservations/" + held).then().body("status", is("HELD"));
    }

    @Test
    void whoeverHasProposedTheRevocationMayRevokeOnAppeal() {
        appeal().statusCode(201);
        judgeMoves("revocation-proposals").statusCode(200);

        decide(judge, "REVOKE", null).statusCode(200).body("status", is("REVOKED"));

        statusIs("QUALIFIED");
    }

    @Test
    void everybodyIsToldWhatTheSanctionSaysInPublicAndNoMore() {
        appeal().statusCode(201);
        judgeMoves("stays").statusCode(200);
        ownerMoves("appeal-withdrawals").statusCode(200);
        judgeMoves("revocation-proposals").statusCode(200);
        judgeMoves("revocation-rejections").statusCode(200);
        judgeMoves("revocation-proposals").statusCode(200);
        move("province", SANCTIONS, sanction, "revocations").statusCode(200);
        Background.settle();

        as("enterprise")
                .queryParam("subject", SANCTIONS + "/" + sanction)
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .body(
                        "data.type*.replace('cn.dengyun.provider.sanction.', '')",
                        contains("imposed", "stayed", "stay-ended", "revoked"))
                .body("data.data.reason", contains("未通过安全评测，取消服务商资质。", null, null, null))
                .body("data.data.hearingUntil", everyItem(nullValue()));
        byOwner()
                .queryParam("subject", SANCTIONS + "/" + sanction)
                .get("/api/v1/events")
                .then()
                .body("data.type", hasItem("cn.dengyun.provider.sanction.revocation-rejected"));
    }

    @Test
    void itIsRevokedOnAppeal() {
        appeal().statusCode(201);

        decide(judge, "REVOKE", null).statusCode(200).body("status", is("REVOKED"));

        statusIs("QUALIFIED");
        given().get(SANCTIONS + "/" + sanction).then().statusCode(404);
        appeal().statusCode(409).body("code", is("transition-not-allowed"));
        Background.settle();
        as("enterprise")
                .queryParam("subject", SANCTIONS + "/" + sanction)
                .get("/api/v1/events")
                .then()
                .body("data.type", hasItem("cn.dengyun.provider.sanction.revoked"));
    }

    @Test
    void itIsShortenedOnAppealButNeverMadeLonger() {
        LocalDate today = LocalDate.now(ANHUI);
        appeal().statusCode(201);

        decide(judge, "SHORTEN", null).statusCode(400);
        decide(judge, "SHORTEN", today.minusDays(1)).statusCode(400);
        decide(judge, "SHORTEN", LocalDate.MAX).statusCode(400).body("errors.pointer", contains("/lastDay"));
        decide(judge, "SHORTEN", LocalDate.of(2100, 12, 31)).statusCode(400);
        decide(judge, "SHORTEN", LocalDate.of(today.getYear() + 1, 12, 31)).statusCode(400);
        decide(judge, "SHORTEN", today).statusCode(200).body("lastDay", is(today.toString()));

        given().get(SANCTIONS + "/" + sanction).then().body("lastDay", is(today.toString()));
        given().get("/api/v1/providers/" + provider.id())
                .then()
                .body("status", is("DISQUALIFIED"))
                .body(
                        "statusUntil",
                        is(today.plusDays(1).atStartOfDay(ANHUI).toInstant().toString()));
    }

    /** With the password of the demo's accounts. */
    private String member(String role, String organization, String organizationRole) {
        TestAccount account = TestAccount.aMember(database, role, UUID.fromString(organization), organizationRole);
        account.set("password_hash = (SELECT password_hash FROM account WHERE username = 'enterprise')");
        return account.username();
    }

    private ValidatableResponse appeal() {
        return TestEnterprise.post(byOwner(), path("appeals"), GROUNDS);
    }

    private RequestSpecification byOwner() {
        return given().auth().oauth2(SignedIn.tokenOf(owner));
    }

    private ValidatableResponse ownerMoves(String what) {
        return TestEnterprise.post(byOwner(), path(what), Map.of("reason", "撤回"));
    }

    private ValidatableResponse ownersAppeals() {
        return byOwner().get(path("appeals")).then().statusCode(200);
    }

    private ValidatableResponse judgeMoves(String what) {
        return move(judge, SANCTIONS, sanction, what);
    }

    private ValidatableResponse decide(String account, String outcome, LocalDate lastDay) {
        Map<String, Object> body = new HashMap<>(Map.of("outcome", outcome, "reason", "依据充分"));
        if (lastDay != null) {
            body.put("lastDay", lastDay.toString());
        }
        return post(account, path("appeal-decisions"), body);
    }

    private void statusIs(String status) {
        given().get("/api/v1/providers/" + provider.id()).then().body("status", is(status));
    }

    private String path(String below) {
        return SANCTIONS + "/" + sanction + "/" + below;
    }
}
