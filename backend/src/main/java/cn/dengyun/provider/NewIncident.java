package cn.dengyun.provider;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.provider.domain.IncidentGrade;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A security incident to be put on record.
 *
 * @param sameEventAs null for an event that is new
 * @param anotherEventBecause null unless a dismissed record is like it
 */
@Schema(name = "SecurityIncidentRequest", description = "A security incident to be put on record")
public record NewIncident(
        @NotNull
        @Schema(
                required = true,
                description = "On whose platform or product",
                examples = "01900000-0000-7000-8000-000000000001")
        UUID providerId,

        @Schema(
                nullable = true,
                description = "The dismissed record of the same event, where there is one: its dates stay")
        UUID sameEventAs,

        @Size(max = 2_000)
        @Schema(
                nullable = true,
                description = "Why it is another event than that of a dismissed record of about the same day or of the"
                        + " same platform or product; kept on record",
                examples = "上次为误报，本次为新的攻击，来源和时间均不同。")
        String anotherEventBecause,

        @NotBlank @Size(max = 200) @Schema(required = true, description = "In a few words", examples = "对象存储服务数据泄露")
        String title,

        @NotBlank
        @Size(max = 5_000)
        @Schema(required = true, description = "What is known of it", examples = "存储桶权限配置错误，两家企业的数据可被公开读取。")
        String description,

        @NotBlank
        @Size(max = 200)
        @Schema(required = true, description = "The platform or product", examples = "皖云对象存储")
        String affected,

        @Size(max = 5_000)
        @Schema(nullable = true, description = "What was done about it", examples = "已关闭公开读取，正在通知用户。")
        String measures,

        @NotNull @Schema(required = true, description = "How grave it seems, by GB/T 20986")
        IncidentGrade grade,

        @NotNull
        @PlausibleDay
        @Schema(required = true, description = "When it happened", examples = "2018-06-12T02:00:00Z")
        Instant occurredAt,

        @NotNull
        @PlausibleDay
        @Schema(
                required = true,
                description = "When it was found, not before it happened",
                examples = "2018-06-13T01:00:00Z")
        Instant foundAt) {}
