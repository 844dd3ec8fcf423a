package cn.dengyun.monitoring.issue;

import cn.dengyun.identity.SignedIn;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** Issues to be coordinated. */
public final class TestIssues {

    public static final String PATH = "/api/v1/issues";

    private TestIssues() {}

    static Map<String, Object> form() {
        return Map.of("kind", "NETWORK", "title", "园区专线带宽不足", "description", "请协调运营商扩容");
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

    static Response answer(RequestSpecification caller, String id) {
        return post(caller, PATH + "/" + id + "/answers", Map.of("answer", "已协调运营商于本月扩容"));
    }

    /** The id of one that an account's office has raised. */
    public static String raised(String account) {
        return post(SignedIn.as(account), PATH, form())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The id of one of the county that its city has answered. */
    public static String answered() {
        String id = raised("feixi");
        answer(SignedIn.as("hefei"), id).then().statusCode(200);
        return id;
    }
}
