package cn.dengyun.programme;

import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.programme.domain.BudgetMovement;
import cn.dengyun.programme.domain.MovementStatus;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.RuleVersion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What everybody and the audit trail are told about programmes, in the unit of work that makes it true. */
@ApplicationScoped
class ProgrammeNotes {

    private final ChangeNotes notes;

    ProgrammeNotes(ChangeNotes notes) {
        this.notes = notes;
    }

    /** @param before null when there was none */
    Uni<Void> write(
            SqlConnection connection,
            ProgrammeEvent event,
            Programme before,
            Programme after,
            String reason,
            Instant now) {
        ProgrammeEvent.Data data = new ProgrammeEvent.Data(
                after.id(),
                after.statusAt(now),
                after.regionCode(),
                after.fiscalYear(),
                after.ruleVersion() == 0 ? null : after.ruleVersion(),
                after.opensAt(),
                after.closesAt());
        return tell(connection, event.of(after.ownerOrganizationId(), data, now), after, now, before, after, reason);
    }

    Uni<Void> write(
            SqlConnection connection,
            RulesEvent event,
            Programme programme,
            RuleVersion rules,
            String reason,
            Instant now) {
        RulesEvent.Data data =
                new RulesEvent.Data(programme.id(), rules.version(), rules.effectiveFrom(), rules.contentHash());
        DomainEvent told = event.of(programme.ownerOrganizationId(), data, now);
        return tell(connection, told, programme, now, null, rules, reason);
    }

    /** @param before null when there was none */
    Uni<Void> write(
            SqlConnection connection,
            BudgetMovementEvent event,
            Programme programme,
            BudgetMovement before,
            BudgetMovement after,
            String reason,
            Instant now) {
        BudgetMovementEvent.Data data = new BudgetMovementEvent.Data(
                after.id(),
                programme.id(),
                after.kind(),
                after.status(),
                after.fromRegion(),
                after.toRegion(),
                after.toProgrammeId(),
                after.reversesId(),
                after.movedFen() == null ? after.amountFen() : after.movedFen());
        DomainEvent told = event.of(programme.ownerOrganizationId(), data, now)
                .publicIf(programme.statusAt(now).isPublic() && after.status() == MovementStatus.APPROVED)
                .inRegion(programme.regionCode());
        return notes.write(connection, told, before, after, reason);
    }

    private Uni<Void> tell(
            SqlConnection connection,
            DomainEvent told,
            Programme programme,
            Instant now,
            Object before,
            Object after,
            String reason) {
        DomainEvent seen = told.publicIf(programme.statusAt(now).isPublic()).inRegion(programme.regionCode());
        return notes.write(connection, seen, before, after, reason);
    }
}
