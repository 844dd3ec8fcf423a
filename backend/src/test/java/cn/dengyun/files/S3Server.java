package cn.dengyun.files;

import cn.dengyun.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An S3-compatible server as a process of its own, on a free port, which can be killed and started again. */
public final class S3Server implements QuarkusTestResourceLifecycleManager {

    private static final Path PROGRAM = Path.of("target", "test-servers", "s3mock.jar");
    private static final String BUCKET = "dengyun-files";

    private Path folder;
    private int port;
    private Process process;

    @Override
    public Map<String, String> start() {
        port = FreePorts.next();
        try {
            folder = Files.createTempDirectory(Path.of("target"), "s3-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run();
        return Map.of(
                "dengyun.files.store", "S3",
                "dengyun.files.s3.endpoint", "http://localhost:" + port,
                "dengyun.files.s3.region", "us-east-1",
                "dengyun.files.s3.bucket", BUCKET,
                "dengyun.files.s3.access-key", "key",
                "dengyun.files.s3.secret-key", "not a secret");
    }

    @Override
    public void inject(Object test) {
        S3ContentStoreTest.server = this;
    }

    @Override
    public void stop() {
        kill();
    }

    /** Ends it without a word; what it stored stays. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts it on the same port and the same folder, and returns once it answers. */
    void run() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx192m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-jar",
                            PROGRAM.toString(),
                            "--server.port=0",
                            "--com.adobe.testing.s3mock.httpPort=" + port,
                            "--com.adobe.testing.s3mock.store.initialBuckets=" + BUCKET,
                            "--com.adobe.testing.s3mock.store.root=" + folder.toAbsolutePath(),
                            "--com.adobe.testing.s3mock.store.retainFilesOnExit=true")
                    .redirectErrorStream(true)
                    .start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            while (line != null && !line.contains("Started S3MockApplication")) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the S3 server did not start");
            }
            Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}), "s3-server-output");
            drain.setDaemon(true);
            drain.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
