package cn.dengyun.platform.audit;

import java.time.ZoneOffset;

/** An entry with its personal part and its seal, ready to be written by either data path. */
record AuditRow(AuditEntry entry, AuditPersonal personal, String seal) {

    private static final String INSERT =
            "WITH pending AS (INSERT INTO audit_pending (entry_id) VALUES (%s18)), entry AS (INSERT INTO audit_entry (id, occurred_at, kind, action, subject, organization_id, actor_id,"
                    + " actor_kind, actor_roles, actor_organization_id, on_behalf_of, delegation_id, trace_id, reason, details,"
                    + " commitment, seal) VALUES (%<s1, %<s2, %<s3, %<s4, %<s5, %<s6, %<s7, %<s8, %<s9, %<s10, %<s11, %<s12, %<s13,"
                    + " %<s14, %<s15, %<s16, %<s17))"
                    + " INSERT INTO audit_personal (entry_id, salt, address, before, after)"
                    + " VALUES (%<s18, %<s19, %<s20, %<s21, %<s22)";

    /** For the Vert.x client. */
    static final String INSERT_BY_CLIENT = INSERT.formatted("$");

    /** The same, told apart in the statistics of the database: nobody waits for it. */
    static final String INSERT_LATER = "/* later */ " + INSERT_BY_CLIENT;

    /** For Hibernate. */
    static final String INSERT_BY_SESSION = INSERT.formatted("?");

    Object[] parameters() {
        return new Object[] {
            entry.id(),
            entry.occurredAt().atOffset(ZoneOffset.UTC),
            entry.kind().name(),
            entry.action(),
            entry.subject(),
            entry.organizationId(),
            entry.actor().id(),
            entry.actor().kind().name(),
            entry.actor().roles(),
            entry.actor().organizationId(),
            entry.actor().onBehalfOf(),
            entry.actor().delegationId(),
            entry.traceId(),
            entry.reason(),
            entry.details(),
            entry.commitment(),
            seal,
            entry.id(),
            personal.salt(),
            personal.address(),
            personal.before(),
            personal.after()
        };
    }
}
