package cn.dengyun.platform.audit;

import io.vertx.mutiny.sqlclient.Row;

/** Entries as they come out of the database. */
final class AuditRows {

    static final String ENTRY = """
            e.id, e.occurred_at, e.kind, e.action, e.subject, e.organization_id, e.actor_id, e.actor_kind,
                e.actor_roles, e.actor_organization_id, e.on_behalf_of, e.delegation_id, e.trace_id, e.reason,
                e.details, e.commitment
            """;
    static final String PERSONAL = "p.salt, p.address, p.before, p.after, p.erased_by";
    static final String LINK = "c.position, c.entry_id, c.is_sealed, c.previous, c.digest";

    private AuditRows() {}

    static AuditEntry entry(Row row) {
        if (row.getUUID("id") == null) {
            return null;
        }
        return new AuditEntry(
                row.getUUID("id"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                AuditKind.valueOf(row.getString("kind")),
                row.getString("action"),
                row.getString("subject"),
                row.getUUID("organization_id"),
                new AuditActor(
                        row.getUUID("actor_id"),
                        AuditActor.Kind.valueOf(row.getString("actor_kind")),
                        row.getString("actor_roles"),
                        row.getUUID("actor_organization_id"),
                        row.getUUID("on_behalf_of"),
                        row.getUUID("delegation_id")),
                row.getString("trace_id"),
                row.getString("reason"),
                row.getString("details"),
                row.getString("commitment"));
    }

    static AuditPersonal personal(Row row) {
        return row.getString("salt") == null
                ? null
                : new AuditPersonal(
                        row.getString("salt"),
                        row.getString("address"),
                        row.getString("before"),
                        row.getString("after"));
    }

    static AuditLink link(Row row) {
        return new AuditLink(
                row.getLong("position"),
                row.getUUID("entry_id"),
                row.getBoolean("is_sealed"),
                row.getString("previous"),
                row.getString("digest"),
                entry(row),
                personal(row),
                row.getUUID("erased_by"));
    }

    static AuditHead head(Row row) {
        return new AuditHead(
                row.getLong("position"), row.getString("digest"), row.getString("key_id"), row.getString("signature"));
    }
}
