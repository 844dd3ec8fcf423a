package cn.dengyun.platform.startup;

import cn.dengyun.platform.database.EmbeddedDatabase;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happens before Quarkus: the configuration is read once, the port looked at, and the embedded database started
 * when no other is configured.
 */
public final class StartSequence {

    private static final String REACTIVE_URL = "quarkus.datasource.reactive.url";
    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    /** Where configuration that came with the artefact ends: environment, system properties and files rank higher. */
    private static final int SHIPPED_ORDINAL = 250;

    private StartSequence() {}

    /**
     * Turns {@code --name=value} arguments into configuration and starts what Quarkus needs.
     *
     * @return the database to close once Quarkus has stopped; empty when an external one is configured
     * @throws StartRefusal when the platform cannot start; nothing is left running then
     */
    public static Optional<EmbeddedDatabase> run(String... arguments) {
        takeSettingsFrom(arguments);
        SmallRyeConfig settings = ConfigUtils.configBuilder().build();
        boolean reactive = isSet(settings, REACTIVE_URL);
        boolean jdbc = isSet(settings, JDBC_URL);
        if (reactive != jdbc) {
            throw new StartRefusal("Only one of two database addresses is configured: set "
                    + (reactive ? JDBC_URL : REACTIVE_URL) + " too, or neither to use the embedded database.");
        }
        HttpPort.requireFree(settings);
        if (reactive) {
            return Optional.empty();
        }
        Path dataFolder = Path.of(
                settings.getOptionalValue("dengyun.data-dir", String.class).orElse("data"));
        EmbeddedDatabase database = EmbeddedDatabase.start(dataFolder, System.out::println);
        database.settings().forEach(System::setProperty);
        System.setProperty("dengyun.embedded-database", "true");
        beConvenient(settings);
        return Optional.of(database);
    }

    private static void takeSettingsFrom(String... arguments) {
        Stream.of(arguments)
                .filter(argument -> argument.startsWith("--") && argument.contains("="))
                .map(argument -> argument.substring(2).split("=", 2))
                .forEach(setting -> System.setProperty(setting[0], setting[1]));
    }

    /** Defaults for a person at a terminal, where the shipped ones are for a service behind a load balancer. */
    private static void beConvenient(SmallRyeConfig settings) {
        Map.of(
                        "dengyun.demo", "true",
                        "quarkus.log.console.json.enabled", "false",
                        "quarkus.shutdown.delay", "0s")
                .forEach((name, value) -> {
                    if (!isChosen(settings, name)) {
                        System.setProperty(name, value);
                    }
                });
    }

    private static boolean isSet(SmallRyeConfig settings, String name) {
        String value = settings.getConfigValue(name).getValue();
        return value != null && !value.isBlank();
    }

    private static boolean isChosen(SmallRyeConfig settings, String name) {
        ConfigValue value = settings.getConfigValue(name);
        return value.getValue() != null && value.getSourceOrdinal() > SHIPPED_ORDINAL;
    }
}
