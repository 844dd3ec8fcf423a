package cn.dengyun;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.apache.commons.io.FileUtils;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * One real PostgreSQL for all tests of a JVM, with no annotation in any test class.
 *
 * <p>The server starts before the first test of a run that holds a {@code @QuarkusTest}, so pure unit tests stay quick,
 * and ends with the run. It listens on a free port, lives in a temporary folder and forgets its promises on a crash
 * ({@code fsync=off}): only the tests of the embedded database need those, and they start servers of their own. As in
 * production the application owns its database but is no superuser.
 */
public final class TestDatabase implements LauncherSessionListener {

    private static final String QUARKUS_TEST = "io.quarkus.test.junit.QuarkusTest";
    private static final String NAME = "dengyun";

    private Path folder;
    private EmbeddedPostgres server;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(new TestExecutionListener() {
            @Override
            public void testPlanExecutionStarted(TestPlan plan) {
                if (server == null && needsDatabase(plan)) {
                    start();
                }
            }
        });
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (server == null) {
            return;
        }
        try {
            server.close();
            FileUtils.deleteDirectory(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean needsDatabase(TestPlan plan) {
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .anyMatch(TestDatabase::isQuarkusTest);
    }

    private static boolean isQuarkusTest(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        // By name: Quarkus loads its test classes, and with them this annotation, in a class loader of its own.
        return source instanceof ClassSource classSource
                && Arrays.stream(classSource.getJavaClass().getAnnotations())
                        .anyMatch(annotation -> annotation.annotationType().getName().equals(QUARKUS_TEST));
    }

    private void start() {
        try {
            folder = Files.createTempDirectory("dengyun-test-database");
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("pgdata"))
                    .setCleanDataDirectory(false)
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "100")
                    .start();
            createOwnDatabase();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database did not take its first statements.", e);
        }
        String address = "://127.0.0.1:" + server.getPort() + "/" + NAME;
        System.setProperty("quarkus.datasource.reactive.url", "postgresql" + address);
        System.setProperty("quarkus.datasource.jdbc.url", "jdbc:postgresql" + address);
        System.setProperty("quarkus.datasource.username", NAME);
        System.setProperty("quarkus.datasource.password", NAME);
        System.setProperty("dengyun.demo", "true");
    }

    private void createOwnDatabase() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + NAME + "'");
            statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
        }
    }
}
