package cn.dengyun.platform.database;

import cn.dengyun.platform.database.EmbeddedDatabasePrograms.ProgramFailure;
import cn.dengyun.platform.startup.StartRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One PostgreSQL server process on one cluster folder: started, looked at, stopped.
 *
 * <p>The server is detached from this process on purpose. Ctrl-C reaches every process of a terminal; the server must
 * outlive it until the requests in flight are answered.
 */
final class EmbeddedDatabaseServer {

    private static final Duration PATIENCE_AFTER_A_CRASH = Duration.ofSeconds(30);
    private static final String START_LOG = "start.log";

    private final EmbeddedDatabasePrograms programs;
    private final Path cluster;
    private final Map<String, String> overrides;
    private int port;

    EmbeddedDatabaseServer(EmbeddedDatabasePrograms programs, Path cluster, Map<String, String> overrides) {
        this.programs = programs;
        this.cluster = cluster;
        this.overrides = overrides;
    }

    int port() {
        return port;
    }

    /** Starts the server on a free port of its own choice; crash recovery, if any is due, is over when this returns. */
    void start() throws IOException {
        long deadline = System.nanoTime() + PATIENCE_AFTER_A_CRASH.toNanos();
        while (true) {
            port = freePort();
            String problem = startOnce();
            if (problem.isEmpty()) {
                return;
            }
            requirePassing(problem, deadline);
        }
    }

    /** Starts the server again where its clients expect it. */
    void restart() throws IOException {
        long deadline = System.nanoTime() + PATIENCE_AFTER_A_CRASH.toNanos();
        while (true) {
            String problem = startOnce();
            if (problem.isEmpty()) {
                return;
            }
            requirePassing(problem, deadline);
        }
    }

    /** Ends the server, with a checkpoint where it still can; does nothing when none runs on this folder. */
    void stop() {
        Optional<Long> process = process();
        if (process.isEmpty()) {
            return;
        }
        try {
            programs.run("pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "60");
        } catch (ProgramFailure tooSlow) {
            stopAtOnce(process.get());
        }
    }

    private void stopAtOnce(long process) {
        try {
            programs.run("pg_ctl", "stop", "-D", cluster.toString(), "-m", "immediate", "-w", "-t", "60");
        } catch (ProgramFailure e) {
            if (process().isPresent()) {
                throw new StartRefusal("An earlier PostgreSQL, process " + process + ", holds " + cluster
                        + " and does not stop. End it (kill -QUIT " + process + ") and start again.");
            }
        }
    }

    /** The process id of the server that runs on this folder, if one does, whoever started it. */
    Optional<Long> process() {
        return recordedProcess().filter(this::isOurServer);
    }

    private Optional<Long> recordedProcess() {
        try (var lines = Files.lines(cluster.resolve("postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Process ids are used again, and a dead process nobody has buried yet still has one: the command line decides. */
    private boolean isOurServer(long process) {
        return ProcessHandle.of(process)
                .map(EmbeddedDatabaseServer::commandLine)
                .filter(command -> command.contains("postgres") && command.contains(cluster.toString()))
                .isPresent();
    }

    private static String commandLine(ProcessHandle process) {
        Path onLinux = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return Files.exists(onLinux)
                    ? Files.readString(onLinux, StandardCharsets.ISO_8859_1).replace('\0', ' ')
                    : process.info().commandLine().orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns what went wrong, or an empty text. */
    private String startOnce() throws IOException {
        if (process().isEmpty()) {
            // Left by a crash. PostgreSQL would refuse to start if the process id in it now belonged to anybody.
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        }
        Path settings = cluster.resolve("dengyun.conf");
        Files.writeString(settings, EmbeddedDatabaseSettings.file(port, overrides));
        programs.giveAway(settings);
        Path log = cluster.resolve(START_LOG);
        Files.deleteIfExists(log);
        try {
            programs.run("pg_ctl", "start", "-D", cluster.toString(), "-l", log.toString(), "-w", "-t", "600");
            return "";
        } catch (ProgramFailure failure) {
            return Files.exists(log) ? lastFatalLine(log) : failure.getMessage();
        }
    }

    private static String lastFatalLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.stream()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .reduce((earlier, later) -> later)
                .orElseGet(() -> String.join(" ", lines));
    }

    /** Waits a moment when the problem goes away by itself: a crashed server's last children, or a port just taken. */
    private void requirePassing(String problem, long deadline) {
        boolean passing = problem.contains("pre-existing shared memory block") || problem.contains("TCP/IP sockets");
        if (!passing || System.nanoTime() > deadline) {
            throw new StartRefusal(
                    "The embedded database does not start: " + problem + " (more in " + cluster.resolve("log") + ")");
        }
        try {
            Thread.sleep(Duration.ofMillis(200).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusal("The start of the embedded database was interrupted.");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
