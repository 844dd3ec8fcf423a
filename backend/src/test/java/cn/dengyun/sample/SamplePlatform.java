package cn.dengyun.sample;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.ds.PGSimpleDataSource;

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
                "test.contract",
                "sample-openapi");
    }

    /** Takes the migration back: a platform without the slice would not start on a database that has it. */
    @Sample
    @Singleton
    static class Migration {

        void takeBack(@Observes ShutdownEvent event) throws SQLException {
            Config config = ConfigProvider.getConfig();
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(config.getValue("quarkus.datasource.jdbc.url", String.class));
            database.setUser(config.getValue("quarkus.flyway.username", String.class));
            database.setPassword(config.getValue("quarkus.flyway.password", String.class));
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE suggestion");
                statement.execute("DELETE FROM flyway_schema_history WHERE version = '900'");
            }
        }
    }
}
