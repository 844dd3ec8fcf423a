package cn.dengyun.platform.startup;

import io.smallrye.config.EnvConfigSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The names of all settings, and of those that are gone: {@code settings.properties}.
 *
 * <p>A name that is misspelt or gone would be without effect, and somebody would rely on it; so the platform refuses to
 * start with it.
 */
final class SettingNames {

    private static final String PREFIX = "dengyun.";
    private static final String CONSTANT = "constant";
    /** Where what came with the artefact ends: files beside it, environment and system properties rank higher. */
    private static final int SHIPPED_ORDINAL = 250;
    /** A name that is further away than this is no misspelling of another. */
    private static final int MAX_EDITS = 4;

    /** What became of each name: empty for a setting, else its successors or {@link #CONSTANT}. */
    private final Map<String, String> fates;

    private final Set<String> known;

    private SettingNames(Map<String, String> fates) {
        this.fates = fates;
        this.known = fates.keySet().stream()
                .filter(name -> fates.get(name).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static SettingNames read() {
        Properties fates = new Properties();
        try (InputStream file = SettingNames.class.getResourceAsStream("/settings.properties")) {
            fates.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("settings.properties is part of the artefact", e);
        }
        Map<String, String> sorted = new TreeMap<>();
        fates.stringPropertyNames()
                .forEach(name -> sorted.put(name, fates.getProperty(name).strip()));
        return new SettingNames(sorted);
    }

    /** The names of everything that can be set, as properties. */
    Set<String> known() {
        return known;
    }

    /** The name of the environment variable of a property. */
    static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Refuses to start with a name that has no effect; all of them are named at once. */
    void requireAllKnown(Config config) {
        // By variable, since some sources tell a variable a second time as a property.
        Map<String, String> defects = new TreeMap<>();
        for (ConfigSource source : config.getConfigSources()) {
            if (source.getOrdinal() > SHIPPED_ORDINAL && !source.getName().contains(DerivedSettings.NAME)) {
                boolean isEnvironment = source instanceof EnvConfigSource;
                for (String name : source.getPropertyNames()) {
                    defect(withoutProfile(name), isEnvironment)
                            .ifPresent(defect -> defects.putIfAbsent(variable(withoutProfile(name)), defect));
                }
            }
        }
        if (!defects.isEmpty()) {
            throw new StartRefusal("Dengyun does not start with settings that would have no effect:\n  "
                    + String.join("\n  ", defects.values()));
        }
    }

    /** What is wrong with a name, if it is ours and something is. */
    private Optional<String> defect(String name, boolean isEnvironment) {
        boolean isOurs = variable(name).startsWith(variable(PREFIX));
        boolean isKnown = isEnvironment
                ? known.stream().anyMatch(property -> variable(property).equals(variable(name)))
                : known.contains(name);
        if (isKnown) {
            return Optional.empty();
        }
        String shown = isEnvironment ? variable(name) : name;
        Optional<String> gone = fates.keySet().stream()
                .filter(property -> !known.contains(property) && isMeant(property, name, isEnvironment))
                .findFirst();
        if (gone.isPresent()) {
            return Optional.of(shown + " " + fate(fates.get(gone.get()), isEnvironment));
        }
        if (!isOurs) {
            return Optional.empty();
        }
        return Optional.of(shown + " is unknown."
                + nearest(name)
                        .map(near -> " Is it " + form(near, isEnvironment) + "?")
                        .orElse(""));
    }

    /** A name that ends with a star means all that begin so. */
    private static boolean isMeant(String property, String name, boolean isEnvironment) {
        if (property.endsWith("*")) {
            String beginning = property.substring(0, property.length() - 1);
            return isEnvironment ? variable(name).startsWith(variable(beginning)) : name.startsWith(beginning);
        }
        return isEnvironment ? variable(property).equals(variable(name)) : property.equals(name);
    }

    private static String fate(String fate, boolean isEnvironment) {
        if (fate.equals(CONSTANT)) {
            return "cannot be set any more: it is a constant now. Remove it.";
        }
        return "is gone. Set "
                + Stream.of(fate.split(" ", -1))
                        .map(property -> form(property, isEnvironment))
                        .collect(Collectors.joining(" and "))
                + " instead.";
    }

    private static String form(String property, boolean isEnvironment) {
        return isEnvironment ? variable(property) : property;
    }

    private Optional<String> nearest(String name) {
        return known.stream()
                .min(Comparator.comparingInt(property -> edits(variable(property), variable(name))))
                .filter(property -> edits(variable(property), variable(name)) <= MAX_EDITS);
    }

    /** How many characters have to be inserted, removed or replaced to make one text the other (Levenshtein). */
    private static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private static String withoutProfile(String name) {
        return name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name;
    }
}
