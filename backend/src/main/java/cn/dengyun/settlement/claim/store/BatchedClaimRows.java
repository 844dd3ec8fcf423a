package cn.dengyun.settlement.claim.store;

import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import cn.dengyun.settlement.claim.domain.ClaimPayment;
import cn.dengyun.settlement.claim.domain.ClaimStatus;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What batches write to claims: many of them in one statement. */
@ApplicationScoped
public class BatchedClaimRows {

    private static final RowMapper<State> STATES = RowMapper.of(State.class);
    private static final RowMapper<Step> STEPS = RowMapper.of(Step.class);

    private static final Statement UPDATE = Statement.of("""
            UPDATE settlement_claim c SET version = t.version, status = t.status, since = t.since, due_at = t.due_at,
                paused_at = t.paused_at, overdue_at = t.overdue_at, reason = t.reason, batch_id = t.batch_id, account_id = t.account_id,
                bank_reference = t.bank_reference, failure_code = t.failure_code, paid_at = t.paid_at,
                updated_at = t.updated_at
            FROM %s WHERE c.id = t.id AND c.version = t.version - 1
            """.formatted(STATES.unnested()));
    private static final Statement INSERT_STEPS = Statement.of("""
            INSERT INTO claim_step (id, claim_id, move, status, by_id, at, due_at, reason_codes, reason)
            SELECT id, claim_id, move, status, by_id, at, due_at,
                CASE WHEN reason_code IS NULL THEN '{}'::text[] ELSE ARRAY[reason_code] END, reason FROM %s
            """.formatted(STEPS.unnested()));

    /** What a move of a batch changes of a claim. */
    private record State(
            UUID id,
            int version,
            ClaimStatus status,
            Instant since,
            Instant dueAt,
            Instant pausedAt,
            Instant overdueAt,
            String reason,
            UUID batchId,
            UUID accountId,
            String bankReference,
            String failureCode,
            Instant paidAt,
            Instant updatedAt) {

        static State of(SettlementClaim claim) {
            ClaimPayment payment = claim.payment();
            return new State(
                    claim.id(),
                    claim.version(),
                    claim.status(),
                    claim.since(),
                    claim.dueAt(),
                    claim.pausedAt(),
                    claim.overdueAt(),
                    claim.reason(),
                    payment == null ? null : payment.batchId(),
                    payment == null ? null : payment.accountId(),
                    payment == null ? null : payment.bankReference(),
                    payment == null ? null : payment.failureCode(),
                    payment == null ? null : payment.paidAt(),
                    claim.updatedAt());
        }
    }

    private record Step(
            UUID id,
            UUID claimId,
            String move,
            ClaimStatus status,
            UUID byId,
            Instant at,
            Instant dueAt,
            String reasonCode,
            String reason) {

        static Step of(SettlementClaim after, String move, UUID by, String code) {
            return new Step(
                    Ids.next(),
                    after.id(),
                    move,
                    after.status(),
                    by,
                    after.updatedAt(),
                    after.dueAt(),
                    code,
                    after.reason());
        }
    }

    /**
     * Writes claims that this unit of work has locked, and the step that each of them has taken.
     *
     * @param code why each of them has taken it; null where no code says that
     */
    public Uni<Void> update(
            SqlConnection connection,
            List<SettlementClaim> moved,
            String move,
            UUID by,
            Function<SettlementClaim, String> code) {
        return UPDATE.execute(
                        connection, STATES.arrays(moved.stream().map(State::of).toList()))
                .invoke(Rows.exactly(moved.size(), "claims of a batch changed while they were locked"))
                .chain(() -> INSERT_STEPS.execute(
                        connection,
                        STEPS.arrays(moved.stream()
                                .map(each -> Step.of(each, move, by, code.apply(each)))
                                .toList())))
                .replaceWithVoid();
    }
}
