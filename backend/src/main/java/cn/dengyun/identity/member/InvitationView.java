package cn.dengyun.identity.member;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An invitation, without its token: that goes to the person who is invited, by mail. */
@Schema(name = "Invitation", description = "An invitation to join an organisation")
public record InvitationView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The organisation that invites")
        UUID organizationId,

        @Schema(required = true, description = "Where the invitation was sent", examples = "lina@example.cn")
        String email,

        @Schema(required = true) OrganizationRole organizationRole,

        @Schema(
                required = true,
                description = "What the account will be on the platform",
                examples = "[\"ENTERPRISE\"]")
        List<String> roles,

        @Schema(required = true, description = "As it was when it was read")
        Invitation.Status status,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, description = "When it can be accepted no longer")
        Instant expiresAt,

        @Schema(required = true, nullable = true, description = "The account that came of it")
        UUID accountId,

        @Schema(
                required = true,
                nullable = true,
                description = "The role grant that has to be approved before the mail leaves; null where none has")
        UUID roleGrantId) {

    static InvitationView of(Invitation invitation, Instant now) {
        return new InvitationView(
                invitation.id(),
                invitation.organizationId(),
                invitation.email(),
                invitation.organizationRole(),
                List.copyOf(new TreeSet<>(invitation.roles())),
                invitation.status(now),
                invitation.createdAt(),
                invitation.expiresAt(),
                invitation.accountId(),
                invitation.roleGrantId());
    }
}
