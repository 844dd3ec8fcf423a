package cn.dengyun;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.database.DisposableDatabase;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/**
 * Carries out every block of the production guide in one shell: on an empty PostgreSQL, with the packaged platform and
 * a mail server, none of which knows that it is tried. Nobody can move the clock there, so whoever waits an hour for
 * five working days to pass finds that the database says they have.
 */
class ProductionGuideIT {

    private static final Path GUIDE = Path.of("docs", "production.md");
    private static final Path CHINESE_GUIDE = Path.of("docs", "production.zh-CN.md");
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static final String PRELUDE = """
            set -euo pipefail
            shopt -s inherit_errexit
            trap 'kill $(jobs -p) 2> /dev/null || true; wait' EXIT
            """;

    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final int SHOWN = 4_000;

    private static final String WORKING_DAYS_PASS = """
            UPDATE provider_qualification SET notice_until = now() WHERE notice_until > now()
            UPDATE programme SET opens_at = now() WHERE opens_at > now()
            UPDATE public_notice SET published_at = now() - interval '9 days', ends_at = now() - interval '1 day' WHERE ends_at > now()
            """;

    @TempDir
    Path folder;

    private DisposableDatabase database;
    private GreenMail mails;
    private Path commands;
    private Path box;
    private int port;

    @BeforeEach
    void anEmptyDatabaseAndAMailServer() throws IOException {
        database = DisposableDatabase.empty();
        mails = new GreenMail(new ServerSetup(FreePorts.next(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        port = FreePorts.next();
        commands = Files.createDirectory(folder.resolve("commands"));
        box = Files.createDirectory(folder.resolve("mails"));
        Files.createSymbolicLink(folder.resolve("backend"), Path.of("").toAbsolutePath());
    }

    @AfterEach
    void end() {
        mails.stop();
        database.close();
    }

    @Test
    void anEmptyDatabaseBecomesAProvinceWithItsFirstVoucher() throws Exception {
        assertThat(blocks(CHINESE_GUIDE)).isEqualTo(blocks(GUIDE)).hasSizeGreaterThan(10);
        standIn("psql", psql("jdbc:${1/postgres@/}?user=postgres"));
        standIn("mail_of", "until [ -s \"$MAILS/$1\" ]; do /bin/sleep 0.2; done; cat \"$MAILS/$1\"");
        standIn("sleep", """
                [ "$1" = 3600 ] || exec /bin/sleep "$1"
                %s <<'SQL'
                %sSQL
                """.formatted(psql(database.superuserUrl("dengyun")), WORKING_DAYS_PASS));

        String said = walk();

        assertThat(said.lines())
                .contains(
                        "PENDING",
                        "all can be invited",
                        "省财政部门 wangfang@example.cn FINANCE",
                        "22",
                        "CERTIFIED",
                        "PUBLIC_NOTICE",
                        "QUALIFIED",
                        "ANNOUNCED",
                        "SUBMITTED",
                        "APPROVED",
                        "ACTIVE",
                        "600000");
        assertThat(said).contains("Public holidays", "\"holds\":true").doesNotContain("/problems/");
    }

    /** Everything that the guide said. */
    private String walk() throws Exception {
        // As the guide has it, but for the addresses; whatever it leaves running ends with it.
        String script = String.join("\n", PRELUDE, String.join("\n", blocks(GUIDE)))
                .replace("http://localhost:8080", "http://localhost:" + port)
                .replace("database.example:5432", "127.0.0.1:" + database.port())
                .replace("smtp.example", "127.0.0.1")
                .replace(
                        "DENGYUN_MAIL_PORT=587",
                        "DENGYUN_MAIL_PORT=" + mails.getSmtp().getPort());
        Path output = folder.resolve("output");
        ProcessBuilder shell = new ProcessBuilder(
                        "bash",
                        Files.writeString(folder.resolve("walk.sh"), script).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("PATH", commands + ":" + System.getenv("PATH"));
        shell.environment().put("MAILS", box.toString());
        shell.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        shell.environment().put("QUARKUS_SHUTDOWN_DELAY", "0S");
        Process walk = shell.start();
        try {
            Patience.until(LIMIT, "the end of the guide", () -> deliver() && !walk.isAlive(), ended -> ended);
            assertThat(walk.exitValue()).as(told(output)).isZero();
            return Files.readString(output);
        } finally {
            walk.descendants().forEach(ProcessHandle::destroy);
            walk.destroy();
        }
    }

    /** Puts what has come by mail into one file for each reader, the newest. */
    private boolean deliver() throws Exception {
        for (MimeMessage mail : mails.getReceivedMessages()) {
            Path file = box.resolve(mail.getRecipients(Message.RecipientType.TO)[0].toString());
            Path whole = Files.writeString(
                    folder.resolve("mail"), String.valueOf(mail.getContent()).replace("\r\n", "\n"));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return true;
    }

    /** What the walk printed, and the end of the platform's log. */
    private String told(Path output) throws IOException {
        Path log = folder.resolve("dengyun.log");
        String logged = Files.exists(log) ? Files.readString(log) : "";
        return Files.readString(output) + "\n" + logged.substring(Math.max(0, logged.length() - SHOWN));
    }

    private void standIn(String name, String script) throws IOException {
        Path file = Files.writeString(commands.resolve(name), "#!/usr/bin/env bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A command that runs {@link StandInPsql}, for machines without PostgreSQL's own. */
    private static String psql(String url) {
        String classes = Stream.of(StandInPsql.class, Driver.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(":"));
        return "'%s/bin/java' -cp '%s' %s \"%s\""
                .formatted(System.getProperty("java.home"), classes, StandInPsql.class.getName(), url);
    }

    private static List<String> blocks(Path guide) throws IOException {
        return BLOCK.matcher(Files.readString(guide))
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
