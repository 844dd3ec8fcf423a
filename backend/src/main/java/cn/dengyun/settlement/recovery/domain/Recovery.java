package cn.dengyun.settlement.recovery.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Money that was paid and is asked back. The office that has paid it sees to it; whoever was paid, the authorities of
 * the enterprise and auditors know of it.
 *
 * @param number what people read out
 * @param causeId the dispute, the voucher or the entitlement
 * @param organizationId the office that has paid
 * @param regionCode of the enterprise whose voucher has paid
 * @param debtorOrganizationId the organisation that was paid
 * @param debtorId the same as the ledger has it: the provider or the organisation
 * @param amountFen what is asked back, in fen
 * @param receivedFen what of it has come in, in fen
 * @param writtenOffFen what of it was given up, in fen
 * @param reason in the words of the decision
 * @param afterAccount whether the programme was accounted before: what becomes of it is accounted as a supplement
 * @param dueAt the moment at which it, or the next instalment, is late; null where nothing is open any more
 * @param overdueAt when it was told that it is late; null where it was not
 * @param proposed a plan that finance has not answered; null where there is none
 * @param agreed the plan that holds; null where there is none
 * @param writeOff null where nobody has proposed to give it up
 */
public record Recovery(
        UUID id,
        int version,
        String number,
        RecoveryCause cause,
        UUID causeId,
        RecoveryOrigin origin,
        UUID organizationId,
        String organizationName,
        String regionCode,
        UUID debtorOrganizationId,
        UUID debtorId,
        String debtorName,
        long amountFen,
        long receivedFen,
        long writtenOffFen,
        RecoveryStatus status,
        RecoveryGround ground,
        String reason,
        boolean afterAccount,
        Instant demandedAt,
        Instant dueAt,
        Instant overdueAt,
        ProposedPlan proposed,
        AgreedPlan agreed,
        WriteOff writeOff,
        Instant endedAt,
        Instant updatedAt)
        implements Aggregate {

    /** In how many working days whoever was paid pays it back. */
    public static final int DAYS_TO_PAY = 20;

    /** Who may know of one in SQL, besides the office and the authorities of the enterprise: whoever owes it. */
    public static final String KNOWN = "debtor_organization_id = $4";

    /** Whether something was not paid in time, at a moment, in SQL. */
    public static final String OVERDUE = "coalesce(due_at <= :moment, false)";

    @Override
    public boolean isPublic() {
        return false;
    }

    /** The office sees to it, and whoever owes it may propose how it is paid. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return isOfOffice(actor) || actor.actsFor(debtorOrganizationId);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || Aggregate.super.isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    /** Whether the actor is told what the office thinks of giving up: whoever owes it learns what becomes of it. */
    public boolean isOpenTo(Actor actor) {
        return !actor.actsFor(debtorOrganizationId);
    }

    public boolean isOfOffice(Actor actor) {
        return actor.has(Roles.FINANCE) && actor.actsFor(organizationId) && !actor.isClient();
    }

    /** The dispute whose decision asks it back; null where something else does. */
    public UUID disputeId() {
        return cause == RecoveryCause.DISPUTE_DECISION ? causeId : null;
    }

    /** What is still to be paid back, in fen. */
    public long openFen() {
        return amountFen - receivedFen - writtenOffFen;
    }

    public boolean isOverdueAt(Instant now) {
        return dueAt != null && !now.isBefore(dueAt);
    }

    /** The plan that holds; empty where there is none. */
    public List<Instalment> instalments() {
        return agreed == null ? List.of() : Instalments.read(agreed.instalments());
    }

    /** What has come in since the plan holds, in fen; 0 where there is none. */
    public long paidOfPlanFen() {
        return agreed == null ? 0 : receivedFen - agreed.planFromFen();
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(RecoveryMove.values(), status, move -> may(actor, move));
    }

    private boolean may(Actor actor, RecoveryMove move) {
        if (actor.isViewer() || !isHand(actor, move)) {
            return false;
        }
        return switch (move) {
            case PROPOSE_PLAN -> proposed == null || actor.id().equals(proposed.planProposedBy());
            case AGREE_PLAN -> proposed != null && !actor.id().equals(proposed.planProposedBy());
            case DECLINE_PLAN -> proposed != null;
            case PROPOSE_WRITE_OFF -> writeOff == null;
            case APPROVE_WRITE_OFF -> writeOff != null && !actor.id().equals(writeOff.writeOffProposedBy());
            case REJECT_WRITE_OFF -> writeOff != null;
            case REVERSE_RECEIPT -> receivedFen > 0;
            default -> true;
        };
    }

    private boolean isHand(Actor actor, RecoveryMove move) {
        return switch (move.hand()) {
            case FINANCE -> isOfOffice(actor);
            case EITHER -> isOfOffice(actor) || actor.actsFor(debtorOrganizationId) && !actor.isClient();
            case NOBODY -> false;
        };
    }

    /** Rejects with {@code not-yours} (403) whoever is not the one whose move it is. */
    public void requireHand(Actor actor, RecoveryMove move) {
        if (actor.isViewer() || !isHand(actor, move)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /**
     * Some of it has come in. Rejects with {@code transition-not-allowed} and {@code recovery-receipt-exceeds} (409;
     * what came in, what is open).
     *
     * @param fen in fen, positive
     */
    public Recovery received(long fen, ZoneId zone, Instant now) {
        RecoveryMove.RECEIVE.from(status);
        if (fen > openFen()) {
            throw Rejection.conflict("recovery-receipt-exceeds", fen, openFen());
        }
        Changes changes = new Changes(this);
        changes.receivedFen = receivedFen + fen;
        if (fen == openFen()) {
            changes.end(RecoveryMove.SETTLE.from(status), after(now));
            return changes.build(now);
        }
        Recovery after = changes.build(now);
        Optional<Instant> next =
                Instalments.next(after.instalments(), after.paidOfPlanFen()).map(each -> end(each.dueOn(), zone));
        if (next.isEmpty() || next.get().equals(dueAt)) {
            return after;
        }
        changes.dueAt = next.get();
        changes.overdueAt = null;
        return changes.build(now);
    }

    /**
     * A receipt is undone: so much did not come in, or not for this. What was proposed before does not fit any more.
     * Rejects with {@code transition-not-allowed} (409) what was given up.
     *
     * @param fen what the receipt came to, in fen
     * @param due when it is late, where it has no instalments any more
     */
    public Recovery receiptReversed(long fen, Instant due, ZoneId zone, Instant now) {
        RecoveryMove.REVERSE_RECEIPT.from(status);
        Changes changes = new Changes(this);
        changes.receivedFen = receivedFen - fen;
        changes.proposed = null;
        changes.writeOff = null;
        boolean isPlanned = status == RecoveryStatus.IN_INSTALMENTS && changes.receivedFen >= agreed.planFromFen();
        if (isPlanned) {
            Instant next = Instalments.next(instalments(), changes.receivedFen - agreed.planFromFen())
                    .map(each -> end(each.dueOn(), zone))
                    .orElseThrow();
            changes.overdueAt = next.equals(dueAt) ? overdueAt : null;
            changes.dueAt = next;
        } else if (status != RecoveryStatus.DEMANDED) {
            changes.status = RecoveryMove.REOPEN.from(status);
            changes.agreed = null;
            changes.dueAt = due;
            changes.overdueAt = null;
            changes.endedAt = null;
        }
        return changes.build(now);
    }

    /**
     * Somebody wants to give up what is open. Rejects with {@code transition-not-allowed} and
     * {@code recovery-write-off-proposed} (409).
     */
    public Recovery writeOffProposed(UUID by, String why, Instant now) {
        RecoveryMove.PROPOSE_WRITE_OFF.from(status);
        if (writeOff != null) {
            throw Rejection.conflict("recovery-write-off-proposed");
        }
        Changes changes = new Changes(this);
        changes.writeOff = new WriteOff(by, after(now), why, null);
        return changes.build(now);
    }

    /**
     * Another person agrees. Rejects with {@code four-eyes-required} (403), {@code transition-not-allowed} and
     * {@code recovery-write-off-missing} (409).
     */
    public Recovery writeOffApproved(UUID by, Instant now) {
        RecoveryStatus target = RecoveryMove.APPROVE_WRITE_OFF.from(status);
        requireWriteOff();
        FourEyes.require(writeOff.writeOffProposedBy(), by);
        Changes changes = new Changes(this);
        changes.writeOff = new WriteOff(
                writeOff.writeOffProposedBy(), writeOff.writeOffProposedAt(), writeOff.writeOffReason(), by);
        changes.writtenOffFen = openFen();
        changes.end(target, after(now));
        return changes.build(now);
    }

    /** It goes on. Rejects with {@code transition-not-allowed} and {@code recovery-write-off-missing} (409). */
    public Recovery writeOffRejected(Instant now) {
        RecoveryMove.REJECT_WRITE_OFF.from(status);
        requireWriteOff();
        Changes changes = new Changes(this);
        changes.writeOff = null;
        return changes.build(now);
    }

    private void requireWriteOff() {
        if (writeOff == null) {
            throw Rejection.conflict("recovery-write-off-missing");
        }
    }

    /**
     * Somebody says how it is to be paid back. What the same person has proposed before is replaced, and waits as long
     * as that; what another has proposed is answered first. Rejects with {@code transition-not-allowed},
     * {@code recovery-plan-proposed} (409) and {@code invalid-request} (400; all that is wrong with it).
     */
    public Recovery planProposed(List<Instalment> wanted, UUID by, LocalDate today, Instant now) {
        RecoveryMove.PROPOSE_PLAN.from(status);
        if (proposed != null && !proposed.planProposedBy().equals(by)) {
            throw Rejection.conflict("recovery-plan-proposed");
        }
        requireFit(wanted, today);
        Changes changes = new Changes(this);
        Instant since = proposed == null ? after(now) : proposed.planProposedAt();
        changes.proposed = new ProposedPlan(Instalments.write(wanted), by, since);
        return changes.build(now);
    }

    private void requireFit(List<Instalment> wanted, LocalDate today) {
        List<Defect> defects = Instalments.defects(wanted, openFen(), today);
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /**
     * Finance agrees, by another person than has proposed it. Rejects with {@code four-eyes-required} (403),
     * {@code transition-not-allowed}, {@code recovery-plan-missing} and {@code recovery-plan-outdated} (409).
     */
    public Recovery planAgreed(UUID by, LocalDate today, ZoneId zone, Instant now) {
        RecoveryStatus target = RecoveryMove.AGREE_PLAN.from(status);
        requirePlan();
        FourEyes.require(proposed.planProposedBy(), by);
        List<Instalment> wanted = Instalments.read(proposed.proposedInstalments());
        if (!Instalments.defects(wanted, openFen(), today).isEmpty()) {
            throw Rejection.conflict("recovery-plan-outdated", Instalments.sumFen(wanted), openFen());
        }
        Changes changes = new Changes(this);
        changes.status = target;
        changes.agreed = new AgreedPlan(proposed.proposedInstalments(), receivedFen, by, after(now));
        changes.proposed = null;
        changes.dueAt = end(wanted.get(0).dueOn(), zone);
        changes.overdueAt = null;
        return changes.build(now);
    }

    /**
     * It is not paid like that. Rejects with {@code transition-not-allowed} and {@code recovery-plan-missing} (409).
     */
    public Recovery planDeclined(Instant now) {
        RecoveryMove.DECLINE_PLAN.from(status);
        requirePlan();
        Changes changes = new Changes(this);
        changes.proposed = null;
        return changes.build(now);
    }

    private void requirePlan() {
        if (proposed == null) {
            throw Rejection.conflict("recovery-plan-missing");
        }
    }

    /** It when it is told that it was not paid in time. */
    public Recovery overdue(Instant now) {
        RecoveryMove.REMIND.from(status);
        Changes changes = new Changes(this);
        changes.overdueAt = after(now);
        return changes.build(now);
    }

    /** The end of a day: what comes in on it is in time. */
    private static Instant end(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** Later than what was done with it before, whichever node's clock is ahead: the ledger rests on that. */
    private Instant after(Instant now) {
        Instant next = updatedAt.plus(1, ChronoUnit.MICROS);
        return next.isBefore(now) ? now : next;
    }

    /** A copy in the making: the record has many members, and a move changes few. */
    private static final class Changes {
        private final Recovery from;
        private long receivedFen;
        private long writtenOffFen;
        private RecoveryStatus status;
        private Instant dueAt;
        private Instant overdueAt;
        private ProposedPlan proposed;
        private AgreedPlan agreed;
        private WriteOff writeOff;
        private Instant endedAt;

        Changes(Recovery from) {
            this.from = from;
            this.receivedFen = from.receivedFen;
            this.writtenOffFen = from.writtenOffFen;
            this.status = from.status;
            this.dueAt = from.dueAt;
            this.overdueAt = from.overdueAt;
            this.proposed = from.proposed;
            this.agreed = from.agreed;
            this.writeOff = from.writeOff;
            this.endedAt = from.endedAt;
        }

        /** Nothing is open any more, and nothing that was proposed matters. */
        void end(RecoveryStatus target, Instant at) {
            status = target;
            dueAt = null;
            overdueAt = null;
            proposed = null;
            endedAt = at;
            if (writeOff != null && writeOff.writeOffBy() == null) {
                writeOff = null;
            }
        }

        Recovery build(Instant now) {
            return new Recovery(
                    from.id,
                    from.version + 1,
                    from.number,
                    from.cause,
                    from.causeId,
                    from.origin,
                    from.organizationId,
                    from.organizationName,
                    from.regionCode,
                    from.debtorOrganizationId,
                    from.debtorId,
                    from.debtorName,
                    from.amountFen,
                    receivedFen,
                    writtenOffFen,
                    status,
                    from.ground,
                    from.reason,
                    from.afterAccount,
                    from.demandedAt,
                    dueAt,
                    overdueAt,
                    proposed,
                    agreed,
                    writeOff,
                    endedAt,
                    from.after(now));
        }
    }
}
