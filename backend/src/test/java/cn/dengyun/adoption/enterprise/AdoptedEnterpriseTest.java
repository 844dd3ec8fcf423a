package cn.dengyun.adoption.enterprise;

import static cn.dengyun.adoption.record.TestAdoption.ENTERPRISES;
import static cn.dengyun.adoption.record.TestAdoption.counted;
import static cn.dengyun.adoption.record.TestAdoption.deepLine;
import static cn.dengyun.adoption.record.TestAdoption.enterprise;
import static cn.dengyun.adoption.record.TestAdoption.execute;
import static cn.dengyun.adoption.record.TestAdoption.line;
import static cn.dengyun.adoption.record.TestAdoption.nearItsEnd;
import static cn.dengyun.adoption.record.TestAdoption.post;
import static cn.dengyun.adoption.record.TestAdoption.strangersLine;
import static cn.dengyun.adoption.record.TestAdoption.today;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.monitoring.PlanFigures;
import cn.dengyun.platform.monitoring.PlanFigures.DayFigure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/** Enterprises that count: confirmed once a year, counted once, and certified. */
@QuarkusTest
class AdoptedEnterpriseTest {

    private static final String COUNTS = "/api/v1/adoption-counts";
    /** What X.509 writes before the 32 bytes of an Ed25519 key (RFC 8410 §4). */
    private static final String PREFIX = "302a300506032b6570032100";

    @Inject
    Instance<PlanFigures> figures;

    private static Response confirm(RequestSpecification caller, String id, boolean isInUse) {
        return post(caller, ENTERPRISES + "/" + id + "/confirmations", Map.of("inUse", isInUse, "reason", "仍在使用"));
    }

    private static String code(Response answer) {
        return answer.path("code");
    }

    /** The id of one that is on the platform and counts as deeply connected. */
    private static String adopted(TestEnterprise enterprise) {
        counted(deepLine(enterprise.creditCode()));
        return enterprise(enterprise.creditCode());
    }

    @Test
    void theEnterpriseConfirmsOnceAYearAndLapsesOtherwise() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = adopted(enterprise);

        Response early = confirm(enterprise.request(), id, true);
        assertThat(code(early)).isEqualTo("adoption-confirmation-early");
        assertThat(enterprise.request().get(ENTERPRISES + "/" + id).<List<String>>path("availableActions"))
                .containsExactly("DECLINE");
        nearItsEnd(id);
        assertThat(enterprise.request().get(ENTERPRISES + "/" + id).<String>path("dueAt"))
                .isNotNull();
        assertThat(code(confirm(SignedIn.as("feixi"), id, true))).isEqualTo("adoption-confirmed-by-enterprise");
        assertThat(confirm(SignedIn.as("enterprise"), id, true).statusCode()).isEqualTo(404);
        assertThat(SignedIn.as("enterprise").get(ENTERPRISES + "/" + id).statusCode())
                .isEqualTo(404);
        assertThat(post(
                                enterprise.request().header("If-Match", "\"99\""),
                                ENTERPRISES + "/" + id + "/confirmations",
                                Map.of("inUse", true, "reason", "仍在使用"))
                        .statusCode())
                .isEqualTo(412);
        Response confirmed = confirm(enterprise.request(), id, true);
        assertThat(confirmed.statusCode()).as(confirmed.asString()).isEqualTo(200);
        assertThat(confirmed.<List<String>>path("availableActions")).containsExactly("DECLINE");

