package cn.dengyun.application.store;

import cn.dengyun.application.domain.Appeal;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Appeals against refusals, one for each application at most. */
@ApplicationScoped
public class AppealStore {

    private static final RowMapper<Appeal> APPEALS = RowMapper.of(Appeal.class);
    private static final Statement FIND =
            Statement.of("SELECT %s FROM voucher_appeal WHERE application_id = $1".formatted(APPEALS.columns()));
    private static final Statement INSERT = Statement.of("INSERT INTO voucher_appeal " + APPEALS.values());
    private static final Statement DECIDE = Statement.of("""
            UPDATE voucher_appeal SET outcome = $2, decision_reason = $3, decided_at = $4, decided_by = $5
            WHERE id = $1 AND outcome IS NULL
            """);

    /** The appeal in an application; null when there is none. */
    public Uni<Appeal> of(SqlClient client, UUID applicationId) {
        return FIND.execute(client, applicationId).map(APPEALS::first);
    }

    public Uni<Void> insert(SqlConnection connection, Appeal appeal) {
        return INSERT.execute(connection, appeal).replaceWithVoid();
    }

    /** Records the decision; the application is locked. */
    public Uni<Void> decide(SqlConnection connection, Appeal decided) {
        return DECIDE.execute(
                        connection,
                        decided.id(),
                        decided.outcome(),
                        decided.decisionReason(),
                        decided.decidedAt(),
                        decided.decidedBy())
                .invoke(Rows.exactly(1, "appeal " + decided.id() + " is decided already"))
                .replaceWithVoid();
    }
}
