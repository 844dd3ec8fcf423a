package cn.dengyun.sheet;

import static io.restassured.RestAssured.given;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Files of rows as people send and follow them. */
public final class TestSheetImports {

    static final String IMPORTS = "/api/v1/sheet-imports";
    static final String EXPORTS = "/api/v1/sheet-exports";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    static final String CSV = "text/csv";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestSheetImports() {}

    /** A file on its way: its kind, target and more can be set before it is sent. */
    static RequestSpecification request(String token) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", "zh-CN");
    }

    static Response send(String token, String mediaType, byte[] file, Map<String, ?> query) {
        return request(token)
                .contentType(mediaType)
                .queryParams(query)
                .body(file)
                .post(IMPORTS);
    }

    /** The id of what was accepted, when it has ended. */
    static String ended(Response accepted) {
        String id = accepted.then().statusCode(202).extract().path("id");
        Background.finishJobs();
        return id;
    }

    /** Sends a file and waits for its end. */
    static String sent(String token, String mediaType, byte[] file, Map<String, ?> query) {
        return ended(send(token, mediaType, file, query));
    }

    static JsonNode get(String token, String id) {
        return read(given().auth()
                .oauth2(token)
                .get(IMPORTS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /** The counts in the order created, updated, unchanged, refused. */
    static List<Integer> counts(String token, String id) {
        JsonNode counts = get(token, id).get("counts");
        return List.of("created", "updated", "unchanged", "refused").stream()
                .map(name -> counts.get(name).intValue())
                .toList();
    }

    static List<JsonNode> results(String token, String id) {
        return given().auth()
                .oauth2(token)
                .header("Accept-Language", "en")
                .get(IMPORTS + "/" + id + "/results")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(TestSheetImports::read)
                .toList();
    }

    /** Row, outcome and what is wrong: {@code 3 REFUSED /name required}. */
    static List<String> outcomes(String token, String id) {
        return results(token, id).stream()
                .map(result -> {
                    StringBuilder line = new StringBuilder(result.get("row").asText() + " "
                            + result.get("outcome").textValue());
                    result.path("errors")
                            .forEach(error -> line.append(' ')
                                    .append(error.get("pointer").textValue())
                                    .append(' ')
                                    .append(error.get("code").textValue()));
                    return line.toString();
                })
                .toList();
    }

    static byte[] file(String token, String id) {
        return given().auth()
                .oauth2(token)
                .get(IMPORTS + "/" + id + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    static Response export(String token, String kind, String target, String format) {
        return request(token)
                .contentType("application/json")
                .body(Map.of("kind", kind, "targetId", target, "format", format))
                .post(EXPORTS);
    }

    /** The file of what is on record. */
    static byte[] exported(String token, String kind, String target, String format) {
        String id = ended(export(token, kind, target, format));
        return given().auth()
                .oauth2(token)
                .get(EXPORTS + "/" + id + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    /** One that is over, of a provider of the demo; it changed nothing. */
    public static String ofProvider(String account, String provider) {
        return sent(
                SignedIn.tokenOf(account),
                CSV,
                "服务编号,服务类型,名称\nsheet-access,IAAS,矩阵\n".getBytes(StandardCharsets.UTF_8),
                Map.of("kind", "CATALOGUE", "targetId", provider, "validateOnly", "true"));
    }

    /** One that is written. */
    public static String exportOf(String account, String provider) {
        return ended(request(SignedIn.tokenOf(account))
                .contentType("application/json")
                .body(Map.of("kind", "CATALOGUE", "targetId", provider, "format", "CSV_UTF_8"))
                .post(EXPORTS));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
