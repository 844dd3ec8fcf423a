package cn.dengyun.platform.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.platform.web.Language;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemPagesTest {

    @Test
    void everyCodeHasAPageInBothLanguages() {
        String index = given().get("/problems").then().statusCode(200).extract().asString();
        for (String code : ProblemTexts.codes()) {
            assertThat(index).contains("href=\"/problems/" + code + '"');
            for (Language language : Language.values()) {
                String page = given().header(
                                "Accept-Language", language.locale().toLanguageTag())
                        .get("/problems/{code}", code)
                        .then()
                        .statusCode(200)
                        .contentType("text/html; charset=utf-8")
                        .header("Content-Language", language.locale().toLanguageTag())
                        .header("Vary", "Accept-Language")
                        .extract()
                        .asString();
                String sentence = ProblemTexts.detail(code, List.of("…", "…", "…", "…"), language);
                assertThat(page).contains("<code>" + code + "</code>").contains(escaped(sentence));
            }
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Test
    void aPageRunsNothing() {
        given().get("/problems/invalid-request")
                .then()
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void anUnknownCodeIsAProblemItself() {
        given().header("Accept-Language", "en")
                .get("/problems/{code}", "<script>")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", is("problem-code-unknown"))
                .body("detail", is("The table of problem codes has no <script>. All codes are listed at /problems."));
    }

    @Test
    void theTypeOfAProblemLeadsToItsPage() {
        String type =
                given().get("/api/v1/nothing").then().statusCode(404).extract().path("type");

        given().get(type).then().statusCode(200);
    }
}
