package cn.dengyun.files;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreReadinessTest {

    private static final Map<String, String> INCOMPLETE =
            Map.of("dengyun.files.store", "S3", "dengyun.files.s3.region", "cn-east", "dengyun.files.s3.bucket", "");

    @Test
    void aStartWithoutWhatS3NeedsNamesAllThatIsMissing() {
        assertThatThrownBy(() -> start(INCOMPLETE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "dengyun.files.s3.endpoint is missing",
                        "dengyun.files.s3.bucket is missing",
                        "dengyun.files.s3.access-key is missing",
                        "dengyun.files.s3.secret-key is missing")
                .message()
                .doesNotContain("region");
    }

    @Test
    void whoKeepsFilesInTheDatabaseNeedsNoneOfIt() {
        assertThatCode(() -> start(Map.of())).doesNotThrowAnyException();
    }

    private static void start(Map<String, String> settings) {
        FilesConfig config = ConfigUtils.emptyConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .withMapping(FilesConfig.class)
                .build()
                .getConfigMapping(FilesConfig.class);
        new StoreReadiness(config).requireSettings(new StartupEvent());
    }
}
