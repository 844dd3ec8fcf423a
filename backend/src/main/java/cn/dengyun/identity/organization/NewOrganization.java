package cn.dengyun.identity.organization;

import cn.dengyun.identity.organization.domain.BusinessRegistration;
import cn.dengyun.identity.organization.domain.Contact;
import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.identity.organization.domain.Profile;
import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.shared.CreditCode;
import cn.dengyun.shared.Fen;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An organisation to be registered. */
@Schema(name = "OrganizationRequest", description = "The organisation to be registered, with its first person")
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

        @NotBlank
        @Size(max = Profile.MAX_NAME)
        @Schema(required = true, description = "The name in Chinese", examples = "合肥示范轴承有限公司")
        String nameZh,

        @Size(max = Profile.MAX_NAME_EN)
        @Schema(
                nullable = true,
                description = "The name in English, where there is one",
                examples = "Hefei Demo Bearings Co., Ltd.")
        String nameEn,

        @NotBlank
        @Schema(
                required = true,
                description = "GB/T 2260 code of where it is, which decides the authority that certifies it",
                examples = "340111")
        String regionCode,

        @Size(max = Profile.MAX_INDUSTRY_CODE)
        @Schema(
                nullable = true,
                description = "GB/T 4754-2017 as exact as known: section (letter), division, group or class (two to"
                        + " four digits)",
                examples = "34")
        String industryCode,

        @Min(0) @Max(Profile.MAX_STAFF) @Schema(nullable = true, description = "People employed", examples = "320")
        Long staffCount,

        @Min(0)
        @Max(Fen.MAX_FIGURE)
        @Schema(nullable = true, description = "Operating revenue of last year in fen", examples = "2500000000")
        Long revenueFen,

        @Min(0)
        @Max(Fen.MAX_FIGURE)
        @Schema(nullable = true, description = "Total assets at the end of last year in fen", examples = "1800000000")
        Long assetsFen,

        @Size(max = Profile.MAX_TAGS)
        @Schema(nullable = true, description = "Codes of `enterprise-tags`", examples = "[\"SPECIALIZED_NEW\"]")
        List<@NotNull String> tags,

        @Size(max = BusinessRegistration.MAX_PERSON)
        @Schema(
                nullable = true,
                description = "Name of the legal representative (法定代表人), without the number of a document",
                examples = "周明远")
        String legalRepresentative,

        @Size(max = BusinessRegistration.MAX_CONTROLLER)
        @Schema(
                nullable = true,
                description = "Name of the actual controller (实际控制人), a person or an organisation",
                examples = "合肥示范控股集团有限公司")
        String controller,

        @Size(max = BusinessRegistration.MAX_ADDRESS)
        @Schema(
                nullable = true,
                description = "The domicile in the business register (住所)",
                examples = "安徽省合肥市包河区示范路88号")
        String registeredAddress,

        @PlausibleDay
        @Schema(nullable = true, description = "First day of the legal entity (成立日期)", examples = "2011-03-18")
        LocalDate registeredOn,

        @Size(max = Profile.MAX_INDUSTRY_CODE)
        @Schema(
                nullable = true,
                description = "GB/T 4754-2017 code of the business register, as exact as known",
                examples = "3451")
        String registeredIndustryCode,

        @PlausibleDay
        @Schema(
                nullable = true,
                description = "From when it is deregistered or its licence is revoked; null for one that does business",
                examples = "2031-12-31")
        LocalDate deregisteredOn,

        @Size(max = Contact.MAX_NAME) @Schema(nullable = true, description = "Whom to ask", examples = "王芳")
        String contactName,

        @Size(max = Contact.MAX_PHONE)
        @Schema(nullable = true, description = "The telephone number of the contact", examples = "0551-60000000")
        String contactPhone,

        @Email
        @Size(max = Contact.MAX_EMAIL)
        @Schema(nullable = true, description = "The e-mail address of the contact", examples = "contact@example.cn")
        String contactEmail,

        @Valid @Schema(nullable = true, description = "Required unless a system administrator registers it")
        NewOwner owner) {

    /** Rejects with {@code invalid-request} unless the credit code is right. */
    Organization toOrganization(UUID id, Instant now) {
        return new Organization(
                id,
                CreditCode.parse("/creditCode", creditCode).value(),
                kind,
                profile(),
                null,
                null,
                null,
                0,
                now,
                now);
    }

    BusinessRegistration registration() {
        return new BusinessRegistration(
                legalRepresentative,
                controller,
                registeredAddress,
                registeredOn,
                registeredIndustryCode,
                deregisteredOn);
    }

    private Profile profile() {
        return new Profile(
                nameZh,
                nameEn,
                regionCode,
                industryCode,
                staffCount,
                revenueFen,
                assetsFen,
                tags == null ? List.of() : tags,
                registration(),
                new Contact(contactName, contactPhone, contactEmail));
    }
}
