package cn.dengyun.audit;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads entries, the newest first. */
@ApplicationScoped
class EntryStore {

    private static final RowMapper<AuditEntryView> ENTRIES = RowMapper.of(AuditEntryView.class)
            .named("actor", "actor_")
            .named("actor.onBehalfOf", "on_behalf_of")
            .named("actor.delegationId", "delegation_id")
            .text("actor.roles", EntryStore::roles, roles -> String.join(",", roles));
    private static final String SELECT = """
            SELECT e.id, e.occurred_at, e.kind, e.action, e.subject, e.organization_id, e.actor_id, e.actor_kind,
                e.actor_roles, e.actor_organization_id, e.on_behalf_of, e.delegation_id, e.trace_id, e.reason,
                e.details, p.address, p.before, p.after, p.erased_by, c.position, c.digest
            FROM audit_entry e LEFT JOIN audit_personal p ON p.entry_id = e.id
                LEFT JOIN audit_chain c ON c.entry_id = e.id WHERE e.id < $1
            """;

    private final Pool pool;

    EntryStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Entries before an id; only the conditions that are asked for are in the statement, so that each finds its index.
     */
    Uni<List<AuditEntryView>> page(EntryFilter filter, UUID before, int rows) {
        StringBuilder sql = new StringBuilder(SELECT);
        List<Object> parameters = new ArrayList<>();
        parameters.add(before);
        condition(sql, parameters, " AND e.actor_id = $%d", filter.actorId());
        condition(sql, parameters, " AND e.organization_id = $%d", filter.organizationId());
        condition(sql, parameters, " AND e.action = $%d", filter.action());
        condition(sql, parameters, " AND (e.subject = $%1$d OR e.subject ^@ ($%1$d || '/'))", filter.subject());
        condition(sql, parameters, " AND e.occurred_at >= $%d", filter.from());
        condition(sql, parameters, " AND e.occurred_at < $%d", filter.to());
        parameters.add(rows);
        sql.append(" ORDER BY e.id DESC LIMIT $").append(parameters.size());
        return pool.preparedQuery(sql.toString())
                .execute(Parameters.of(parameters.toArray()))
                .map(ENTRIES::list);
    }

    private static void condition(StringBuilder sql, List<Object> parameters, String condition, Object value) {
        if (value != null) {
            parameters.add(value);
            sql.append(condition.formatted(parameters.size()));
        }
    }

    private static List<String> roles(String roles) {
        return roles.isEmpty() ? List.of() : List.of(roles.split(",", -1));
    }
}
