package cn.dengyun.settlement.claim;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.ClaimPayment;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.BatchedClaimRows;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.settlement.claim.store.StageRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Moves claims along with their batch or with one of their sides, thousands in a few statements: each takes a step,
 * both its sides are told, and it stands in the audit trail. The rules are those of {@link ClaimMoves}.
 */
@ApplicationScoped
public class BatchedClaims {

    /** So many are written at once. */
    private static final int PART = 1_000;

    private final BatchedClaimRows rows;
    private final ClaimRows claimRows;
    private final StageRows stages;
    private final ClaimMoves moves;
    private final ClaimWindows windows;
    private final Outbox outbox;
    private final AuditTrail trail;

    BatchedClaims(
            BatchedClaimRows rows,
            ClaimRows claimRows,
            StageRows stages,
            ClaimMoves moves,
            ClaimWindows windows,
            Outbox outbox,
            AuditTrail trail) {
        this.rows = rows;
        this.claimRows = claimRows;
        this.stages = stages;
        this.moves = moves;
        this.windows = windows;
        this.outbox = outbox;
        this.trail = trail;
    }

    /**
     * Moves claims that this unit of work has locked. Rejects with {@code transition-not-allowed} (409) where one of
     * them stands elsewhere.
     *
     * @param how each of them is paid from then on
     * @param by who did it to the batch; null where nobody did
     */
    public Uni<Void> move(
            SqlConnection connection,
            ClaimMove move,
            List<SettlementClaim> claims,
            Function<SettlementClaim, ClaimPayment> how,
            UUID by,
            String why,
            Instant now) {
        return move(connection, move, claims, how, BatchedClaims::failureCode, by, why, now);
    }

    /**
     * The same where something else says why.
     *
     * @param code of each of them, for its step; null where there is none
     */
    public Uni<Void> move(
            SqlConnection connection,
            ClaimMove move,
            List<SettlementClaim> claims,
            Function<SettlementClaim, ClaimPayment> how,
            Function<SettlementClaim, String> code,
            UUID by,
            String why,
            Instant now) {
        Instant due = moves.due(move.target(), now);
        ClaimEvent told = ClaimEvent.of(move);
        return InTurn.each(
                parts(claims),
                part -> write(
                                connection,
                                part.stream()
                                        .map(claim -> claim.batched(move, how.apply(claim), why, due, now))
                                        .toList(),
                                told,
                                move.name(),
                                by,
                                code)
                        .chain(() -> stages.leave(
                                connection,
                                part.stream().map(SettlementClaim::id).toList()))
                        .chain(() -> follow(connection, move, part, now)));
    }

    private Uni<Void> follow(SqlConnection connection, ClaimMove move, List<SettlementClaim> part, Instant now) {
        List<UUID> captures =
                part.stream().map(claim -> claim.about().redemptionId()).toList();
        return switch (move) {
            case PAY -> windows.paid(connection, captures);
            case FAIL -> windows.notPaid(connection, captures, now);
            default -> Uni.createFrom().voidItem();
        };
    }

    private static String failureCode(SettlementClaim after) {
        return after.payment() == null ? null : after.payment().failureCode();
    }

    /**
     * Writes what the clock or a measure does to claims that this unit of work has locked and that stay where they
     * stand.
     */
    Uni<Void> note(SqlConnection connection, List<SettlementClaim> after, ClaimEvent told, String step) {
        return InTurn.each(parts(after), part -> write(connection, part, told, step, null, any -> null));
    }

    /** Nobody is kept waiting while thousands are made into text at once. */
    private static List<List<SettlementClaim>> parts(List<SettlementClaim> claims) {
        List<List<SettlementClaim>> parts = new ArrayList<>();
        for (int from = 0; from < claims.size(); from += PART) {
            parts.add(claims.subList(from, Math.min(claims.size(), from + PART)));
        }
        return parts;
    }

    private Uni<Void> write(
            SqlConnection connection,
            List<SettlementClaim> after,
            ClaimEvent told,
            String step,
            UUID by,
            Function<SettlementClaim, String> code) {
        List<DomainEvent> events = new ArrayList<>();
        List<AuditTrail.Prepared> entries = new ArrayList<>();
        for (SettlementClaim claim : after) {
            DomainEvent event = told.told(claim);
            events.add(event);
            entries.add(trail.prepare(new AuditNote(
                    "claim." + told.act(),
                    event.subject(),
                    event.organizationId(),
                    null,
                    event.data(),
                    claim.reason())));
        }
        boolean areLeft = step.equals(ClaimMove.UPHOLD_OBJECTION.name());
        return rows.update(connection, after, step, by, code)
                .chain(() -> InTurn.each(
                        areLeft ? after : List.<SettlementClaim>of(),
                        each -> claimRows.leave(
                                connection, each.id(), each.about().businessId())))
                .chain(() -> outbox.writeAll(connection, events))
                .chain(() -> trail.writeAll(connection, entries));
    }
}
