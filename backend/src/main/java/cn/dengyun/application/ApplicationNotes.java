package cn.dengyun.application;

import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventData;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the applicant, its authorities and the audit trail are told, in the unit of work that makes it true. */
@ApplicationScoped
class ApplicationNotes {

    static final String APPLICATIONS = "/api/v1/voucher-applications/";
    private static final String DECISIONS = "/api/v1/voucher-application-decisions";

    private final Outbox outbox;
    private final AuditTrail trail;

    ApplicationNotes(Outbox outbox, AuditTrail trail) {
        this.outbox = outbox;
        this.trail = trail;
    }

    /** A draft was made. */
    Uni<Void> drafted(SqlConnection connection, VoucherApplication draft, Instant now) {
        return outbox.write(connection, domainEvent(ApplicationEvent.DRAFTED, draft, null, now))
                .chain(() -> trail.write(connection, note(ApplicationEvent.DRAFTED, null, draft, null)));
    }

    /** An application was looked at and stays as it is. */
    Uni<Void> unchanged(
            SqlConnection connection,
            ApplicationEvent event,
            VoucherApplication application,
            String reason,
            Instant now) {
        return outbox.write(connection, domainEvent(event, application, reason, now))
                .chain(() -> trail.write(connection, note(event, application, application, reason)));
    }

    Uni<Void> write(SqlConnection connection, List<ApplicationTransition> transitions, Instant now) {
        List<DomainEvent> domainEvents = transitions.stream()
                .map(each -> domainEvent(each.event(), each.after(), each.reason(), now))
                .toList();
        List<AuditTrail.Prepared> entries =
                transitions.stream().map(this::entry).toList();
        return Uni.join()
                .all(outbox.writeAll(connection, domainEvents), trail.writeAll(connection, entries))
                .andFailFast()
                .replaceWithVoid();
    }

    /**
     * Some of many were not decided: who tried stands in the audit trail, also where nothing else came of it.
     *
     * @param codes why, by application
     */
    Uni<Void> refused(SqlConnection connection, Actor actor, Map<UUID, String> codes, String reason) {
        JsonArray refused = new JsonArray();
        codes.forEach((id, code) ->
                refused.add(new JsonObject().put("applicationId", id.toString()).put("code", code)));
        return trail.write(
                connection,
                new AuditNote(
                        "voucher-application.review-refused",
                        DECISIONS,
                        actor.organizationId(),
                        null,
                        new JsonObject().put("refused", refused).encode(),
                        reason));
    }

    private AuditTrail.Prepared entry(ApplicationTransition transition) {
        return transition.note() == null
                ? trail.prepare(note(transition.event(), transition.before(), transition.after(), transition.reason()))
                : transition.note().changing(state(transition.before()), state(transition.after()));
    }

    private static AuditNote note(
            ApplicationEvent event, VoucherApplication before, VoucherApplication after, String reason) {
        return new AuditNote(
                "voucher-application." + event.act(),
                APPLICATIONS + after.id(),
                after.organizationId(),
                before == null ? null : state(before),
                state(after),
                reason);
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

    private static DomainEvent domainEvent(
            ApplicationEvent event, VoucherApplication application, String reason, Instant now) {
        return event.of(application.organizationId(), event.told(application, reason), now)
                .inRegion(application.regionCode());
    }

    /** What is on record of it, without what people wrote. */
    private static String state(VoucherApplication application) {
        return EventData.render(ApplicationEvent.of(application));
    }
}
