package cn.dengyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TestDatabaseTest {

    private static final String ABOUT_THE_SERVER = """
            SELECT version() AS version, d.datlocprovider::text AS provider, d.datlocale AS locale, r.rolsuper AS superuser
            FROM pg_database d, pg_roles r
            WHERE d.datname = current_database() AND r.rolname = current_user
            """;

    @Inject
    Pool pool;

    @Inject
    DataSource dataSource;

    @Test
    void reactiveTestsRunOnARealPostgreSql18WithChineseAwareCharacterClasses() {
        Row row = pool.query(ABOUT_THE_SERVER).executeAndAwait().iterator().next();

        assertThat(row.getString("version")).startsWith("PostgreSQL 18.");
        assertThat(row.getString("provider")).isEqualTo("b");
        assertThat(row.getString("locale")).isEqualTo("C.UTF-8");
        assertThat(row.getBoolean("superuser")).isFalse();
    }

    @Test
    void migrationsAndCopyReachTheSameServer() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ABOUT_THE_SERVER)) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString("version")).startsWith("PostgreSQL 18.");
        }
    }
}
