package cn.dengyun.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.ds.PGSimpleDataSource;

/** The test database in the hands of the role that owns its tables, which the application's role does not. */
public final class OwnerDatabase {

    private OwnerDatabase() {}

    public static Connection connect() throws SQLException {
        Config config = ConfigProvider.getConfig();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(config.getValue("quarkus.datasource.jdbc.url", String.class));
        source.setUser(config.getValue("quarkus.flyway.username", String.class));
        source.setPassword(config.getValue("quarkus.flyway.password", String.class));
        return source.getConnection();
    }
}
