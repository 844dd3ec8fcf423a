package cn.dengyun.provider.rest;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.provider.domain.IncidentGrade;
import cn.dengyun.provider.domain.IncidentStatus;
import cn.dengyun.provider.domain.InterimSuspension;
import cn.dengyun.provider.domain.SecurityIncident;
import cn.dengyun.provider.domain.SuspensionStatus;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A security incident as the provider and its authorities see it. */
@Schema(name = "SecurityIncident", description = "A security incident on a platform or product of a provider")
public record SecurityIncidentView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change", examples = "0")
        int version,

        @Schema(
                required = true,
                description = "On whose platform or product",
                examples = "01900000-0000-7000-8000-000000000001")
        UUID providerId,

        @Schema(required = true, description = "As it was called then", examples = "皖云示范云平台")
        String providerNameZh,

        @Schema(required = true, description = "Where the provider is, GB/T 2260", examples = "340000")
        String regionCode,

        @Schema(
                required = true,
                nullable = true,
                description = "The dismissed record of the same event, whose dates this one keeps")
        UUID sameEventAs,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it is another event than that of a dismissed record that is like it",
                examples = "上次为误报，本次为新的攻击，来源和时间均不同。")
        String anotherEventBecause,

        @Schema(required = true, description = "In a few words", examples = "对象存储服务数据泄露")
        String title,

        @Schema(required = true, description = "What is known of it", examples = "存储桶权限配置错误，两家企业的数据可被公开读取。")
        String description,

        @Schema(required = true, description = "The platform or product", examples = "皖云对象存储")
        String affected,

        @Schema(required = true, nullable = true, description = "What was done about it", examples = "已关闭公开读取，正在通知用户。")
        String measures,

        @Schema(required = true, description = "As reported, and as determined once it is")
        IncidentGrade grade,

        @Schema(required = true, description = "When it happened")
        Instant occurredAt,

        @Schema(required = true, description = "When it was found")
        Instant foundAt,

        @Schema(required = true, description = "When it was first put on record")
        Instant reportedAt,

        @Schema(required = true, description = "Where it stands")
        IncidentStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "What was determined, or why it was dismissed",
                examples = "经核查属实，泄露数据 1.2 万条。")
        String finding,

        @Schema(required = true, nullable = true, description = "When that was decided")
        Instant decidedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "That the provider offers nothing meanwhile; null where it was not suspended")
        SuspensionView suspension,

        @Schema(
                required = true,
                description = "What the caller may do now",
                examples = "[\"INVESTIGATE\", \"DISMISS\"]")
        List<String> availableActions,

        @Schema(required = true, description = "When it was made")
        Instant createdAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt)
        implements Tagged {

    /** An interim suspension at this moment. */
    @Schema(name = "InterimSuspension", description = "That a provider offers nothing while an incident is looked into")
    public record SuspensionView(
            @Schema(required = true, description = "At this moment")
            SuspensionStatus status,

            @Schema(required = true, description = "When it began")
            Instant suspendedAt,

            @Schema(required = true, description = "The first moment at which it does not run any more")
            Instant suspendedUntil,

            @Schema(required = true, description = "Whether it was extended; it can be once")
            boolean extended,

            @Schema(required = true, nullable = true, description = "When an authority took it back")
            Instant liftedAt) {

        static SuspensionView of(SecurityIncident incident, Instant now) {
            InterimSuspension found = incident.suspension();
            return found == null
                    ? null
                    : new SuspensionView(
                            incident.suspensionAt(now),
                            found.suspendedAt(),
                            found.suspendedUntil(),
                            found.suspensionExtendedAt() != null,
                            found.suspensionLiftedAt());
        }
    }

    static SecurityIncidentView of(SecurityIncident incident, Actor actor, Instant now) {
        return new SecurityIncidentView(
                incident.id(),
                incident.version(),
                incident.providerId(),
                incident.providerNameZh(),
                incident.regionCode(),
                incident.sameEventAs(),
                incident.anotherEventBecause(),
                incident.title(),
                incident.description(),
                incident.affected(),
                incident.measures(),
                incident.grade(),
                incident.occurredAt(),
                incident.foundAt(),
                incident.reportedAt(),
                incident.status(),
                incident.finding(),
                incident.decidedAt(),
                SuspensionView.of(incident, now),
                incident.actions(actor, now),
                incident.createdAt(),
                incident.updatedAt());
    }

    /** The clock ends a suspension without a new version. */
    @Override
    public String entityTag() {
        return EntityTags.of(
                version, List.of(availableActions, suspension == null ? SuspensionStatus.NONE : suspension.status()));
    }
}
