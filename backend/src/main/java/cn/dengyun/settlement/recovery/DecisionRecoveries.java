package cn.dengyun.settlement.recovery;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.recovery.domain.PaidLine;
import cn.dengyun.settlement.recovery.domain.PaidShare;
import cn.dengyun.settlement.recovery.domain.Recovery;
import cn.dengyun.settlement.recovery.domain.RecoveryCause;
import cn.dengyun.settlement.recovery.domain.RecoveryOrigin;
import cn.dengyun.settlement.recovery.domain.RecoveryPostings;
import cn.dengyun.settlement.recovery.domain.RecoveryStatus;
import cn.dengyun.settlement.recovery.domain.RecoveryStep;
import cn.dengyun.settlement.recovery.store.RecoveryRows;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
import cn.dengyun.trade.dispute.DisputeRecoveries;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Asks back what a decision in a dispute says was never due and was paid: one recovery for each payment, in the unit of
 * work that carries the decision out. The payments are held first, as by the results of the bank, so that none is asked
 * back twice, or comes back while it is asked back.
 */
@ApplicationScoped
class DecisionRecoveries implements DisputeRecoveries {

    private static final String NUMBER_PREFIX = "RC";
    private static final int NUMBER_SYMBOLS = 11;

    private final RecoveryRows rows;
    private final LedgerService ledger;
    private final ChangeNotes notes;
    private final WorkingCalendar calendar;
    private final Programmes programmes;

    DecisionRecoveries(
            RecoveryRows rows,
            LedgerService ledger,
            ChangeNotes notes,
            WorkingCalendar calendar,
            Programmes programmes) {
        this.rows = rows;
        this.ledger = ledger;
        this.notes = notes;
        this.calendar = calendar;
        this.programmes = programmes;
    }

    @Override
    public Uni<Void> hold(SqlConnection connection, UUID orderId) {
        return rows.holdLines(connection, orderId).chain(paying -> programmes.hold(connection, paying));
    }

    @Override
    public Uni<Boolean> demand(SqlConnection connection, TooMuch wanted, Instant now) {
        return rows.paidOfOrder(connection, wanted.orderId())
                .chain(lines -> rows.ofOrder(connection, wanted.orderId())
                        .map(before -> PaidShare.of(lines, wanted.deliveryId(), wanted.fen(), askedOfLines(before))))
                .chain(shares -> shares.isEmpty()
                        ? Uni.createFrom().item(false)
                        : demand(connection, wanted, shares.get(), now).replaceWith(true));
    }

    private static Map<UUID, Long> askedOfLines(List<Recovery> before) {
        Map<UUID, Long> asked = new HashMap<>();
        before.forEach(each -> asked.merge(each.origin().lineId(), each.amountFen(), Math::addExact));
        return asked;
    }

    private Uni<Void> demand(SqlConnection connection, TooMuch wanted, List<PaidShare> shares, Instant now) {
        return Multi.createFrom()
                .iterable(shares)
                .onItem()
                .transformToUniAndConcatenate(share -> demand(connection, wanted, share, now))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> demand(SqlConnection connection, TooMuch wanted, PaidShare share, Instant now) {
        return programmes
                .find(connection, share.line().programmeId(), now)
                .chain(programme -> demand(
                        connection,
                        wanted,
                        made(wanted, share, programme.statusAt(now) == ProgrammeStatus.ACCOUNTED, now)));
    }

    private Uni<Void> demand(SqlConnection connection, TooMuch wanted, Recovery made) {
        RecoveryStep step = new RecoveryStep(
                Ids.next(),
                made.id(),
                made.organizationId(),
                RecoveryStep.DEMAND,
                made.status(),
                wanted.by().id(),
                made.updatedAt(),
                made.amountFen(),
                null,
                null,
                null,
                null,
                true,
                wanted.reason());
        return rows.insert(connection, made)
                .chain(() -> rows.add(connection, step))
                .chain(() -> ledger.post(connection, List.of(RecoveryPostings.demanded(made))))
                .chain(() -> notes.write(
                        connection, RecoveryEvent.DEMANDED.told(made, made.reason()), null, made, made.reason()));
    }

    private Recovery made(TooMuch wanted, PaidShare share, boolean isAfterAccount, Instant now) {
        PaidLine line = share.line();
        UUID id = Ids.next();
        RecoveryCause cause = RecoveryCause.DISPUTE_DECISION;
        // The ledger rests on the payment, which another node may have booked.
        Instant paid = line.movedAt().plus(1, ChronoUnit.MICROS);
        Instant at = paid.isBefore(now) ? now : paid;
        return new Recovery(
                id,
                0,
                HumanCode.of(NUMBER_PREFIX, NUMBER_SYMBOLS, id),
                cause,
                wanted.disputeId(),
                new RecoveryOrigin(
                        line.lineId(),
                        line.claimId(),
                        line.claimNumber(),
                        line.redemptionId(),
                        line.voucherId(),
                        line.programmeId(),
                        wanted.orderId(),
                        line.orderNumber(),
                        wanted.deliveryId(),
                        line.enterpriseName()),
                line.officeId(),
                line.officeName(),
                line.regionCode(),
                line.payeeOrganizationId(),
                line.payeeId(),
                line.payeeName(),
                share.fen(),
                0,
                0,
                RecoveryStatus.DEMANDED,
                cause.ground(),
                wanted.reason(),
                isAfterAccount,
                at,
                calendar.after(now, Recovery.DAYS_TO_PAY),
                null,
                null,
                null,
                null,
                null,
                at);
    }
}
