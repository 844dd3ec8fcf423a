package cn.dengyun.voucher.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.TestFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** The stand-alone verifier, compiled beside the service as whoever uses it does. */
final class CaseVerifiers {

    static final Path SOURCE = Path.of("case-verifier", "CaseVerifier.java");
    private static final Path CLASSES = TestFolder.of("case-verifier");

    private final Method wrong;

    CaseVerifiers() {
        try {
            Files.createDirectories(CLASSES);
            int status = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-d", CLASSES.toString(), SOURCE.toString());
            assertThat(status).isZero();
            // Without the classes of the service.
            URLClassLoader loader =
                    new URLClassLoader(new URL[] {CLASSES.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            wrong = loader.loadClass("CaseVerifier").getMethod("wrong", InputStream.class, String.class);
        } catch (IOException | ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** What is wrong with an archive; null when all is well. */
    String wrong(byte[] archive, String keys) {
        try {
            return (String) wrong.invoke(null, new ByteArrayInputStream(archive), keys);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
