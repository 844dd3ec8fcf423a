package cn.dengyun.identity.organization.rest;

import cn.dengyun.identity.organization.domain.BusinessRegistration;
import cn.dengyun.identity.organization.domain.Contact;
import cn.dengyun.identity.organization.domain.Profile;
import cn.dengyun.shared.Fen;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the contract describes a change of an organisation; it is read as JSON, which tells absent from null. */
@Schema(
        name = "OrganizationPatch",
        description = "JSON Merge Patch (RFC 7396): only the members that shall change; null removes one")
interface OrganizationPatch {

    @Schema(description = "Cannot be removed", maxLength = Profile.MAX_NAME, examples = "肥西示范精密机械有限公司")
    String getNameZh();

    @Schema(
            nullable = true,
            maxLength = Profile.MAX_NAME_EN,
            description = "The name in English",
            examples = "Feixi Demo Precision Machinery Co., Ltd.")
    String getNameEn();

    @Schema(
            description =
                    "Cannot be removed; GB/T 2260 code of where it is, which decides the authority that certifies it",
            maxLength = 6,
            examples = "340123")
    String getRegionCode();

    @Schema(
            nullable = true,
            description = "GB/T 4754-2017 as exact as known: section (letter), division, group or class (two to four"
                    + " digits)",
            maxLength = Profile.MAX_INDUSTRY_CODE,
            examples = "34")
    String getIndustryCode();

    @Schema(
            nullable = true,
            description = "People employed",
            minimum = "0",
            maximum = "" + Profile.MAX_STAFF,
            examples = "320")
    Long getStaffCount();

    @Schema(
            nullable = true,
            description = "Operating revenue of last year in fen",
            minimum = "0",
            maximum = "" + Fen.MAX_FIGURE,
            examples = "2500000000")
    Long getRevenueFen();

    @Schema(
            nullable = true,
            description = "Total assets at the end of last year in fen",
            minimum = "0",
            maximum = "" + Fen.MAX_FIGURE,
            examples = "1800000000")
    Long getAssetsFen();

    @Schema(nullable = true, description = "Codes of `enterprise-tags`", maxItems = Profile.MAX_TAGS)
    List<String> getTags();

    @Schema(
            nullable = true,
            maxLength = BusinessRegistration.MAX_PERSON,
            description = "Name of the legal representative (法定代表人), without the number of a document",
            examples = "周明远")
    String getLegalRepresentative();

    @Schema(
            nullable = true,
            maxLength = BusinessRegistration.MAX_CONTROLLER,
            description = "Name of the actual controller (实际控制人), a person or an organisation",
            examples = "合肥示范控股集团有限公司")
    String getController();

    @Schema(
            nullable = true,
            maxLength = BusinessRegistration.MAX_ADDRESS,
            description = "The domicile in the business register (住所)",
            examples = "安徽省合肥市肥西县示范路88号")
    String getRegisteredAddress();

    @Schema(nullable = true, description = "First day of the legal entity (成立日期)", examples = "2011-03-18")
    LocalDate getRegisteredOn();

    @Schema(
            nullable = true,
            description = "GB/T 4754-2017 code of the business register, as exact as known",
            maxLength = Profile.MAX_INDUSTRY_CODE,
            examples = "3451")
    String getRegisteredIndustryCode();

    @Schema(
            nullable = true,
            description = "From when it is deregistered or its licence is revoked; null for one that does business",
            examples = "2031-12-31")
    LocalDate getDeregisteredOn();

    @Schema(nullable = true, maxLength = Contact.MAX_NAME, description = "Whom to ask", examples = "王芳")
    String getContactName();

    @Schema(
            nullable = true,
            maxLength = Contact.MAX_PHONE,
            description = "The telephone number of the contact",
            examples = "0551-60000000")
    String getContactPhone();

    @Schema(
            nullable = true,
            maxLength = Contact.MAX_EMAIL,
            format = "email",
            description = "The e-mail address of the contact",
            examples = "contact@example.cn")
    String getContactEmail();
}
