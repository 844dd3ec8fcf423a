package cn.dengyun.platform.audit;

import static cn.dengyun.platform.audit.AuditRows.HEADS;

import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The chain as those read it who verify it. */
@ApplicationScoped
class AuditChainStore {

    private static final String BEGINNING =
            "SELECT up_to AS position, digest, NULL AS key_id, NULL AS signature FROM audit_archive ORDER BY up_to DESC LIMIT 1";
    private static final String HEAD = "SELECT position, digest, key_id, signature FROM audit_head WHERE id = 1";
    private static final Statement CHECKPOINTS = Statement.of("""
            SELECT position, digest, key_id, signature FROM audit_checkpoint WHERE position > $1
                AND position <= $2
            ORDER BY position
            """);
    private static final String LAST_CHECKPOINT =
            "SELECT position, digest, key_id, signature FROM audit_checkpoint ORDER BY position DESC LIMIT 1";
    private static final Statement LINKS = Statement.of("""
            SELECT c.position, c.entry_id, c.is_sealed, c.previous, c.digest, %s, p.salt, p.address, p.before,
                p.after, p.erased_by
            FROM audit_chain c LEFT JOIN audit_entry e ON e.id = c.entry_id
                LEFT JOIN audit_personal p ON p.entry_id = c.entry_id WHERE c.position > $1 AND c.position <= $2
            ORDER BY c.position LIMIT $3
            """.formatted(AuditRows.ENTRIES.columns("e")));
    private static final Statement FOLLOWER =
            Statement.of("SELECT position FROM audit_chain WHERE previous = $1 AND position <> $2 LIMIT 1");
    private static final String BEYOND_HEAD =
            "SELECT min(c.position) FROM audit_chain c, audit_head h WHERE c.position > h.position";
    private static final String UNCHAINED = """
            SELECT coalesce((SELECT min(position) FROM audit_chain WHERE entry_id > e.id),
                (SELECT position + 1 FROM audit_head))
            FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_chain c WHERE c.entry_id = e.id)
                AND NOT EXISTS (SELECT FROM audit_pending w WHERE w.entry_id = e.id)
            ORDER BY e.id LIMIT 1
            """;
    private static final Statement ERASURES = Statement.of("""
            SELECT id, details::jsonb ->> 'entries' FROM audit_entry WHERE id = ANY($1) AND action = '%s'
            """.formatted(AuditTrail.ERASED));

    private final Pool pool;

    AuditChainStore(Pool pool) {
        this.pool = pool;
    }

    /** What the first link on record hangs on: the beginning of all, or where the archive ends. */
    Uni<AuditHead> beginning() {
        return pool.query(BEGINNING)
                .execute()
                .map(rows -> HEADS.optional(rows).orElseGet(() -> new AuditHead(0, AuditHead.BEGINNING, null, null)));
    }

    Uni<AuditHead> head() {
        return pool.query(HEAD).execute().map(HEADS::first);
    }

    /** Null while there is none. */
    Uni<AuditHead> lastCheckpoint() {
        return pool.query(LAST_CHECKPOINT).execute().map(HEADS::first);
    }

    /** Checkpoints after a position up to another, by position. */
    Uni<Map<Long, AuditHead>> checkpoints(long after, long last) {
        return CHECKPOINTS.execute(pool, after, last).map(rows -> HEADS.by(AuditHead::position, rows));
    }

    /** Links after a position up to another, in order. */
    Uni<List<AuditLink>> links(long after, long last, int limit) {
        return LINKS.execute(pool, after, last, limit).map(AuditRows.LINKS::list);
    }

    /** Whether a link at another position hangs on the given digest. */
    Uni<Boolean> hasFollower(String digest, long otherThan) {
        return FOLLOWER.execute(pool, digest, otherThan).map(Rows::any);
    }

    /** The first position behind the signed end; null when there is none. */
    Uni<Long> beyondHead() {
        return pool.query(BEYOND_HEAD)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Where an entry would stand that is in no link and waits for none; null when there is none. */
    Uni<Long> unchained() {
        return pool.query(UNCHAINED)
                .execute()
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getLong(0));
    }

    /** How many entries each of the erasures says to have erased; those that are on record only. */
    Uni<Map<UUID, Long>> erasures(Set<UUID> ids) {
        return ERASURES.execute(pool, Parameters.ids(ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getUUID(0), row -> Long.valueOf(row.getString(1)))));
    }
}
