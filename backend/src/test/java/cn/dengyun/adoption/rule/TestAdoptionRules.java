package cn.dengyun.adoption.rule;

import cn.dengyun.identity.SignedIn;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rules that the province has drawn up; none holds before years have passed, so that no other test meets one. */
public final class TestAdoptionRules {

    static final String PATH = "/api/v1/adoption-rules";

    private TestAdoptionRules() {}

    static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    static Map<String, Object> form() {
        Map<String, Object> form = new HashMap<>();
        form.put("effectiveOn", today().plusYears(20).toString());
        form.put("objectionDays", 10);
        form.put("validityMonths", 12);
        form.put("deepDays", 90);
        form.put("minDevices", 1);
        form.put("deepCategories", List.of("S-1", "S-4"));
        form.put("sampleShare", "0.1");
        form.put("sampleMin", 5);
        form.put("sampleMax", 100);
        form.put("maxUnconfirmedShare", "0.05");
        return form;
    }

    /** The id of one that nobody has approved. */
    public static String drawnUp() {
        return post("province", PATH, form()).statusCode(201).extract().path("id");
    }

    static ValidatableResponse post(String account, String path, Map<String, ?> body) {
        return SignedIn.as(account)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", "en")
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    static ValidatableResponse move(String account, String id, String what) {
        return post(account, PATH + "/" + id + "/" + what, Map.of("reason", "情况属实"));
    }
}
