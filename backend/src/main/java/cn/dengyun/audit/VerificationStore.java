package cn.dengyun.audit;

import cn.dengyun.platform.audit.AuditFinding;
import cn.dengyun.platform.audit.AuditVerdict;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Verifications in the database. */
@ApplicationScoped
class VerificationStore {

    private static final RowMapper<ChainVerification> VERIFICATIONS = RowMapper.of(ChainVerification.class)
            .named("result.after", "after_position")
            .named("result.head", "head_position")
            .named("result.digest", "head_digest")
            .named("result.finding.position", "wrong_position");
    private static final Statement INSERT =
            Statement.of("INSERT INTO audit_verification (id, requested_by, created_at) VALUES ($1, $2, $3)");
    private static final Statement FIND =
            Statement.of("SELECT %s FROM audit_verification WHERE id = $1".formatted(VERIFICATIONS.columns()));
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
        return FIND.execute(pool, id).map(VERIFICATIONS.orNotFound("audit-verification-not-found", id));
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
                        finding == null ? null : finding.wrong(),
                        finding == null ? null : finding.position())
                .replaceWithVoid();
    }
}
