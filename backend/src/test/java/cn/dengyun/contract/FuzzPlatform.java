package cn.dengyun.contract;

import cn.dengyun.platform.database.DisposableDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A platform with a demo, a database and a folder of its own: no other test has to live with what a fuzzer leaves. */
public final class FuzzPlatform implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Database.class));
    }

    /** In the place of the one that all other tests share. */
    public static final class Database implements QuarkusTestResourceLifecycleManager {

        private final Map<String, String> shared = new HashMap<>();
        private DisposableDatabase server;

        @Override
        public Map<String, String> start() {
            server = DisposableDatabase.start();
            // Where the shared one is set, which nothing but the same place outranks.
            server.server().settings().forEach((name, value) -> shared.put(name, System.setProperty(name, value)));
            try {
                return Map.of(
                        "dengyun.data-dir",
                        Files.createTempDirectory(Path.of("target"), "fuzz-").toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            shared.forEach(System::setProperty);
            server.close();
        }
    }
}
