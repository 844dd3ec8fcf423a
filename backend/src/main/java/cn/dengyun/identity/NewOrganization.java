package cn.dengyun.identity;

import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.Defect;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An organisation to be registered. */
@Schema(name = "NewOrganization")
public record NewOrganization(
        @NotBlank
        @Size(max = 60)
        @Schema(
                required = true,
                description = "Unified social credit code (GB 32100-2015); blanks, lower case and full width are"
                        + " tolerated, the check character is checked",
                examples = "91340100MA2T00074K")
        String creditCode,

        @NotNull @Schema(required = true) OrganizationKind kind,

        @NotBlank @Size(max = 200) @Schema(required = true, examples = "合肥示范轴承有限公司")
        String nameZh,

        @Size(max = 300) @Schema(nullable = true, examples = "Hefei Demo Bearings Co., Ltd.")
        String nameEn,

        @NotBlank @Schema(required = true, description = "GB/T 2260 code of where it is", examples = "340111")
        String regionCode,

        @Size(max = 10)
        @Schema(
                nullable = true,
                description = "GB/T 4754-2017 section (letter) or division (two digits)",
                examples = "34")
        String industryCode,

        @Size(max = 100) @Schema(nullable = true, examples = "王芳")
        String contactName,

        @Size(max = 40) @Schema(nullable = true, examples = "0551-60000000")
        String contactPhone,

        @Email @Size(max = 254) @Schema(nullable = true, examples = "contact@example.cn")
        String contactEmail) {

    /** What is wrong with its credit code. */
    List<Defect> creditCodeDefects() {
        return CreditCode.defectsOf("/creditCode", creditCode);
    }

    /** Rejects with {@code invalid-request} unless {@link #creditCodeDefects()} is empty. */
    Organization toOrganization(UUID id, Instant now) {
        return new Organization(
                id,
                CreditCode.parse("/creditCode", creditCode).value(),
                kind,
                regionCode,
                new OrganizationDetails(nameZh, nameEn, industryCode, contactName, contactPhone, contactEmail),
                0,
                now,
                now);
    }
}
