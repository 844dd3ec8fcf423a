package cn.dengyun.monitoring.bulletin;

import static cn.dengyun.monitoring.bulletin.TestBulletins.ERRATA;
import static cn.dengyun.monitoring.bulletin.TestBulletins.PATH;
import static cn.dengyun.monitoring.bulletin.TestBulletins.WHY;
import static cn.dengyun.monitoring.bulletin.TestBulletins.corrected;
import static cn.dengyun.monitoring.bulletin.TestBulletins.drafted;
import static cn.dengyun.monitoring.bulletin.TestBulletins.is;
import static cn.dengyun.monitoring.bulletin.TestBulletins.month;
import static cn.dengyun.monitoring.bulletin.TestBulletins.patch;
import static cn.dengyun.monitoring.bulletin.TestBulletins.post;
import static cn.dengyun.monitoring.bulletin.TestBulletins.proposed;
import static cn.dengyun.monitoring.bulletin.TestBulletins.published;
import static cn.dengyun.monitoring.bulletin.TestBulletins.submitted;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** A bulletin is written by one person, approved by two others, and then nothing but corrected. */
@QuarkusTest
class BulletinTest {

    @Inject
    DemoBulletins demo;

    private static void refused(Response answer, int status, String code) {
        is(answer, status);
        assertThat(answer.asString()).contains("\"" + code + "\"");
    }

    @Test
    void twoOtherPeopleApproveItAndNobodyTwice() {
        String id = submitted();
        String approvals = PATH + "/" + id + "/approvals";

        refused(post("province", approvals, WHY), 403, "four-eyes-required");
        is(post("province2", approvals, WHY), 200);
        refused(post("province2", approvals, WHY), 403, "four-eyes-required");
        refused(post("province", PATH + "/" + id + "/publications", WHY), 409, "transition-not-allowed");
        refused(patch("province", id, Map.of("title", "新")), 409, "transition-not-allowed");
        Response approved = post("province3", approvals, WHY);

        assertThat(approved.<String>path("status")).isEqualTo("APPROVED");
        assertThat(approved.<Integer>path("approvals")).isEqualTo(2);
    }

    @Test
    void draftsAreTheProvincesAlone() {
        String id = drafted();

        refused(given().get(PATH + "/" + id), 404, "bulletin-not-found");
        for (String file : List.of("figures.json", "figures.csv", "page", "page.pdf", "charts/ORDERS.svg")) {
            refused(SignedIn.as("hefei").get(PATH + "/" + id + "/" + file), 404, "bulletin-not-found");
        }
        refused(patch("hefei", id, Map.of("title", "新")), 404, "bulletin-not-found");
        refused(post("hefei", PATH, Map.of("fromMonth", month(), "toMonth", month())), 403, "not-yours");
        is(SignedIn.as("auditor").get(PATH + "/" + id), 200);
    }

    @Test
    void whatIsPublishedIsReadByEverybodyAndRunsNothing() {
        String id = published();

        assertThat(given().get(PATH + "/" + id).<String>path("status")).isEqualTo("PUBLISHED");
        assertThat(given().get(PATH + "/" + id + "/figures.json").<List<?>>path("indicators[0].units"))
                .hasSize(18);
        assertThat(given().get(PATH + "/" + id + "/figures.csv").asString()).startsWith("\uFEFFindicator,");
        assertThat(given().get(PATH + "/" + id + "/charts/ORDERS.svg").asString())
                .contains("合肥市", "viewBox=\"0 0 360");
        refused(given().get(PATH + "/" + id + "/charts/NONE.svg"), 404, "bulletin-chart-not-found");
        assertThat(given().get(PATH + "/" + id + "/page").asString())
                .contains("<strong>好</strong>", "&lt;script&gt;")
                .doesNotContain("<script", "javascript:");
        refused(post("province", PATH + "/" + id + "/publications", WHY), 409, "transition-not-allowed");
    }

