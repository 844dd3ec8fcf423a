package cn.dengyun.platform.database;

import cn.dengyun.platform.startup.StartRefusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right of one process to use a data folder.
 *
 * <p>The operating system gives the lock back when its holder dies, however it dies, so nobody ever has to delete the
 * file. Its text is the holder's process id.
 */
final class EmbeddedDatabaseLock implements AutoCloseable {

    private static final String FILE = "dengyun.lock";

    private final FileChannel channel;

    private EmbeddedDatabaseLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the folder, or refuses to start and names the process that has it. */
    static EmbeddedDatabaseLock take(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            String holder = Files.readString(file).strip();
            channel.close();
            throw new StartRefusal("The data folder " + folder + " is in use by process " + holder
                    + ". Stop that process, or choose another folder: DENGYUN_DATA_DIR.");
        }
        channel.truncate(0);
        String processId = ProcessHandle.current().pid() + System.lineSeparator();
        channel.write(ByteBuffer.wrap(processId.getBytes(StandardCharsets.US_ASCII)));
        return new EmbeddedDatabaseLock(channel);
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
