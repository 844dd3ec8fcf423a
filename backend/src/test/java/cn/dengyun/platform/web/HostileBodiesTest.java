package cn.dengyun.platform.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bodies below the cap that once held up an event loop for minutes, or made an answer ten times as large. */
@QuarkusTest
class HostileBodiesTest {

    /** Takes a blink; without bounds it took three minutes. */
    private static final Duration BLINK = Duration.ofSeconds(20);

    private static final int LARGEST_PROBLEM = 64 * 1024;

    @Test
    void aListOfManyNothingsFromAStranger() {
        Response answer = post(given(), "/api/v1/organizations", "{\"tags\":" + list("null", 20_000) + "}");

        assertTold(answer, "/tags");
    }

    @Test
    void manyMembersThatNobodyKnowsFromAStranger() {
        String body = IntStream.range(0, 180_000)
                .mapToObj(i -> "\"m" + i + "\":1")
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(post(given(), "/api/v1/organizations", body).asByteArray().length)
                .isLessThan(LARGEST_PROBLEM);
    }

    @Test
    void membersWithLongNamesFromAStranger() {
        String body = IntStream.range(0, 40)
                .mapToObj(i -> "\"" + "n".repeat(45_000) + i + "\":1")
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(post(given(), "/api/v1/organizations", body).asByteArray().length)
                .isLessThan(2 * LARGEST_PROBLEM);
    }

    /** Whose places, each with the long name, would be a thousand times the body. */
    @Test
    void manyListsBelowALongNameFromAStranger() {
        String lists = list(list("[]", 500), 1_000);

        post(given(), "/api/v1/organizations", "{\"" + "n".repeat(45_000) + "\":" + lists + "}");
    }

    @Test
    void manyEmptyLinesFromAnEnterprise() {
        Response answer = post(
                SignedIn.as("enterprise"),
                "/api/v1/vouchers/" + UUID.randomUUID() + "/reservations",
                "{\"lines\":" + list("{}", 500_000) + "}");

        assertTold(answer, "/lines");
    }

    @Test
    void aPatchOfManyEmptyLinesFromAnEnterprise() {
        Response answer = send(
                SignedIn.as("enterprise").contentType("application/merge-patch+json"),
                "PATCH",
                "/api/v1/voucher-applications/" + UUID.randomUUID(),
                "{\"lines\":" + list(list("{}", 999), 600) + "}");

        assertTold(answer, "");
    }

    private static Response post(RequestSpecification caller, String path, String body) {
        return send(caller.contentType("application/json"), "POST", path, body);
    }

    private static Response send(RequestSpecification caller, String method, String path, String body) {
        return assertTimeout(BLINK, () -> {
            Response answer = caller.header("Idempotency-Key", UUID.randomUUID().toString())
                    .header("If-Match", "*")
                    .body(body)
                    .request(method, path);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.<String>path("code")).isEqualTo("invalid-request");
            return answer;
        });
    }

    private static void assertTold(Response answer, String pointer) {
        assertThat(answer.asString()).contains("{\"pointer\":\"" + pointer + "\",\"code\":\"invalid-size\"");
        assertThat(answer.jsonPath().getList("errors")).hasSize(1);
    }

    private static String list(String element, int count) {
        return "[" + String.join(",", Collections.nCopies(count, element)) + "]";
    }
}
