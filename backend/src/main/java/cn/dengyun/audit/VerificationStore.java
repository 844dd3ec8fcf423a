package cn.dengyun.audit;

import cn.dengyun.platform.audit.AuditFinding;
import cn.dengyun.platform.audit.AuditVerdict;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Verifications in the database. */
@ApplicationScoped
class VerificationStore {

    private static final Statement INSERT =
            Statement.of("INSERT INTO audit_verification (id, requested_by, created_at) VALUES ($1, $2, $3)");
    private static final Statement FIND = Statement.of("""
            SELECT id, created_at, after_position, head_position, head_digest, erased, wrong, wrong_position
            FROM audit_verification WHERE id = $1
            """);
    private static final Statement FINISH = Statement.of("""
            UPDATE audit_verification
            SET after_position = $2, head_position = $3, head_digest = $4, erased = $5, wrong = $6,
                wrong_position = $7
            WHERE id = $1
            """);

    private final Pool pool;

    VerificationStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> insert(SqlConnection connection, UUID id, UUID requestedBy, Instant now) {
        return INSERT.execute(connection, id, requestedBy, now).replaceWithVoid();
    }

    /** Rejects with {@code audit-verification-not-found}. */
    Uni<ChainVerification> get(UUID id) {
        return FIND.execute(pool, id).map(rows -> {
            if (rows.size() == 0) {
                throw Rejection.notFound("audit-verification-not-found", id);
            }
            return verification(rows.iterator().next());
        });
    }

    Uni<Void> finish(UUID id, AuditVerdict verdict) {
        AuditFinding finding = verdict.finding();
        return FINISH.execute(
                        pool,
                        id,
                        verdict.after(),
                        verdict.head(),
                        verdict.digest(),
                        verdict.erased(),
                        finding == null ? null : finding.wrong().name(),
                        finding == null ? null : finding.position())
                .replaceWithVoid();
    }

    private static ChainVerification verification(Row row) {
        return new ChainVerification(
                row.getUUID("id"), row.getOffsetDateTime("created_at").toInstant(), result(row));
    }

    private static ChainVerification.Result result(Row row) {
        if (row.getLong("head_position") == null) {
            return null;
        }
        String wrong = row.getString("wrong");
        return new ChainVerification.Result(
                row.getLong("after_position"),
                row.getLong("head_position"),
                row.getString("head_digest"),
                row.getLong("erased"),
                wrong == null
                        ? null
                        : new AuditFinding(AuditFinding.Wrong.valueOf(wrong), row.getLong("wrong_position")));
    }
}
