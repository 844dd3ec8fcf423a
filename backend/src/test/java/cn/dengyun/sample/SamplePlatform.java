package cn.dengyun.sample;

import cn.dengyun.platform.database.DisposableDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/**
 * The platform with one slice more. Its contract is written beside that of the platform, so that nobody mixes them up.
 */
public final class SamplePlatform implements QuarkusTestProfile {

    /** A platform without the slice would not start on a database that has its migration. */
    public static final class OwnDatabase implements QuarkusTestResourceLifecycleManager {

        private DisposableDatabase database;

        @Override
        public Map<String, String> start() {
            database = DisposableDatabase.start();
            return database.server().settings();
        }

        @Override
        public void stop() {
            database.close();
        }
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(OwnDatabase.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "sample",
                "true",
                "quarkus.flyway.locations",
                "db/migration,db/sample",
                "quarkus.smallrye-openapi.store-schema-directory",
                "target/sample-openapi");
    }
}
