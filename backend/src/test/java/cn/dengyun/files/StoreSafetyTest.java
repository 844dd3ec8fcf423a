package cn.dengyun.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class StoreSafetyTest {

    @Test
    void theKeyOfAManualIsNamed() {
        assertThat(safety("minioadmin").findings())
                .singleElement()
                .asString()
                .startsWith("dengyun.files.s3.secret-key is");
        assertThat(safety("").findings()).isEmpty();
        assertThat(safety("b7Kq-w9Xz-4tRm-long").findings()).isEmpty();
    }

    private static StoreSafety safety(String secret) {
        return new StoreSafety(new SmallRyeConfigBuilder()
                .withDefaultValue("dengyun.files.s3.secret-key", secret)
                .withMapping(FilesConfig.class)
                .build()
                .getConfigMapping(FilesConfig.class));
    }
}
