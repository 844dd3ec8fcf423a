package cn.dengyun.monitoring.indicator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.form.CsvOutput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of observations say what their JSON says to the same reader, line by line. */
@QuarkusTest
class ObservationFileTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MEMBERS = List.of(
            "indicator",
            "version",
            "unit",
            "countedAt",
            "level",
            "month",
            "regionCode",
            "regionNameZh",
            "regionNameEn",
            "value",
            "isProtected");

    @BeforeEach
    void recount() {
        TestRecount.now();
    }

    private static String path(String code, String end) {
        return IndicatorResource.PATH + "/" + code + "/observations" + end;
    }

    private static List<JsonNode> lines(RequestSpecification caller, String code, Map<String, ?> query)
            throws Exception {
        Response answer = caller.queryParams(query).get(path(code, ".ndjson"));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/x-ndjson");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : new String(answer.asByteArray(), StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    private static List<CSVRecord> table(RequestSpecification caller, String code, Map<String, ?> query)
            throws Exception {
        Response answer = caller.queryParams(query).get(path(code, ".csv"));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/csv");
        byte[] file = answer.asByteArray();
        assertThat(file).startsWith(0xEF, 0xBB, 0xBF);
        String text = new String(file, 3, file.length - 3, StandardCharsets.UTF_8);
        try (CSVParser parser = CSVParser.parse(new StringReader(text), CSVFormat.RFC4180)) {
            return parser.getRecords();
        }
    }

    @Test
    void tableAndLinesSayTheSame() throws Exception {
        List<JsonNode> lines = lines(given(), "CLOUD_ENTERPRISES", Map.of());
        List<CSVRecord> table = table(given(), "CLOUD_ENTERPRISES", Map.of());

        assertThat(table.get(0).toList()).isEqualTo(MEMBERS);
        assertThat(table).hasSize(lines.size() + 1);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = lines.get(i);
            assertThat(table.get(i + 1).toList())
                    .isEqualTo(MEMBERS.stream()
                            .map(member -> line.get(member).isNull()
                                    ? ""
                                    : line.get(member).asText())
                            .toList());
        }
        assertThat(lines.stream().map(line -> line.get("level").asText()).distinct())
                .containsExactly("PROVINCE", "UNIT", "COUNTY");
    }

    @Test
    void everyReaderHasWhatTheJsonTellsHim() throws Exception {
        for (String code : List.of("REGISTERED_ENTERPRISES", "VOUCHERS_PAID_FEN", "VOUCHERS_ISSUED_FEN")) {
            saysTheSame(() -> given(), code);
            saysTheSame(() -> SignedIn.as("feixi"), code);
            saysTheSame(() -> SignedIn.as("finance"), code);
        }
        saysTheSame(() -> SignedIn.as("hefei"), "VOUCHER_APPLICATIONS");
    }

    private static void saysTheSame(Supplier<RequestSpecification> caller, String code) throws Exception {
        for (String level : List.of("PROVINCE", "UNIT", "COUNTY")) {
            Response list = caller.get().queryParams("level", level).get(path(code, ""));
            String from = list.path("fromMonth");
            String countedAt = list.path("countedAt");
            List<Map<String, Object>> told = list.path("observations");
            List<JsonNode> lines = lines(caller.get(), code, Map.of("level", level)).stream()
                    .filter(line -> line.get("month").asText().compareTo(from) >= 0)
                    .toList();

            assertThat(lines).as(code + " " + level).hasSameSizeAs(told);
            for (int i = 0; i < lines.size(); i++) {
                JsonNode line = lines.get(i);
                Map<String, Object> row = told.get(i);
                assertThat(line.get("month").asText()).isEqualTo(row.get("month"));
                assertThat(line.get("regionCode").asText()).isEqualTo(row.get("regionCode"));
                assertThat(line.get("regionNameZh").asText()).isEqualTo(row.get("regionName"));
                assertThat(line.get("isProtected").asBoolean()).isEqualTo(row.get("isProtected"));
                assertThat(line.get("value").isNull() ? null : line.get("value").asLong())
                        .isEqualTo(row.get("value") == null ? null : ((Number) row.get("value")).longValue());
                assertThat(line.get("countedAt").asText()).isEqualTo(countedAt);
            }
        }
    }

    @Test
    void whatWasKnownAtAMomentIsTheSameFileForEver() throws Exception {
        String counted = given().get(path("ORDERS", "")).path("countedAt");
        String before =
                given().queryParam("asOf", counted).get(path("ORDERS", ".csv")).asString();

        TestRecount.now();

        assertThat(given().queryParam("asOf", counted)
                        .get(path("ORDERS", ".csv"))
                        .asString())
                .isEqualTo(before);
        assertThat(table(given(), "ORDERS", Map.of("asOf", "2001-01-01T00:00:00Z")))
                .hasSize(1);
        assertThat(lines(given(), "ORDERS", Map.of("asOf", "2001-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void aRegionIsItselfAndWhatIsInIt() throws Exception {
        assertThat(lines(given(), "ORDERS", Map.of("region", "340100", "level", "COUNTY")))
                .isNotEmpty()
                .allMatch(line -> line.get("regionCode").asText().startsWith("3401"));
    }

    @Test
    void whoMayNotReadItHasNoFile() {
        for (String end : List.of(".csv", ".ndjson")) {
            refused(given().get(path("VOUCHER_APPLICATIONS", end)), 404, "indicator-not-found");
            refused(given().get(path("NOTHING", end)), 404, "indicator-not-found");
            refused(given().queryParam("region", "119999").get(path("ORDERS", end)), 404, "region-not-found");
            refused(
                    given().queryParam("asOf", "2090-01-01T00:00:00Z").get(path("ORDERS", end)),
                    400,
                    "invalid-request");
            refused(given().queryParam("level", "VILLAGE").get(path("ORDERS", end)), 400, "invalid-request");
            refused(given().accept("text/html").get(path("ORDERS", end)), 406, "not-acceptable");
        }
    }

    private static void refused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("code")).isEqualTo(code);
    }

    @Test
    void aNameThatASpreadsheetWouldTakeForAFormulaIsAText() {
        String rows = CsvOutput.rows(List.of(Arrays.asList("=1+1", "@合肥", "-5", -5L, null, "合肥市")));

        assertThat(rows).isEqualTo("'=1+1,'@合肥,'-5,-5,,合肥市\r\n");
    }
}
