package cn.dengyun.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationCheckTest {

    private static final Map<String, String> SAFE = Map.of(
            "quarkus.datasource.username", "platform",
            "quarkus.datasource.password", "kX3-long-and-random",
            "quarkus.shutdown.timeout", "25s");

    @Test
    void whatIsSafeIsLetThrough() {
        assertThat(findings(SAFE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dengyun.demo=true",
                "quarkus.datasource.username=postgres",
                "quarkus.datasource.password=Postgres",
                "quarkus.datasource.password=platform",
                "quarkus.http.cors.origins=*",
                "quarkus.hibernate-orm.jdbc.statement-batch-size=20"
            })
    void eachUnsafeSettingIsNamedByItsKey(String setting) {
        String[] parts = setting.split("=", 2);
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put("quarkus.http.cors.enabled", "true");
        settings.put(parts[0], parts[1]);

        assertThat(findings(settings)).singleElement().asString().startsWith(parts[0]);
    }

    @Test
    void allIsNamedAtOnce() {
        assertThat(findings(Map.of("dengyun.demo", "true", "quarkus.http.proxy.proxy-address-forwarding", "true")))
                .hasSize(4);
    }

    private static List<String> findings(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        settings.forEach(builder::withDefaultValue);
        return new ConfigurationCheck(builder.build()).findings();
    }
}
