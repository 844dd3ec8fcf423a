package cn.dengyun.platform.database;

import cn.dengyun.platform.startup.StartRefusal;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;

/** Whether this Dengyun is new enough for the tables it finds. */
final class EmbeddedDatabaseSchema {

    private static final String MIGRATIONS = "db/migration";
    private static final Pattern MIGRATION = Pattern.compile("V([0-9._]+)__.*\\.sql");

    private EmbeddedDatabaseSchema() {}

    /** Refuses tables that a newer Dengyun has changed; Flyway alone would use them as if they were ours. */
    static void requireNotNewer(Connection connection, Path folder) throws SQLException, IOException {
        Optional<MigrationVersion> applied = newestApplied(connection);
        if (applied.isEmpty()) {
            return;
        }
        MigrationVersion ours = newestShipped().orElse(MigrationVersion.EMPTY);
        if (applied.get().compareTo(ours) > 0) {
            throw new StartRefusal("The data folder " + folder + " was written by a newer Dengyun (schema "
                    + applied.get() + ", this one knows " + ours
                    + "). Start the newer version, or choose another folder: DENGYUN_DATA_DIR.");
        }
    }

    private static Optional<MigrationVersion> newestApplied(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("SELECT to_regclass('flyway_schema_history') IS NOT NULL")) {
                if (!table.next() || !table.getBoolean(1)) {
                    return Optional.empty();
                }
            }
            try (ResultSet rows =
                    statement.executeQuery("SELECT version FROM flyway_schema_history WHERE version IS NOT NULL")) {
                MigrationVersion newest = MigrationVersion.EMPTY;
                while (rows.next()) {
                    MigrationVersion version = MigrationVersion.fromVersion(rows.getString(1));
                    newest = version.compareTo(newest) > 0 ? version : newest;
                }
                return Optional.of(newest);
            }
        }
    }

    /** The migrations lie in the same artefact as this class, a folder while developing and a jar otherwise. */
    private static Optional<MigrationVersion> newestShipped() throws IOException {
        Path artefact;
        try {
            artefact = Path.of(EmbeddedDatabaseSchema.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        if (Files.isDirectory(artefact)) {
            return newestIn(artefact.resolve(MIGRATIONS));
        }
        try (FileSystem jar = FileSystems.newFileSystem(artefact)) {
            return newestIn(jar.getPath(MIGRATIONS));
        }
    }

    private static Optional<MigrationVersion> newestIn(Path migrations) throws IOException {
        if (!Files.isDirectory(migrations)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(migrations)) {
            return files.map(file -> MIGRATION.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> MigrationVersion.fromVersion(name.group(1)))
                    .max(Comparator.naturalOrder());
        }
    }
}
