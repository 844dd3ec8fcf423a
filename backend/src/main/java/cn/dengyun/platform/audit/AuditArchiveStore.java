package cn.dengyun.platform.audit;

import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** The chain as lines of JSON, the same that {@code audit-verifier/export.sql} gives in Base64, and its removal. */
@ApplicationScoped
class AuditArchiveStore {

    /** What was chained before a checkpoint was made is older than the checkpoint. */
    private static final Statement LAST_BEFORE = Statement.of("""
            SELECT position, digest, key_id, signature FROM audit_checkpoint WHERE made_at < $1
                AND position > $2
            ORDER BY position DESC LIMIT 1
            """);

    private static final String KEYS =
            "SELECT json_build_object('type', 'key', 'id', id, 'publicKey', public_key)::text FROM audit_key ORDER BY id";
    private static final Statement LINKS = Statement.of("""
            SELECT json_build_object('type', 'link', 'position', c.position, 'sealed', c.is_sealed, 'previous',
                c.previous, 'digest', c.digest, 'entry', CASE WHEN e.id IS NOT NULL THEN json_build_object('id',
                e.id, 'occurredAtMicros', (extract(epoch FROM e.occurred_at) * 1000000)::bigint, 'kind', e.kind,
                'action', e.action, 'subject', e.subject, 'organizationId', e.organization_id, 'actorId',
                e.actor_id, 'actorKind', e.actor_kind, 'actorRoles', e.actor_roles, 'actorOrganizationId',
                e.actor_organization_id, 'onBehalfOf', e.on_behalf_of, 'delegationId', e.delegation_id, 'traceId',
                e.trace_id, 'reason', e.reason, 'details', e.details, 'commitment', e.commitment) END, 'personal',
                CASE WHEN p.salt IS NOT NULL THEN json_build_object('salt', p.salt, 'address', p.address, 'before',
                p.before, 'after', p.after) END, 'erasedBy', p.erased_by)::text
            FROM audit_chain c LEFT JOIN audit_entry e ON e.id = c.entry_id
                LEFT JOIN audit_personal p ON p.entry_id = c.entry_id WHERE c.position > $1 AND c.position <= $2
            ORDER BY c.position
            """);
    private static final Statement REMOVE = Statement.of("SELECT audit_remove($1, $2, $3)");

    private final Pool pool;

    AuditArchiveStore(Pool pool) {
        this.pool = pool;
    }

    /** The last checkpoint behind a position that was made before a moment; null when there is none. */
    Uni<AuditHead> lastCheckpoint(Instant before, long after) {
        return LAST_BEFORE.execute(pool, before, after).map(AuditRows.HEADS::first);
    }

    Uni<List<String>> keys() {
        return pool.query(KEYS).execute().map(AuditArchiveStore::lines);
    }

    /** Links after a position up to another. */
    Uni<List<String>> links(long after, long last) {
        return LINKS.execute(pool, after, last).map(AuditArchiveStore::lines);
    }

    /** Removes the chain up to a checkpoint; the number of entries. */
    Uni<Long> remove(SqlConnection connection, long last, String file, String sha256) {
        return REMOVE.execute(connection, last, file, sha256).map(Rows::number);
    }

    private static List<String> lines(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }
}
