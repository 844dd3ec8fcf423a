package cn.dengyun.settlement.batch;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.provider.payee.PayeeAccount;
import cn.dengyun.provider.payee.PayeeAccountService;
import cn.dengyun.settlement.batch.domain.BankRemedy;
import cn.dengyun.settlement.batch.domain.BankResult;
import cn.dengyun.settlement.batch.domain.BankResults;
import cn.dengyun.settlement.batch.domain.BatchLine;
import cn.dengyun.settlement.batch.domain.BatchMove;
import cn.dengyun.settlement.batch.domain.BatchStatus;
import cn.dengyun.settlement.batch.domain.LinePostings;
import cn.dengyun.settlement.batch.domain.LineResult;
import cn.dengyun.settlement.batch.domain.LineStatus;
import cn.dengyun.settlement.batch.domain.SettlementBatch;
import cn.dengyun.settlement.batch.store.BatchRows;
import cn.dengyun.settlement.claim.BatchedClaims;
import cn.dengyun.settlement.claim.ClaimMoves;
import cn.dengyun.settlement.claim.domain.ClaimMove;
import cn.dengyun.settlement.claim.domain.ClaimPayment;
import cn.dengyun.settlement.claim.domain.SettlementClaim;
import cn.dengyun.settlement.claim.store.ClaimRows;
import cn.dengyun.settlement.recovery.store.RecoveryRows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the bank says of batches, and what is tried again because it could not pay. */
@ApplicationScoped
public class BankResultService {

    private final BatchService batches;
    private final BatchRows rows;
    private final RecoveryRows recoveries;
    private final ClaimRows claimRows;
    private final ClaimMoves claimMoves;
    private final BatchedClaims claims;
    private final PayeeAccountService accounts;
    private final LedgerService ledger;

    BankResultService(
            BatchService batches,
            BatchRows rows,
            RecoveryRows recoveries,
            ClaimRows claimRows,
            ClaimMoves claimMoves,
            BatchedClaims claims,
            PayeeAccountService accounts,
            LedgerService ledger) {
        this.batches = batches;
        this.rows = rows;
        this.recoveries = recoveries;
        this.claimRows = claimRows;
        this.claimMoves = claimMoves;
        this.claims = claims;
        this.accounts = accounts;
        this.ledger = ledger;
    }

    /** What became of a file, and how the batch stands afterwards. */
    public record Imported(SettlementBatch batch, BankResults.Outcome outcome) {}

    /**
     * Books what the bank says, each row by itself: good ones at once, bad ones not at all. The same again books
     * nothing. A payment of what the bank said had failed or come back is booked by nobody: it is noted, and keeps the
     * claim from being paid again until the bank says again that it failed.
     *
     * <p>Rejects with {@code settlement-batch-not-found} (404), {@code not-yours} (403) and, before the bank was told
     * anything, {@code transition-not-allowed} (409).
     */
    public Effect<Imported> record(Actor actor, UUID id, List<BankResult> results) {
        Instant now = batches.now();
        return Effect.of(connection -> batches.held(connection, actor, id, BatchMove.RECORD_RESULTS)
                .chain(found -> rows.lockAll(connection, id)
                        .chain(lines -> against(connection, actor, found, results, now)
                                .map(against -> BankResults.judge(lines, against, results, now))
                                .call(outcome -> rows.record(
                                        connection, LineResult.of(lines, outcome.judged(), actor.id(), now))))
                        .chain(outcome -> booked(connection, actor, found, outcome, now)
                                .map(after -> new Imported(after, outcome)))));
    }

    private Uni<BankResults.Against> against(
            SqlConnection connection, Actor actor, SettlementBatch batch, List<BankResult> results, Instant now) {
        List<String> endToEndIds = results.stream().map(BankResult::endToEndId).toList();
        List<String> references =
                results.stream().map(BankResult::bankReference).toList();
        return rows.ofOthers(connection, batch.id(), endToEndIds)
                .chain(ofOthers -> rows.paidElsewhere(
                                connection, batch.id(), batch.organizationId(), references, day(now).minusYears(1))
                        .chain(taken -> recoveries
                                .linesOfBatch(connection, batch.id())
                                .map(asked -> new BankResults.Against(
                                        ofOthers,
                                        taken,
                                        asked,
                                        day(batch.instruction().instructedAt()),
                                        day(now),
                                        actor.id()))));
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }

    private Uni<SettlementBatch> booked(
            SqlConnection connection, Actor actor, SettlementBatch found, BankResults.Outcome outcome, Instant now) {
        List<BatchLine> moved = outcome.moved();
        List<BatchLine> changed =
                Stream.concat(moved.stream(), outcome.noted().stream()).toList();
        if (changed.isEmpty()) {
            return Uni.createFrom().item(found);
        }
        SettlementBatch after = found.withResults(moved, found.dueAt(), now);
        boolean isLast = after.status() == BatchStatus.SETTLED && found.status() != BatchStatus.SETTLED;
        Map<UUID, BatchLine> byClaim =
                moved.stream().collect(Collectors.toMap(BatchLine::claimId, Function.identity()));
        return rows.update(connection, changed)
                .chain(() -> ledger.post(connection, LinePostings.of(found.programmeId(), moved)))
                // Also of what is only noted, and every claim of these captures: whoever pays or takes back what was
                // claimed anew asks for it with its claim locked.
                .chain(() -> claimRows.lockOfCaptures(
                        connection, changed.stream().map(BatchLine::sourceId).toList()))
                .call(locked -> claims.move(
                        connection,
                        ClaimMove.PAY,
                        those(locked, byClaim, true),
                        claim -> paid(byClaim.get(claim.id())),
                        actor.id(),
                        null,
                        now))
                .call(locked -> claims.move(
                        connection,
                        ClaimMove.FAIL,
                        those(locked, byClaim, false),
                        claim -> failed(byClaim.get(claim.id())),
                        actor.id(),
                        null,
                        now))
                .chain(() -> batches.carriedOut(
                        connection, found, after, isLast ? BatchEvent.SETTLED : BatchEvent.RESULTS_RECORDED, null));
    }

