package cn.dengyun.platform.database;

import cn.dengyun.platform.startup.StartRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the PostgreSQL programs.
 *
 * <p>PostgreSQL refuses to run as root. Where this process is root, the programs run in a user namespace of their own,
 * where they are nobody in particular but still own our files; where the kernel forbids that, as it does in many
 * containers, they run as the user {@code nobody}, and their data is handed to it. A user without a name, which
 * PostgreSQL refuses too, gets a namespace likewise.
 */
final class EmbeddedDatabasePrograms {

    private static final int ROOT = 0;
    /** Longer than the replay of a full write-ahead log takes on a slow disk. */
    private static final int PATIENCE_MINUTES = 15;

    private static final String NOBODY = "65534";
    private static final List<String> USER_NAMESPACE = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    private final Path binaries;
    private final List<String> prefix;

    private EmbeddedDatabasePrograms(Path binaries, List<String> prefix) {
        this.binaries = binaries;
        this.prefix = prefix;
    }

    /** Finds a way to run the programs in {@code binaries}, or refuses to start. */
    static EmbeddedDatabasePrograms in(Path binaries, Path dataFolder) throws IOException {
        if (!isRoot() && hasName()) {
            return new EmbeddedDatabasePrograms(binaries, List.of());
        }
        EmbeddedDatabasePrograms inNamespace = new EmbeddedDatabasePrograms(binaries, USER_NAMESPACE);
        if (inNamespace.works()) {
            return inNamespace;
        }
        if (!isRoot()) {
            throw new StartRefusal("PostgreSQL cannot run as a user without a name. Run as an ordinary user.");
        }
        Files.setPosixFilePermissions(dataFolder, PosixFilePermissions.fromString("rwx--x--x"));
        EmbeddedDatabasePrograms asNobody = new EmbeddedDatabasePrograms(binaries, AS_NOBODY);
        if (asNobody.works()) {
            return asNobody;
        }
        throw new StartRefusal("PostgreSQL cannot run as this user here, and the user nobody cannot reach "
                + dataFolder
                + ". Run as an ordinary user, or choose a folder everyone may enter: DENGYUN_DATA_DIR.");
    }

    /** Hands a folder to the user the programs run as. */
    void giveAway(Path folder) {
        if (prefix.equals(AS_NOBODY)) {
            run(List.of(), List.of("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()), "");
        }
    }

    /** Runs a program to its end and returns what it printed. */
    String run(String program, String... arguments) {
        return run(program, List.of(arguments), "");
    }

    /** Runs a program with {@code input} and returns what it printed. */
    String run(String program, List<String> arguments, String input) {
        List<String> command = Stream.concat(
                        Stream.of(binaries.resolve("bin").resolve(program).toString()), arguments.stream())
                .toList();
        return run(prefix, command, input);
    }

    private boolean works() {
        try {
            return run("postgres", "--version").contains("PostgreSQL");
        } catch (ProgramFailure e) {
            return false;
        }
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(ROOT);
    }

    private static boolean hasName() {
        return !System.getProperty("user.name", "?").equals("?");
    }

    private static String run(List<String> prefix, List<String> program, String input) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(program);
        try {
            // Into a file: a server started by pg_ctl inherits the stream, and a pipe would never report its end.
            Path output = Files.createTempFile("dengyun-database", ".log");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .directory(Path.of("/").toFile());
                builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
                builder.environment().put("LC_ALL", "C");
                Process process = builder.start();
                try (var standardInput = process.getOutputStream()) {
                    standardInput.write(input.getBytes(StandardCharsets.UTF_8));
                }
                boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
                String printed = Files.readString(output, StandardCharsets.UTF_8);
                if (!ended || process.exitValue() != 0) {
                    throw new ProgramFailure(String.join(" ", command) + " failed: "
                            + printed.strip().replaceAll("\\s+", " "));
                }
                return printed;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new ProgramFailure(String.join(" ", command) + " failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProgramFailure(command.get(0) + " was interrupted");
        }
    }

    /** A program ended badly; the message holds what it printed. */
    static final class ProgramFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ProgramFailure(String message) {
            super(message);
        }
    }
}
