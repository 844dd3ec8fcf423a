package cn.dengyun.platform.audit;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DengyunConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Moves the oldest entries into files once they are older than is to be kept: up to a checkpoint, which becomes the
 * signed end of the file and the beginning of the chain that stays. Both are verified by themselves.
 */
@ApplicationScoped
class AuditRetention {

    private static final Logger LOG = Logger.getLogger(AuditRetention.class);
    private static final Duration PAUSE = Duration.ofHours(6);
    private static final long PAGE = 1_000;

    private final AuditChainStore chain;
    private final AuditArchiveStore archive;
    private final AuditTrail trail;
    private final AuditConfig config;
    private final DengyunConfig platform;
    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private volatile boolean isStopped;

    AuditRetention(
            AuditChainStore chain,
            AuditArchiveStore archive,
            AuditTrail trail,
            AuditConfig config,
            DengyunConfig platform,
            Pool pool,
            Vertx vertx,
            Clock clock) {
        this.chain = chain;
        this.archive = archive;
        this.trail = trail;
        this.config = config;
        this.platform = platform;
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        isStopped = false;
        if (config.keepYears().isPresent()) {
            vertx.setPeriodic(PAUSE.toMillis(), timer -> run());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        isStopped = true;
    }

    private void run() {
        if (!isStopped && isRunning.compareAndSet(false, true)) {
            Infrastructure.getDefaultExecutor().execute(() -> {
                try {
                    long removed = archive();
                    LOG.infof("%d audit entries were moved into the archive", removed);
                } catch (RuntimeException e) {
                    LOG.error("audit entries could not be moved into the archive; they stay where they are", e);
                } finally {
                    isRunning.set(false);
                }
            });
        }
    }

    /** Moves what is old enough; the number of entries. Blocks. */
    long archive() {
        if (config.keepYears().isEmpty()) {
            return 0;
        }
        Instant limit = clock.instant()
                .atOffset(ZoneOffset.UTC)
                .minusYears(config.keepYears().get())
                .toInstant();
        AuditHead beginning = WorkerThread.await(chain.beginning());
        AuditHead end = WorkerThread.await(archive.lastCheckpoint(limit, beginning.position()));
        if (end == null) {
            return 0;
        }
        Path folder = platform.dataDir().resolve("audit");
        Path file = folder.resolve("audit-%012d-%012d.ndjson".formatted(beginning.position() + 1, end.position()));
        String sha256 = write(file, beginning, end);
        AuditNote note = new AuditNote("audit.archived", "/api/v1/audit-entries", null, null, null, null);
        String details = new JsonObject()
                .put("upTo", end.position())
                .put("file", file.getFileName().toString())
                .put("sha256", sha256)
                .encode();
        return WorkerThread.await(pool.withTransaction(connection -> trail.writeDetailed(connection, note, details)
                .chain(() -> archive.remove(connection, end.position(), file.toString(), sha256))));
    }

    /** Writes the file whole and safely before anything is removed; its digest in hexadecimal digits. */
    private String write(Path file, AuditHead beginning, AuditHead end) {
        try {
            Files.createDirectories(file.getParent());
            Path partial = Files.createTempFile(file.getParent(), "audit-", ".partial");
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE);
                    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(
                            new DigestOutputStream(java.nio.channels.Channels.newOutputStream(channel), digest),
                            StandardCharsets.UTF_8))) {
                writeLines(writer, beginning, end);
                writer.flush();
                channel.force(true);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void writeLines(BufferedWriter writer, AuditHead beginning, AuditHead end) throws IOException {
        write(writer, WorkerThread.await(archive.keys()));
        write(
                writer,
                List.of(
                        new JsonObject()
                                .put("type", "beginning")
                                .put("position", beginning.position())
                                .put("digest", beginning.digest())
                                .encode(),
                        new JsonObject()
                                .put("type", "head")
                                .put("position", end.position())
                                .put("digest", end.digest())
                                .put("keyId", end.keyId())
                                .put("signature", end.signature())
                                .encode()));
        for (long after = beginning.position(); after < end.position(); after += PAGE) {
            write(writer, WorkerThread.await(archive.links(after, Math.min(after + PAGE, end.position()))));
        }
    }

    private static void write(BufferedWriter writer, List<String> lines) throws IOException {
        for (String line : lines) {
            writer.write(line);
            writer.write('\n');
        }
    }
}
