package cn.dengyun;

import cn.dengyun.files.S3Server;
import cn.dengyun.platform.mail.SmtpServer;
import cn.dengyun.platform.mail.TestMailLimits;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("dengyun.mail.from", "dengyun@example.cn");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(TestMailLimits.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(SmtpServer.class), new TestResourceEntry(S3Server.class));
        }
    }
}
