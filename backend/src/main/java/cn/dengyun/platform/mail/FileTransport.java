package cn.dengyun.platform.mail;

import cn.dengyun.platform.startup.DengyunConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.UUID;

/**
 * Writes each mail into a file of its own, in the form of RFC 5322 with UTF-8 headers (RFC 6532): mail programs open
 * it, and an editor shows it as it is. Only the user who runs the platform may read it; a file is there whole or not at
 * all.
 */
@ApplicationScoped
class FileTransport implements MailTransport {

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final MailConfig config;
    private final Vertx vertx;
    private final Clock clock;

    FileTransport(DengyunConfig platform, MailConfig config, Vertx vertx, Clock clock) {
        this.folder = platform.dataDir().resolve("mail");
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
    }

    @Override
    public Uni<Void> send(UUID id, Mail mail) {
        return vertx.executeBlocking(
                        () -> {
                            write(id, render(id, mail));
                            return true;
                        },
                        false)
                .replaceWithVoid();
    }

    @Override
    public String destination() {
        return "is written to files below " + folder + " (DENGYUN_MAIL_HOST sends it)";
    }

    private void write(UUID id, String content) {
        Path partial = folder.resolve(id + ".part");
        try {
            Files.createDirectories(folder, PRIVATE_FOLDER);
            Files.deleteIfExists(partial);
            try (FileChannel file = FileChannel.open(
                    partial, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE_FILE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(partial, folder.resolve(id + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String render(UUID id, Mail mail) {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        return String.join(
                "\r\n",
                "Message-ID: <" + id + "@dengyun>",
                "Date: " + date,
                "From: " + config.from(),
                "To: " + mail.to(),
                "Subject: " + mail.subject(),
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 8bit",
                "",
                mail.text().replaceAll("\\R", "\r\n"),
                "");
    }
}
