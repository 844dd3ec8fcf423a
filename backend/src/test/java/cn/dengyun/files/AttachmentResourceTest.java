package cn.dengyun.files;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Hashes;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AttachmentResourceTest {

    private static final String PATH = "/api/v1/attachments";
    private static final String PDF = "application/pdf";

    @Inject
    Pool pool;

    @Inject
    ContentSweeper sweeper;

    @Inject
    AttachmentService attachments;

    @Test
    void aFileComesBackAsItWasSent() {
        byte[] content = Samples.aPdfOf(1_000_003);
        JsonPath made = send("enterprise", "2026年第一季度发票.pdf", PDF, content)
                .statusCode(201)
                .body("fileName", is("2026年第一季度发票.pdf"))
                .body("mediaType", is(PDF))
                .body("byteCount", is(content.length))
                .body("purpose", is("INVOICE"))
                .body("isUsed", is(false))
                .extract()
                .jsonPath();

        assertThat(made.getString("sha256")).isEqualTo(HexFormat.of().formatHex(Hashes.sha256(content)));
        Response download = SignedIn.as("enterprise").get(PATH + "/" + made.getString("id") + "/content");
        download.then()
                .statusCode(200)
                .header("Content-Type", PDF)
                .header("Content-Length", String.valueOf(content.length))
                .header("ETag", "\"" + made.getString("sha256") + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("sandbox"))
                .header("Accept-Ranges", "bytes")
                .header("Content-Disposition", containsString("filename*=UTF-8''2026%E5%B9%B4"));
        assertThat(download.asByteArray()).isEqualTo(content);
    }

    @Test
    void partsOfAFileAreServed() {
        byte[] content = Samples.aPdfOf(700_000);
        String id = sent("enterprise", content);
        String token = SignedIn.tokenOf("enterprise");

        Response part = part(token, id, "bytes=262140-524300", null);
        part.then().statusCode(206).header("Content-Range", "bytes 262140-524300/700000");
        assertThat(part.asByteArray()).isEqualTo(Samples.part(content, 262_140, 524_301 - 262_140));
        Response last = part(token, id, "bytes=-5", null);
        assertThat(last.asByteArray()).isEqualTo(Samples.part(content, 699_995, 5));
        part(token, id, "bytes=700000-", null)
                .then()
                .statusCode(416)
                .header("Content-Range", "bytes */700000")
                .body("code", is("range-not-satisfiable"));
        String tag = part.header("ETag");
        part(token, id, "bytes=0-0", tag).then().statusCode(206);
        part(token, id, "bytes=0-0", "\"another\"").then().statusCode(200).header("Content-Range", nullValue());
    }

    @Test
    void whoKnowsTheFileDoesNotGetItAgain() {
        String id = sent("enterprise", Samples.aPdf());
        String token = SignedIn.tokenOf("enterprise");
        for (String path : List.of(PATH + "/" + id, PATH + "/" + id + "/content")) {
            String tag = given().auth().oauth2(token).get(path).header("ETag");
            given().auth()
                    .oauth2(token)
                    .header("If-None-Match", tag)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag);
        }
        given().auth()
                .oauth2(token)
                .head(PATH + "/" + id + "/content")
                .then()
                .statusCode(200)
                .header("Content-Length", not("0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"enterprise2", "platform", "hefei", "feixi", "province", "finance", "auditor", "sysadmin"})
    void theFileOfAnotherIsNotThere(String username) {
        String id = sent("enterprise", Samples.aPdf());
        String nobodys = UUID.randomUUID().toString();
        String token = SignedIn.tokenOf(username);

        for (String path : List.of("/", "/%s/content")) {
            String form = path.equals("/") ? "/%s" : path;
            given().auth()
                    .oauth2(token)
                    .get(PATH + form.formatted(id))
                    .then()
                    .statusCode(404)
                    .body("code", is("attachment-not-found"));
            given().auth()
                    .oauth2(token)
                    .get(PATH + form.formatted(nobodys))
                    .then()
                    .statusCode(404)
                    .body("code", is("attachment-not-found"));
        }
        int expected = List.of("auditor", "sysadmin").contains(username) ? 403 : 404;
        given().auth().oauth2(token).delete(PATH + "/" + id).then().statusCode(expected);
        SignedIn.as("enterprise").get(PATH + "/" + id).then().statusCode(200);
    }

    @Test
    void whoMayNotSend() {
        multipart(given(), "a.pdf", PDF, Samples.aPdf()).statusCode(401);
        multipart(SignedIn.as("auditor"), "a.pdf", PDF, Samples.aPdf()).statusCode(403);
        multipart(SignedIn.as("sysadmin"), "a.pdf", PDF, Samples.aPdf()).statusCode(403);
        multipart(SignedIn.asPlatformClient(), "a.pdf", PDF, Samples.aPdf())
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
        given().get(PATH + "/" + UUID.randomUUID()).then().statusCode(401);
        given().get(PATH + "/" + UUID.randomUUID() + "/content").then().statusCode(401);
        given().delete(PATH + "/" + UUID.randomUUID()).then().statusCode(401);
    }

    @Test
    void theSameContentIsStoredOnceAndNobodyCanTell() {
        byte[] content = Samples.aPdf();
        String mine = sent("enterprise", content);
        String again = sent("enterprise", content);
        String theirs = sent("platform", content);

        assertThat(List.of(mine, again, theirs)).doesNotHaveDuplicates();
        assertThat(contentOf(mine)).isEqualTo(contentOf(again)).isEqualTo(contentOf(theirs));
        SignedIn.as("platform").get(PATH + "/" + mine).then().statusCode(404);
        SignedIn.as("enterprise").delete(PATH + "/" + mine).then().statusCode(204);
        SignedIn.as("enterprise").delete(PATH + "/" + again).then().statusCode(204);
        WorkerThread.await(sweeper.sweep());
        assertThat(SignedIn.as("platform").get(PATH + "/" + theirs + "/content").asByteArray())
                .isEqualTo(content);
    }

    @Test
    void whatNobodyHasAnyMoreIsClearedAway() {
        String id = sent("enterprise", Samples.aPdf());
        UUID content = contentOf(id);
        SignedIn.as("enterprise").delete(PATH + "/" + id).then().statusCode(204);
        SignedIn.as("enterprise").delete(PATH + "/" + id).then().statusCode(404);

        WorkerThread.await(sweeper.sweep());

        assertThat(count("SELECT count(*) FROM attachment_content WHERE id = $1", content))
                .isZero();
        assertThat(count("SELECT count(*) FROM attachment_chunk WHERE content_id = $1", content))
                .isZero();
    }

    @Test
    void whatNoRecordTookInTimeIsClearedAway() {
        String forgotten = sent("enterprise", Samples.aPdf());
        String fresh = sent("enterprise", Samples.aPdf());
        String taken = sent("enterprise", Samples.aPdf());
        long before = usage();
        attach(taken, Ids.RECORD);
        for (String id : List.of(forgotten, taken)) {
            WorkerThread.await(pool.preparedQuery(
                            "UPDATE attachment SET created_at = now() - interval '8 days'" + " WHERE id = $1")
                    .execute(Tuple.of(UUID.fromString(id))));
        }

        WorkerThread.await(sweeper.sweep());

        SignedIn.as("enterprise").get(PATH + "/" + forgotten).then().statusCode(404);
        SignedIn.as("enterprise").get(PATH + "/" + fresh).then().statusCode(200);
        SignedIn.as("enterprise").get(PATH + "/" + taken).then().statusCode(200);
        assertThat(usage()).isLessThan(before);
    }

    @Test
    void whoSeesTheRecordSeesWhatBelongsToIt() {
        String id = sent("enterprise", Samples.aPdf());
        attach(id, Ids.RECORD);

        SignedIn.as("hefei").get(PATH + "/" + id).then().statusCode(200).body("isUsed", is(true));
        SignedIn.as("hefei").get(PATH + "/" + id + "/content").then().statusCode(200);
        for (String username : List.of("wuhu", "enterprise2", "platform")) {
            SignedIn.as(username).get(PATH + "/" + id).then().statusCode(404);
            SignedIn.as(username).get(PATH + "/" + id + "/content").then().statusCode(404);
        }
        SignedIn.as("enterprise").delete(PATH + "/" + id).then().statusCode(409).body("code", is("attachment-in-use"));
        SignedIn.as("hefei").delete(PATH + "/" + id).then().statusCode(404);
    }

    @Test
    void anAttachmentBelongsToOneRecordOfItsOwnOrganisation() {
        String id = sent("enterprise", Samples.aPdf());
        attach(id, Ids.RECORD);
        attach(id, Ids.RECORD);

        assertThat(refusal(id, Ids.ENTERPRISE, UUID.randomUUID())).isEqualTo("attachment-in-use");
        assertThat(refusal(sent("platform", Samples.aPdf()), Ids.ENTERPRISE, Ids.RECORD))
                .isEqualTo("attachment-not-found");
    }

    @Test
    void aRepeatedRequestSendsNothingTwice() {
        String key = UUID.randomUUID().toString();
        byte[] content = Samples.aPdf();
        String token = SignedIn.tokenOf("enterprise");
        String id = multipart(given().auth().oauth2(token).header("Idempotency-Key", key), "a.pdf", PDF, content)
                .statusCode(201)
                .extract()
                .path("id");

        multipart(given().auth().oauth2(token).header("Idempotency-Key", key), "a.pdf", PDF, content)
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("id", is(id));
        multipart(given().auth().oauth2(token).header("Idempotency-Key", key), "a.pdf", PDF, Samples.aPdf())
                .statusCode(422)
                .body("code", is("idempotency-key-reused"));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        SignedIn.as("enterprise")
                .multiPart("purpose", "NOTHING")
                .multiPart("colour", "red")
                .multiPart("file", "a.exe", new byte[] {1}, PDF)
                .post(PATH)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/purpose", "/colour", "/file"))
                .body(
                        "errors.code",
                        contains("attachment-purpose-unknown", "attachment-field-unknown", "attachment-type-mismatch"));
    }

    @Test
    void aFormWithoutWhatItNeedsIsRefused() {
        SignedIn.as("enterprise")
                .multiPart("purpose", "OTHER")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/file"));
        SignedIn.as("enterprise")
                .multiPart("file", "a.pdf", Samples.aPdf(), PDF)
                .post(PATH)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/purpose"));
        SignedIn.as("enterprise")
                .multiPart("purpose", "OTHER")
                .multiPart("file", "a.pdf", Samples.aPdf(), PDF)
                .multiPart("file", "b.pdf", Samples.aPdf(), PDF)
                .post(PATH)
                .then()
                .statusCode(400)
                .body("errors.code", contains("attachment-second-file"));
        send("enterprise", "a.pdf", PDF, new byte[0]).statusCode(400).body("errors.code", contains("attachment-empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd.pdf", "C:\\fakepath\\a.pdf", "\u202Efdp.exe.pdf", "a\u0000b.pdf", ".pdf"})
    void aNameThatHidesSomethingIsRefused(String name) {
        send("enterprise", name, PDF, Samples.aPdf())
                .statusCode(400)
                .body("errors.code", hasItem("attachment-name-unsound"));
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        send("enterprise", "字".repeat(300) + ".pdf", PDF, Samples.aPdf())
                .statusCode(400)
                .body("errors.code", contains("attachment-name-too-long"));
        send("enterprise", "字".repeat(196) + ".pdf", PDF, Samples.aPdf()).statusCode(201);
    }

    @Test
    void whatIsNotWhatItSaysIsRefusedAndLeavesNothing() {
        long before = count("SELECT count(*) FROM attachment_content WHERE state = 'STORED'");

        send("enterprise", "a.pdf", PDF, Samples.PNG).statusCode(400);
        send("enterprise", "a.html", "text/html", Samples.text("<html></html>"))
                .statusCode(400)
                .body("errors.code", contains("attachment-type-refused"));
        send("enterprise", "a.svg", "image/svg+xml", Samples.text("<svg/>")).statusCode(400);
        send("enterprise", "a.xlsx", AttachmentType.XLSX.mediaType(), Samples.xlsm())
                .statusCode(400);

        assertThat(count("SELECT count(*) FROM attachment_content WHERE state = 'STORED'"))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no form at all",
                "--other\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nOTHER\r\n--other--\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7",
                "--b\r\nno header at all\r\n\r\nx"
            })
    void aBrokenFormIsRefused(String body) {
        raw("enterprise", body).statusCode(400);
    }

    @Test
    void aFormNeedsABoundaryAndNoCompression() {
        RawUpload.send(SignedIn.as("enterprise"), "multipart/form-data", RawUpload.utf8("x"))
                .statusCode(400)
                .body("code", is("multipart-malformed"));
        RawUpload.send(
                        SignedIn.as("enterprise").header("Content-Encoding", "gzip"),
                        RawUpload.form("a.pdf", PDF, Samples.aPdf()))
                .statusCode(415);
        SignedIn.as("enterprise")
                .contentType("application/json")
                .body("{}")
                .post(PATH)
                .then()
                .statusCode(415);
    }

    @Test
    void theLargestFileIsTakenAndNoLargerOne() {
        byte[] largest = Samples.aPdfOf((int) AttachmentService.MAX_BYTES);
        String id = sent("enterprise", largest);
        assertThat(SignedIn.as("enterprise").get(PATH + "/" + id + "/content").asByteArray())
                .isEqualTo(largest);

        send("enterprise", "a.pdf", PDF, Samples.aPdfOf((int) AttachmentService.MAX_BYTES + 1))
                .statusCode(413)
                .body("code", is("attachment-too-large"));
        send("enterprise", "a.pdf", PDF, Samples.aPdfOf((int) AttachmentService.MAX_BYTES + 100_000))
                .statusCode(413)
                .body("code", is("body-too-large"));
    }

    private static String sent(String username, byte[] content) {
        return send(username, "a.pdf", PDF, content).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse send(String username, String name, String type, byte[] content) {
        return multipart(SignedIn.as(username), name, type, content);
    }

    private static ValidatableResponse multipart(RequestSpecification as, String name, String type, byte[] content) {
        return RawUpload.send(as, RawUpload.form(name, type, content));
    }

    /** A form as it is, for what no library would send. */
    private static ValidatableResponse raw(String username, String body) {
        return RawUpload.send(SignedIn.as(username), RawUpload.utf8(body));
    }

    private static Response part(String token, String id, String range, String ifRange) {
        RequestSpecification request = given().auth().oauth2(token).header("Range", range);
        if (ifRange != null) {
            request.header("If-Range", ifRange);
        }
        return request.get(PATH + "/" + id + "/content");
    }

    private void attach(String id, UUID record) {
        WorkerThread.await(pool.withTransaction(connection -> attachments.attach(
                connection, Ids.ENTERPRISE, List.of(UUID.fromString(id)), TestRecords.KIND, record)));
    }

    private String refusal(String id, UUID organization, UUID record) {
        return WorkerThread.await(pool.withTransaction(connection -> attachments.attach(
                        connection, organization, List.of(UUID.fromString(id)), TestRecords.KIND, record))
                .replaceWith("")
                .onFailure()
                .recoverWithItem(Throwable::getMessage));
    }

    private UUID contentOf(String id) {
        return WorkerThread.await(pool.preparedQuery("SELECT content_id FROM attachment WHERE id = $1")
                        .execute(Tuple.of(UUID.fromString(id))))
                .iterator()
                .next()
                .getUUID(0);
    }

    @Test
    void whatIsDoneWithFilesIsOnRecord() {
        String id = sent("enterprise", Samples.aPdf());
        SignedIn.as("enterprise").get(PATH + "/" + id + "/content").then().statusCode(200);
        attach(id, Ids.RECORD);
        SignedIn.as("hefei").get(PATH + "/" + id + "/content").then().statusCode(200);
        String unused = sent("enterprise", Samples.aPdf());
        SignedIn.as("enterprise").delete(PATH + "/" + unused).then().statusCode(204);

        assertThat(noted("attachment.created", id)).isOne();
        assertThat(noted("attachment.deleted", unused)).isOne();
        Background.settle();
        assertThat(noted("attachment.read", id)).isOne();
    }

    private long noted(String action, String id) {
        return count("SELECT count(*) FROM audit_entry WHERE action = $1 AND subject = $2", action, PATH + "/" + id);
    }

    private long usage() {
        return count("SELECT byte_count FROM attachment_usage WHERE organization_id = $1", Ids.ENTERPRISE);
    }

    private long count(String sql, Object... parameters) {
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.from(parameters)))
                .iterator()
                .next()
                .getLong(0);
    }

    /** Ids of the demo. */
    private static final class Ids {
        static final UUID ENTERPRISE = UUID.fromString("01900000-0000-7000-8000-000000000103");
        static final UUID RECORD = UUID.fromString("01900000-0000-7000-8000-00000000f001");
    }
}
