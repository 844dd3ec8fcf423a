package cn.dengyun.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** The mails that the platform writes into files, as their readers get them. */
public final class TestMails {

    private static final Pattern ID = Pattern.compile("id: (\\S+)");
    private static final Pattern TOKEN = Pattern.compile("token: (\\S+)");

    private final String reader;
    private final Set<Path> read = new HashSet<>();

    private TestMails(String reader) {
        this.reader = reader;
    }

    /** The mailbox of this address. */
    public static TestMails of(String reader) {
        return new TestMails(reader);
    }

    /** The next mail whose subject holds this; waits for it. */
    public String next(String subject) {
        return Patience.until("a mail about " + subject, () -> find(subject), Optional::isPresent)
                .orElseThrow();
    }

    /** How many mails with this in their subject have come and were not read. */
    public long unread(String subject) {
        try (Stream<Path> files = files()) {
            return files.filter(file -> !read.contains(file))
                    .filter(file -> isAbout(content(file), subject))
                    .count();
        }
    }

    public static String idIn(String mail) {
        return group(ID, mail);
    }

    public static String tokenIn(String mail) {
        return group(TOKEN, mail);
    }

    private Optional<String> find(String subject) {
        try (Stream<Path> files = files()) {
            Optional<Path> found = files.filter(file -> !read.contains(file))
                    .filter(file -> isAbout(content(file), subject))
                    .findFirst();
            found.ifPresent(read::add);
            return found.map(TestMails::content);
        }
    }

    private boolean isAbout(String mail, String subject) {
        return mail.contains("To: " + reader + "\r\n")
                && mail.lines().anyMatch(line -> line.startsWith("Subject: ") && line.contains(subject));
    }

    private static Stream<Path> files() {
        Path folder = Path.of(ConfigProvider.getConfig().getValue("dengyun.data-dir", String.class), "mail");
        try {
            return Files.isDirectory(folder)
                    ? Files.list(folder).filter(file -> file.toString().endsWith(".eml"))
                    : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String group(Pattern pattern, String mail) {
        Matcher matcher = pattern.matcher(mail);
        assertThat(matcher.find()).as("%s in %s", pattern, mail).isTrue();
        return matcher.group(1);
    }
}
