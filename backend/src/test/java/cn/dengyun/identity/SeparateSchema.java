package cn.dengyun.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** The platform's tables once more, empty, beside those of the running test application. */
public final class SeparateSchema {

    private final PGSimpleDataSource dataSource;

    private SeparateSchema(PGSimpleDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static SeparateSchema migrated() {
        Config config = ConfigProvider.getConfig();
        String name = "separate_" + UUID.randomUUID().toString().replace("-", "");
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(config.getValue("quarkus.datasource.jdbc.url", String.class));
        dataSource.setUser(config.getValue("quarkus.flyway.username", String.class));
        dataSource.setPassword(config.getValue("quarkus.flyway.password", String.class));
        dataSource.setCurrentSchema(name);
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(name)
                .placeholders(Map.of("application-role", ""))
                .load()
                .migrate();
        return new SeparateSchema(dataSource);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public byte[] bytes(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBytes(1);
        }
    }

    public String text(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