    private static List<SettlementClaim> those(
            List<SettlementClaim> locked, Map<UUID, BatchLine> byClaim, boolean isPaid) {
        return locked.stream()
                .filter(claim -> byClaim.containsKey(claim.id()))
                .filter(claim -> (byClaim.get(claim.id()).status() == LineStatus.PAID) == isPaid)
                .toList();
    }

    private static ClaimPayment paid(BatchLine line) {
        return new ClaimPayment(line.batchId(), line.accountId(), line.paidReference(), null, line.movedAt());
    }

    private static ClaimPayment failed(BatchLine line) {
        return new ClaimPayment(
                line.batchId(),
                line.accountId(),
                line.failedReference(),
                line.failure().name(),
                null);
    }

    /**
     * Lets what the bank could not pay come into another batch. Where the account was the reason, the payee has to have
     * another one verified before. Who recorded that it failed does not: what came back would be paid again by one
     * person.
     *
     * <p>Rejects with {@code settlement-claim-not-found} (404), {@code not-yours} (403) finance of another office than
     * the one that wanted it paid, {@code four-eyes-required} (403), {@code transition-not-allowed},
     * {@code claim-paused}, {@code settlement-order-unsettled}, {@code settlement-voucher-stopped},
     * {@code settlement-voucher-revoked}, {@code settlement-result-contradicted}, {@code settlement-account-missing}
     * and {@code settlement-account-unchanged} (409).
     */
    public Effect<SettlementClaim> reinstate(Actor actor, UUID claimId, String reason) {
        Instant now = batches.now();
        return Effect.of(
                () -> claimMoves.store().find(actor, claimId).invoke(known -> ClaimMove.RETRY.from(known.status())),
                // The line first, as everybody does who moves lines.
                (connection, known) -> rows.lockLast(connection, claimId)
                        .chain(last -> claimMoves
                                .store()
                                .lock(connection, actor, claimId)
                                .chain(claim -> reinstated(connection, actor, claim, last, reason, now))));
    }

    private Uni<SettlementClaim> reinstated(
            SqlConnection connection,
            Actor actor,
            SettlementClaim claim,
            Optional<BatchLine> last,
            String reason,
            Instant now) {
        ClaimMove.RETRY.from(claim.status());
        BatchLine line = last.orElseThrow();
        return rows.findBatch(connection, line.batchId())
                .invoke(batch -> {
                    batch.requireOffice(actor);
                    FourEyes.require(line.recordedBy(), actor.id());
                })
                .chain(() -> batches.standings(connection, List.of(claim), now))
                .invoke(standing -> requirePayable(claim, standing))
                .chain(() ->
                        claimRows.contradicted(connection, List.of(claim.about().sourceId())))
                .invoke(contradicted -> requireUncontradicted(line, contradicted))
                .chain(() -> accounts.accountAt(connection, line.payeeOrganizationId(), now))
                .invoke(account -> requireAccount(line, account))
                .chain(() -> rows.update(connection, List.of(line.reinstated(now))))
                .chain(() -> claims.move(
                        connection, ClaimMove.RETRY, List.of(claim), each -> retried(line), actor.id(), reason, now))
                .chain(() -> claimRows.lock(connection, claim.id()));
    }

    private static void requirePayable(SettlementClaim claim, BatchService.Standing standing) {
        claim.requireRunning();
        if (BatchService.isFrozen(claim, standing)) {
            throw Rejection.conflict("claim-paused");
        }
        if (BatchService.isUnsettled(claim, standing)) {
            throw Rejection.conflict("settlement-order-unsettled", claim.about().orderNumber());
        }
        if (BatchService.isStopped(claim, standing) && claim.about().voucherId() == null) {
            throw Rejection.conflict("entitlement-revocation-open");
        }
        if (BatchService.isStopped(claim, standing)) {
            boolean isFrozen =
                    Instant.MAX.equals(standing.stopped().get(claim.about().voucherId()));
            throw Rejection.conflict(
                    isFrozen ? "settlement-voucher-stopped" : "settlement-voucher-revoked",
                    claim.about().voucherCode());
        }
    }

    /**
     * Also where another claim of the same capture was to be paid by the line that the bank contradicts itself about.
     */
    private static void requireUncontradicted(BatchLine line, Set<UUID> contradicted) {
        if (contradicted.contains(line.sourceId())) {
            throw Rejection.conflict(
                    "settlement-result-contradicted", line.endToEndId(), line.failedReference(), line.contradiction());
        }
    }

    private static void requireAccount(BatchLine line, Optional<PayeeAccount> account) {
        if (account.isEmpty()) {
            throw Rejection.conflict("settlement-account-missing", line.payeeName());
        }
        boolean isOther = !account.get().id().equals(line.accountId());
        if (line.failure().remedy() == BankRemedy.CORRECT_ACCOUNT && !isOther) {
            throw Rejection.conflict("settlement-account-unchanged", line.payeeName(), line.accountTail());
        }
    }

    private static ClaimPayment retried(BatchLine line) {
        return new ClaimPayment(line.batchId(), null, null, null, null);
    }
}
