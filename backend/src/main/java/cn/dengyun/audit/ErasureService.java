package cn.dengyun.audit;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.rows.Parameters;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Erases what the trail holds about a person (Personal Information Protection Law of the PRC, article 47): address,
 * before and after of the entries concerned. That something was done, by which account and when, stays.
 */
@ApplicationScoped
class ErasureService {

    /** At once; who has more is told to come again. */
    static final int MOST = 5_000;

    private static final Statement CONCERNED = Statement.of("""
            SELECT e.id FROM audit_entry e JOIN audit_personal p ON p.entry_id = e.id WHERE p.erased_by IS NULL
                AND e.action <> '%s' AND (e.actor_id = $1 OR e.subject = $2 OR e.subject ^@ ($2 || '/'))
            ORDER BY e.id LIMIT $3
            """.formatted(AuditTrail.ERASED));
    private static final Statement ERASE = Statement.of("SELECT audit_erase($1, $2)");

    private final AuditTrail trail;

    ErasureService(AuditTrail trail) {
        this.trail = trail;
    }

    /** What was erased: how many entries, under which entry of the erasure itself, and whether some are left. */
    record Erased(UUID entryId, long entries, boolean hasMore) {}

    /** Erases and notes it. */
    Effect<Erased> erase(ErasureRequest wanted) {
        return Effect.of(connection -> concerned(connection, wanted).chain(ids -> erase(connection, wanted, ids)));
    }

    private static Uni<List<UUID>> concerned(SqlConnection connection, ErasureRequest wanted) {
        return CONCERNED
                .execute(connection, wanted.actorId(), wanted.subject(), MOST + 1)
                .map(rows -> {
                    List<UUID> ids = new ArrayList<>(rows.size());
                    rows.forEach(row -> ids.add(row.getUUID(0)));
                    return ids;
                });
    }

    private Uni<Erased> erase(SqlConnection connection, ErasureRequest wanted, List<UUID> concerned) {
        boolean hasMore = concerned.size() > MOST;
        List<UUID> ids = hasMore ? concerned.subList(0, MOST) : concerned;
        String subject = wanted.subject() == null ? "/api/v1/accounts/" + wanted.actorId() : wanted.subject();
        AuditNote note = new AuditNote(AuditTrail.ERASED, subject, null, null, null, wanted.reason());
        String details = new JsonObject().put("entries", ids.size()).encode();
        return trail.writeDetailed(connection, note, details)
                .call(entry -> ERASE.execute(connection, Parameters.ids(ids), entry))
                .map(entry -> new Erased(entry, ids.size(), hasMore));
    }
}
