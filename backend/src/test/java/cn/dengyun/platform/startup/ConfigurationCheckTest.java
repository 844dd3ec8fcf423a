package cn.dengyun.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationCheckTest {

    private static final Map<String, String> SAFE = Map.of(
            "dengyun.database.username", "platform",
            "dengyun.database.password", "kX3-long-and-random",
            "dengyun.database.owner-username", "owner",
            "dengyun.database.owner-password", "qZ7-long-and-random",
            "quarkus.shutdown.timeout", "25s");

    @Test
    void whatIsSafeIsLetThrough() {
        assertThat(findings(SAFE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dengyun.demo=true",
                "dengyun.database.username=postgres",
                "dengyun.database.password=Postgres",
                "dengyun.database.password=Postgres-2018",
                "dengyun.database.password=platform",
                "dengyun.database.password=kX3-short",
                "dengyun.database.password=<a long password>",
                "dengyun.database.password=please-change-me-now",
                "dengyun.database.password=",
                "dengyun.database.owner-username=",
                "dengyun.database.owner-username=platform",
                "dengyun.database.owner-password=",
                "dengyun.database.owner-password=owner",
                "dengyun.database.owner-password=kX3-long-and-random",
                "dengyun.cors.origins=https://portal.example,*",
                "quarkus.hibernate-orm.jdbc.statement-batch-size=20"
            })
    void eachUnsafeSettingIsNamedByItsKey(String setting) {
        String[] parts = setting.split("=", 2);
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put(parts[0], parts[1]);

        assertThat(findings(settings)).singleElement().asString().startsWith(parts[0]);
    }

    @Test
    void allIsNamedAtOnce() {
        assertThat(findings(Map.of("dengyun.demo", "true", "dengyun.cors.origins", "*")))
                .hasSize(5);
    }

    private static List<String> findings(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        settings.forEach(builder::withDefaultValue);
        SmallRyeConfig config = builder.withMapping(SurroundingsConfig.class)
                .withValidateUnknown(false)
                .addDefaultInterceptors()
                .build();
        return new ConfigurationCheck(config, config.getConfigMapping(SurroundingsConfig.class)).findings();
    }
}
