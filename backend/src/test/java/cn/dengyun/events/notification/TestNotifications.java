package cn.dengyun.events.notification;

import static io.restassured.RestAssured.given;

import cn.dengyun.platform.job.Background;
import java.util.List;
import java.util.Map;

/** What somebody is told, once all that happened before has been told. */
public final class TestNotifications {

    private TestNotifications() {}

    /**
     * What the owner of the token reads about one subject, newest first.
     *
     * @param subject path of what it is about
     * @param language of the texts, such as {@code zh-CN}
     */
    public static List<Map<String, Object>> about(String subject, String token, String language) {
        Background.settle();
        return given().auth()
                .oauth2(token)
                .header("Accept-Language", language)
                .queryParam("limit", 200)
                .get("/api/v1/notifications")
                .then()
                .statusCode(200)
                .extract()
                .path("data.findAll { it.subject == '" + subject + "' }");
    }
}
