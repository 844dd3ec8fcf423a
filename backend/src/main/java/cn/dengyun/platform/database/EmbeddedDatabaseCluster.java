package cn.dengyun.platform.database;

import cn.dengyun.platform.startup.StartRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the embedded database: made once, then only checked. */
final class EmbeddedDatabaseCluster {

    /** The name of the database and of the role that owns it and nothing else; it makes and changes the tables. */
    static final String NAME = "dengyun";

    /** The role of the running platform, which owns nothing and may not change what the owner forbids. */
    static final String APPLICATION = NAME + "_application";

    private static final int PASSWORD_BYTES = 24;
    private static final Pattern MAJOR_VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");

    private final EmbeddedDatabasePrograms programs;
    private final Path folder;

    /** {@code folder} is the data folder, which the caller has locked. */
    EmbeddedDatabaseCluster(EmbeddedDatabasePrograms programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    Path path() {
        return folder.resolve("pgdata");
    }

    /** Refuses a folder that another major version of PostgreSQL wrote. */
    void requireOurVersion() throws IOException {
        if (!exists()) {
            return;
        }
        String found = Files.readString(path().resolve("PG_VERSION")).strip();
        String ours = majorVersion();
        if (found.equals(ours)) {
            return;
        }
        throw new StartRefusal("The data folder " + folder + " was written by PostgreSQL " + found
                + ", and this Dengyun has PostgreSQL " + ours
                + ". Start the Dengyun that wrote it, or choose another folder: DENGYUN_DATA_DIR.");
    }

    /**
     * Makes the cluster unless it exists, and returns the password of the owner's role.
     *
     * <p>It is made beside its place and then renamed, so an initialisation cut short leaves nothing that looks whole.
     */
    String prepare(Consumer<String> progress) throws IOException {
        Path partial = folder.resolve("pgdata.new");
        FileTrees.delete(partial);
        Path passwordFile = folder.resolve("database-password");
        boolean passwordIsKnown = Files.exists(passwordFile);
        String password = passwordIsKnown ? Files.readString(passwordFile).strip() : newPassword(passwordFile);
        if (exists()) {
            if (!passwordIsKnown) {
                execute(path(), "ALTER ROLE " + NAME + " PASSWORD '" + password + "'");
            }
            return password;
        }
        progress.accept("Preparing the database in " + folder + "...");
        initialise(partial);
        execute(
                partial,
                "CREATE ROLE " + NAME + " LOGIN PASSWORD '" + password + "'",
                "CREATE DATABASE " + NAME + " OWNER " + NAME);
        Files.move(partial, path(), StandardCopyOption.ATOMIC_MOVE);
        FileTrees.flushNames(folder);
        return password;
    }

    /**
     * Makes the application's role unless it exists, also in a cluster of before there was one, and returns its
     * password. The password is kept only once the role has it, so an interruption is made good by the next start.
     */
    String prepareApplication() throws IOException {
        letRolesIn(path());
        Path passwordFile = folder.resolve("database-application-password");
        if (Files.exists(passwordFile)) {
            return Files.readString(passwordFile).strip();
        }
        String password = randomPassword();
        execute(
                path(),
                "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + APPLICATION
                        + "') THEN CREATE ROLE " + APPLICATION + "; END IF; END $$",
                "ALTER ROLE " + APPLICATION + " LOGIN PASSWORD '" + password + "'");
        keep(password, passwordFile);
        return password;
    }

    private boolean exists() {
        return Files.exists(path().resolve("PG_VERSION"));
    }

    private void initialise(Path cluster) throws IOException {
        Files.createDirectory(
                cluster, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        programs.giveAway(cluster);
        programs.run(
                "initdb",
                "--pgdata=" + cluster,
                "--username=postgres",
                "--auth=reject",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                // The C library's part matters to no query of ours; not every macOS knows C.UTF-8.
                "--locale=" + (isLinux() ? "C.UTF-8" : "C"));
        letRolesIn(cluster);
        Files.writeString(cluster.resolve("postgresql.conf"), "\ninclude 'dengyun.conf'\n", StandardOpenOption.APPEND);
        Files.writeString(cluster.resolve("dengyun.conf"), "");
        programs.giveAway(cluster);
    }

    /** Only these two roles may sign in. The superuser cannot, not even from this machine. */
    private static void letRolesIn(Path cluster) throws IOException {
        Path file = cluster.resolve("pg_hba.conf");
        String rule = "host " + NAME + " " + NAME + "," + APPLICATION + " 127.0.0.1/32 scram-sha-256\n";
        if (!Files.readString(file).equals(rule)) {
            Files.writeString(file, rule);
        }
    }

    /** Runs statements as the superuser, without a server. */
    private void execute(Path cluster, String... statements) {
        String printed = programs.run(
                "postgres",
                List.of("--single", "-D", cluster.toString(), "-c", "logging_collector=off", "postgres"),
                String.join("\n", statements) + "\n");
        if (printed.contains("ERROR:") || printed.contains("FATAL:")) {
            throw new IllegalStateException("The new database did not take its first statements.");
        }
    }

    private static String newPassword(Path file) throws IOException {
        String password = randomPassword();
        keep(password, file);
        return password;
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void keep(String password, Path file) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(partial, password, StandardCharsets.US_ASCII, StandardOpenOption.SYNC);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private String majorVersion() {
        Matcher version = MAJOR_VERSION.matcher(programs.run("postgres", "--version"));
        if (!version.find()) {
            throw new IllegalStateException("PostgreSQL does not tell its version.");
        }
        return version.group(1);
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }
}
