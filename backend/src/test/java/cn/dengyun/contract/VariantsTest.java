package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Bodies of which one member tells what the others are, as generators of clients read them. */
@QuarkusTest
class VariantsTest {

    private static final String PREFIX = "#/components/schemas/";

    private final JsonNode schemas = Contract.generated().root().at("/components/schemas");

    @Test
    void whatDependsOnAMemberIsAVariantOfItsOwn() {
        Map<String, String> telling = new TreeMap<>();
        schemas.fields().forEachRemaining(schema -> {
            if (schema.getValue().has("discriminator")) {
                telling.put(
                        schema.getKey(),
                        schema.getValue().at("/discriminator/propertyName").asText());
            }
        });

        assertThat(telling)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("ArticleReviewRequest", "verdict"),
                        Map.entry("AssessmentAppealDecisionRequest", "decision"),
                        Map.entry("AssessmentReviewRequest", "decision"),
                        Map.entry("BillDisputeAnswerRequest", "answer"),
                        Map.entry("CertificationDecisionRequest", "decision"),
                        Map.entry("NoticeObjectionDecisionRequest", "outcome"),
                        Map.entry("OrderAmendmentRequest", "kind"),
                        Map.entry("OrderDisputeDecision", "outcome"),
                        Map.entry("SimulationPopulation", "source"),
                        Map.entry("SpotCheckResultRequest", "result"),
                        Map.entry("VoucherReviewRequest", "decision"),
                        Map.entry("VoucherVerificationRequest", "by")));
    }

    @Test
    void everyVariantHasItsOwnCodeAndItsOwnMembers() {
        schemas.fields().forEachRemaining(schema -> {
            JsonNode choice = schema.getValue();
            String telling = choice.at("/discriminator/propertyName").asText();
            List<String> offered = references(choice.path("oneOf"));
            List<String> mapped = new ArrayList<>();
            choice.at("/discriminator/mapping").fields().forEachRemaining(code -> {
                mapped.add(code.getValue().asText());
                JsonNode variant = variant(code.getValue().asText());
                assertThat(variant.at("/properties/" + telling + "/enum"))
                        .as("the code of %s", code.getValue())
                        .extracting(JsonNode::asText)
                        .containsExactly(code.getKey());
                assertThat(variant.path("required"))
                        .as("what %s needs", code.getValue())
                        .extracting(JsonNode::asText)
                        .contains(telling);
                assertThat(variant.path("additionalProperties").asBoolean(true))
                        .as("%s takes nothing else", code.getValue())
                        .isFalse();
            });
            assertThat(offered).as("the variants of %s", schema.getKey()).isEqualTo(mapped);
        });
    }

    @Test
    void aRefusalRestsOnAClauseAndAReturnNamesDefects() {
        assertThat(members("RejectCertificationDecisionRequest"))
                .containsExactlyInAnyOrder("decision", "reason", "clause");
        assertThat(members("ReturnCertificationDecisionRequest"))
                .containsExactlyInAnyOrder("decision", "reason", "defects");
        assertThat(members("CertifyCertificationDecisionRequest")).containsExactlyInAnyOrder("decision", "reason");
        assertThat(schemas.at("/RejectCertificationDecisionRequest/properties/clause/type")
                        .asText())
                .as("what has to be there is not null")
                .isEqualTo("string");
    }

    private Set<String> members(String variant) {
        Set<String> members = new TreeSet<>();
        schemas.path(variant).path("properties").fieldNames().forEachRemaining(members::add);
        return members;
    }

    private JsonNode variant(String reference) {
        return schemas.path(reference.substring(PREFIX.length()));
    }

    private static List<String> references(JsonNode choices) {
        return StreamSupport.stream(choices.spliterator(), false)
                .map(choice -> choice.path("$ref").asText())
                .toList();
    }
}
