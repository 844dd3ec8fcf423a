package cn.dengyun.files;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.Patience;
import cn.dengyun.TestProfiles;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Files in a real S3-compatible server, which is sometimes away. */
@QuarkusTest
@TestProfile(TestProfiles.WithServers.class)
class S3ContentStoreTest {

    private static final String PATH = "/api/v1/attachments";
    private static final String PDF = "application/pdf";

    static S3Server server;

    @Inject
    Pool pool;

    @Inject
    FilesConfig config;

    @Inject
    ContentSweeper sweeper;

    @Inject
    AttachmentStore attachments;

    @Inject
    DatabaseContentStore database;

    @Test
    void aFileComesBackWholeAndInParts() {
        byte[] content = Samples.aPdfOf(3_000_003);
        String id = sent("enterprise", content);

        assertThat(download(id).asByteArray()).isEqualTo(content);
        Response part = part(id, "bytes=1048570-2097160");
        part.then().statusCode(206).header("Content-Range", "bytes 1048570-2097160/3000003");
        assertThat(part.asByteArray()).isEqualTo(Samples.part(content, 1_048_570, 2_097_161 - 1_048_570));
        assertThat(part(id, "bytes=-5").asByteArray()).isEqualTo(Samples.part(content, 2_999_998, 5));
        part(id, "bytes=3000003-").then().statusCode(416);
        assertThat(object(contentOf(id))).hasSize(1).first().returns(3_000_003L, S3Object::size);
        assertThat(chunksOf(contentOf(id))).isZero();
    }

    @Test
    void theLargestFileIsTaken() {
        byte[] largest = Samples.aPdfOf((int) AttachmentService.MAX_BYTES);

        assertThat(download(sent("enterprise", largest)).asByteArray()).isEqualTo(largest);
    }

    @Test
    void theSameContentIsStoredOnceAndGoesWithItsLastAttachment() {
        byte[] content = Samples.aPdf();
        String mine = sent("enterprise", content);
        UUID stored = contentOf(mine);
        String theirs = sent("platform", content);

        assertThat(contentOf(theirs)).isEqualTo(stored);
        Patience.until("the duplicate to be cleared away", this::isEveryObjectStored);
        delete("enterprise", mine);
        WorkerThread.await(sweeper.sweep());
        assertThat(object(stored)).hasSize(1);
        delete("platform", theirs);
        WorkerThread.await(sweeper.sweep());
        assertThat(object(stored)).isEmpty();
        assertThat(rowsOf(stored)).isZero();
    }

    @Test
    void aRefusedFileLeavesNothing() {
        send("enterprise", Samples.PNG).statusCode(400);

        Patience.until("the refused file to be cleared away", this::isEveryObjectStored);
    }

    @Test
    void whatAnUploadLeftThatWasCutOffIsClearedAway() throws IOException {
        UUID id = Ids.next();
        WorkerThread.await(attachments.begin(id, ContentStore.Kind.S3));
        try (S3Client client = S3Connection.open(config.s3())) {
            client.putObject(
                    object -> object.bucket(bucket()).key("attachments/" + id),
                    RequestBody.fromString("half an upload"));
        }
        WorkerThread.await(sweeper.sweep());
        assertThat(object(id)).as("perhaps it is still coming").hasSize(1);

        WorkerThread.await(pool.preparedQuery(
                        "UPDATE attachment_content SET created_at = now() - interval '61 minutes' WHERE id = $1")
                .execute(Tuple.of(id)));
        WorkerThread.await(sweeper.sweep());

        assertThat(object(id)).isEmpty();
        assertThat(rowsOf(id)).isZero();
    }

    @Test
    void whatTheDatabaseHoldsAlreadyStaysThere() throws IOException {
        byte[] content = Samples.aPdf();
        UUID old = Ids.next();
        WorkerThread.await(attachments.begin(old, ContentStore.Kind.DATABASE));
        database.write(old, new ByteArrayInputStream(content));
        String sha256 = HexFormat.of().formatHex(Hashes.sha256(content));
        WorkerThread.await(
                pool.withTransaction(connection -> attachments.settle(connection, old, sha256, content.length, 0)));

        String id = sent("enterprise", content);

        assertThat(contentOf(id)).isEqualTo(old);
        assertThat(download(id).asByteArray()).isEqualTo(content);
    }

    @Test
    void aStoreThatIsAwayIsSaidSoUntilItIsBack() {
        byte[] content = Samples.aPdf();
        String before = sent("enterprise", content);
        String doomed = sent("enterprise", Samples.aPdf());
        UUID doomedContent = contentOf(doomed);
        long kept = count("SELECT count(*) FROM attachment");
        server.kill();
        try {
            isUnavailable(send("enterprise", Samples.aPdf()));
            isUnavailable(download(before).then())
                    .header("ETag", nullValue())
                    .header("Content-Disposition", nullValue());
            assertThat(count("SELECT count(*) FROM attachment")).isEqualTo(kept);
            delete("enterprise", doomed);
            WorkerThread.await(sweeper.sweep());
            assertThat(rowsOf(doomedContent)).isOne();
        } finally {
            server.run();
        }

        assertThat(download(before).asByteArray()).isEqualTo(content);
        WorkerThread.await(sweeper.sweep());
        assertThat(object(doomedContent)).isEmpty();
        assertThat(count("SELECT count(*) FROM attachment_content WHERE state = 'DELETING'"))
                .isZero();
        sent("enterprise", Samples.aPdf());
    }

    private static ValidatableResponse isUnavailable(ValidatableResponse response) {
        return response.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", is("attachment-store-unavailable"));
    }

    private static String sent(String username, byte[] content) {
        return send(username, content).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse send(String username, byte[] content) {
        return RawUpload.send(SignedIn.as(username), RawUpload.form("a.pdf", PDF, content));
    }

    private static Response download(String id) {
        return SignedIn.as("enterprise").get(PATH + "/" + id + "/content");
    }

    private static Response part(String id, String range) {
        return given().auth()
                .oauth2(SignedIn.tokenOf("enterprise"))
                .header("Range", range)
                .get(PATH + "/" + id + "/content");
    }

    private static void delete(String username, String id) {
        SignedIn.as(username).delete(PATH + "/" + id).then().statusCode(204);
    }

    private List<S3Object> object(UUID content) {
        return objects("attachments/" + content);
    }

    private List<S3Object> objects(String prefix) {
        try (S3Client client = S3Connection.open(config.s3())) {
            return client.listObjectsV2(request -> request.bucket(bucket()).prefix(prefix))
                    .contents();
        }
    }

    private String bucket() {
        return config.s3().bucket().orElseThrow();
    }

    private boolean isEveryObjectStored() {
        return count(
                                "SELECT count(*) FROM attachment_content WHERE store = 'S3' AND state NOT IN ('STORED', 'DOUBTFUL')")
                        == 0
                && objects("attachments/").size()
                        == count("SELECT count(*) FROM attachment_content WHERE store = 'S3'");
    }

    private UUID contentOf(String id) {
        return WorkerThread.await(pool.preparedQuery("SELECT content_id FROM attachment WHERE id = $1")
                        .execute(Tuple.of(UUID.fromString(id))))
                .iterator()
                .next()
                .getUUID(0);
    }

    private long chunksOf(UUID content) {
        return count("SELECT count(*) FROM attachment_chunk WHERE content_id = $1", content);
    }

    private long rowsOf(UUID content) {
        return count("SELECT count(*) FROM attachment_content WHERE id = $1", content);
    }

    private long count(String sql, Object... parameters) {
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.from(parameters)))
                .iterator()
                .next()
                .getLong(0);
    }
}
