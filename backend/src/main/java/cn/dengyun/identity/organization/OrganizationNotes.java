package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.Certification;
import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationDetail;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What the audit trail is told about organisations and their certifications. */
@ApplicationScoped
class OrganizationNotes {

    private static final String ORGANIZATIONS = "/api/v1/organizations";
    private static final String CERTIFICATIONS = "/api/v1/certifications";

    private final AuditTrail trail;
    private final JsonWriter json;

    OrganizationNotes(AuditTrail trail, JsonWriter json) {
        this.trail = trail;
        this.json = json;
    }

    /** @param before null when there was none */
    Uni<Void> write(SqlConnection connection, String event, Organization before, Organization after, String reason) {
        return trail.write(connection, note(event, before, after, reason));
    }

    /**
     * The same of what may be done in a job for somebody.
     *
     * @param before null when there was none
     */
    Uni<Void> writeFor(Actor actor, SqlConnection connection, String event, Organization before, Organization after) {
        return trail.write(connection, note(event, before, after, null), actor);
    }

    /** @param before null when there was none */
    Uni<Void> write(SqlConnection connection, String event, Certification before, Certification after, String reason) {
        return trail.write(
                connection,
                new AuditNote(
                        "certification." + event,
                        CERTIFICATIONS + "/" + after.id(),
                        after.organizationId(),
                        render(before),
                        render(after),
                        reason));
    }

    /** What was not submitted ends with its organisation. */
    Uni<Void> withdrawn(SqlConnection connection, UUID certification, UUID organization) {
        String act = "certification." + CertificationEvent.WITHDRAWN.act();
        return trail.write(
                connection, new AuditNote(act, CERTIFICATIONS + "/" + certification, organization, null, null, null));
    }

    /** Personal data and figures of somebody else's organisation were shown. */
    void read(Organization organization, Actor actor) {
        OrganizationDetail sight = OrganizationDetail.of(actor, organization).orElseThrow();
        if (sight != OrganizationDetail.SELF && sight.contact() != OrganizationDetail.Clarity.HIDDEN) {
            read("organization.read", ORGANIZATIONS + "/" + organization.id(), organization.id());
        }
    }

    void readList(Actor actor) {
        if (actor.mandate() != null || !actor.roles().stream().allMatch(OrganizationNotes::seesItsOwnOnly)) {
            read("organization.listed", ORGANIZATIONS, null);
        }
    }

    void read(Certification certification, Actor actor) {
        if (!actor.actsFor(certification.organizationId())) {
            read("certification.read", CERTIFICATIONS + "/" + certification.id(), certification.organizationId());
        }
    }

    void readCertifications(Actor actor) {
        if (!actor.roles().stream().allMatch(OrganizationNotes::seesItsOwnOnly)) {
            read("certification.listed", CERTIFICATIONS, null);
        }
    }

    private static boolean seesItsOwnOnly(String role) {
        return role.equals(Roles.ENTERPRISE) || role.equals(Roles.PROVIDER);
    }

    private void read(String action, String subject, UUID organizationId) {
        trail.read(AuditNote.ofRead(action, subject, organizationId));
    }

    private AuditNote note(String event, Organization before, Organization after, String reason) {
        return new AuditNote(
                "organization." + event,
                ORGANIZATIONS + "/" + after.id(),
                after.id(),
                render(before),
                render(after),
                reason);
    }

    private String render(Object value) {
        return value == null ? null : json.write(value);
    }
}
