package cn.dengyun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The packaged platform in a process of its own, with the demo on its durable database, to be killed without any
 * warning. There is one after packaging.
 */
public final class PackagedPlatform {

    private static final Path PLATFORM = Path.of("target", "quarkus-app", "quarkus-run.jar");
    /** Where PostgreSQL writes its port. */
    private static final int PORT_LINE = 3;
    /** How much of its log is told of one that ended by itself. */
    private static final int SAID_CHARACTERS = 4_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private final Map<String, String> settings;
    private Process process;
    private int port;

    /** @param folder for its data and its log; the same folder is the same platform */
    public PackagedPlatform(Path folder) {
        this(folder, Map.of());
    }

    /** @param settings environment variables that it is to have besides */
    public PackagedPlatform(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /**
     * Another node on the database of this one, which runs as long as the other does. It knows no demo, for the
     * database is none of its own; both have the {@code DENGYUN_KEY_ENCRYPTION_KEY} that this one was given.
     *
     * @param ownFolder for its log
     */
    public PackagedPlatform beside(Path ownFolder) throws IOException {
        Map<String, String> more = new HashMap<>(settings);
        more.put("DENGYUN_DATABASE_URL", "postgresql://127.0.0.1:" + databasePort() + "/dengyun");
        more.put("DENGYUN_DATABASE_USERNAME", "dengyun_application");
        more.put("DENGYUN_DATABASE_PASSWORD", secret("database-application-password"));
        more.put("DENGYUN_MAIL_HOST", "127.0.0.1");
        more.put("DENGYUN_MAIL_FROM", "dengyun@example.cn");
        more.put("DENGYUN_DATABASE_OWNER_USERNAME", "dengyun");
        more.put("DENGYUN_DATABASE_OWNER_PASSWORD", secret("database-password"));
        return new PackagedPlatform(ownFolder, more);
    }

    /** Returns when it is ready. */
    public void start() throws IOException, InterruptedException {
        port = FreePorts.next();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // It starts with half of the work, and does not live long enough to need the other half.
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PLATFORM.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("platform.log").toFile()));
        builder.environment().put("DENGYUN_DATA_DIR", data().toString());
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0S");
        // Tests ask more often than a token may.
        builder.environment().put("DENGYUN_QUOTAS_REQUESTS_PER_MINUTE", "1000000");
        builder.environment().putAll(settings);
        process = builder.start();
        // The process says nothing that could be waited for, so it is asked.
        Patience.until("the platform", () -> {
            assertThat(process.isAlive())
                    .as(() -> "the platform runs; it said: " + said())
                    .isTrue();
            return isReady();
        });
    }

    private String said() {
        try {
            String log = Files.readString(folder.resolve("platform.log"));
            return log.substring(Math.max(0, log.length() - SAID_CHARACTERS));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Ends it in the middle of whatever it does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it politely, so that its database ends with it; does nothing before the first start. */
    public void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }

    /** A connection to its database, as the owner of the tables. */
    public Connection database() throws IOException, SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + databasePort() + "/dengyun", "dengyun", secret("database-password"));
    }

    private String databasePort() throws IOException {
        return Files.readAllLines(data().resolve("pgdata/postmaster.pid"))
                .get(PORT_LINE)
                .strip();
    }

    private String secret(String file) throws IOException {
        return Files.readString(data().resolve(file)).strip();
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Patience.LONG);
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest request =
                request("/q/health/ready").timeout(Duration.ofSeconds(5)).build();
        try {
            return send(request).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private Path data() {
        return folder.resolve("data");
    }
}
