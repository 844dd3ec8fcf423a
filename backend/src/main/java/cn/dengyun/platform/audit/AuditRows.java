package cn.dengyun.platform.audit;

import cn.dengyun.platform.rows.RowMapper;

/** Entries as they come out of the database. */
final class AuditRows {

    static final RowMapper<AuditHead> HEADS = RowMapper.of(AuditHead.class);
    static final RowMapper<AuditEntry> ENTRIES = RowMapper.of(AuditEntry.class)
            .named("actor", "actor_")
            .named("actor.onBehalfOf", "on_behalf_of")
            .named("actor.delegationId", "delegation_id");
    static final RowMapper<AuditLink> LINKS = RowMapper.of(AuditLink.class)
            .named("entry.actor", "actor_")
            .named("entry.actor.onBehalfOf", "on_behalf_of")
            .named("entry.actor.delegationId", "delegation_id");

    private AuditRows() {}
}
