package cn.dengyun.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.Patience;
import cn.dengyun.platform.startup.StartRefusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Durability and recovery, on real servers in folders of their own, with the settings of production. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class EmbeddedDatabaseTest {

    @TempDir
    Path folder;

    private final List<String> printed = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private EmbeddedDatabase running;
    private String childUrl;
    private String childPassword;

    @AfterEach
    void stopEverything() throws InterruptedException, IOException {
        if (running != null) {
            running.close();
        }
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        serverProcess().ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void everythingAcknowledgedIsOnDisk() throws SQLException {
        running = start();

        assertThat(EmbeddedDatabaseSettings.DURABLE)
                .allSatisfy(setting -> assertThat(select("SHOW " + setting)).isEqualTo("on"));
        assertThat(select("SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(select("SHOW idle_in_transaction_session_timeout")).isEqualTo("10s");
    }

    @Test
    void textComparesTheSameEverywhereAndKnowsChineseLetters() throws SQLException {
        running = start();

        assertThat(select("SELECT datlocprovider::text || ' ' || datlocale || ' ' || pg_encoding_to_char(encoding) "
                        + "FROM pg_database WHERE datname = current_database()"))
                .isEqualTo("b C.UTF-8 UTF8");
        assertThat(select("SELECT lower('ÄÉ') || ('云' ~ '\\w')")).isEqualTo("äétrue");
    }

    @Test
    void theApplicationOwnsItsDatabaseAndIsNoSuperuser() throws SQLException, IOException {
        running = start();

        assertThat(select("SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
        execute("CREATE EXTENSION pg_trgm");
        execute("CREATE EXTENSION btree_gist");
        execute("CREATE EXTENSION pgcrypto");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("database-password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void nobodySignsInWithoutThePassword() {
        running = start();

        assertThatThrownBy(() -> DriverManager.getConnection(url(), running.username(), "wrong"))
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> DriverManager.getConnection(url(), "postgres", ""))
                .hasMessageContaining("no pg_hba.conf entry");
    }

    @Test
    void dataAndPasswordAreKeptBetweenStarts() throws SQLException {
        running = start();
        execute("CREATE TABLE note AS SELECT '皖企登云' AS text");
        String password = running.password();
        running.close();

        running = start();

        assertThat(select("SELECT text FROM note")).isEqualTo("皖企登云");
        assertThat(running.password()).isEqualTo(password);
        assertThat(printed).noneMatch(sentence -> sentence.startsWith("Ending"));
    }

    @Test
    void aLostPasswordIsReplaced() throws SQLException, IOException {
        running = start();
        execute("CREATE TABLE note AS SELECT 1 AS number");
        running.close();
        Files.delete(folder.resolve("database-password"));

        running = start();

        assertThat(select("SELECT number FROM note")).isEqualTo("1");
    }

    @Test
    void aCleanStopLeavesNoProcessAndNoLock() throws IOException {
        running = start();

        running.close();

        assertThat(serverProcess()).isEmpty();
        assertThat(folder.resolve("pgdata").resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void aServerThatIsKilledComesBackAtTheSameAddressWithAllItsData() throws SQLException, IOException {
        running = start();
        execute("CREATE TABLE note AS SELECT 1 AS number");
        String address = running.address();

        serverProcess().orElseThrow().destroyForcibly();

        assertThat(selectPatiently("SELECT number FROM note")).isEqualTo("1");
        assertThat(running.address()).isEqualTo(address);
    }

    @Test
    void whenOnlyThePlatformIsKilledTheNextStartEndsItsServer() throws Exception {
        Process platform = startProcess();
        execute("CREATE TABLE note AS SELECT 1 AS number");
        ProcessHandle orphan = serverProcess().orElseThrow();
        platform.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        running = start();

        assertThat(printed).anyMatch(sentence -> sentence.contains("process " + orphan.pid()));
        assertThat(serverProcess()).get().isNotEqualTo(orphan);
        assertThat(select("SELECT number FROM note")).isEqualTo("1");
    }

    @Test
    void whenPlatformAndServerAreKilledTheNextStartRecovers() throws Exception {
        Process platform = startProcess();
        execute("CREATE TABLE note AS SELECT 1 AS number");
        ProcessHandle server = serverProcess().orElseThrow();
        platform.destroyForcibly().waitFor();
        server.destroyForcibly();

        running = start();

        assertThat(select("SELECT number FROM note")).isEqualTo("1");
    }

    @Test
    void aProcessThatIsAskedToEndTakesItsServerAlong() throws Exception {
        Process platform = startProcess();

        platform.destroy();

        assertThat(platform.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(serverProcess()).isEmpty();
        assertThat(folder.resolve("pgdata").resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void aSecondProcessIsRefusedAndToldWhoHasTheFolder() throws Exception {
        running = start();

        Process second = launch();

        assertThat(second.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(second.inputReader().lines())
                .singleElement()
                .asString()
                .contains("in use by process " + ProcessHandle.current().pid())
                .contains("DENGYUN_DATA_DIR");
        assertThat(select("SELECT 1")).isEqualTo("1");
    }

    @Test
    void aProcessIdOfSomebodyElseInALeftOverFileIsNotTouched() throws SQLException, IOException {
        running = start();
        running.close();
        Path left = folder.resolve("pgdata").resolve("postmaster.pid");
        Files.writeString(left, ProcessHandle.current().pid() + "\n" + folder.resolve("pgdata") + "\n0\n1\n\n\n1 1\n");

        running = start();

        assertThat(select("SELECT 1")).isEqualTo("1");
    }

    @Test
    void aFolderOfAnotherPostgresqlVersionIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("pgdata"));
        Files.writeString(folder.resolve("pgdata").resolve("PG_VERSION"), "19\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefusal.class)
                .hasMessageContainingAll("written by PostgreSQL 19", "has PostgreSQL 18", "DENGYUN_DATA_DIR");
        assertThat(folder.resolve("pgdata").resolve("PG_VERSION")).exists();
    }

    @Test
    void tablesOfANewerDengyunAreRefusedAndLeftAsTheyAre() throws SQLException, IOException {
        running = start();
        execute("CREATE TABLE flyway_schema_history AS SELECT '99999'::text AS version");
        running.close();

        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefusal.class)
                .hasMessageContainingAll("newer Dengyun", "99999", "DENGYUN_DATA_DIR");
        assertThat(serverProcess()).isEmpty();
    }

    @Test
    void anInitialisationCutShortIsDoneAgain() throws SQLException, IOException {
        Files.createDirectories(folder.resolve("pgdata.new").resolve("base"));
        Files.writeString(folder.resolve("pgdata.new").resolve("PG_VERSION"), "18\n");
        Files.createDirectories(folder.resolve("unpacking-1"));

        running = start();

        assertThat(select("SELECT 1")).isEqualTo("1");
        assertThat(folder.resolve("pgdata.new")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> EmbeddedDatabase.start(
                        file.resolve("data"), DisposableDatabase.PROGRAMS, Map.of(), printed::add))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContainingAll("cannot be used", "DENGYUN_DATA_DIR");
    }

    @Test
    void settingsThatLoseDataAreNeverUsed() {
        running = start();
        running.close();
        assertThatThrownBy(() -> {
                    Files.writeString(folder.resolve("pgdata").resolve("postgresql.auto.conf"), "fsync = off\n");
                    start();
                })
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("fsync off");
    }

    private EmbeddedDatabase start() {
        return EmbeddedDatabase.start(folder, DisposableDatabase.PROGRAMS, Map.of(), printed::add);
    }

    private Process startProcess() throws IOException {
        Process process = launch();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(EmbeddedDatabaseProcess.READY)) {
                String[] words = line.split(" ", 3);
                childUrl = "jdbc:postgresql://" + words[1];
                childPassword = words[2];
                return process;
            }
        }
        throw new IOException("The process ended before its database was ready.");
    }

    private Process launch() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedDatabaseProcess.class.getName(),
                        folder.toString(),
                        DisposableDatabase.PROGRAMS.toString())
                .redirectErrorStream(true)
                .start();
        processes.add(process);
        return process;
    }

    private Optional<ProcessHandle> serverProcess() throws IOException {
        Path file = folder.resolve("pgdata").resolve("postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).get(0).strip()))
                : Optional.empty();
    }

    private String url() {
        return running == null ? childUrl : "jdbc:postgresql://" + running.address();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "dengyun", running == null ? childPassword : running.password());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String select(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private Object selectPatiently(String sql) {
        return Patience.until("an answer", () -> answerOrFailure(sql), answer -> !(answer instanceof SQLException));
    }

    private Object answerOrFailure(String sql) {
        try {
            return select(sql);
        } catch (SQLException notYet) {
            return notYet;
        }
    }
}
