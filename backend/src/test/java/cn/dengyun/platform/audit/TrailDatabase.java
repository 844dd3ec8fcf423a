package cn.dengyun.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.TestFolder;
import cn.dengyun.platform.database.OwnerDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tables of the audit trail in the hands of somebody who may do everything with them. */
final class TrailDatabase implements AutoCloseable {

    private static final List<String> TABLES = List.of(
            "audit_entry", "audit_personal", "audit_chain", "audit_checkpoint", "audit_archive", "audit_pending");
    private static final Path VERIFIER = Path.of("audit-verifier", "AuditVerifier.java");
    private static final Path EXPORT = Path.of("audit-verifier", "export.sql");
    private static final Pattern OUTCOME = Pattern.compile("(?s).*?: (OK|[A-Z]+ at \\d+).*");

    private final Connection connection;
    private final Connection lock;

    /** That of the platform. */
    TrailDatabase() throws SQLException {
        connection = OwnerDatabase.connect();
        lock = OwnerDatabase.connect();
    }

    TrailDatabase(OwnTrail own) throws SQLException {
        this();
        connection.setSchema(own.schema());
        lock.setSchema(own.schema());
    }

    /** Nothing more is chained until {@link #restore}, which brings back what is there now. */
    void freeze() throws SQLException {
        try (Statement statement = lock.createStatement()) {
            statement.execute("SET idle_in_transaction_session_timeout = 0");
            lock.setAutoCommit(false);
            statement.execute("SELECT FROM audit_head FOR UPDATE");
        }
        // What others write meanwhile is in all of the copies or in none.
        connection.setAutoCommit(false);
        execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        for (String table : TABLES) {
            execute("CREATE TEMP TABLE kept_" + table + " AS TABLE " + table);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    void restore() throws SQLException {
        connection.setAutoCommit(false);
        execute("LOCK TABLE " + String.join(", ", TABLES) + " IN EXCLUSIVE MODE");
        for (String table : TABLES) {
            execute("DELETE FROM " + table);
            execute("INSERT INTO " + table + " SELECT * FROM kept_" + table);
            execute("DROP TABLE kept_" + table);
        }
        connection.commit();
        connection.setAutoCommit(true);
        lock.rollback();
        lock.setAutoCommit(true);
    }

    int execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    String text(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    /** What the stand-alone verifier says of an export. */
    String verifyAlone() throws SQLException, IOException, InterruptedException {
        Path export = Files.createTempFile("audit", ".export");
        try {
            // As any client writes it, whatever its locale: what is more than ASCII is refused here.
            Files.write(export, export(), StandardCharsets.US_ASCII);
            return verifyAlone(export);
        } finally {
            Files.delete(export);
        }
    }

    static String verifyAlone(Path export) throws IOException, InterruptedException {
        String printed = run(
                "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Compiled.CLASSES.toString(),
                "AuditVerifier",
                export.toString());
        return OUTCOME.matcher(printed.strip()).replaceFirst("$1");
    }

    /** The verifier, compiled once in each run: what an earlier build has left may be of another version. */
    private static final class Compiled {

        static final Path CLASSES = TestFolder.of("audit-verifier");

        static {
            try {
                assertThat(run("javac", "-d", CLASSES.toString(), VERIFIER.toString()))
                        .isEmpty();
            } catch (IOException | InterruptedException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    private static String run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, Path.of(System.getProperty("java.home"), "bin", program).toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int unused = process.waitFor();
        return printed;
    }

    private List<String> export() throws SQLException, IOException {
        List<String> lines = new ArrayList<>();
        String script = Files.readString(EXPORT).replaceAll("(?m)^--.*$", "");
        for (String sql : script.split(";\\s*", -1)) {
            if (!sql.strip().startsWith("SELECT")) {
                continue;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
        }
        return lines;
    }

    @Override
    public void close() throws SQLException {
        lock.close();
        connection.close();
    }
}
