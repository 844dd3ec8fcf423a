package cn.dengyun.identity.member;

import cn.dengyun.identity.organization.domain.FieldMasks;
import cn.dengyun.identity.organization.domain.OrganizationDetail;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person of an organisation, as its people see it. */
@Schema(name = "Member", description = "A person of an organisation, as its people see it")
public record MemberView(
        @Schema(required = true, description = "The account")
        UUID id,

        @Schema(required = true, description = "The organisation")
        UUID organizationId,

        @Schema(required = true, description = "What the person signs in with", examples = "wangfang")
        String username,

        @Schema(required = true, description = "The name that others see", examples = "王芳")
        String displayName,

        @Schema(
                required = true,
                nullable = true,
                description = "The e-mail address; null for accounts that nobody gave one",
                examples = "wangfang@example.cn")
        String email,

        @Schema(
                required = true,
                nullable = true,
                description = "The end of the mobile number of a person with a say over others",
                examples = "*******5551")
        String mobile,

        @Schema(
                required = true,
                description = "An `OWNER` manages members and API clients, a `HANDLER` acts, a `VIEWER` reads")
        OrganizationRole organizationRole,

        @Schema(required = true, description = "What it is on the platform", examples = "[\"ENTERPRISE\"]")
        List<String> roles,

        @Schema(required = true, description = "Whether it has a second factor")
        boolean secondFactor,

        @Schema(required = true, description = "When the person joined")
        Instant createdAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The role grant that waits for another person's consent; null when nothing is proposed")
        UUID roleGrantId) {

    static MemberView of(Member member) {
        return new MemberView(
                member.id(),
                member.organizationId(),
                member.username(),
                member.displayName(),
                member.email(),
                FieldMasks.phone(OrganizationDetail.Clarity.MASKED, member.mobile()),
                member.organizationRole(),
                List.copyOf(new TreeSet<>(member.roles())),
                member.hasSecondFactor(),
                member.createdAt(),
                member.roleGrantId());
    }
}