        execute(
                "UPDATE adopted_enterprise SET confirmed_until = now() - interval '1 second',"
                        + " valid_until = now() - interval '1 second', judge_at = now() WHERE id = ?",
                UUID.fromString(id));
        assertThat(enterprise.request().get(ENTERPRISES + "/" + id).<String>path("status"))
                .isEqualTo("LAPSED");
    }

    @Test
    void whatHasLapsedIsConfirmedAgainOnTheSameDayAndKeepsItsCode() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = adopted(enterprise);
        String code = enterprise.request().get(ENTERPRISES + "/" + id).path("certificateCode");

        assertThat(confirm(enterprise.request(), id, false).<String>path("status"))
                .isEqualTo("LAPSED");
        assertThat(code(confirm(enterprise.request(), id, false))).isEqualTo("transition-not-allowed");
        assertThat(code(enterprise.request().get(ENTERPRISES + "/" + id + "/certificate")))
                .isEqualTo("adoption-lapsed");
        assertThat(given().get("/api/v1/certificates/" + code).<String>path("status"))
                .isEqualTo("LAPSED");
        Background.settle();
        assertThat(enterprise.request().get(ENTERPRISES + "/" + id).<String>path("status"))
                .isEqualTo("LAPSED");
        Response back = confirm(enterprise.request(), id, true);

        assertThat(back.statusCode()).as(back.asString()).isEqualTo(200);
        assertThat(back.<String>path("status")).isEqualTo("ADOPTED");
        assertThat(back.<String>path("certificateCode")).isEqualTo(code);
        assertThat(given().get("/api/v1/certificates/" + code).<String>path("status"))
                .isEqualTo("VALID");
    }

    @Test
    void anAuthorityConfirmsWhoeverIsNotOnThePlatformAsLongAsSomethingIsInForce() {
        Map<String, Object> line = strangersLine();
        counted(line);
        String id = enterprise((String) line.get("creditCode"));
        nearItsEnd(id);

        assertThat(confirm(SignedIn.as("wuhu"), id, true).statusCode()).isEqualTo(404);
        assertThat(confirm(SignedIn.as("feixi"), id, true).statusCode()).isEqualTo(200);
        execute("UPDATE adoption_record SET ends_on = starts_on WHERE credit_code = ?", line.get("creditCode"));
        execute(
                "UPDATE adopted_enterprise SET judge_at = now() - interval '1 second' WHERE id = ?",
                UUID.fromString(id));
        Background.settle();
        assertThat(SignedIn.as("feixi").get(ENTERPRISES + "/" + id).<String>path("status"))
                .isEqualTo("LAPSED");
        assertThat(code(confirm(SignedIn.as("feixi"), id, true))).isEqualTo("adoption-nothing-in-force");
    }

    @Test
    void unitsSumUpToTheProvinceAndEachEnterpriseCountsOnce() {
        Response before = given().get(COUNTS);
        String code = TestEnterprise.aCreditCode();
        counted(line(code), line(code), deepLine(TestEnterprise.aCreditCode()));
        Response after = given().get(COUNTS);
        Response counties = given().queryParam("unit", "340100").get(COUNTS);

        assertThat(after.<List<String>>path("places.regionCode")).hasSize(18).contains("340826", "341882");
        assertThat(after.<Integer>path("adopted"))
                .isEqualTo(before.<Integer>path("adopted") + 2)
                .isEqualTo(after.<List<Integer>>path("places.adopted").stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        assertThat(after.<Integer>path("deep")).isEqualTo(before.<Integer>path("deep") + 1);
        assertThat(after.<Integer>path("byProvider")).isGreaterThanOrEqualTo(after.<Integer>path("adopted"));
        assertThat(counties.<Integer>path("adopted"))
                .isEqualTo(after.<Integer>path("places.find { it.regionCode == '340100' }.adopted"));
        assertThat(given().queryParam("unit", "990000").get(COUNTS).statusCode())
                .isEqualTo(404);
        assertThat(given().queryParam("unit", "34").get(COUNTS).statusCode()).isEqualTo(400);
    }

    @Test
    void annualPlansCountThemUntilTheyLapse() {
        Background.settle();
        long cloud = figure("CLOUD_ENTERPRISES");
        long deep = figure("DEEP_ENTERPRISES");
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = adopted(enterprise);
        counted(strangersLine());

        assertThat(figure("CLOUD_ENTERPRISES")).isEqualTo(cloud + 2);
        assertThat(figure("DEEP_ENTERPRISES")).isEqualTo(deep + 1);

        confirm(enterprise.request(), id, false).then().statusCode(200);

        assertThat(figure("CLOUD_ENTERPRISES")).isEqualTo(cloud + 1);
        assertThat(figure("DEEP_ENTERPRISES")).isEqualTo(deep);
    }

    /** What was added to an indicator in Feixi today. */
    private long figure(String indicator) {
        LocalDate today = today();
        return figures.stream()
                .filter(each -> each.indicator().equals(indicator))
                .flatMap(each -> each.added(today, today).await().indefinitely().stream())
                .filter(each -> each.regionCode().equals("340123") && each.day().equals(today))
                .mapToLong(DayFigure::added)
                .sum();
    }

    @Test
    void whoBroughtSomebodyWasThereBefore() {
        String bringer = TestEnterprise.aCreditCode();
        counted(deepLine(bringer));
        Map<String, Object> brought = strangersLine();
        brought.put("broughtByCode", bringer);
        Map<String, Object> byNobody = strangersLine();
        byNobody.put("broughtByCode", TestEnterprise.aCreditCode());
        counted(brought, byNobody);

        assertThat(SignedIn.as("feixi")
                        .queryParam("broughtByCode", bringer)
                        .get(ENTERPRISES)
                        .<List<String>>path("data.creditCode"))
                .containsExactly((String) brought.get("creditCode"));
        assertThat(SignedIn.as("feixi")
                        .get(ENTERPRISES + "/" + enterprise((String) byNobody.get("creditCode")))
                        .<String>path("broughtByCode"))
                .isNull();
    }

    @Test
    void aCertificateIsVerifiedWithTheKeysAndTheListAlone() throws Exception {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String id = adopted(enterprise);

        Response issued = enterprise.request().get(ENTERPRISES + "/" + id + "/certificate");
        assertThat(issued.statusCode()).as(issued.asString()).isEqualTo(200);
        assertThat(SignedIn.as("wuhu")
                        .get(ENTERPRISES + "/" + id + "/certificate")
                        .statusCode())
                .isEqualTo(404);
        String text = issued.path("text");
        List<Map<String, String>> keys =
                given().get("/.well-known/certificate-keys.json").path("keys");
        JsonObject claims = verified(text, keys);
        assertThat(claims.getString("holderCode")).isEqualTo(enterprise.creditCode());
        assertThat(claims.getString("level")).isEqualTo("DEEP");
        Response image = enterprise.request().get(ENTERPRISES + "/" + id + "/certificate/qr");
        assertThat(image.contentType()).isEqualTo("image/png");
        assertThat(image.asByteArray()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(SignedIn.as("wuhu")
                        .get(ENTERPRISES + "/" + id + "/certificate/qr")
                        .statusCode())
                .isEqualTo(404);
        JsonObject list =
                verified(given().get("/api/v1/certificate-status-list").asString(), keys);
        byte[] bits = inflated(list.getJsonObject("status_list").getString("lst"));
        int place = claims.getInteger("ix");
        assertThat(bits[place / 4] >> place % 4 * 2 & 3).isZero();
        Response found = given().get("/api/v1/certificates/"
                + issued.<String>path("code").toLowerCase(Locale.ROOT).replace("-", ""));
        assertThat(found.<String>path("holderName")).isEqualTo(claims.getString("holder"));
        assertThat(given().get("/api/v1/certificates/Y4K7-M2P9-QXT8-0").statusCode())
                .isEqualTo(404);
        Response again = given().header(
                        "If-None-Match",
                        given().get("/api/v1/certificate-status-list").header("ETag"))
                .get("/api/v1/certificate-status-list");
        assertThat(again.statusCode()).isIn(200, 304);
    }

    private static JsonObject verified(String text, List<Map<String, String>> keys) throws Exception {
        String[] parts = text.split("\\.", -1);
        JsonObject header = new JsonObject(decoded(parts[0]));
        String x = keys.stream()
                .filter(key -> key.get("kid").equals(header.getString("kid")))
                .map(key -> key.get("x"))
                .findFirst()
                .orElseThrow();
        byte[] encoded = HexFormat.of()
                .parseHex(
                        PREFIX + HexFormat.of().formatHex(Base64.getUrlDecoder().decode(x)));
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        return new JsonObject(decoded(parts[1]));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static byte[] inflated(String list) throws IOException {
        return new InflaterInputStream(
                        new ByteArrayInputStream(Base64.getUrlDecoder().decode(list)))
                .readAllBytes();
    }
}
