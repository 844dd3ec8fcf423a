package cn.dengyun.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingNamesTest {

    private static final int BESIDE_THE_ARTEFACT = 260;
    private static final int VARIABLE = 300;
    private static final int PROPERTY = 400;

    private final SettingNames names = SettingNames.read();

    @Test
    void everySettingMayBeSetAsVariableOrProperty() {
        Map<String, String> properties = names.known().stream().collect(Collectors.toMap(name -> name, name -> "x"));
        Map<String, String> variables =
                names.known().stream().collect(Collectors.toMap(SettingNames::variable, name -> "x"));

        assertThatCode(() -> check(new EnvConfigSource(variables, VARIABLE), source(properties, PROPERTY)))
                .doesNotThrowAnyException();
    }

    @Test
    void whatBelongsToOthersIsNoneOfOurBusiness() {
        assertThatCode(() -> check(
                        new EnvConfigSource(
                                Map.of("PATH", "/bin", "DENGYUN", "", "QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true"),
                                VARIABLE),
                        source(Map.of("java.home", "/", "quarkus.log.level", "INFO"), PROPERTY)))
                .doesNotThrowAnyException();
    }

    @Test
    void whatCameWithTheArtefactIsNotTheOperators() {
        assertThatCode(() -> check(source(Map.of("quarkus.datasource.reactive.max-size", "12"), 250)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DENGYUN_IDENTITY_BCRYPT_COST      | is a constant now
                    DENGYUN_SESSIONS_IDLE             | is a constant now
                    DENGYUN_IDENTITY_PORTAL_URL       | DENGYUN_PORTAL_URL
                    DENGYUN_IDENTITY_OIDC_ROLES_CLAIM | DENGYUN_OIDC_ROLES_CLAIM
                    DENGYUN_IDENTITY_OIDC_ROLES__A__  | Set DENGYUN_OIDC_ROLES instead
                    DENGYUN_MAIL_TRANSPORT            | DENGYUN_MAIL_HOST
                    QUARKUS_DATASOURCE_JDBC_URL       | DENGYUN_DATABASE_URL
                    QUARKUS_DATASOURCE_REACTIVE_URL   | DENGYUN_DATABASE_URL
                    QUARKUS_FLYWAY_USERNAME           | DENGYUN_DATABASE_OWNER_USERNAME
                    QUARKUS_HTTP_CORS_ENABLED         | DENGYUN_CORS_ORIGINS
                    """)
    void aVariableThatIsGoneIsRefusedWithWhatBecameOfIt(String variable, String fate) {
        assertThatThrownBy(() -> check(new EnvConfigSource(Map.of(variable, "x"), VARIABLE)))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContainingAll(variable, fate);
    }

    @ParameterizedTest
    @CsvSource({
        "DENGYUN_DATADIR, DENGYUN_DATA_DIR",
        "DENGYUN_DATABASE_URI, DENGYUN_DATABASE_URL",
        "DENGYUN_DATABASE_USER_NAME, DENGYUN_DATABASE_USERNAME",
        "dengyun_demmo, DENGYUN_DEMO"
    })
    void aMisspeltVariableIsRefusedWithTheNearestName(String variable, String nearest) {
        assertThatThrownBy(() -> check(new EnvConfigSource(Map.of(variable, "x"), VARIABLE)))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("is unknown. Is it " + nearest + "?");
    }

    @ParameterizedTest
    @CsvSource({
        "dengyun.data.dir, Is it dengyun.data-dir?",
        "dengyun.dataDir, Is it dengyun.data-dir?",
        "dengyun.vouchers.hold, is a constant now",
        "quarkus.flyway.password, Set dengyun.database.owner-password instead",
        "dengyun.embedded-database, is unknown",
        "'%prod.dengyun.portal-uri', Is it dengyun.portal-url?"
    })
    void propertiesAndArgumentsAreHeldToTheSame(String property, String reason) {
        assertThatThrownBy(() -> check(source(Map.of(property, "x"), PROPERTY)))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> check(source(Map.of(property, "x"), BESIDE_THE_ARTEFACT)))
                .isInstanceOf(StartRefusal.class);
    }

    @Test
    void aNameLikeNoOtherIsRefusedWithoutAGuess() {
        assertThatThrownBy(() -> check(new EnvConfigSource(Map.of("DENGYUN_QUITE_ANOTHER_THING", "x"), VARIABLE)))
                .isInstanceOf(StartRefusal.class)
                .hasMessageEndingWith("DENGYUN_QUITE_ANOTHER_THING is unknown.");
    }

    @Test
    void allAreNamedAtOnceAndEachOnce() {
        Map<String, String> variables =
                Map.of("DENGYUN_DATADIR", "x", "DENGYUN_JOBS_WORKERS", "4", "QUARKUS_DATASOURCE_JDBC_URL", "secret");

        assertThatThrownBy(() -> check(
                        new EnvConfigSource(variables, VARIABLE),
                        source(Map.of("dengyun.jobs.workers", "4", "dengyun.demo", "false"), PROPERTY)))
                .isInstanceOf(StartRefusal.class)
                .satisfies(refusal -> assertThat(refusal.getMessage().lines()).hasSize(4))
                .hasMessageNotContaining("secret");
    }

    private void check(ConfigSource... sources) {
        Config config = new SmallRyeConfigBuilder().withSources(sources).build();
        names.requireAllKnown(config);
    }

    private static ConfigSource source(Map<String, String> properties, int ordinal) {
        return new PropertiesConfigSource(properties, "a test", ordinal);
    }
}
