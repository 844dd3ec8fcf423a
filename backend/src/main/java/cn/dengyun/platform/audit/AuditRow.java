package cn.dengyun.platform.audit;

import cn.dengyun.platform.rows.Statement;

/** An entry with its personal part and its seal, ready to be written. */
record AuditRow(AuditEntry entry, AuditPersonal personal, String seal) {

    static final Statement INSERT = Statement.of("""
            WITH pending AS (INSERT INTO audit_pending (entry_id) VALUES ($1)),
                entry AS (INSERT INTO audit_entry (id, occurred_at, kind, action, subject, organization_id, actor_id,
                actor_kind, actor_roles, actor_organization_id, on_behalf_of, delegation_id, trace_id, reason, details,
                commitment, seal)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $21))
            INSERT INTO audit_personal (entry_id, salt, address, before, after) VALUES ($1, $17, $18, $19, $20)
            """);

    /** The same, told apart in the statistics of the database: nobody waits for it. */
    static final Statement INSERT_LATER = Statement.of("/* later */ " + INSERT);
}