    @Test
    void whatIsPublishedIsOneFileToPrintForEver() throws IOException {
        String id = published();

        Response once = given().get(PATH + "/" + id + "/page.pdf");
        Response again = given().header("If-None-Match", once.header("ETag")).get(PATH + "/" + id + "/page.pdf");

        assertThat(once.contentType()).isEqualTo("application/pdf");
        assertThat(once.header("Content-Disposition")).contains("bulletin-" + month());
        is(again, 304);
        try (PDDocument document = Loader.loadPDF(once.asByteArray())) {
            assertThat(new PDFTextStripper().getText(document)).contains("通报 <script>", "统计单位", "合肥市", "宿松县");
        }
    }

    @Test
    void whatIsPublishedIsFoundAndStandsInTheFeedsAndADraftDoesNot() {
        String draft = drafted();
        String id = published();
        String title = given().get(PATH + "/" + id).path("title");

        List<String> found = given().queryParams(Map.of("q", title, "kind", "BULLETIN", "limit", 20))
                .get("/api/v1/search")
                .path("sections[0].hits.id");
        List<String> listed =
                given().queryParams(Map.of("q", title, "limit", 200)).get(PATH).path("data.id");
        String atom = given().get("/api/v1/feeds/articles.atom").asString();
        JsonPath feed = given().get("/api/v1/feeds/articles.json").jsonPath();

        assertThat(found).contains(id).doesNotContain(draft);
        assertThat(listed).contains(id).doesNotContain(draft);
        assertThat(given().queryParam("q", "没有这样的标题").get(PATH).<List<?>>path("data"))
                .isEmpty();
        assertThat(atom)
                .contains("urn:uuid:" + id, PATH + "/" + id, "term=\"BULLETIN\"")
                .doesNotContain(draft);
        assertThat(feed.<List<String>>get("items.findAll { 'BULLETIN' in it.tags }.id"))
                .contains("urn:uuid:" + id);
        assertThat(feed.<List<String>>get("items.date_published"))
                .extracting(Instant::parse)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(given().queryParam("kind", "NOTICE")
                        .get("/api/v1/feeds/articles.json")
                        .jsonPath()
                        .<List<String>>get("items.id"))
                .doesNotContain("urn:uuid:" + id);
    }

    @Test
    void aPublishedErratumStandsInTheFeedsAndOneThatIsProposedDoesNot() {
        String proposed = TestBulletins.proposed();
        String id = corrected();

        JsonPath feed = given().get("/api/v1/feeds/articles.json").jsonPath();
        String atom = given().get("/api/v1/feeds/articles.atom").asString();

        String item = "items.find { it.id == 'urn:uuid:" + id + "' }.";
        assertThat(feed.getString(item + "url")).endsWith(ERRATA + "/" + id);
        assertThat(feed.getString(item + "title")).endsWith("勘误（第 1 号）");
        assertThat(feed.getString(item + "content_text")).isEqualTo("文字有误，现予更正。");
        assertThat(feed.<List<String>>get(item + "tags")).containsExactly("ERRATUM");
        is(given().get(ERRATA + "/" + id), 200);
        assertThat(atom).contains("urn:uuid:" + id, ERRATA + "/" + id).doesNotContain(proposed);
        assertThat(feed.<List<String>>get("items.id")).doesNotContain("urn:uuid:" + proposed);
        assertThat(given().queryParam("kind", "NOTICE")
                        .get("/api/v1/feeds/articles.json")
                        .jsonPath()
                        .<List<String>>get("items.id"))
                .doesNotContain("urn:uuid:" + id);
    }

    @Test
    void theDemoHasOneWithOneErratumHoweverOftenItStarts() {
        demo.makeMissing();

        Response found = given().queryParam("q", DemoBulletins.TITLE).get(PATH);
        assertThat(found.<List<String>>path("data.status")).containsExactly("PUBLISHED");
        assertThat(given().get(PATH + "/" + found.path("data[0].id") + "/errata")
                        .<List<Integer>>path("data.number"))
                .containsExactly(1);
    }

