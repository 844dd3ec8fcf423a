package cn.dengyun.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The webhooks of the contract are the types of event that the platform lists. */
@QuarkusTest
class WebhookContractTest {

    private static final String BODY = "/post/requestBody/content/application~1json";

    @Test
    void theWebhooksAreTheDeclaredTypes() throws JsonProcessingException {
        JsonNode contract = Contract.generated().root();
        JsonNode types = new ObjectMapper()
                .readTree(given().header("Accept-Language", "en")
                        .get("/api/v1/event-types")
                        .asString())
                .get("data");

        assertThat(names(contract.get("webhooks")))
                .isEqualTo(types.findValuesAsText("type").stream()
                        .filter(type -> type.startsWith("cn.dengyun."))
                        .distinct()
                        .toList());
        for (JsonNode type : types) {
            JsonNode webhook = contract.get("webhooks").get(type.get("type").asText());
            JsonNode data = contract.at("/components/schemas/"
                    + webhook.at(BODY + "/schema/allOf/1/properties/data/$ref")
                            .asText()
                            .replace("#/components/schemas/", ""));

            assertThat(webhook.at("/post/summary")).isEqualTo(type.get("name"));
            assertThat(webhook.at(BODY + "/schema/allOf/1/properties/type/const"))
                    .isEqualTo(type.get("type"));
            assertThat(data.get("required")).isEqualTo(type.at("/dataSchema/required"));
            assertThat(names(data.get("properties"))).isEqualTo(names(type.at("/dataSchema/properties")));
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
