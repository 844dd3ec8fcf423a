package cn.dengyun.platform.database;

import cn.dengyun.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * The embedded database as tests use it: quick, in a temporary folder, gone afterwards.
 *
 * <p>It forgets its promises on a crash, which is why only tests may have it.
 */
public final class DisposableDatabase implements AutoCloseable {

    /** Unpacked once for all test runs of this working copy. */
    static final Path PROGRAMS = Path.of("target", "postgresql");

    private static final Map<String, String> QUICK_AND_FORGETFUL = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "max_connections", "100",
            "shared_buffers", "128MB",
            "logging_collector", "off");

    private final Path folder;
    private final EmbeddedDatabase database;

    private DisposableDatabase(Path folder, EmbeddedDatabase database) {
        this.folder = folder;
        this.database = database;
    }

    public static DisposableDatabase start() {
        try {
            Path folder = Files.createTempDirectory("dengyun-test-database");
            EmbeddedDatabase database = EmbeddedDatabase.start(folder, PROGRAMS, QUICK_AND_FORGETFUL, sentence -> {});
            letInQuickly(database, database.username(), database.password());
            letInQuickly(database, database.applicationUsername(), database.applicationPassword());
            return new DisposableDatabase(folder, database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever guesses passwords has to work for it, and so would each connection of a test, both sides of it. */
    private static void letInQuickly(EmbeddedDatabase database, String name, String password) {
        String url = "jdbc:postgresql://" + database.address();
        try (Connection connection = DriverManager.getConnection(url, name, password);
                Statement statement = connection.createStatement()) {
            statement.execute("SET scram_iterations = 1");
            statement.execute("ALTER ROLE " + name + " PASSWORD '" + password + "'");
        } catch (SQLException e) {
            throw new IllegalStateException("the password of " + name + " cannot be made a quick one", e);
        }
    }

    /**
     * A server with nothing in it, as an administrator of databases hands it over. Its superuser {@code postgres} needs
     * no password, everybody else does.
     */
    public static DisposableDatabase empty() {
        DisposableDatabase database = start();
        try {
            Path cluster = database.folder.resolve("pgdata");
            Files.writeString(cluster.resolve("pg_hba.conf"), """
                    host all postgres 127.0.0.1/32 trust
                    host all all 127.0.0.1/32 scram-sha-256
                    """);
            String process =
                    Files.readAllLines(cluster.resolve("postmaster.pid")).get(0);
            new ProcessBuilder("kill", "-HUP", process).start().waitFor();
            // Only the log of the server says that it has read the file.
            Patience.until("the superuser to be let in", database::isSuperuserLetIn);
            try (Connection connection = database.asSuperuser("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP DATABASE " + EmbeddedDatabaseCluster.NAME);
                statement.execute("DROP ROLE " + EmbeddedDatabaseCluster.NAME);
                statement.execute("DROP ROLE " + EmbeddedDatabaseCluster.APPLICATION);
            }
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException("the server cannot be emptied", e);
        }
    }

    /** The address of a database of it, for whoever comes as the superuser of an {@link #empty} server. */
    public String superuserUrl(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name + "?user=postgres";
    }

    public String port() {
        return database.address().replaceAll("^.*:|/.*$", "");
    }

    private Connection asSuperuser(String name) throws SQLException {
        return DriverManager.getConnection(superuserUrl(name));
    }

    private boolean isSuperuserLetIn() {
        try (Connection connection = asSuperuser("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    public EmbeddedDatabase server() {
        return database;
    }

    @Override
    public void close() {
        database.close();
        try {
            FileTrees.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
