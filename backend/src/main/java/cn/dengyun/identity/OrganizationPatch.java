package cn.dengyun.identity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the contract describes a change of an organisation; it is read as JSON, which tells absent from null. */
@Schema(
        name = "OrganizationPatch",
        description = "JSON Merge Patch (RFC 7396): only the members that shall change; null removes one")
interface OrganizationPatch {

    @Schema(description = "Cannot be removed", maxLength = 200, examples = "肥西示范精密机械有限公司")
    String getNameZh();

    @Schema(nullable = true, maxLength = 300, examples = "Feixi Demo Precision Machinery Co., Ltd.")
    String getNameEn();

    @Schema(
            nullable = true,
            description = "GB/T 4754-2017 section (letter) or division (two digits)",
            maxLength = 10,
            examples = "34")
    String getIndustryCode();

    @Schema(nullable = true, maxLength = 100, examples = "王芳")
    String getContactName();

    @Schema(nullable = true, maxLength = 40, examples = "0551-60000000")
    String getContactPhone();

    @Schema(nullable = true, maxLength = 254, format = "email", examples = "contact@example.cn")
    String getContactEmail();
}
