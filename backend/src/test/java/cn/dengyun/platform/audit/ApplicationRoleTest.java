package cn.dengyun.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the platform's own role in the database cannot do, whoever might get hold of it. */
@QuarkusTest
class ApplicationRoleTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Inject
    Pool pool;

    @Inject
    AuditTrail trail;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET reason = 'another'",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "UPDATE audit_personal SET after = NULL",
                "DELETE FROM audit_personal",
                "UPDATE audit_chain SET position = position",
                "DELETE FROM audit_chain",
                "TRUNCATE audit_chain",
                "DELETE FROM audit_checkpoint",
                "UPDATE audit_key SET public_key = ''",
                "DELETE FROM audit_head",
                "INSERT INTO audit_archive VALUES (1, '', 1, '', '', now())",
                "UPDATE event SET data = '{}'",
                "UPDATE event SET is_public = true",
                "UPDATE event SET counterpart_id = NULL",
                "UPDATE event SET region_code = NULL",
                "DELETE FROM event",
                "TRUNCATE event",
                "UPDATE ledger_transfer SET amount_fen = 0",
                "DELETE FROM ledger_transfer",
                "UPDATE voucher_decision SET record = '{}'",
                "DELETE FROM voucher_application_step",
                "UPDATE intake_entry SET sequence = 1",
                "DELETE FROM intake_entry",
                "UPDATE voucher_presentation SET nonce = NULL",
                "DELETE FROM voucher_presentation",
                "DROP TABLE audit_entry",
                "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
                "CREATE OR REPLACE FUNCTION audit_erase(entries uuid[], erasure uuid) RETURNS bigint LANGUAGE sql AS 'SELECT 1'",
                "SET session_replication_role = replica",
                "DELETE FROM flyway_schema_history",
                "CREATE TABLE mine (id integer)"
            })
    void itCannotChangeWhatWasRecorded(String sql) {
        assertThatThrownBy(() -> WorkerThread.await(pool.query(sql).execute()))
                .isInstanceOfSatisfying(
                        PgException.class,
                        refusal -> assertThat(refusal.getSqlState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    @Test
    void itErasesNothingWithoutARecordOfIt() {
        assertThatThrownBy(() -> WorkerThread.await(pool.preparedQuery("SELECT audit_erase($1, $2)")
                        .execute(Tuple.of(new UUID[] {Ids.next()}, Ids.next()))))
                .hasMessageContaining("no fresh record");
    }

    @Test
    void itRemovesNothingThatIsYoung() {
        assertThatThrownBy(() -> WorkerThread.await(
                        pool.query("SELECT audit_remove(1, 'file', 'digest')").execute()))
                .isInstanceOf(PgException.class);
    }

    @Test
    void theOwnerAloneIsStoppedFromMistakesWhereThereIsNoOtherRole() throws Exception {
        Config config = ConfigProvider.getConfig();
        String schema = "single_" + UUID.randomUUID().toString().replace("-", "");
        Flyway.configure()
                .dataSource(
                        config.getValue("quarkus.datasource.jdbc.url", String.class),
                        config.getValue("quarkus.flyway.username", String.class),
                        config.getValue("quarkus.flyway.password", String.class))
                .schemas(schema)
                .placeholders(Map.of("application-role", config.getValue("quarkus.flyway.username", String.class)))
                .load()
                .migrate();
        try (Connection owner = OwnerDatabase.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("SET search_path TO " + schema);
            statement.execute("INSERT INTO audit_key VALUES ('a', 'b', now())");

            assertThatThrownBy(() -> statement.execute("UPDATE audit_key SET public_key = 'c'"))
                    .hasMessageContaining("audit_key is append-only");
            assertThatThrownBy(() -> statement.execute("DELETE FROM audit_key"))
                    .hasMessageContaining("audit_key is append-only");
            assertThatThrownBy(() -> statement.execute("TRUNCATE audit_entry"))
                    .hasMessageContaining("audit_entry is append-only");
            statement.execute("DROP SCHEMA " + schema + " CASCADE");
        }
    }
}
