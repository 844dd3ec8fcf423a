package cn.dengyun.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The platform's tables once more, empty, beside those of the running test application. To make them takes some
 * seconds, so all tests have the same, one after the other.
 */
public final class SeparateSchema {

    /** What the tests write, whoever refers to others first. */
    private static final List<String> WRITTEN = List.of(
            "invitation", "api_client", "account", "organization", "signing_key", "voucher_key", "certificate_key");

    private static SeparateSchema made;

    private final PGSimpleDataSource dataSource;

    private SeparateSchema(PGSimpleDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Without anything that an earlier test has written. */
    public static synchronized SeparateSchema migrated() {
        if (made == null) {
            made = made();
        }
        made.empty();
        return made;
    }

    private void empty() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : WRITTEN) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("an earlier test has written more than can be taken away", e);
        }
    }

    private static SeparateSchema made() {
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
