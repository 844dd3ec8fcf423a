package cn.dengyun.monitoring.pilot;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Pilots with the demo's platform. */
public final class TestPilots {

    public static final String PATH = "/api/v1/pilots";
    static final String PLATFORM = "01900000-0000-7000-8000-000000000001";

    private TestPilots() {}

    static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    static Map<String, Object> form(String region) {
        return new HashMap<>(Map.of(
                "year",
                today().getYear(),
                "regionCode",
                region,
                "creditCode",
                TestEnterprise.aCreditCode(),
                "enterpriseName",
                "合肥示范制造有限公司",
                "providerId",
                PLATFORM,
                "task",
                "核心业务系统登云",
                "fromOn",
                today().toString(),
                "untilOn",
                today().plusDays(60).toString()));
    }

    static Response post(RequestSpecification caller, String path, Map<String, ?> body) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    static Response move(RequestSpecification caller, String id, String what) {
        return post(caller, PATH + "/" + id + "/" + what, Map.of("reason", "情况属实，同意办理"));
    }

    /** The id of one in a region that an account oversees. */
    public static String planned(String account, String region) {
        return post(SignedIn.as(account), PATH, form(region))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static String started(String account, String region) {
        String id = planned(account, region);
        move(SignedIn.as(account), id, "starts").then().statusCode(200);
        return id;
    }
}
