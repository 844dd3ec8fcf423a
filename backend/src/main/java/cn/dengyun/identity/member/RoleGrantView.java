package cn.dengyun.identity.member;

import cn.dengyun.platform.frame.Reply;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A role grant as those see it who manage the people it is about. */
@Schema(name = "RoleGrant", description = "Roles that one person wants others to have, and to which another consents")
public record RoleGrantView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Who gets them: a member, or everybody invited by one request")
        List<PersonView> people,

        @Schema(required = true, description = "As it was when it was read")
        RoleGrantStatus status,

        @Schema(required = true, description = "Whether nobody had to consent: the first administrator's second")
        boolean exempt,

        @Schema(required = true, description = "The account that proposed it")
        UUID proposedBy,

        @Schema(required = true, description = "Its name", examples = "系统管理员")
        String proposedByName,

        @Schema(required = true, description = "When it was proposed")
        Instant proposedAt,

        @Schema(required = true, description = "When it lapses unless somebody decides")
        Instant expiresAt,

        @Schema(required = true, nullable = true, description = "The account that decided")
        UUID decidedBy,

        @Schema(required = true, nullable = true, description = "Its name", examples = "系统管理复核人员")
        String decidedByName,

        @Schema(required = true, nullable = true, description = "When it was decided; null until then")
        Instant decidedAt,

        @Schema(required = true, nullable = true, description = "Why it was decided so", examples = "人员名单已核对")
        String reason,

        @Schema(
                required = true,
                description = "What the caller may do now: `APPROVE`, `REJECT`",
                examples = "[\"APPROVE\", \"REJECT\"]")
        List<String> availableActions) {

    static RoleGrantView of(RoleGrantService.Found found, Actor actor) {
        RoleGrant grant = found.grant();
        return new RoleGrantView(
                grant.id(),
                found.people().stream().map(PersonView::of).toList(),
                grant.status(),
                grant.exempt(),
                grant.proposedBy(),
                found.signed().proposedByName(),
                grant.proposedAt(),
                grant.expiresAt(),
                grant.decidedBy(),
                found.signed().decidedByName(),
                grant.decidedAt(),
                grant.reason(),
                grant.actions(actor));
    }

    static Reply<RoleGrantView> ok(RoleGrantService.Found found, Actor actor) {
        RoleGrantView view = of(found, actor);
        return Reply.ok(view).tagged(view.tag());
    }

    /** The entity tag. */
    String tag() {
        return EntityTags.of(status, List.of(people, availableActions));
    }

    /** One of those who get the roles. */
    @Schema(name = "RoleGrantPerson", description = "Somebody who is to have roles")
    public record PersonView(
            @Schema(required = true, nullable = true, description = "The invitation; null for a member")
            UUID invitationId,

            @Schema(required = true, nullable = true, description = "The account; null until there is one")
            UUID accountId,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The person's name, as far as known",
                    examples = "李娜")
            String name,

            @Schema(required = true, nullable = true, description = "The address", examples = "lina@example.cn")
            String email,

            @Schema(required = true, description = "The organisation")
            UUID organizationId,

            @Schema(required = true, description = "Its name", examples = "合肥市主管部门（演示）")
            String organizationName,

            @Schema(required = true) OrganizationRole organizationRole,

            @Schema(
                    required = true,
                    description = "What the account will be on the platform",
                    examples = "[\"AUTHORITY\"]")
            List<String> roles) {

        static PersonView of(RoleGrantStore.Person person) {
            return new PersonView(
                    person.invitationId(),
                    person.accountId(),
                    person.name(),
                    person.email(),
                    person.organizationId(),
                    person.organizationName(),
                    person.organizationRole(),
                    List.copyOf(new TreeSet<>(person.roles())));
        }
    }
}
