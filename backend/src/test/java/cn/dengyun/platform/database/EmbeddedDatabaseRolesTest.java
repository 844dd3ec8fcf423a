package cn.dengyun.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseRolesTest {

    private static final Map<String, String> QUICK = Map.of("fsync", "off", "logging_collector", "off");

    @Test
    void aFolderOfBeforeThereWereTwoRolesGetsTheSecond(@TempDir Path parent) throws Exception {
        Path folder = parent.resolve("data");
        try (EmbeddedDatabase database = start(folder);
                Connection owner = connect(database, database.username(), database.password());
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE thing AS SELECT 1 AS id");
        }
        Files.delete(folder.resolve("database-application-password"));
        Files.writeString(folder.resolve("pgdata/pg_hba.conf"), "host dengyun dengyun 127.0.0.1/32 scram-sha-256\n");

        try (EmbeddedDatabase database = start(folder);
                Connection owner = connect(database, database.username(), database.password());
                Connection application =
                        connect(database, database.applicationUsername(), database.applicationPassword());
                Statement granting = owner.createStatement();
                Statement statement = application.createStatement()) {
            granting.execute("GRANT SELECT ON thing TO " + database.applicationUsername());

            try (ResultSet row = statement.executeQuery("SELECT id FROM thing")) {
                assertThat(row.next()).isTrue();
            }
            assertThatThrownBy(() -> statement.execute("DROP TABLE thing")).hasMessageContaining("must be owner");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE other (id integer)"))
                    .hasMessageContaining("permission denied");
        }
    }

    private static EmbeddedDatabase start(Path folder) {
        return EmbeddedDatabase.start(folder, DisposableDatabase.PROGRAMS, QUICK, sentence -> {});
    }

    private static Connection connect(EmbeddedDatabase database, String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + database.address(), user, password);
    }
}
