package cn.dengyun.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Uploads that come to nothing. */
@QuarkusTest
class AttachmentLimitsTest {

    private static final String PATH = "/api/v1/attachments";
    private static final UUID ENTERPRISE = UUID.fromString("01900000-0000-7000-8000-000000000103");

    @Inject
    Pool pool;

    @TestHTTPResource(PATH)
    URI address;

    @Test
    void anUploadThatItsSenderLeavesLeavesNothing() throws IOException {
        byte[] form = RawUpload.form("a.pdf", "application/pdf", Samples.aPdfOf(5_000_000));
        String head = "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + SignedIn.tokenOf("enterprise")
                + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                + form.length + "\r\n\r\n";
        Instant start = now();
        long attachments = count("SELECT count(*) FROM attachment");
        UUID content;
        try (Socket sender = new Socket(address.getHost(), address.getPort())) {
            OutputStream request = sender.getOutputStream();
            request.write(RawUpload.utf8(head));
            request.write(form, 0, 3_000_000);
            request.flush();
            Patience.until("some of it to be stored", () -> chunks(begunSince(start)) > 0);
            content = begunSince(start);
        }

        Patience.until(
                "what came to be cleared away",
                () -> count("SELECT count(*) FROM attachment_content WHERE id = $1", content) == 0);
        assertThat(chunks(content)).isZero();
        assertThat(count("SELECT count(*) FROM attachment")).isEqualTo(attachments);
    }

    @Test
    void whoHasNoRoomLeftIsToldSo() {
        String kept = send(Samples.aPdf()).statusCode(201).extract().path("id");
        long used = usage();
        setUsage(AttachmentService.MAX_ORGANIZATION_BYTES - 5);
        try {
            send(Samples.aPdf()).statusCode(422).body("code", is("attachment-quota-exceeded"));
            assertThat(usage()).isEqualTo(AttachmentService.MAX_ORGANIZATION_BYTES - 5);
            setUsage(AttachmentService.MAX_ORGANIZATION_BYTES);
            send(Samples.aPdf()).statusCode(422).body("code", is("attachment-quota-exceeded"));
            SignedIn.as("enterprise").delete(PATH + "/" + kept).then().statusCode(204);
            send(new byte[0]).statusCode(400);
        } finally {
            setUsage(used);
        }
    }

    private static ValidatableResponse send(byte[] content) {
        return RawUpload.send(SignedIn.as("enterprise"), RawUpload.form("a.pdf", "application/pdf", content));
    }

    private UUID begunSince(Instant start) {
        RowSet<Row> rows = WorkerThread.await(
                pool.preparedQuery("SELECT id FROM attachment_content WHERE state = 'RECEIVING' AND created_at >= $1")
                        .execute(Tuple.of(start.atOffset(ZoneOffset.UTC))));
        return rows.size() == 0 ? null : rows.iterator().next().getUUID(0);
    }

    private Instant now() {
        return WorkerThread.await(pool.query("SELECT now()").execute())
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
    }

    private long usage() {
        return count("SELECT byte_count FROM attachment_usage WHERE organization_id = $1", ENTERPRISE);
    }

    private void setUsage(long bytes) {
        WorkerThread.await(pool.preparedQuery("UPDATE attachment_usage SET byte_count = $2 WHERE organization_id = $1")
                .execute(Tuple.of(ENTERPRISE, bytes)));
    }

    private long chunks(UUID content) {
        return count("SELECT count(*) FROM attachment_chunk WHERE content_id = $1", content);
    }

    private long count(String sql, Object... parameters) {
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.from(parameters)))
                .iterator()
                .next()
                .getLong(0);
    }
}
