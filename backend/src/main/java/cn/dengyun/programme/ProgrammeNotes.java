package cn.dengyun.programme;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.web.JsonWriter;
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

    private static final String PROGRAMMES = "/api/v1/programmes/";
    private static final String MOVEMENTS = "/api/v1/budget-movements/";

    private final Outbox outbox;
    private final AuditTrail trail;
    private final JsonWriter json;

    ProgrammeNotes(Outbox outbox, AuditTrail trail, JsonWriter json) {
        this.outbox = outbox;
        this.trail = trail;
        this.json = json;
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
        return tell(connection, event.of(after.ownerOrganizationId(), data, now), after, now)
                .chain(() -> trail.write(
                        connection,
                        new AuditNote(
                                "programme." + event.act(),
                                PROGRAMMES + after.id(),
                                after.ownerOrganizationId(),
                                render(before),
                                render(after),
                                reason)));
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
        DomainEvent domainEvent = event.of(programme.ownerOrganizationId(), data, now);
        return tell(connection, domainEvent, programme, now)
                .chain(() -> trail.write(
                        connection,
                        new AuditNote(
                                "rules." + event.act(),
                                domainEvent.subject(),
                                programme.ownerOrganizationId(),
                                null,
                                render(rules),
                                reason)));
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
                after.movedFen() == null ? after.amountFen() : after.movedFen());
        DomainEvent domainEvent = event.of(programme.ownerOrganizationId(), data, now)
                .publicIf(programme.statusAt(now).isPublic() && after.status() == MovementStatus.APPROVED)
                .inRegion(programme.regionCode());
        return outbox.write(connection, domainEvent)
                .chain(() -> trail.write(
                        connection,
                        new AuditNote(
                                "budget-movement." + event.act(),
                                MOVEMENTS + after.id(),
                                programme.ownerOrganizationId(),
                                render(before),
                                render(after),
                                reason)));
    }

    private Uni<Void> tell(SqlConnection connection, DomainEvent domainEvent, Programme programme, Instant now) {
        return outbox.write(
                connection,
                domainEvent.publicIf(programme.statusAt(now).isPublic()).inRegion(programme.regionCode()));
    }

    private String render(Object value) {
        return value == null ? null : json.write(value);
    }
}
