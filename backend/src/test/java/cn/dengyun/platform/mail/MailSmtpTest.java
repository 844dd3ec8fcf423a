package cn.dengyun.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.TestProfiles;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import com.icegreen.greenmail.util.GreenMail;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Mail through a real SMTP server, which is sometimes away. */
@QuarkusTest
@TestProfile(TestProfiles.WithServers.class)
class MailSmtpTest {

    static GreenMail server;

    @Inject
    MailQueue mails;

    @Inject
    Pool pool;

    @Inject
    MeterRegistry meters;

    @Test
    void aMailArrivesAsItWasWritten() throws Exception {
        String reader = write("皖企登云：重置密码", "您好：\n.\n请在 30 分钟内打开 https://dengyun/reset#abc\n");

        Row row = inState(reader, "SENT");

        MimeMessage arrived = server.getReceivedMessagesForDomain(reader)[0];
        assertThat(arrived.getSubject()).isEqualTo("皖企登云：重置密码");
        assertThat(arrived.getContent().toString().replace("\r\n", "\n"))
                .startsWith("您好：\n.\n请在 30 分钟内打开 https://dengyun/reset#abc");
        assertThat(arrived.getFrom()[0]).hasToString("dengyun@example.cn");
        assertThat(arrived.getMessageID()).isEqualTo("<" + row.getUUID("id") + "@dengyun>");
        assertThat(arrived.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void nothingInASubjectBecomesAHeader() throws Exception {
        String reader = write("登云\r\nBcc: spy@example.cn\r\n\r\nX", "正文");

        inState(reader, "SENT");

        MimeMessage arrived = server.getReceivedMessagesForDomain(reader)[0];
        assertThat(arrived.getAllRecipients()).hasSize(1);
        assertThat(arrived.getHeader("Bcc")).isNull();
        assertThat(server.getReceivedMessagesForDomain("spy@example.cn")).isEmpty();
    }

    @Test
    void aMailWaitsForAServerThatIsAway() throws Exception {
        try (Background paused = Background.paused()) {
            server.stop();
            String reader = write("等待", "正文");
            assertThat(inState(reader, "QUEUED").getString("failure")).isNotNull();

            server.start();
            isDue(reader);

            inState(reader, "SENT");
            assertThat(server.getReceivedMessagesForDomain(reader)).hasSize(1);
        }
    }

    @Test
    void aMailThatNobodyTakesIsGivenUpAndCounted() throws Exception {
        try (Background paused = Background.paused()) {
            double before = failures();
            server.stop();
            String reader = write("无人接收", "token-4711");

            for (int attempt = 1; attempt < TestMailLimits.ATTEMPTS; attempt++) {
                inState(reader, "QUEUED");
                isDue(reader);
            }
            Row row = inState(reader, "FAILED");
            server.start();

            assertThat(row.getString("content")).isNull();
            assertThat(row.getString("subject")).isNull();
            assertThat(row.getString("failure")).isNotBlank().doesNotContain(reader);
            assertThat(row.getInteger("attempts")).isEqualTo(TestMailLimits.ATTEMPTS);
            assertThat(failures()).isEqualTo(before + 1);
        }
    }

    private double failures() {
        return meters.counter("dengyun.mail.attempts", "outcome", "failed").count();
    }

    private String write(String subject, String text) {
        String reader = "reader-" + UUID.randomUUID() + "@example.cn";
        WorkerThread.await(
                pool.withTransaction(connection -> mails.write(connection, new Mail(reader, subject, text))));
        return reader;
    }

    /** As if the time until the next attempt had passed. */
    private void isDue(String reader) {
        WorkerThread.await(pool.preparedQuery("UPDATE mail SET due_at = now() WHERE recipient = $1")
                .execute(Tuple.of(reader)));
    }

    private Row inState(String reader, String state) {
        Background.settle();
        Row row = find(reader);
        assertThat(row.getString("state")).isEqualTo(state);
        return row;
    }

    private Row find(String reader) {
        return WorkerThread.await(pool.preparedQuery(
                                "SELECT id, state, subject, content, attempts, failure FROM mail WHERE recipient = $1")
                        .execute(Tuple.of(reader)))
                .iterator()
                .next();
    }
}
