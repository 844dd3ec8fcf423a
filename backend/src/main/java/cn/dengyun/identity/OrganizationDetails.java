package cn.dengyun.identity;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an organisation may change about itself. */
@Schema(
        name = "OrganizationPatch",
        description = "JSON Merge Patch: only the members that shall change; null removes one")
public record OrganizationDetails(
        @NotBlank @Size(max = 200) @Schema(examples = "肥西示范精密机械有限公司")
        String nameZh,

        @Size(max = 300) @Schema(nullable = true, examples = "Feixi Demo Precision Machinery Co., Ltd.")
        String nameEn,

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
        String contactEmail) {}
