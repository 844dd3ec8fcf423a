package cn.dengyun.platform.startup;

import cn.dengyun.platform.database.EmbeddedDatabase;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What happens before Quarkus: the configuration is read once, the port looked at, and the embedded database started
 * when no other is configured.
 */
public final class StartSequence {

    /** Where configuration that came with the artefact ends: environment, system properties and files rank higher. */
    private static final int SHIPPED_ORDINAL = 250;

    /** What this process has set for itself, so that a start after it in the same process does not find it. */
    private static final Set<String> ITS_OWN = ConcurrentHashMap.newKeySet();

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
        SettingNames.read().requireAllKnown(settings);
        if (isSet(settings, "dengyun.database.url")) {
            HttpPort.requireFree(settings);
            return Optional.empty();
        }
        beConvenient(settings);
        HttpPort.requireFree(ConfigUtils.configBuilder().build());
        Path dataFolder = Path.of(
                settings.getOptionalValue("dengyun.data-dir", String.class).orElse("data"));
        EmbeddedDatabase database = EmbeddedDatabase.start(dataFolder, System.out::println);
        database.settings().forEach(StartSequence::set);
        set("dengyun.embedded-database", "true");
        return Optional.of(database);
    }

    /** Takes back what {@link #run} has set: it is about a database that has ended. */
    public static void end() {
        ITS_OWN.forEach(System::clearProperty);
        ITS_OWN.clear();
    }

    private static void set(String name, String value) {
        ITS_OWN.add(name);
        System.setProperty(name, value);
    }

    private static void takeSettingsFrom(String... arguments) {
        Stream.of(arguments)
                .filter(argument -> argument.startsWith("--") && argument.contains("="))
                .map(argument -> argument.substring(2).split("=", 2))
                .forEach(setting -> System.setProperty(setting[0], setting[1]));
    }

    /**
     * Defaults for a person at a terminal, where the shipped ones are for a service behind a load balancer. Everybody
     * knows the passwords of a demo, so it listens to its own machine only.
     */
    private static void beConvenient(SmallRyeConfig settings) {
        Map.of(
                        "dengyun.demo", "true",
                        "quarkus.http.host", "127.0.0.1",
                        "quarkus.log.console.json.enabled", "false",
                        "quarkus.shutdown.delay", "0s")
                .forEach((name, value) -> {
                    if (!isChosen(settings, name)) {
                        set(name, value);
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
