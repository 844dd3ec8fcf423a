package cn.dengyun.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The embedded database as tests use it: quick, in a temporary folder, gone afterwards.
 *
 * <p>It forgets its promises on a crash, which is why only tests may have it.
 */
public final class DisposableDatabase implements AutoCloseable {

    /** Unpacked once for all test runs of this working copy. */
    static final Path PROGRAMS = Path.of("target", "postgresql");

    private static final Map<String, String> QUICK_AND_FORGETFUL = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "max_connections", "100",
            "shared_buffers", "128MB",
            "logging_collector", "off");

    private final Path folder;
    private final EmbeddedDatabase database;

    private DisposableDatabase(Path folder, EmbeddedDatabase database) {
        this.folder = folder;
        this.database = database;
    }

    public static DisposableDatabase start() {
        try {
            Path folder = Files.createTempDirectory("dengyun-test-database");
            return new DisposableDatabase(
                    folder, EmbeddedDatabase.start(folder, PROGRAMS, QUICK_AND_FORGETFUL, sentence -> {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EmbeddedDatabase server() {
        return database;
    }

    @Override
    public void close() {
        database.close();
        try {
            FileTrees.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
