package cn.dengyun.publishing.glossary;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everybody reads the glossary, in both languages, and sees that none of it is official. */
@QuarkusTest
class GlossaryTest {

    @Test
    void everyTermIsThereInBothLanguagesAndMarked() {
        Response zh = given().get("/api/v1/glossary");
        Response en = given().header("Accept-Language", "en").get("/api/v1/glossary");

        assertThat(zh.<List<String>>path("terms.code"))
                .contains("MOVED_TO_CLOUD", "DEEPLY_CONNECTED", "CLOUD_VOUCHER", "SAAS", "PAAS", "IAAS")
                .doesNotHaveDuplicates();
        assertThat(zh.<List<Boolean>>path("terms.isWorkingDefinition")).containsOnly(true);
        assertThat(zh.<List<String>>path("terms.term")).isEqualTo(zh.<List<String>>path("terms.termZh"));
        assertThat(en.<List<String>>path("terms.definition"))
                .isEqualTo(zh.<List<String>>path("terms.definitionEn"))
                .allSatisfy(text -> assertThat(text).matches("[A-Z].*\\."));
    }

    @Test
    void itIsGivenAsJsonAlone() {
        given().accept("text/x-none").get("/api/v1/glossary").then().statusCode(406);
    }
}
