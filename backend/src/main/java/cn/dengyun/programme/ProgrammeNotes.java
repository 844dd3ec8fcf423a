package cn.dengyun.programme;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.programme.domain.BudgetMovement;
import cn.dengyun.programme.domain.MovementStatus;
import cn.dengyun.programme.domain.Programme;
import cn.dengyun.programme.domain.RuleVersion;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
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
            SqlConnection connection, String event, Programme before, Programme after, String reason, Instant now) {
        JsonObject data = new JsonObject()
                .put("programmeId", after.id().toString())
                .put("status", after.statusAt(now).name())
                .put("regionCode", after.regionCode())
                .put("fiscalYear", after.fiscalYear())
                .put("ruleVersion", after.ruleVersion())
                .put("opensAt", text(after.opensAt()))
                .put("closesAt", text(after.closesAt()));
        return tell(connection, "cn.dengyun.voucher.programme." + event, PROGRAMMES + after.id(), after, data, now)
                .chain(() -> trail.write(
                        connection,
                        new AuditNote(
                                "programme." + event,
                                PROGRAMMES + after.id(),
                                after.ownerOrganizationId(),
                                render(before),
                                render(after),
                                reason)));
    }

    Uni<Void> write(
            SqlConnection connection,
            String event,
            Programme programme,
            RuleVersion rules,
            String reason,
            Instant now) {
        String subject = PROGRAMMES + programme.id() + "/rule-versions/" + rules.version();
        JsonObject data = new JsonObject()
                .put("programmeId", programme.id().toString())
                .put("version", rules.version())
                .put("effectiveFrom", text(rules.effectiveFrom()))
                .put("contentHash", rules.contentHash());
        return tell(connection, "cn.dengyun.voucher.rules." + event, subject, programme, data, now)
                .chain(() -> trail.write(
                        connection,
                        new AuditNote(
                                "rules." + event,
                                subject,
                                programme.ownerOrganizationId(),
                                null,
                                render(rules),
                                reason)));
    }

    /** @param before null when there was none */
    Uni<Void> write(
            SqlConnection connection,
            String event,
            Programme programme,
            BudgetMovement before,
            BudgetMovement after,
            String reason,
            Instant now) {
        JsonObject data = new JsonObject()
                .put("movementId", after.id().toString())
                .put("programmeId", programme.id().toString())
                .put("kind", after.kind().name())
                .put("status", after.status().name())
                .put("fromRegionCode", after.fromRegion())
                .put("toRegionCode", after.toRegion())
                .put("amountFen", after.movedFen() == null ? after.amountFen() : after.movedFen());
        Fact fact = new Fact(
                        Ids.next(),
                        "cn.dengyun.voucher.budget-movement." + event,
                        MOVEMENTS + after.id(),
                        programme.ownerOrganizationId(),
                        programme.statusAt(now).isPublic() && after.status() == MovementStatus.APPROVED,
                        data.encode(),
                        now)
                .inRegion(programme.regionCode());
        return outbox.write(connection, fact)
                .chain(() -> trail.write(
                        connection,
                        new AuditNote(
                                "budget-movement." + event,
                                MOVEMENTS + after.id(),
                                programme.ownerOrganizationId(),
                                render(before),
                                render(after),
                                reason)));
    }

    private Uni<Void> tell(
            SqlConnection connection, String type, String subject, Programme programme, JsonObject data, Instant now) {
        return outbox.write(
                connection,
                new Fact(
                                Ids.next(),
                                type,
                                subject,
                                programme.ownerOrganizationId(),
                                programme.statusAt(now).isPublic(),
                                data.encode(),
                                now)
                        .inRegion(programme.regionCode()));
    }

    private static String text(Instant moment) {
        return moment == null ? null : moment.toString();
    }

    private String render(Object value) {
        return value == null ? null : json.write(value);
    }
}
