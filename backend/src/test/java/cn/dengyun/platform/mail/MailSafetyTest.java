package cn.dengyun.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class MailSafetyTest {

    @Test
    void mailIntoFilesIsNamedByItsKey() {
        assertThat(safety("").findings()).singleElement().asString().startsWith("dengyun.mail.host is missing");
        assertThat(safety("smtp.example.cn").findings()).isEmpty();
    }

    private static MailSafety safety(String host) {
        return new MailSafety(new SmallRyeConfigBuilder()
                .withDefaultValue("dengyun.mail.host", host)
                .withMapping(MailConfig.class)
                .build()
                .getConfigMapping(MailConfig.class));
    }
}
