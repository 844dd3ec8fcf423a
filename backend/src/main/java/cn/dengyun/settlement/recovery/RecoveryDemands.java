package cn.dengyun.settlement.recovery;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.programme.Programmes;
import cn.dengyun.programme.domain.ProgrammeStatus;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.settlement.recovery.domain.PaidLine;
import cn.dengyun.settlement.recovery.domain.PaidShare;
import cn.dengyun.settlement.recovery.domain.Recovery;
import cn.dengyun.settlement.recovery.domain.RecoveryCause;
import cn.dengyun.settlement.recovery.domain.RecoveryPostings;
import cn.dengyun.settlement.recovery.domain.RecoveryStatus;
import cn.dengyun.settlement.recovery.domain.RecoveryStep;
import cn.dengyun.settlement.recovery.store.RecoveryRows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Ids;
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
 * Makes recoveries, whatever asks the money back: one for each payment, in the unit of work that takes it back, posted
 * in the ledger and told to whoever owes it. The payments are held before.
 */
@ApplicationScoped
class RecoveryDemands {

    private static final String NUMBER_PREFIX = "RC";
    private static final int NUMBER_SYMBOLS = 11;

    private final RecoveryRows rows;
    private final LedgerService ledger;
    private final ChangeNotes notes;
    private final WorkingCalendar calendar;
    private final Programmes programmes;

    RecoveryDemands(
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

    /**
     * What asks money back.
     *
     * @param causeId the dispute, the voucher or the entitlement
     * @param deliveryId what was paid too much for; null: what each payment was for
     * @param reason in the words of whoever has decided
     * @param by who has decided
     */
    record Demand(RecoveryCause cause, UUID causeId, UUID deliveryId, String reason, Actor by) {}

    /** What recoveries ask back of payments, in fen, by line: also what was given up or received since. */
    static Map<UUID, Long> askedOfLines(List<Recovery> before) {
        Map<UUID, Long> asked = new HashMap<>();
        before.forEach(each -> asked.merge(each.origin().lineId(), each.amountFen(), Math::addExact));
        return asked;
    }

    /** Asks back shares of payments that this unit of work holds. */
    Uni<Void> demand(SqlConnection connection, Demand wanted, List<PaidShare> shares, Instant now) {
        return InTurn.each(shares, share -> demand(connection, wanted, share, now));
    }

    private Uni<Void> demand(SqlConnection connection, Demand wanted, PaidShare share, Instant now) {
        return programmes
                .find(connection, share.line().programmeId(), now)
                .chain(programme -> demand(
                        connection,
                        wanted,
                        made(wanted, share, programme.statusAt(now) == ProgrammeStatus.ACCOUNTED, now)));
    }

    private Uni<Void> demand(SqlConnection connection, Demand wanted, Recovery made) {
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

    private Recovery made(Demand wanted, PaidShare share, boolean isAfterAccount, Instant now) {
        PaidLine line = share.line();
        UUID id = Ids.next();
        // The ledger rests on the payment, which another node may have booked.
        Instant paid = line.movedAt().plus(1, ChronoUnit.MICROS);
        Instant at = paid.isBefore(now) ? now : paid;
        return new Recovery(
                id,
                0,
                HumanCode.of(NUMBER_PREFIX, NUMBER_SYMBOLS, id),
                wanted.cause(),
                wanted.causeId(),
                line.origin().about(wanted.deliveryId()),
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
                wanted.cause().ground(),
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
