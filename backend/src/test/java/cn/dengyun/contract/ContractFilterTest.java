package cn.dengyun.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The filter that watches all other tests is seen to fail. */
@QuarkusTest
class ContractFilterTest {

    @Test
    void itWatchesEveryTest() {
        assertThat(RestAssured.filters()).hasAtLeastOneElementOfType(ContractFilter.class);
    }

    @Test
    void itFindsAMemberOfAnotherType() {
        isFound("/api/v1/regions", root -> region(root, "reportingUnit").put("type", "string"));
    }

    @Test
    void itFindsAMissingMember() {
        isFound("/api/v1/regions", root -> {
            ((ObjectNode) root.at("/components/schemas/Region/properties"))
                    .putObject("area")
                    .put("type", "string");
            ((ObjectNode) root.at("/components/schemas/Region"))
                    .withArray("required")
                    .add("area");
        });
    }

    @Test
    void itFindsATextBeyondItsBound() {
        isFound("/api/v1/regions", root -> region(root, "nameEn").put("maxLength", 2));
    }

    @Test
    void itFindsAStatusThatIsNotDocumented() {
        isFound(
                "/api/v1/regions/999999",
                root -> ((ObjectNode) root.at("/paths/~1api~1v1~1regions~1{code}/get/responses")).remove("404"));
    }

    @Test
    void itFindsAnAcceptedRequestThatTheContractForbids() {
        isFound("/api/v1/regions?limit=150", root -> {
            for (JsonNode parameter : root.at("/paths/~1api~1v1~1regions/get/parameters")) {
                if (parameter.path("name").asText().equals("limit")) {
                    ((ObjectNode) parameter.get("schema")).put("maximum", 100);
                }
            }
        });
    }

    private static ObjectNode region(JsonNode root, String member) {
        return (ObjectNode) root.at("/components/schemas/Region/properties").get(member);
    }

    private static void isFound(String path, Consumer<JsonNode> lie) {
        JsonNode changed = Contract.generated().copy();
        lie.accept(changed);
        ContractFilter filter = new ContractFilter(new Contract(changed));
        assertThatThrownBy(() -> given().noFiltersOfType(ContractFilter.class)
                        .filter(filter)
                        .get(path))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is not what the contract says");
    }
}
