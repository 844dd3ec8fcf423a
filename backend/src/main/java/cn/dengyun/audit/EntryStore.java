package cn.dengyun.audit;

import cn.dengyun.platform.audit.AuditKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads entries, the newest first. */
@ApplicationScoped
class EntryStore {

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
        condition(sql, parameters, " AND e.occurred_at >= $%d", time(filter.from()));
        condition(sql, parameters, " AND e.occurred_at < $%d", time(filter.to()));
        parameters.add(rows);
        sql.append(" ORDER BY e.id DESC LIMIT $").append(parameters.size());
        return pool.preparedQuery(sql.toString())
                .execute(Tuple.from(parameters))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(EntryStore::view)
                        .toList());
    }

    private static void condition(StringBuilder sql, List<Object> parameters, String condition, Object value) {
        if (value != null) {
            parameters.add(value);
            sql.append(condition.formatted(parameters.size()));
        }
    }

    private static Object time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntryView view(Row row) {
        String roles = row.getString("actor_roles");
        return new AuditEntryView(
                row.getUUID("id"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                AuditKind.valueOf(row.getString("kind")),
                row.getString("action"),
                row.getString("subject"),
                row.getUUID("organization_id"),
                new AuditEntryView.EntryActor(
                        row.getUUID("actor_id"),
                        AuditEntryView.Kind.valueOf(row.getString("actor_kind")),
                        roles.isEmpty() ? List.of() : List.of(roles.split(",", -1)),
                        row.getUUID("actor_organization_id"),
                        row.getUUID("on_behalf_of"),
                        row.getUUID("delegation_id")),
                row.getString("address"),
                row.getString("trace_id"),
                row.getString("reason"),
                row.getString("before"),
                row.getString("after"),
                row.getString("details"),
                row.getUUID("erased_by"),
                row.getLong("position"),
                row.getString("digest"));
    }
}
