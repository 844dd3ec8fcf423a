package cn.dengyun.provider;

import cn.dengyun.provider.domain.ProviderStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A provider as everybody may see it. */
@Schema(name = "Provider", description = "An organisation that provides cloud services, as everybody sees it")
public record ProviderView(
        @Schema(
                required = true,
                description = "Stands in `/providers/{providerId}/…`; not the id of the organisation",
                examples = "01900000-0000-7000-8000-000000000001")
        UUID id,

        @Schema(
                required = true,
                description = "The organisation that provides",
                examples = "01900000-0000-7000-8000-000000000101")
        UUID organizationId,

        @Schema(required = true, description = "At least one")
        List<ProviderKind> kinds,

        @Schema(required = true, description = "The name in Chinese", examples = "皖云示范云平台")
        String nameZh,

        @Schema(
                required = true,
                nullable = true,
                description = "The name in English, where there is one",
                examples = "Wanyun Demo Cloud")
        String nameEn,

        @Schema(
                required = true,
                nullable = true,
                description = "The telephone number for customers",
                examples = "400-000-0001")
        String hotline,

        @Schema(
                required = true,
                nullable = true,
                description = "The address of the web site",
                examples = "https://cloud.example.cn")
        String homepage,

        @Schema(required = true, description = "At this moment; only a `QUALIFIED` provider may publish and sell")
        ProviderStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "When a suspension or sanction ends by itself, or a qualification begins that is granted;"
                        + " null when it is qualified, or when somebody has to decide")
        Instant statusUntil,

        @Schema(
                required = true,
                nullable = true,
                description = "The first moment at which none of its qualifications is in force any more; null where"
                        + " none ever was")
        Instant qualifiedUntil,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt) {

    static ProviderView of(Provider provider, Instant now) {
        return new ProviderView(
                provider.id(),
                provider.organizationId(),
                provider.kinds(),
                provider.nameZh(),
                provider.nameEn(),
                provider.hotline(),
                provider.homepage(),
                provider.statusAt(now),
                provider.standing().fitAgainAfter(now),
                provider.standing().qualifiedUntil(),
                provider.createdAt(),
                provider.updatedAt());
    }
}
