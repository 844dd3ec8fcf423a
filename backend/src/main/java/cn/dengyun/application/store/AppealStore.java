package cn.dengyun.application.store;

import cn.dengyun.application.domain.Appeal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Appeals against refusals, one for each application at most. */
@ApplicationScoped
public class AppealStore {

    private static final String FIND = "SELECT id, application_id, reason, filed_at, filed_by, due_at, outcome,"
            + " decision_reason, decided_at, decided_by FROM voucher_appeal WHERE application_id = $1";
    private static final String INSERT = "INSERT INTO voucher_appeal (id, application_id, reason, filed_at, filed_by,"
            + " due_at) VALUES ($1, $2, $3, $4, $5, $6)";
    private static final String DECIDE =
            "UPDATE voucher_appeal SET outcome = $2, decision_reason = $3, decided_at = $4,"
                    + " decided_by = $5 WHERE id = $1 AND outcome IS NULL";

    /** The appeal in an application; null when there is none. */
    public Uni<Appeal> of(SqlClient client, UUID applicationId) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(applicationId))
                .map(rows -> rows.size() == 0 ? null : appeal(rows.iterator().next()));
    }

    public Uni<Void> insert(SqlConnection connection, Appeal appeal) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        appeal.id(),
                        appeal.applicationId(),
                        appeal.reason(),
                        appeal.filedAt().atOffset(ZoneOffset.UTC),
                        appeal.filedBy(),
                        appeal.dueAt().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Records the decision; the application is locked. */
    public Uni<Void> decide(SqlConnection connection, Appeal decided) {
        return connection
                .preparedQuery(DECIDE)
                .execute(Tuple.of(
                        decided.id(),
                        decided.outcome(),
                        decided.decisionReason(),
                        decided.decidedAt().atOffset(ZoneOffset.UTC),
                        decided.decidedBy()))
                .replaceWithVoid();
    }

    private static Appeal appeal(Row row) {
        OffsetDateTime decidedAt = row.getOffsetDateTime("decided_at");
        return new Appeal(
                row.getUUID("id"),
                row.getUUID("application_id"),
                row.getString("reason"),
                row.getOffsetDateTime("filed_at").toInstant(),
                row.getUUID("filed_by"),
                row.getOffsetDateTime("due_at").toInstant(),
                row.getString("outcome"),
                row.getString("decision_reason"),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getUUID("decided_by"));
    }
}
