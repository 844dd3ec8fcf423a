package cn.dengyun.identity.member;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** Tells and records what happens to members and invitations. */
@ApplicationScoped
class MemberFacts {

    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    MemberFacts(Outbox outbox, AuditTrail audit, Clock clock) {
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** Something about a member; {@code before} and {@code after} are null where there was or is none. */
    Uni<Void> member(SqlConnection connection, MemberEvent event, Member before, Member after) {
        Member member = after == null ? before : after;
        return written(
                connection,
                "member." + event.act(),
                event.of(
                        member.organizationId(),
                        new MemberEvent.Data(member.organizationId(), member.id()),
                        clock.instant()),
                render(before),
                render(after));
    }

    Uni<Void> invitation(SqlConnection connection, InvitationEvent event, Invitation before, Invitation after) {
        Invitation invitation = after == null ? before : after;
        return written(
                connection,
                "invitation." + event.act(),
                event.of(
                        invitation.organizationId(),
                        new InvitationEvent.Data(invitation.id(), invitation.organizationId()),
                        clock.instant()),
                render(before),
                render(after));
    }

    /** Something about a role grant; {@code before} is null where there was none. */
    Uni<Void> grant(SqlConnection connection, RoleGrantEvent event, RoleGrant before, RoleGrant after) {
        DomainEvent told = event.of(after.organizationId(), new RoleGrantEvent.Data(after.id()), clock.instant());
        AuditNote note = new AuditNote(
                "role-grant." + event.act(),
                told.subject(),
                told.organizationId(),
                render(before),
                render(after),
                after.reason());
        return outbox.write(connection, told).chain(() -> audit.write(connection, note));
    }

    /** Notes that somebody looked at role grants, all of them or one. */
    void readGrants(String what, String which, UUID organization) {
        audit.read(AuditNote.ofRead(what, "/api/v1/role-grants" + which, organization));
    }

    /** Notes that somebody looked at who belongs to an organisation. */
    void read(String what, UUID organization) {
        audit.read(AuditNote.ofRead(what, "/api/v1/organizations/" + organization + "/members", organization));
    }

    private Uni<Void> written(
            SqlConnection connection, String act, DomainEvent domainEvent, String before, String after) {
        AuditNote note = new AuditNote(act, domainEvent.subject(), domainEvent.organizationId(), before, after, null);
        return outbox.write(connection, domainEvent).chain(() -> audit.write(connection, note));
    }

    private static String render(Member member) {
        return member == null
                ? null
                : new JsonObject()
                        .put("username", member.username())
                        .put("displayName", member.displayName())
                        .put("email", member.email())
                        .put("organizationRole", member.organizationRole().name())
                        .put("roles", new JsonArray(List.copyOf(new TreeSet<>(member.roles()))))
                        .encode();
    }

    private static String render(Invitation invitation) {
        return invitation == null
                ? null
                : new JsonObject()
                        .put("email", invitation.email())
                        .put("organizationRole", invitation.organizationRole().name())
                        .put("roles", new JsonArray(List.copyOf(new TreeSet<>(invitation.roles()))))
                        .put("roleGrantId", text(invitation.roleGrantId()))
                        .encode();
    }

    private static String render(RoleGrant grant) {
        return grant == null
                ? null
                : new JsonObject()
                        .put("accountId", text(grant.accountId()))
                        .put("organizationRole", text(grant.organizationRole()))
                        .put("roles", new JsonArray(List.copyOf(new TreeSet<>(grant.roles()))))
                        .put("status", grant.status().name())
                        .put("exempt", grant.exempt())
                        .encode();
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
