package cn.dengyun.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be set is what is read, and what is described, in both languages. */
class DocumentedSettingsTest {

    private static final int MOST = 41;
    private static final Pattern VARIABLE = Pattern.compile("`([A-Z0-9_]+)`");
    /** Quarkus reads them, and they are described as they are. */
    private static final Set<String> OF_QUARKUS =
            Set.of("quarkus.http.host", "quarkus.http.port", "quarkus.log.console.json.enabled");
    /** Set by the start sequence, never by anybody else. */
    private static final String INTERNAL = "dengyun.embedded-database";

    private final Set<String> known = SettingNames.read().known();

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void theTableNamesAllOfThemAndNothingElse(String readme) throws IOException {
        List<String> described = variables(Path.of("..", readme));

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        known.stream().map(SettingNames::variable).toList());
    }

    @Test
    void thereAreFewEnoughToKnowThemAll() {
        assertThat(known).hasSizeLessThanOrEqualTo(MOST);
    }

    @Test
    void everySettingIsReadAndNothingElseIs() {
        Set<String> read = new TreeSet<>(OF_QUARKUS);
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("cn.dengyun").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .flatMap(DocumentedSettingsTest::namesOf)
                        .forEach(read::add);
        new DerivedSettings().getConfigSources(new Listener(read));
        read.remove(INTERNAL);

        assertThat(read).isEqualTo(known);
    }

    private static Stream<String> namesOf(Class<?> mapping) {
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        if (!prefix.startsWith("dengyun")) {
            return Stream.of();
        }
        return ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(mapping, prefix)).keySet().stream()
                // A list is told once as a whole and once as its elements.
                .filter(name -> !name.endsWith("[*]"));
    }

    /** The first column of the one table whose rows begin with a variable. */
    private static List<String> variables(Path readme) throws IOException {
        return Files.readAllLines(readme).stream()
                .filter(line -> line.startsWith("| `DENGYUN_") || line.startsWith("| `QUARKUS_"))
                .map(line -> line.split("\\|", -1)[1])
                .flatMap(column -> VARIABLE.matcher(column).results().map(result -> result.group(1)))
                .toList();
    }

    /** Knows no value, and remembers what it was asked for. */
    private record Listener(Set<String> asked) implements ConfigSourceContext {

        @Override
        public ConfigValue getValue(String name) {
            asked.add(name);
            return null;
        }

        @Override
        public List<String> getProfiles() {
            return List.of();
        }

        @Override
        public Iterator<String> iterateNames() {
            return List.<String>of().iterator();
        }
    }
}
