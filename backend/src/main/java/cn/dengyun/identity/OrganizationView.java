package cn.dengyun.identity;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An organisation as those see it who may know of it. */
@Schema(name = "Organization")
public record OrganizationView(
        @Schema(required = true, examples = "01900000-0000-7000-8000-000000000101")
        UUID id,

        @Schema(
                required = true,
                description = "Unified social credit code (GB 32100-2015)",
                examples = "91340000MA2T00058Q")
        String creditCode,

        @Schema(required = true) OrganizationKind kind,
        @Schema(required = true, examples = "皖云示范云计算有限公司") String nameZh,

        @Schema(required = true, nullable = true, examples = "Wanyun Demo Cloud Co., Ltd.")
        String nameEn,

        @Schema(required = true, description = "GB/T 2260 code of where it is", examples = "340000")
        String regionCode,

        @Schema(required = true, nullable = true, description = "GB/T 4754-2017 section or division", examples = "65")
        String industryCode,

        @Schema(required = true, nullable = true, examples = "王芳")
        String contactName,

        @Schema(required = true, nullable = true, examples = "0551-60000000")
        String contactPhone,

        @Schema(required = true, nullable = true, examples = "contact@example.cn")
        String contactEmail,

        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt) {

    static OrganizationView of(Organization organization) {
        OrganizationDetails details = organization.details();
        return new OrganizationView(
                organization.id(),
                organization.creditCode(),
                organization.kind(),
                details.nameZh(),
                details.nameEn(),
                organization.regionCode(),
                details.industryCode(),
                details.contactName(),
                details.contactPhone(),
                details.contactEmail(),
                organization.createdAt(),
                organization.updatedAt());
    }
}