    @Test
    void itWaitsForWhoMayActAndForNobodyElse() {
        String id = submitted();
        assertThat(waiting("province2", "BULLETIN_APPROVAL")).contains(id);
        assertThat(waiting("province", "BULLETIN_APPROVAL")).doesNotContain(id);
        assertThat(waiting("hefei", "BULLETIN_APPROVAL")).doesNotContain(id);

        is(post("province2", PATH + "/" + id + "/approvals", WHY), 200);
        assertThat(waiting("province2", "BULLETIN_APPROVAL")).doesNotContain(id);
        assertThat(waiting("province3", "BULLETIN_APPROVAL")).contains(id);

        is(post("province3", PATH + "/" + id + "/approvals", WHY), 200);
        assertThat(waiting("province3", "BULLETIN_APPROVAL")).doesNotContain(id);
        assertThat(waiting("province", "BULLETIN_PUBLICATION")).contains(id);
        assertThat(waiting("hefei", "BULLETIN_PUBLICATION")).doesNotContain(id);

        is(post("province", PATH + "/" + id + "/publications", WHY), 200);
        assertThat(waiting("province", "BULLETIN_PUBLICATION")).doesNotContain(id);
    }

    @Test
    void anErratumWaitsForAnotherPersonThanHasProposedIt() {
        String id = TestBulletins.proposed();

        assertThat(waiting("province2", "BULLETIN_ERRATUM")).contains(id);
        assertThat(waiting("province", "BULLETIN_ERRATUM")).doesNotContain(id);
        assertThat(waiting("wuhu", "BULLETIN_ERRATUM")).doesNotContain(id);
        is(post("province2", ERRATA + "/" + id + "/approvals", WHY), 200);
        assertThat(waiting("province2", "BULLETIN_ERRATUM")).doesNotContain(id);
    }

    private static List<String> waiting(String account, String kind) {
        return SignedIn.as(account)
                .queryParams(Map.of("kind", kind, "limit", 200))
                .get("/api/v1/work-items")
                .path("data.subject.id");
    }

    @Test
    void errataAreNumberedAndLeaveTheBulletinAsItIs() {
        String id = published();
        String before = given().get(PATH + "/" + id + "/figures.json").asString();
        int value = given().get(PATH + "/" + id + "/figures.json")
                .path("indicators.find { it.code == 'ORDERS' }.units.find { it.regionCode == '340100' }.value");
        int all = given().get(PATH + "/" + id + "/figures.json")
                .path("indicators.find { it.code == 'ORDERS' }.province.value");

        String first = proposed(id, value, all, null);
        refused(post("province", ERRATA + "/" + first + "/approvals", WHY), 403, "four-eyes-required");
        Response corrected = post("province2", ERRATA + "/" + first + "/approvals", WHY);
        Response unnamed = post("province", PATH + "/" + id + "/errata", erratum(value + 1, all + 1, null));
        String second = proposed(id, value + 1, all + 1, 1);
        Response again = post("province2", ERRATA + "/" + second + "/approvals", WHY);

        assertThat(corrected.<Integer>path("number")).isEqualTo(1);
        refused(unnamed, 400, "erratum-corrects-missing");
        assertThat(again.<Integer>path("number")).isEqualTo(2);
        assertThat(given().get(PATH + "/" + id + "/figures.json").asString()).isEqualTo(before);
        assertThat(given().get(PATH + "/" + id + "/errata").<List<Integer>>path("data.number"))
                .containsExactly(2, 1);
    }

