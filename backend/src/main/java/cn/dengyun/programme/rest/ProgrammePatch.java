package cn.dengyun.programme.rest;

import cn.dengyun.programme.ProgrammeForms;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the contract describes a change of a programme; it is read as JSON, which tells absent from null. */
@Schema(
        name = "ProgrammePatch",
        description = "JSON Merge Patch (RFC 7396): only the members that shall change; null removes one")
interface ProgrammePatch {

    @Schema(description = "Cannot be removed", maxLength = ProgrammeForms.MAX_NAME, examples = "2018 年安徽省云服务券")
    String getNameZh();

    @Schema(
            nullable = true,
            maxLength = ProgrammeForms.MAX_NAME,
            description = "The name in English, where there is one",
            examples = "Anhui cloud-service vouchers 2018")
    String getNameEn();

    @Schema(
            nullable = true,
            maxLength = ProgrammeForms.MAX_SUMMARY,
            description = "What it is about, in Chinese",
            examples = "支持中小微企业购买云服务。")
    String getSummaryZh();

    @Schema(
            nullable = true,
            maxLength = ProgrammeForms.MAX_SUMMARY,
            description = "What it is about, in English",
            examples = "Helps enterprises buy cloud services.")
    String getSummaryEn();
}
