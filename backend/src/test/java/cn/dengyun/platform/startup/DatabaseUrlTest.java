package cn.dengyun.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @ValueSource(strings = {"database:5432/dengyun", "database/dengyun", "[::1]:5432/dengyun", "10.0.0.1/%E7%99%BB"})
    void bothDriversGoToTheSameDatabase(String address) {
        assertThat(DatabaseUrl.of(" postgresql://" + address + "\n").settings())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "quarkus.datasource.jdbc.url", "jdbc:postgresql://" + address,
                        "quarkus.datasource.reactive.url", "postgresql://" + address));
    }

    @Test
    void bothDriversVerifyTheServer() {
        Map<String, String> settings = DatabaseUrl.of(
                        "postgresql://database/dengyun?sslmode=verify-full&sslrootcert=/run/secrets/a%20root.pem")
                .settings();

        assertThat(settings)
                .containsEntry(
                        "quarkus.datasource.jdbc.url",
                        "jdbc:postgresql://database/dengyun?sslmode=verify-full&sslrootcert=/run/secrets/a%20root.pem")
                .containsEntry("quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full")
                .containsEntry("quarkus.datasource.reactive.trust-certificate-pem.certs", "/run/secrets/a root.pem")
                .containsEntry("quarkus.datasource.reactive.hostname-verification-algorithm", "HTTPS")
                .doesNotContainKey("quarkus.datasource.reactive.trust-all");
    }

    @Test
    void encryptionAloneTrustsWhoeverAnswers() {
        assertThat(DatabaseUrl.of("postgresql://database/dengyun?sslmode=require")
                        .settings())
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://database/dengyun?sslmode=require")
                .containsEntry("quarkus.datasource.reactive.postgresql.ssl-mode", "require")
                .containsEntry("quarkus.datasource.reactive.trust-all", "true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    jdbc:postgresql://database/dengyun                    | begins otherwise
                    mysql://database/dengyun                              | begins otherwise
                    database:5432/dengyun                                 | begins otherwise
                    postgresql://somebody:secret@database/dengyun         | DENGYUN_DATABASE_USERNAME
                    postgresql:///dengyun                                 | no host
                    postgresql://one,two/dengyun                          | more than one
                    postgresql://one:5432,two:5432/dengyun                | more than one
                    postgresql://database                                 | no database
                    postgresql://database/                                | no database
                    postgresql://database/one/two                         | no database
                    postgresql://data base/dengyun                        | DENGYUN_DATABASE_URL
                    postgresql://database/dengyun?user=somebody           | not user
                    postgresql://database/dengyun?sslmode                 | not sslmode
                    postgresql://database/dengyun?sslmode=full            | sslmode is one of
                    postgresql://database/dengyun?sslmode=verify-full     | needs sslrootcert
                    """)
    void whatIsNoAddressIsRefusedWithTheReason(String url, String reason) {
        assertThatThrownBy(() -> DatabaseUrl.of(url))
                .isInstanceOf(StartRefusal.class)
                .hasMessageStartingWith("DENGYUN_DATABASE_URL")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret");
    }
}
