package cn.dengyun.application;

import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the applicant, its authorities and the audit trail are told, in the unit of work that makes it true. */
@ApplicationScoped
class ApplicationNotes {

    static final String APPLICATIONS = "/api/v1/voucher-applications/";

    private final Outbox outbox;
    private final AuditTrail trail;

    ApplicationNotes(Outbox outbox, AuditTrail trail) {
        this.outbox = outbox;
        this.trail = trail;
    }

    /** @param before null when there was none */
    Uni<Void> write(
            SqlConnection connection,
            String event,
            VoucherApplication before,
            VoucherApplication after,
            String reason,
            Instant now) {
        return outbox.write(connection, fact(event, after, now))
                .chain(() -> trail.write(
                        connection,
                        new AuditNote(
                                "voucher-application." + event,
                                APPLICATIONS + after.id(),
                                after.organizationId(),
                                before == null ? null : state(before),
                                state(after),
                                reason)));
    }

    Uni<Void> tell(SqlConnection connection, List<Fact> facts) {
        return outbox.writeAll(connection, facts);
    }

    Uni<Void> writeAll(SqlConnection connection, List<AuditTrail.Prepared> notes) {
        return trail.writeAll(connection, notes);
    }

    /** A note of a submission, while its request is at hand. */
    AuditTrail.Prepared submission(UUID applicationId, Actor actor) {
        return trail.prepare(new AuditNote(
                "voucher-application.submitted",
                APPLICATIONS + applicationId,
                actor.organizationId(),
                null,
                null,
                null));
    }

    /** A file was shown to somebody who is not the applicant. */
    void read(VoucherApplication application, Actor actor) {
        if (!actor.actsFor(application.organizationId())) {
            trail.read(AuditNote.ofRead(
                    "voucher-application.read", APPLICATIONS + application.id(), application.organizationId()));
        }
    }

    void readList(Actor actor) {
        if (actor.organizationId() == null || !actor.has(cn.dengyun.shared.Roles.ENTERPRISE)) {
            trail.read(AuditNote.ofRead("voucher-application.listed", "/api/v1/voucher-applications", null));
        }
    }

    static Fact fact(String event, VoucherApplication application, Instant now) {
        return new Fact(
                        Ids.next(),
                        "cn.dengyun.voucher.application." + event,
                        APPLICATIONS + application.id(),
                        application.organizationId(),
                        false,
                        state(application),
                        now)
                .inRegion(application.regionCode());
    }

    /** What is on record of it, without what people wrote. */
    static String state(VoucherApplication application) {
        return new JsonObject()
                .put("id", application.id().toString())
                .put("programmeId", application.programmeId().toString())
                .put("organizationId", application.organizationId().toString())
                .put("status", application.status().name())
                .put("sequence", application.sequence())
                .put("entitledFen", application.entitledFen())
                .put("heldFen", application.heldFen())
                .put("rounds", application.rounds())
                .put("version", application.version())
                .encode();
    }
}
