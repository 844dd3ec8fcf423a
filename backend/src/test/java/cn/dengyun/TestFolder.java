package cn.dengyun;

import java.nio.file.Path;

/**
 * Where a JVM of tests writes: the tests are run by two at a time, and neither finds half of what the other is writing.
 */
public final class TestFolder {

    /** Also where application.properties has the platform under test write. */
    private static final Path OF_THIS_JVM = Path.of(System.getProperty("test.folder", "target/test-1"));

    private TestFolder() {}

    public static Path of(String name) {
        return OF_THIS_JVM.resolve(name);
    }
}
