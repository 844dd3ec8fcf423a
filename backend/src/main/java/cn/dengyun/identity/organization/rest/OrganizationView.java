package cn.dengyun.identity.organization.rest;

import cn.dengyun.identity.organization.domain.BusinessRegistration;
import cn.dengyun.identity.organization.domain.CertifiedFacts;
import cn.dengyun.identity.organization.domain.Contact;
import cn.dengyun.identity.organization.domain.FieldMasks;
import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationDetail;
import cn.dengyun.identity.organization.domain.OrganizationDetail.Clarity;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.shared.EnterpriseSize;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An organisation as the caller may see it: what is hidden from him is null. */
@Schema(
        name = "Organization",
        description =
                "An organisation as the caller may see it: what is hidden from the caller is null, and `seenAs` says"
                        + " why. Those from outside see what is certified, those who deal with it what it says about itself now.")
public record OrganizationView(
        @Schema(required = true, description = "Its id", examples = "01900000-0000-7000-8000-000000000101")
        UUID id,

        @Schema(
                required = true,
                description = "Unified social credit code (GB 32100-2015); masked for the public",
                examples = "91340000MA2T00058Q")
        String creditCode,

        @Schema(required = true) OrganizationKind kind,

        @Schema(required = true, description = "The name in Chinese", examples = "皖云示范云计算有限公司")
        String nameZh,

        @Schema(
                required = true,
                nullable = true,
                description = "The name in English, where there is one",
                examples = "Wanyun Demo Cloud Co., Ltd.")
        String nameEn,

        @Schema(required = true, description = "GB/T 2260 code of where it is", examples = "340000")
        String regionCode,

        @Schema(required = true, nullable = true, description = "GB/T 4754-2017 section", examples = "I")
        String industrySection,

        @Schema(
                required = true,
                nullable = true,
                description = "GB/T 4754-2017 as exact as known; hidden from the public",
                examples = "65")
        String industryCode,

        @Schema(
                required = true,
                nullable = true,
                description = "By the statistical rule of 2017, computed; `UNCLASSIFIED` where it does not cover the"
                        + " industry. For the organisation, its authority, finance, auditors and administrators")
        EnterpriseSize sizeClass,

        @Schema(required = true, description = "Codes of `enterprise-tags`", examples = "[\"SPECIALIZED_NEW\"]")
        List<String> tags,

        @Schema(
                required = true,
                nullable = true,
                description = "People employed; for the organisation, its authority and auditors",
                examples = "320")
        Long staffCount,

        @Schema(
                required = true,
                nullable = true,
                description = "Operating revenue of last year in fen; for the same",
                examples = "2500000000")
        Long revenueFen,

        @Schema(
                required = true,
                nullable = true,
                description = "Total assets at the end of last year in fen; for the same",
                examples = "1800000000")
        Long assetsFen,

        @Schema(
                required = true,
                nullable = true,
                description = "Legal representative. Personal data, as are the next two: for the organisation, its"
                        + " authority and auditors",
                examples = "周明远")
        String legalRepresentative,

        @Schema(
                required = true,
                nullable = true,
                description = "Actual controller, a person or an organisation; for the same",
                examples = "合肥示范控股集团有限公司")
        String controller,

        @Schema(
                required = true,
                nullable = true,
                description = "Domicile in the business register; for the same",
                examples = "安徽省合肥市包河区示范路88号")
        String registeredAddress,

        @Schema(
                required = true,
                nullable = true,
                description = "First day of the legal entity; for the same",
                examples = "2011-03-18")
        LocalDate registeredOn,

        @Schema(
                required = true,
                nullable = true,
                description = "GB/T 4754-2017 code of the business register; for the same",
                examples = "3451")
        String registeredIndustryCode,

        @Schema(
                required = true,
                nullable = true,
                description = "From when it is deregistered or its licence is revoked; for the same",
                examples = "2031-12-31")
        LocalDate deregisteredOn,

        @Schema(
                required = true,
                nullable = true,
                description = "Personal data: for the organisation, its authority and auditors, masked for finance and"
                        + " administrators",
                examples = "王芳")
        String contactName,

        @Schema(required = true, nullable = true, description = "For the same", examples = "0551-60000000")
        String contactPhone,

        @Schema(required = true, nullable = true, description = "For the same", examples = "contact@example.cn")
        String contactEmail,

        @Schema(
                required = true,
                nullable = true,
                description = "Since when the certification in force holds; null when nothing is certified")
        Instant certifiedAt,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "What is certified and in force, for those who see beside it what the organisation says now")
        CertifiedView certified,

        @Schema(
                required = true,
                nullable = true,
                description = "Since when it may only read; null when it is not frozen or the caller may not know")
        Instant frozenAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it is frozen; null while it is not",
                examples = "涉嫌提供虚假材料，核查期间冻结")
        String frozenReason,

        @Schema(
                required = true,
                nullable = true,
                description =
                        "When somebody else had registered the credit code, whose registration gave way; null when"
                                + " nobody had or the caller may not know")
        Instant earlierRegistrationAt,

        @Schema(required = true, description = "As whom the caller sees it")
        OrganizationDetail seenAs,

        @Schema(
                required = true,
                description =
                        "What the caller may do: `EDIT`, `APPLY_FOR_CERTIFICATION` (unless one is open), `FREEZE`,"
                                + " `UNFREEZE`, `REVOKE`",
                examples = "[\"EDIT\"]")
        List<String> availableActions,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt) {

    /** The certification in force. */
    @Schema(name = "CertifiedOrganization", description = "The facts of the certification in force")
    public record CertifiedView(
            @Schema(description = "The certification that established the facts")
            UUID certificationId,

            @Schema(description = "The name in Chinese", examples = "皖云示范云计算有限公司")
            String nameZh,

            @Schema(description = "The region, a GB/T 2260 code", examples = "340000")
            String regionCode,

            @Schema(description = "The industry, a GB/T 4754 code", examples = "65")
            String industryCode,

            EnterpriseSize sizeClass,

            @Schema(description = "What it is known as besides, from the list of tags", examples = "[\"HIGH_TECH\"]")
            List<String> tags,

            @Schema(description = "Whether the organisation says something else now and has to be certified anew")
            boolean isOutdated) {

        static CertifiedView of(Organization organization) {
            CertifiedFacts facts = organization.certification().facts();
            return new CertifiedView(
                    organization.certification().certificationId(),
                    facts.nameZh(),
                    facts.regionCode(),
                    facts.industryCode(),
                    facts.size(),
                    facts.tags(),
                    organization.isRecertificationDue());
        }
    }

    /** @param section of the industry that is shown; null without one */
    static OrganizationView of(
            Organization organization, OrganizationDetail sight, String section, List<String> availableActions) {
        CertifiedFacts facts = shownFacts(organization, sight);
        BusinessRegistration registration = organization.profile().registration();
        Contact contact = organization.profile().contact();
        boolean showsFreeze = organization.isFrozen() && sight.standing() == Clarity.PLAIN;
        return new OrganizationView(
                organization.id(),
                FieldMasks.creditCode(sight.creditCode(), organization.creditCode()),
                organization.kind(),
                facts.nameZh(),
                facts.nameEn(),
                facts.regionCode(),
                section,
                FieldMasks.show(sight.industryCode(), facts.industryCode()),
                FieldMasks.show(sight.sizeClass(), facts.size()),
                facts.tags(),
                FieldMasks.show(sight.figures(), facts.staffCount()),
                FieldMasks.show(sight.figures(), facts.revenueFen()),
                FieldMasks.show(sight.figures(), facts.assetsFen()),
                FieldMasks.show(sight.registration(), registration.legalRepresentative()),
                FieldMasks.show(sight.registration(), registration.controller()),
                FieldMasks.show(sight.registration(), registration.registeredAddress()),
                FieldMasks.show(sight.registration(), registration.registeredOn()),
                FieldMasks.show(sight.registration(), registration.registeredIndustry()),
                FieldMasks.show(sight.registration(), registration.deregisteredOn()),
                FieldMasks.personName(sight.contact(), contact.name()),
                FieldMasks.phone(sight.contact(), contact.phone()),
                FieldMasks.email(sight.contact(), contact.email()),
                organization.isCertified() ? organization.certification().since() : null,
                organization.isCertified() && sight.declaration() == Clarity.PLAIN
                        ? CertifiedView.of(organization)
                        : null,
                showsFreeze ? organization.freeze().since() : null,
                showsFreeze ? organization.freeze().reason() : null,
                sight.declaration() == Clarity.PLAIN ? organization.earlierRegistrationAt() : null,
                sight,
                availableActions,
                organization.createdAt(),
                organization.updatedAt());
    }

    /** What is told about its name, place, industry and size. */
    static CertifiedFacts shownFacts(Organization organization, OrganizationDetail sight) {
        return sight.declaration() == Clarity.PLAIN || !organization.isCertified()
                ? organization.profile().certifiable()
                : organization.certification().facts();
    }
}
