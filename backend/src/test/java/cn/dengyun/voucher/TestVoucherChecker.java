package cn.dengyun.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.TestFolder;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.Background;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import javax.tools.ToolProvider;

/** The independent checker of public money, compiled beside the service as whoever uses it does. */
public final class TestVoucherChecker {

    private static final Path SOURCE = Path.of("voucher-checker", "VoucherChecker.java");
    private static final Path CLASSES = TestFolder.of("voucher-checker");

    private static Method check;

    private TestVoucherChecker() {}

    /** That it agrees with all that the service keeps of a programme. */
    public static void agrees(UUID programme) throws Exception {
        Background.settle();
        try (Connection database = OwnerDatabase.connect()) {
            database.setAutoCommit(false);
            assertThat(findings(database, programme, List.of())).isEmpty();
        }
    }

    /** What it finds in a programme, and in what clients were told. */
    @SuppressWarnings("unchecked")
    static List<String> findings(Connection database, UUID programme, List<Path> histories) throws Exception {
        return (List<String>) check().invoke(null, database, List.of(programme), histories);
    }

    private static synchronized Method check() throws IOException, ReflectiveOperationException {
        if (check == null) {
            Files.createDirectories(CLASSES);
            int status = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-d", CLASSES.toString(), SOURCE.toString());
            assertThat(status).isZero();
            URLClassLoader loader =
                    new URLClassLoader(new URL[] {CLASSES.toUri().toURL()}, TestVoucherChecker.class.getClassLoader());
            check = loader.loadClass("VoucherChecker").getMethod("check", Connection.class, List.class, List.class);
        }
        return check;
    }
}
