package cn.dengyun.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivedSettingsTest {

    private static final Map<String, String> SHIPPED =
            Map.of("quarkus.datasource.reactive.max-size", "12", "quarkus.mailer.from", "dengyun@localhost");

    @Test
    void eachRoleGetsWhatItIsThereFor() {
        SmallRyeConfig config = config(Map.of(
                "dengyun.database.url", "postgresql://database/dengyun",
                "dengyun.database.username", "service",
                "dengyun.database.password", "one",
                "dengyun.database.owner-username", "owner",
                "dengyun.database.owner-password", "another"));

        assertThat(config.getValue("quarkus.datasource.username", String.class)).isEqualTo("service");
        assertThat(config.getValue("quarkus.datasource.password", String.class)).isEqualTo("one");
        assertThat(config.getValue("quarkus.flyway.username", String.class)).isEqualTo("owner");
        assertThat(config.getValue("quarkus.flyway.password", String.class)).isEqualTo("another");
        assertThat(config.getValue("quarkus.datasource.jdbc.url", String.class))
                .isEqualTo("jdbc:postgresql://database/dengyun");
        assertThat(config.getValue("quarkus.datasource.reactive.url", String.class))
                .isEqualTo("postgresql://database/dengyun");
    }

    @Test
    void namingPortalsSwitchesCorsOn() {
        SmallRyeConfig config = config(Map.of("dengyun.cors.origins", "https://one.example,https://two.example"));

        assertThat(config.getValue("quarkus.http.cors.enabled", Boolean.class)).isTrue();
        assertThat(config.getValues("quarkus.http.cors.origins", String.class)).hasSize(2);
    }

    @Test
    void namingProxiesMakesThemBelieved() {
        SmallRyeConfig config = config(Map.of("dengyun.trusted-proxies", "172.30.18.2"));

        assertThat(config.getValue("quarkus.http.proxy.proxy-address-forwarding", Boolean.class))
                .isTrue();
        assertThat(config.getValue("quarkus.http.proxy.trusted-proxies", String.class))
                .isEqualTo("172.30.18.2");
    }

    @ParameterizedTest
    @CsvSource({
        "dengyun.database.connections, 30, quarkus.datasource.reactive.max-size, 12",
        "dengyun.mail.from, office@example.cn, quarkus.mailer.from, dengyun@localhost",
    })
    void whatIsShippedHoldsUntilSomethingElseIsSaid(String name, String value, String derived, String shipped) {
        assertThat(config(Map.of(name, value)).getValue(derived, String.class)).isEqualTo(value);
        assertThat(config(Map.of(name, "")).getValue(derived, String.class)).isEqualTo(shipped);
        assertThat(config(Map.of()).getValue(derived, String.class)).isEqualTo(shipped);
    }

    @ParameterizedTest
    @CsvSource({
        "dengyun.database.url, quarkus.datasource.jdbc.url",
        "dengyun.cors.origins, quarkus.http.cors.enabled",
        "dengyun.trusted-proxies, quarkus.http.proxy.proxy-address-forwarding",
        "dengyun.mail.host, quarkus.mailer.host"
    })
    void anEmptyValueSaysNothing(String name, String derived) {
        assertThat(config(Map.of(name, " ")).getOptionalValue(derived, String.class))
                .isEmpty();
    }

    @Test
    void anAddressThatIsNoneEndsTheStart() {
        assertThatThrownBy(() -> config(Map.of("dengyun.database.url", "jdbc:postgresql://database/dengyun")))
                .isInstanceOf(StartRefusal.class);
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(SHIPPED, "shipped", 250))
                .withSources(new PropertiesConfigSource(new HashMap<>(settings), "set by somebody", 300))
                .withSources(new DerivedSettings())
                .build();
    }
}
