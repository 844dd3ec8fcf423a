package cn.dengyun.platform.database;

import cn.dengyun.platform.startup.StartRefusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs of this machine's kind, unpacked from the class path once per build of them. */
final class EmbeddedDatabaseBinaries {

    private static final int OWNER_MAY_EXECUTE = 0100;
    private static final int DIGITS_OF_THE_HASH = 12;

    private EmbeddedDatabaseBinaries() {}

    /**
     * Returns the folder that holds {@code bin}, {@code lib} and {@code share}, below {@code folder}.
     *
     * <p>The folder appears under its name only when it is whole, so an unpacking cut short is simply done again.
     */
    static Path unpackedIn(Path folder, Consumer<String> progress) throws IOException {
        String archive = "/postgres-" + system() + "-" + processor() + ".txz";
        Path target = folder.resolve("postgresql-" + hash(archive));
        if (Files.isDirectory(target)) {
            return target;
        }
        progress.accept("Unpacking PostgreSQL...");
        Files.createDirectories(folder);
        Path partial = Files.createTempDirectory(folder, "unpacking-");
        try {
            unpack(archive, partial);
            FileTrees.readableByAll(partial);
            Files.move(partial, target);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            // Another process was quicker; its folder is as good as ours.
        } finally {
            FileTrees.delete(partial);
        }
        return target;
    }

    private static void unpack(String archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("The archive names a file outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                    continue;
                }
                Files.copy(tar, file);
                if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !file.toFile().setExecutable(true, false)) {
                    throw new IOException("Cannot make " + file + " executable");
                }
            }
        }
    }

    private static String hash(String archive) throws IOException {
        try (DigestInputStream digest = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest()).substring(0, DIGITS_OF_THE_HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static InputStream open(String archive) {
        InputStream stream = EmbeddedDatabaseBinaries.class.getResourceAsStream(archive);
        if (stream == null) {
            throw new StartRefusal("There is no embedded PostgreSQL for " + system() + " on " + processor()
                    + ". Configure an external one: DENGYUN_DATABASE_URL.");
        }
        return stream;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "darwin" : name.replace(' ', '-');
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}
