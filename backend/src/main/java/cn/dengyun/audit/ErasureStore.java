package cn.dengyun.audit;

import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Erasures in the database, and what they take. */
@ApplicationScoped
class ErasureStore {

    /** Nobody waits for a longer count. */
    static final int MAX_COUNTED = 100_000;

    private static final RowMapper<Erasure> ERASURES = RowMapper.of(Erasure.class);
    private static final Statement INSERT = Statement.of("INSERT INTO audit_erasure " + ERASURES.values());
    private static final String GET = "SELECT %s FROM audit_erasure WHERE id = $1".formatted(ERASURES.columns());
    private static final Statement FIND = Statement.of(GET);
    private static final Statement LOCK = Statement.of("%s FOR UPDATE".formatted(GET));
    private static final Statement PAGE = Statement.of("""
            SELECT %s FROM audit_erasure WHERE id < $1 AND ($2::text IS NULL OR status = $2)
            ORDER BY id DESC LIMIT $3
            """.formatted(ERASURES.columns()));
    private static final Statement DECIDE = Statement.of("""
            UPDATE audit_erasure SET status = $2, decided_at = $3, decided_by = $4, decision_reason = $5, erased = $6,
                has_more = $7, entry_id = $8
            WHERE id = $1
            """);

    /** The erasures themselves keep their details: they say who approved what. */
    private static final String CONCERNED = """
            FROM audit_entry e JOIN audit_personal p ON p.entry_id = e.id WHERE p.erased_by IS NULL
                AND e.action <> '%s' AND (e.actor_id = $1 OR e.subject = $2 OR e.subject ^@ ($2 || '/'))
            """.formatted(AuditTrail.ERASED);

    private static final Statement COUNT =
            Statement.of("SELECT count(*) FROM (SELECT 1 %s LIMIT $3) AS counted".formatted(CONCERNED));
    private static final Statement PORTION =
            Statement.of("SELECT e.id %s AND e.occurred_at <= $3 ORDER BY e.id LIMIT $4".formatted(CONCERNED));
    private static final Statement ERASE = Statement.of("SELECT audit_erase($1, $2)");

    private final Pool pool;

    ErasureStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> insert(SqlConnection connection, Erasure erasure) {
        return INSERT.execute(connection, erasure).replaceWithVoid();
    }

    /** Rejects with {@code audit-erasure-not-found}. */
    Uni<Erasure> get(UUID id) {
        return FIND.execute(pool, id).map(ERASURES.orNotFound("audit-erasure-not-found", id));
    }

    /** The same, held until the unit of work ends. */
    Uni<Erasure> lock(SqlConnection connection, UUID id) {
        return LOCK.execute(connection, id).map(ERASURES.orNotFound("audit-erasure-not-found", id));
    }

    /** Newest first; the status null for all. */
    Uni<List<Erasure>> page(ErasureStatus status, UUID before, int rows) {
        return PAGE.execute(pool, before, status, rows).map(ERASURES::list);
    }

    Uni<Void> decide(SqlConnection connection, Erasure decided) {
        return DECIDE.execute(
                        connection,
                        decided.id(),
                        decided.status(),
                        decided.decidedAt(),
                        decided.decidedBy(),
                        decided.decisionReason(),
                        decided.erased(),
                        decided.hasMore(),
                        decided.entryId())
                .invoke(Rows.exactly(1, "erasure " + decided.id() + " is gone while it was locked"))
                .replaceWithVoid();
    }

    /** How many entries would lose their personal part, up to {@link #MAX_COUNTED}. */
    Uni<Long> concerned(SqlConnection connection, ErasureRequest wanted) {
        return COUNT.execute(connection, wanted.actorId(), wanted.subject(), MAX_COUNTED)
                .map(Rows::number);
    }

    /** Those on record until then, oldest first. */
    Uni<List<UUID>> portion(SqlConnection connection, Erasure erasure, Instant until, int rows) {
        return PORTION.execute(connection, erasure.actorId(), erasure.subject(), until, rows)
                .map(found -> Rows.list(found, row -> row.getUUID(0)));
    }

    /** The database does it only for an approved erasure whose record is fresh. */
    Uni<Void> erase(SqlConnection connection, List<UUID> entries, UUID record) {
        return ERASE.execute(connection, Parameters.ids(entries), record).replaceWithVoid();
    }
}
