package cn.dengyun.platform.database;

import cn.dengyun.platform.database.EmbeddedDatabasePrograms.ProgramFailure;
import cn.dengyun.platform.startup.StartRefusal;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL server beside the platform, for those who configure none.
 *
 * <p>What it has acknowledged survives the death of the platform, of the server and of both. A server left over from a
 * platform that was killed is ended before a new one starts, one that dies is started again where its clients expect
 * it, and two platforms never share a folder. The server listens on this machine only, and ends with the platform,
 * after the last request is answered.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration WATCH_INTERVAL = Duration.ofMillis(250);
    private static final Duration PATIENCE_FOR_REQUESTS = Duration.ofSeconds(60);
    private static final Duration RESTART_WINDOW = Duration.ofMinutes(10);
    private static final int RESTARTS_PER_WINDOW = 5;

    private final Path folder;
    private final EmbeddedDatabaseLock lock;
    private final Consumer<String> progress;
    private final Thread endWithThisProcess = new Thread(this::closeAfterTheLastRequest, "dengyun-database-stop");
    private EmbeddedDatabaseServer server;
    private String password;
    private String applicationPassword;
    private boolean closed;

    private EmbeddedDatabase(Path folder, EmbeddedDatabaseLock lock, Consumer<String> progress) {
        this.folder = folder;
        this.lock = lock;
        this.progress = progress;
    }

    /**
     * Starts the database of {@code dataFolder}, which is made when it does not exist.
     *
     * @param progress told in a sentence what takes time
     * @throws StartRefusal when the folder cannot be used: not writable, held by another process, or written by a newer
     *     version
     */
    public static EmbeddedDatabase start(Path dataFolder, Consumer<String> progress) {
        return start(dataFolder, dataFolder, Map.of(), progress);
    }

    /** As above, with the PostgreSQL programs in a folder of their own and settings that win over ours. */
    static EmbeddedDatabase start(
            Path dataFolder, Path binaries, Map<String, String> settings, Consumer<String> progress) {
        Path folder = dataFolder.toAbsolutePath().normalize();
        EmbeddedDatabase database = null;
        try {
            Files.createDirectories(folder);
            database = new EmbeddedDatabase(folder.toRealPath(), EmbeddedDatabaseLock.take(folder), progress);
            Runtime.getRuntime().addShutdownHook(database.endWithThisProcess);
            database.startServer(binaries.toAbsolutePath(), settings);
            return database;
        } catch (IOException e) {
            close(database);
            throw new StartRefusal("The data folder " + folder + " cannot be used (" + e
                    + "). Make it writable, or choose another: DENGYUN_DATA_DIR.");
        } catch (ProgramFailure e) {
            close(database);
            throw new StartRefusal("The embedded database cannot be made or checked. " + e.getMessage());
        } catch (RuntimeException e) {
            close(database);
            throw e;
        }
    }

    /** Host, port and database, as they stand in a URL. */
    public String address() {
        return "127.0.0.1:" + server.port() + "/" + EmbeddedDatabaseCluster.NAME;
    }

    /** The role that owns the database and is no superuser; it makes and changes the tables. */
    public String username() {
        return EmbeddedDatabaseCluster.NAME;
    }

    public String password() {
        return password;
    }

    /** The role of the running platform, which owns nothing. */
    public String applicationUsername() {
        return EmbeddedDatabaseCluster.APPLICATION;
    }

    public String applicationPassword() {
        return applicationPassword;
    }

    /** The configuration that lets the platform use this database, each role for what it is there for. */
    public Map<String, String> settings() {
        return Map.of(
                "dengyun.database.url",
                "postgresql://" + address(),
                "dengyun.database.username",
                applicationUsername(),
                "dengyun.database.password",
                applicationPassword(),
                "dengyun.database.owner-username",
                username(),
                "dengyun.database.owner-password",
                password());
    }

    /** Ends the server and frees the folder; safe to call twice. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (server != null) {
                server.stop();
            }
            lock.close();
        } catch (IOException e) {
            progress.accept("The data folder was not freed: " + e);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisProcess);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook is what called us.
        }
    }

    private static void close(EmbeddedDatabase database) {
        if (database != null) {
            database.close();
        }
    }

    private synchronized void startServer(Path binaries, Map<String, String> settings) throws IOException {
        Path programFolder = EmbeddedDatabaseBinaries.unpackedIn(binaries, progress);
        EmbeddedDatabasePrograms programs = EmbeddedDatabasePrograms.in(programFolder, folder);
        EmbeddedDatabaseCluster cluster = new EmbeddedDatabaseCluster(programs, folder);
        server = new EmbeddedDatabaseServer(programs, cluster.path(), settings);
        server.process().ifPresent(process -> {
            progress.accept("Ending PostgreSQL process " + process + ", left over from a platform that was killed...");
            server.stop();
        });
        cluster.requireOurVersion();
        deleteOtherPrograms(binaries, programFolder);
        password = cluster.prepare(progress);
        applicationPassword = cluster.prepareApplication();
        progress.accept("Starting the database...");
        server.start();
        check(settings);
        Thread watcher = new Thread(this::watch, "dengyun-database-watch");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static void deleteOtherPrograms(Path binaries, Path ours) throws IOException {
        List<Path> others;
        try (Stream<Path> entries = Files.list(binaries)) {
            others = entries.filter(entry -> entry.getFileName().toString().startsWith("postgresql-"))
                    .filter(entry -> !entry.equals(ours))
                    .toList();
        }
        for (Path other : others) {
            FileTrees.delete(other);
        }
    }

    private void check(Map<String, String> settings) throws IOException {
        try (Connection connection = connect()) {
            if (settings.isEmpty()) {
                requireDurable(connection);
            }
            EmbeddedDatabaseSchema.requireNotNewer(connection, folder);
        } catch (SQLException e) {
            throw new StartRefusal("The embedded database started but cannot be used: " + e.getMessage());
        }
    }

    private static void requireDurable(Connection connection) throws SQLException {
        for (String setting : EmbeddedDatabaseSettings.DURABLE) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SHOW " + setting)) {
                if (!result.next() || !"on".equals(result.getString(1))) {
                    throw new StartRefusal("The embedded database runs with " + setting
                            + " off and would lose data in a crash. Remove that setting from its configuration.");
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://" + address());
        source.setUser(username());
        source.setPassword(password);
        return source.getConnection();
    }

    private void watch() {
        Deque<Instant> restarts = new ArrayDeque<>();
        while (true) {
            try {
                Thread.sleep(WATCH_INTERVAL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (!keepRunning(restarts)) {
                return;
            }
        }
    }

    /** Returns whether there is still something to watch. */
    private synchronized boolean keepRunning(Deque<Instant> restarts) {
        if (closed) {
            return false;
        }
        if (server.process().isPresent()) {
            return true;
        }
        Instant now = Instant.now();
        restarts.removeIf(restart -> restart.isBefore(now.minus(RESTART_WINDOW)));
        if (restarts.size() < RESTARTS_PER_WINDOW) {
            restarts.add(now);
            progress.accept("The database has died; starting it again...");
            try {
                server.restart();
                progress.accept("The database is back.");
                return true;
            } catch (IOException | RuntimeException e) {
                progress.accept(e.getMessage());
            }
        }
        progress.accept("The database cannot be kept running, so the platform stops.");
        Quarkus.asyncExit(1);
        return false;
    }

    private void closeAfterTheLastRequest() {
        Application application = ApplicationLifecycleManager.getCurrentApplication();
        if (application != null) {
            try {
                CompletableFuture.runAsync(application::awaitShutdown)
                        .get(PATIENCE_FOR_REQUESTS.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                progress.accept("The platform did not stop in time; its database stops now.");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        close();
    }
}
