package cn.dengyun.assessment.standard;

import static cn.dengyun.identity.organization.TestEnterprise.post;

import cn.dengyun.identity.SignedIn;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Standards that the province has drawn up; they ask for the same as the demo's. */
public final class TestStandards {

    public static final String PATH = "/api/v1/assessment-standards";

    private TestStandards() {}

    /** What the demo's standard says, to be changed. */
    public static JsonObject form() {
        return JsonObject.mapFrom(DemoStandard.form());
    }

    static ValidatableResponse draw(String account, JsonObject form) {
        return post(SignedIn.as(account).header("Accept-Language", "en"), PATH, form.getMap());
    }

    /** The id of one that nobody has published. */
    public static String drawnUp() {
        return draw("province", form()).statusCode(201).extract().path("id");
    }

    static ValidatableResponse publish(String account, String id) {
        return post(SignedIn.as(account), PATH + "/" + id + "/publications", Map.of("reason", "专家论证通过"));
    }

    /** The id of one that takes the place of the one before. */
    public static String published() {
        return published(form());
    }

    /** The same of one that says this. */
    public static String published(JsonObject form) {
        String id = draw("province", form).statusCode(201).extract().path("id");
        publish("province2", id).statusCode(200);
        return id;
    }
}
