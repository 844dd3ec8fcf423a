package cn.dengyun.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class S3ConnectionTest {

    @Test
    void everySettingThatIsMissingIsNamed() {
        assertThat(S3Connection.defects(new Settings(null, null, null)))
                .containsExactly(
                        "dengyun.files.s3.endpoint is missing",
                        "dengyun.files.s3.region is missing",
                        "dengyun.files.s3.bucket is missing",
                        "dengyun.files.s3.access-key is missing",
                        "dengyun.files.s3.secret-key is missing");
    }

    @Test
    void anEndpointNeedsItsScheme() {
        assertThat(S3Connection.defects(new Settings(URI.create("minio:9000"), "files", "secret")))
                .containsExactly(
                        "dengyun.files.s3.endpoint must begin with http:// or https://, but is minio:9000",
                        "dengyun.files.s3.region is missing");
    }

    private record Settings(URI address, String name, String secret) implements FilesConfig.S3 {

        @Override
        public Optional<URI> endpoint() {
            return Optional.ofNullable(address);
        }

        @Override
        public Optional<String> region() {
            return Optional.empty();
        }

        @Override
        public Optional<String> bucket() {
            return Optional.ofNullable(name);
        }

        @Override
        public Optional<String> accessKey() {
            return Optional.ofNullable(secret);
        }

        @Override
        public Optional<String> secretKey() {
            return Optional.ofNullable(secret);
        }

        @Override
        public boolean pathStyle() {
            return true;
        }
    }
}
