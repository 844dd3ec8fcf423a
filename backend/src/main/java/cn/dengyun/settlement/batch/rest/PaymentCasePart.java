package cn.dengyun.settlement.batch.rest;

import cn.dengyun.settlement.batch.BatchService;
import cn.dengyun.settlement.batch.domain.BankFailure;
import cn.dengyun.settlement.batch.domain.BatchLine;
import cn.dengyun.settlement.batch.domain.LineStatus;
import cn.dengyun.settlement.batch.domain.RemovalCause;
import cn.dengyun.shared.Actor;
import cn.dengyun.voucher.casefile.CaseFilePart;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** How what a voucher has paid was paid out, or was to be; to which account stands with the payee alone. */
@ApplicationScoped
class PaymentCasePart implements CaseFilePart {

    private final BatchService batches;

    PaymentCasePart(BatchService batches) {
        this.batches = batches;
    }

    /** One line of a batch. */
    record PaymentCase(
            UUID settlementBatchId,
            String endToEndId,
            UUID claimId,
            String claimNumber,
            String payeeName,
            long amountFen,
            LineStatus status,
            RemovalCause removalCause,
            String paidReference,
            LocalDate paidOn,
            BankFailure failure,
            String failedReference,
            LocalDate failedOn,
            Instant movedAt) {

        static PaymentCase of(BatchLine line) {
            return new PaymentCase(
                    line.batchId(),
                    line.endToEndId(),
                    line.claimId(),
                    line.claimNumber(),
                    line.payeeName(),
                    line.amountFen(),
                    line.status(),
                    line.removalCause(),
                    line.paidReference(),
                    line.paidOn(),
                    line.failure(),
                    line.failedReference(),
                    line.failedOn(),
                    line.movedAt());
        }
    }

    @Override
    public Uni<List<Section>> sections(SqlConnection connection, Voucher voucher, Actor actor) {
        return batches.linesOfVoucher(connection, voucher.id())
                .map(found -> found.isEmpty()
                        ? List.of()
                        : List.of(Section.of(
                                "payments", found.stream().map(PaymentCase::of).toList())));
    }
}
