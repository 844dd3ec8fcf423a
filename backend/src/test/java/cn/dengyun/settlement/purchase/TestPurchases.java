package cn.dengyun.settlement.purchase;

import static cn.dengyun.identity.SignedIn.as;

import cn.dengyun.programme.TestRules;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.voucher.TestVouchers;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Contracts of the office of the province with the demo's platform, in every stage. */
public final class TestPurchases {

    public static final String PATH = "/api/v1/purchase-contracts";
    static final long PRICE = 40_000;
    static final String PROVIDER = "01900000-0000-7000-8000-000000000001";

    private TestPurchases() {}

    /** A contract with two stages, of which the first moves. */
    public record Sample(UUID programme, String contract, String stage) {

        /** What became owed of the stage. */
        public String entitlement() {
            return as("province").get(PATH + "/" + contract).then().extract().path("stages[0].entitlementId");
        }
    }

    /** A programme of purchases that has so much. */
    public static UUID aProgramme(long fen) {
        TestVouchers vouchers = Arc.container().instance(TestVouchers.class).get();
        UUID programme = vouchers.aProgramme(fen, TestRules.rules()).programmeId();
        TestClaims.set("UPDATE programme SET kind = 'PURCHASE' WHERE id = ?", programme);
        return programme;
    }

    static Map<String, Object> wanted(UUID programme) {
        return new HashMap<>(Map.of(
                "programmeId",
                programme,
                "providerId",
                PROVIDER,
                "contractNumber",
                "CG-" + UUID.randomUUID().toString().substring(0, 13),
                "signedOn",
                "2026-06-01",
                "title",
                "测试诊断服务",
                "procurement",
                "OPEN_TENDER",
                "procurementNumber",
                "2026BFCZ0042",
                "amountFen",
                PRICE,
                "stages",
                List.of(aStage("第一阶段", 10_000), aStage("第二阶段", 30_000)),
                "reason",
                "测试"));
    }

    static Map<String, Object> aStage(String title, long fen) {
        return Map.of("title", title, "amountFen", fen, "dueOn", "2026-12-20");
    }

    public static Sample drafted() {
        UUID programme = aProgramme(1_000_000);
        ValidatableResponse made =
                post(as("province"), PATH, wanted(programme)).then().statusCode(201);
        return new Sample(programme, made.extract().path("id"), made.extract().path("stages[0].id"));
    }

    public static Sample concluded() {
        Sample sample = drafted();
        act("province2", sample, "approvals").statusCode(200);
        return sample;
    }

    public static Sample delivered() {
        Sample sample = concluded();
        stage(as("platform"), sample, "deliveries").statusCode(200);
        return sample;
    }

    public static Sample checked() {
        Sample sample = delivered();
        stage(as("province"), sample, "checks").statusCode(200);
        return sample;
    }

    public static Sample accepted() {
        Sample sample = checked();
        stage(as("province2"), sample, "acceptances").statusCode(200);
        return sample;
    }

    static ValidatableResponse act(String person, Sample sample, String noun) {
        return post(as(person), PATH + "/" + sample.contract() + "/" + noun, Map.of("reason", "测试"))
                .then();
    }

    static ValidatableResponse stage(RequestSpecification caller, Sample sample, String noun) {
        return post(
                        caller,
                        PATH + "/" + sample.contract() + "/" + noun,
                        Map.of("stageId", sample.stage(), "note", "测试"))
                .then();
    }

    static Response post(RequestSpecification caller, String path, Object body) {
        return caller.header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(body)
                .post(path);
    }
}
