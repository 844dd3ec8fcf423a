package cn.dengyun.settlement.recovery.rest;

import cn.dengyun.settlement.recovery.RecoveryService;
import cn.dengyun.settlement.recovery.RecoveryService.Whole;
import cn.dengyun.settlement.recovery.domain.Recovery;
import cn.dengyun.settlement.recovery.domain.RecoveryCause;
import cn.dengyun.settlement.recovery.domain.RecoveryGround;
import cn.dengyun.settlement.recovery.domain.RecoveryStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.voucher.casefile.CaseFilePart;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What of a voucher's payments is asked back, for whoever may know of that elsewhere: not the enterprise. */
@ApplicationScoped
class RecoveryCasePart implements CaseFilePart {

    private final RecoveryService recoveries;

    RecoveryCasePart(RecoveryService recoveries) {
        this.recoveries = recoveries;
    }

    /** One of them. What is thought of giving up stands with the office alone. */
    record RecoveryCase(
            UUID recoveryId,
            String number,
            RecoveryCause cause,
            UUID disputeId,
            RecoveryGround ground,
            String reason,
            UUID claimId,
            String debtorName,
            long amountFen,
            long receivedFen,
            long writtenOffFen,
            RecoveryStatus status,
            Instant demandedAt,
            Instant endedAt,
            List<RecoveryStepView> steps) {

        static RecoveryCase of(Whole whole) {
            Recovery recovery = whole.recovery();
            return new RecoveryCase(
                    recovery.id(),
                    recovery.number(),
                    recovery.cause(),
                    recovery.disputeId(),
                    recovery.ground(),
                    recovery.reason(),
                    recovery.origin().claimId(),
                    recovery.debtorName(),
                    recovery.amountFen(),
                    recovery.receivedFen(),
                    recovery.writtenOffFen(),
                    recovery.status(),
                    recovery.demandedAt(),
                    recovery.endedAt(),
                    whole.steps().stream().map(RecoveryStepView::of).toList());
        }
    }

    @Override
    public Uni<List<Section>> sections(SqlConnection connection, Voucher voucher, Actor actor) {
        return recoveries
                .ofVoucher(connection, actor, voucher.id())
                .map(found -> found.isEmpty()
                        ? List.of()
                        : List.of(Section.of(
                                "recoveries",
                                found.stream().map(RecoveryCase::of).toList())));
    }
}
