package cn.dengyun.platform.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import cn.dengyun.contract.YamlTrees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ContractRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "/openapi, '*/*', application/yaml",
        "/openapi, application/json, application/json",
        "/openapi, 'text/html, application/yaml;q=0.1', application/yaml",
        "/openapi?format=json, '*/*', application/json",
        "/openapi?format=YAML, application/json, application/yaml",
        "/openapi.json, '*/*', application/json",
        "/openapi.yaml, application/json, application/yaml",
        "/openapi/index, application/json, application/json",
        "/openapi/tags/catalogue-pushes, application/json, application/json",
        "/openapi/tags/catalogue-pushes, '*/*', application/yaml",
    })
    void eachDocumentComesInTheFormatThatIsAskedFor(String path, String accepted, String type) {
        given().accept(accepted).get(path).then().statusCode(200).contentType(startsWith(type));
    }

    @Test
    void bothFormatsSayTheSame() throws Exception {
        JsonNode json = JSON.readTree(whole());
        JsonNode yaml = YamlTrees.read(given().get("/openapi.yaml").asString());

        assertThat(yaml.toString()).isEqualTo(json.toString());
    }

    @Test
    void theContractIsCompressedForWhoeverTakesThat() {
        Response compressed = given().header("Accept-Encoding", "gzip").get("/openapi.json");
        Response plain = given().header("Accept-Encoding", "gzip;q=0").get("/openapi.json");

        compressed
                .then()
                .statusCode(200)
                .header("Content-Encoding", is("gzip"))
                .header("Vary", "Accept, Accept-Encoding");
        assertThat(plain.header("Content-Encoding")).isNull();
        assertThat(compressed.asString()).isEqualTo(plain.asString());
        assertThat(Integer.parseInt(compressed.header("Content-Length")) * 5)
                .isLessThan(Integer.parseInt(plain.header("Content-Length")));
        assertThat(compressed.header("ETag")).isNotEqualTo(plain.header("ETag"));
    }

    @Test
    void whoHasItIsNotSentItAgain() {
        Response first = given().get("/openapi");

        given().header("If-None-Match", first.header("ETag"))
                .get("/openapi")
                .then()
                .statusCode(304)
                .header("ETag", first.header("ETag"))
                .header("Cache-Control", "public, max-age=300")
                .body(is(""));
        given().header("If-None-Match", "\"another\"").get("/openapi").then().statusCode(200);
        given().header("If-None-Match", first.header("ETag"))
                .accept("application/json")
                .get("/openapi")
                .then()
                .statusCode(200);
    }

    @Test
    void theIndexLeadsToADocumentForEachTagAndTheyHoldEveryOperation() throws Exception {
        JsonNode whole = JSON.readTree(whole());
        JsonNode index = JSON.readTree(
                given().accept("application/json").get("/openapi/index").asString());
        Set<String> found = new TreeSet<>();

        assertThat(index.path("version")).isEqualTo(whole.at("/info/version"));
        assertThat(index.path("tags")).hasSameSizeAs(whole.path("tags"));
        for (JsonNode tag : index.path("tags")) {
            assertThat(tag.path("title").asText()).isNotEmpty();
            assertThat(tag.path("description").asText()).isNotEmpty();
            JsonNode part = JSON.readTree(given().accept("application/json")
                    .get(tag.path("address").asText())
                    .asString());
            Set<String> operations = operations(part);
            assertThat(operations).hasSize(tag.path("operations").asInt()).isNotEmpty();
            found.addAll(operations);
            isWholeInItself(part, whole);
        }
        assertThat(found).isEqualTo(operations(whole));
    }

    @Test
    void whatIsNotThereIsRefusedWithAProblem() {
        given().get("/openapi/tags/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", is("path-not-found"));
        given().get("/openapi?format=xml").then().statusCode(400).body("errors[0].pointer", is("query/format"));
        given().accept("text/html")
                .get("/openapi")
                .then()
                .statusCode(406)
                .body("detail", containsString("application/yaml, application/json"));
        given().post("/openapi").then().statusCode(405).header("Allow", "GET, HEAD");
    }

    private static String whole() {
        return given().get("/openapi.json").then().statusCode(200).extract().asString();
    }

    private static Set<String> operations(JsonNode contract) {
        Set<String> operations = new TreeSet<>(contract.path("paths").findValuesAsText("operationId"));
        operations.addAll(contract.path("webhooks").findValuesAsText("operationId"));
        return operations;
    }

    /** Every reference leads somewhere, and nothing is there that no reference leads to. */
    private static void isWholeInItself(JsonNode part, JsonNode whole) {
        Set<String> references = new TreeSet<>(part.findValuesAsText("$ref"));
        part.path("paths")
                .findValues("security")
                .forEach(schemes -> schemes.forEach(scheme -> scheme.fieldNames()
                        .forEachRemaining(name -> references.add("#/components/securitySchemes/" + name))));
        Set<String> components = new TreeSet<>();
        part.path("components")
                .fields()
                .forEachRemaining(kind -> kind.getValue().fields().forEachRemaining(component -> {
                    String reference = "#/components/" + kind.getKey() + "/" + component.getKey();
                    components.add(reference);
                    assertThat(component.getValue()).isEqualTo(whole.at(reference.substring(1)));
                }));
        assertThat(components).isEqualTo(references);
    }
}
