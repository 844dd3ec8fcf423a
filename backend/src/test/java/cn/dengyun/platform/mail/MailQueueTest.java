package cn.dengyun.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.Patience;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DengyunConfig;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MailQueueTest {

    @Inject
    MailQueue mails;

    @Inject
    MailStore store;

    @Inject
    DengyunConfig platform;

    @Inject
    Pool pool;

    @Test
    void aMailBecomesAFileThatOnlyItsOwnerReads() throws IOException {
        String reader = aReader();

        WorkerThread.await(pool.withTransaction(
                connection -> mails.write(connection, new Mail(reader, "重置密码", "第一行\nhttps://dengyun/reset#abc"))));

        Row row = awaitState(reader, "SENT");
        Path file = platform.dataDir().resolve("mail").resolve(row.getUUID("id") + ".eml");
        assertThat(Files.readString(file))
                .contains("To: " + reader + "\r\n")
                .contains("Subject: 重置密码\r\n")
                .endsWith("\r\n\r\n第一行\r\nhttps://dengyun/reset#abc\r\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatItSaidIsWipedOnceItIsSent() {
        String reader = aReader();
        WorkerThread.await(
                pool.withTransaction(connection -> mails.write(connection, new Mail(reader, "重置密码", "token-4711"))));

        Row row = awaitState(reader, "SENT");

        assertThat(row.getString("subject")).isNull();
        assertThat(row.getString("content")).isNull();
        assertThat(row.getInteger("attempts")).isEqualTo(1);
    }

    @Test
    void whatIsGivenUpIsNeverSent() {
        String reader = aReader();

        Uni<Void> givenUp = pool.withTransaction(connection -> mails.write(connection, new Mail(reader, "邀请", "欢迎"))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("given up"))));
        Throwable failure = WorkerThread.await(
                givenUp.onItem().transform(none -> (Throwable) null).onFailure().recoverWithItem(thrown -> thrown));

        assertThat(failure).hasMessage("given up");
        assertThat(find(reader)).isNull();
    }

    @Test
    void whatIsDoneIsForgottenInTime() {
        String reader = aReader();
        WorkerThread.await(pool.withTransaction(connection -> mails.write(connection, new Mail(reader, "邀请", "欢迎"))));
        awaitState(reader, "SENT");
        WorkerThread.await(store.forget(Duration.ofDays(1)));
        assertThat(find(reader)).isNotNull();

        WorkerThread.await(
                pool.preparedQuery("UPDATE mail SET finished_at = now() - interval '2 days'" + " WHERE recipient = $1")
                        .execute(Tuple.of(reader)));
        WorkerThread.await(store.forget(Duration.ofDays(1)));

        assertThat(find(reader)).isNull();
    }

    private Row awaitState(String reader, String state) {
        return Patience.until(
                "a mail to be " + state,
                () -> find(reader),
                row -> row != null && row.getString("state").equals(state));
    }

    private Row find(String reader) {
        var rows = WorkerThread.await(
                pool.preparedQuery("SELECT id, state, subject, content, attempts FROM mail WHERE recipient = $1")
                        .execute(Tuple.of(reader)));
        return rows.size() == 0 ? null : rows.iterator().next();
    }

    private static String aReader() {
        return "reader-" + UUID.randomUUID() + "@example.cn";
    }
}
