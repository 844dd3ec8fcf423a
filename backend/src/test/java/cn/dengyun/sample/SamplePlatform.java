package cn.dengyun.sample;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * The platform with one slice more. Its contract is written beside that of the platform, so that nobody mixes them up.
 */
public final class SamplePlatform implements QuarkusTestProfile {

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
