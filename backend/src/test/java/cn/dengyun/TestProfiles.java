package cn.dengyun;

import cn.dengyun.files.S3Server;
import cn.dengyun.platform.mail.SmtpServer;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Platforms that are configured otherwise than for most tests. Each is one more to be built and started. */
public final class TestProfiles {

    private TestProfiles() {}

    /** As with an external database: no demo, and secrets are encrypted. */
    public static final class WithoutDemo implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "dengyun.demo",
                    "false",
                    "dengyun.key-encryption-key",
                    Base64.getEncoder().encodeToString(new byte[32]));
        }
    }

    /** Mail goes through an SMTP server, and files to an S3-compatible one. */
    public static final class WithServers implements QuarkusTestProfile {

        /** One a second or so: enough for the server to be back before the last, few enough to wait for it. */
        public static final int MAIL_ATTEMPTS = 6;

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "dengyun.mail.transport", "SMTP",
                    "dengyun.mail.attempts", String.valueOf(MAIL_ATTEMPTS),
                    "dengyun.mail.first-delay", "0.1S",
                    "dengyun.mail.longest-delay", "1S",
                    "quarkus.mailer.from", "dengyun@example.cn");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(SmtpServer.class), new TestResourceEntry(S3Server.class));
        }
    }
}
