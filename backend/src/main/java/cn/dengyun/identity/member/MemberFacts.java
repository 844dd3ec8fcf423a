package cn.dengyun.identity.member;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Ids;
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
    Uni<Void> member(SqlConnection connection, String event, Member before, Member after) {
        Member member = after == null ? before : after;
        String subject = "/api/v1/organizations/" + member.organizationId() + "/members/" + member.id();
        return written(
                connection,
                "member." + event,
                subject,
                member.organizationId(),
                member.id(),
                render(before),
                render(after));
    }

    Uni<Void> invitation(SqlConnection connection, String event, Invitation before, Invitation after) {
        Invitation invitation = after == null ? before : after;
        return written(
                connection,
                "invitation." + event,
                "/api/v1/invitations/" + invitation.id(),
                invitation.organizationId(),
                invitation.id(),
                render(before),
                render(after));
    }

    /** Notes that somebody looked at who belongs to an organisation. */
    void read(String what, UUID organization) {
        audit.read(AuditNote.ofRead(what, "/api/v1/organizations/" + organization + "/members", organization));
    }

    private Uni<Void> written(
            SqlConnection connection,
            String event,
            String subject,
            UUID organization,
            UUID id,
            String before,
            String after) {
        Fact fact = new Fact(
                Ids.next(),
                "cn.dengyun.identity." + event,
                subject,
                organization,
                false,
                new JsonObject().put("id", id.toString()).encode(),
                clock.instant());
        return outbox.write(connection, fact)
                .chain(() -> audit.write(connection, new AuditNote(event, subject, organization, before, after, null)));
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
                        .encode();
    }
}