    @Test
    void anErratumOfAnErratumCorrectsWhatThatOneSays() {
        String id = published();
        String errata = PATH + "/" + id + "/errata";
        String figures = given().get(PATH + "/" + id + "/figures.json").asString();
        int value = JsonPath.from(figures)
                .get("indicators.find { it.code == 'ORDERS' }.units.find { it.regionCode == '340100' }.value");
        int all = JsonPath.from(figures).get("indicators.find { it.code == 'ORDERS' }.province.value");
        String first = proposed(id, value, all, null);
        String rival = proposed(id, value, all, null);
        is(post("province2", ERRATA + "/" + first + "/approvals", WHY), 200);

        Response ofTheBulletin = post("province", errata, erratum(value, all, 1));
        refused(ofTheBulletin, 400, "erratum-old-value-differs");
        assertThat(ofTheBulletin.<List<String>>path("errors.pointer"))
                .containsExactlyInAnyOrder("/corrections/0/oldValue", "/corrections/1/oldValue");
        refused(post("province", errata, erratum(value + 1, all + 1, 2)), 400, "erratum-corrects-unknown");
        refused(post("province2", ERRATA + "/" + rival + "/approvals", WHY), 409, "erratum-outdated");
        String second = proposed(id, value + 1, all + 1, 1);
        is(post("province2", ERRATA + "/" + second + "/approvals", WHY), 200);
        refused(post("province", errata, erratum(value + 2, all + 2, 1)), 400, "erratum-corrects-missing");
        Response back = post("province", errata, correction(2, List.of(value + 2, value), List.of(all + 2, all)));

        is(back, 201);
        assertThat(back.<Integer>path("corrects")).isEqualTo(2);
    }

    /** @param city what was told of Hefei, and what is right; {@code all} of the province */
    private static Map<String, Object> correction(Integer corrects, List<Integer> city, List<Integer> all) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "text",
                "漏报，现予更正。",
                "corrections",
                List.of(
                        Map.of(
                                "indicator",
                                "ORDERS",
                                "regionCode",
                                "340100",
                                "oldValue",
                                city.get(0),
                                "newValue",
                                city.get(1)),
                        Map.of(
                                "indicator",
                                "ORDERS",
                                "regionCode",
                                "340000",
                                "oldValue",
                                all.get(0),
                                "newValue",
                                all.get(1)))));
        body.put("corrects", corrects);
        return body;
    }

    private static Map<String, Object> erratum(int value, int all, Integer corrects) {
        return correction(corrects, List.of(value, value + 1), List.of(all, all + 1));
    }

    private static String proposed(String id, int value, int all, Integer corrects) {
        Response made = post("province", PATH + "/" + id + "/errata", erratum(value, all, corrects));
        is(made, 201);
        return made.path("id");
    }

    @Test
    void whatIsWrongOfAPeriodIsNamedAtOnce() {
        refused(
                post("province", PATH, Map.of("fromMonth", "2000-01", "toMonth", "2099-12")),
                400,
                "bulletin-period-unfit");
        Response answer = post(
                "province",
                PATH,
                Map.of(
                        "fromMonth",
                        "2098-01",
                        "toMonth",
                        "2098-12",
                        "indicators",
                        List.of("NONE", "VOUCHER_APPLICATIONS")));
        refused(answer, 400, "bulletin-period-ahead");
        assertThat(answer.<List<String>>path("errors.pointer")).contains("/indicators/0", "/indicators/1");
    }

    @Test
    void whoIsNotOfTheProvinceMovesNothingOfIt() {
        String draft = drafted();
        String waiting = submitted();
        String proposed = TestBulletins.proposed();
        String erratum = TestBulletins.corrected();

        refused(post("wuhu", PATH + "/" + published() + "/submissions", null), 403, "not-yours");
        refused(post("wuhu", PATH + "/" + draft + "/discards", WHY), 404, "bulletin-not-found");
        refused(post("wuhu", PATH + "/" + waiting + "/returns", WHY), 404, "bulletin-not-found");
        refused(post("wuhu", ERRATA + "/" + proposed + "/discards", WHY), 404, "bulletin-erratum-not-found");
        refused(given().get(ERRATA + "/" + proposed), 404, "bulletin-erratum-not-found");
        is(given().get(ERRATA + "/" + erratum), 200);
    }
}
