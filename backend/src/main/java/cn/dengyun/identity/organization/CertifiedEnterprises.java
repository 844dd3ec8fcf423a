package cn.dengyun.identity.organization;

import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The certified enterprises of the platform, a part at a time. */
@ApplicationScoped
public class CertifiedEnterprises {

    private static final Statement AFTER = Statement.of("""
            SELECT id FROM organization WHERE certification_id IS NOT NULL AND kind = 'ENTERPRISE' AND id > $1
            ORDER BY id LIMIT $2
            """);

    private static final Statement COUNT = Statement.of(
            "SELECT count(*) FROM organization WHERE certification_id IS NOT NULL AND kind = 'ENTERPRISE'");

    /** How many there are. */
    public Uni<Long> count(SqlClient client) {
        return COUNT.execute(client).map(Rows::number);
    }

    /** Ids behind an id, in their order. */
    public Uni<List<UUID>> after(SqlClient client, UUID id, int rows) {
        return AFTER.execute(client, id, rows).map(found -> Rows.list(found, row -> row.getUUID(0)));
    }
}
