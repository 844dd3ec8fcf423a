package cn.dengyun.publishing.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.monitoring.bulletin.TestBulletins;
import cn.dengyun.monitoring.indicator.TestRecount;
import cn.dengyun.platform.opendata.OpenDataSource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the catalogue of open data names is there for anybody, in the form that it says. */
@QuarkusTest
class OpenDataTest {

    private static final String PATH = "/api/v1/open-data";
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeEach
    void recount() {
        TestRecount.now();
    }

    private static JsonNode catalogue() throws Exception {
        Response answer = given().get(PATH);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return JSON.readTree(answer.asByteArray());
    }

    @Test
    void everyFormOfEverySetIsThereForAStranger() throws Exception {
        TestBulletins.published();
        Set<String> types = new TreeSet<>();

        for (JsonNode dataset : catalogue().get("datasets")) {
            assertThat(dataset.get("distributions")).as("%s", dataset).isNotEmpty();
            for (JsonNode form : dataset.get("distributions")) {
                String type = form.get("mediaType").asText();
                Response answer = given().accept(type)
                        .urlEncodingEnabled(false)
                        .get(form.get("accessUrl").asText());

                assertThat(answer.statusCode()).as("%s", form).isEqualTo(200);
                assertThat(answer.contentType()).as("%s", form).startsWith(type);
                types.add(type);
            }
        }

        assertThat(types)
                .containsExactly(
                        "application/atom+xml",
                        "application/feed+json",
                        "application/json",
                        "application/x-ndjson",
                        "text/csv");
    }

    @Test
    void everySetSaysWhatItIs() throws Exception {
        JsonNode catalogue = catalogue();
        Set<String> codes = new TreeSet<>();

        for (JsonNode dataset : catalogue.get("datasets")) {
            String code = dataset.get("identifier").asText();
            assertThat(codes.add(code)).as(code).isTrue();
            assertThat(code).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
            assertThat(dataset.get("id").asText()).isEqualTo(catalogue.get("id").asText() + "#" + code);
            for (String text : List.of("title", "description")) {
                assertThat(dataset.get(text).get("zh").asText()).as(code).matches(".*\\p{IsHan}.*");
                // Terms of the plan stand in English texts too.
                assertThat(dataset.get(text).get("en").asText()).as(code).matches("[A-Z0-9].*[a-z].*");
            }
            assertThat(dataset.get("frequency").asText())
                    .isIn(
                            OpenDataSource.CONTINUOUS,
                            OpenDataSource.DAILY,
                            OpenDataSource.IRREGULAR,
                            OpenDataSource.NEVER);
            assertThat(dataset.get("spatial").get("identifier").asText()).isEqualTo("CN-AH");
            if (!dataset.get("temporal").isNull()) {
                assertThat(LocalDate.parse(
                                dataset.get("temporal").get("startDate").asText()))
                        .isAfterOrEqualTo("2000-01-01");
            }
        }

        assertThat(codes)
                .contains(
                        "annual-plans",
                        "articles",
                        "bulletins",
                        "glossary",
                        "observations-cloud-enterprises",
                        "offerings",
                        "programme-rules",
                        "programmes",
                        "sanctions",
                        "statistics")
                .doesNotContain("observations-voucher-applications");
    }

    @Test
    void statisticsAreOfTheLastRecount() throws Exception {
        String counted = given().get("/api/v1/statistics").path("countedAt");
        JsonNode catalogue = catalogue();

        for (JsonNode dataset : catalogue.get("datasets")) {
            if (dataset.get("identifier").asText().startsWith("observations-")) {
                assertThat(dataset.get("modified").asText()).isEqualTo(counted);
            }
        }
        assertThat(Instant.parse(catalogue.get("modified").asText())).isAfterOrEqualTo(Instant.parse(counted));
    }

    @Test
    void nothingIsSaidOfALicenceThatNobodyHasSet() throws Exception {
        JsonNode catalogue = catalogue();

        assertThat(catalogue.get("licence").isNull()).isTrue();
        assertThat(catalogue.findValues("licence")).allMatch(JsonNode::isNull);
        OpenDataView set = OpenDataView.of(
                List.of(new OpenDataSource.Dataset(
                        "glossary",
                        new OpenDataSource.Words("名词", "Words"),
                        new OpenDataSource.Words("名词", "Words"),
                        OpenDataSource.IRREGULAR,
                        null,
                        null,
                        List.of())),
                URI.create("https://example.org/licence"),
                "http://localhost/");
        assertThat(set.licence()).isEqualTo("https://example.org/licence");
        assertThat(set.datasets().get(0).licence()).isEqualTo("https://example.org/licence");
        assertThat(set.modified()).isNull();
    }

    /** A processor of JSON-LD expands every member: what it does not know it drops, and nothing would be said of it. */
    @Test
    void asJsonLdItIsTheSameBelowAContextThatKnowsEveryMember() throws Exception {
        Response linked = given().accept("application/ld+json").get(PATH);
        assertThat(linked.statusCode()).as(linked.asString()).isEqualTo(200);
        assertThat(linked.contentType()).startsWith("application/ld+json");
        ObjectNode dcat = (ObjectNode) JSON.readTree(linked.asByteArray());

        JsonNode context = dcat.remove("@context");

        assertThat(dcat).isEqualTo(catalogue());
        Set<String> members = new TreeSet<>();
        members(dcat, members);
        members.removeAll(Set.of("zh", "en"));
        assertThat(members).allMatch(context::has);
        dcat.findValuesAsText("type")
                .forEach(type -> assertThat(context.has(type)).as(type).isTrue());
    }

    private static void members(JsonNode node, Set<String> members) {
        node.fieldNames().forEachRemaining(members::add);
        node.forEach(each -> members(each, members));
    }

    @Test
    void whichFormIsSentFollowsWhatIsAcceptedFirst() {
        assertThat(given().accept("*/*").get(PATH).contentType()).startsWith("application/json");
        assertThat(given().accept("application/ld+json, application/json;q=0.5")
                        .get(PATH)
                        .contentType())
                .startsWith("application/ld+json");
        assertThat(given().accept("application/json, application/ld+json;q=0.5")
                        .get(PATH)
                        .contentType())
                .startsWith("application/json");
        assertThat(given().accept("text/turtle").get(PATH).statusCode()).isEqualTo(406);
    }

    @Test
    void whoHasTheCatalogueIsToldThatItHolds() {
        String tag = given().get(PATH).header("ETag");

        assertThat(given().header("If-None-Match", tag).get(PATH).statusCode()).isEqualTo(304);
        TestRecount.now();
        assertThat(given().header("If-None-Match", tag).get(PATH).statusCode()).isEqualTo(200);
    }
}
