package cn.dengyun.identity.organization.rest;

import cn.dengyun.identity.organization.domain.BusinessRegistration;
import cn.dengyun.identity.organization.domain.Certification;
import cn.dengyun.identity.organization.domain.CertificationDecision;
import cn.dengyun.identity.organization.domain.CertificationDecision.CertificationOutcome;
import cn.dengyun.identity.organization.domain.CertificationStatus;
import cn.dengyun.identity.organization.domain.CertifiedFacts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.EnterpriseSize;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A certification: only the applicant, authorities that decide on it and auditors ever see one. Who has another role
 * besides, an administrator's for example, does not see who stands behind an organisation.
 */
@Schema(name = "Certification", description = "An organisation's request to be certified, and what became of it")
public record CertificationView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The organisation")
        UUID organizationId,

        @Schema(required = true) CertificationStatus status,
        @Schema(required = true) FactsView facts,

        @Schema(required = true, nullable = true, description = "Null for a draft")
        Instant submittedAt,

        @Schema(required = true, nullable = true, description = "The last decision; null before the first")
        DecisionView decision,

        @Schema(
                required = true,
                description = "What the caller may do now: `SUBMIT`, `WITHDRAW`, `CERTIFY`, `RETURN`, `REJECT`",
                examples = "[\"WITHDRAW\"]")
        List<String> availableActions,

        @Schema(required = true, description = "When it was created")
        Instant createdAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt) {

    /** What is asked to be certified. */
    @Schema(
            name = "CertificationFacts",
            description = "What the applicant asks to be certified, as it said when it asked")
    public record FactsView(
            @Schema(required = true, description = "The name in Chinese", examples = "肥西示范精密机械有限公司")
            String nameZh,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The name in English, where there is one",
                    examples = "Feixi Demo Precision Machinery Co., Ltd.")
            String nameEn,

            @Schema(required = true, description = "Decides the authority", examples = "340123")
            String regionCode,

            @Schema(required = true, nullable = true, description = "The industry, a GB/T 4754 code", examples = "34")
            String industryCode,

            @Schema(required = true, nullable = true, description = "Number of people employed", examples = "320")
            Long staffCount,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Revenue of the last year in fen",
                    examples = "2500000000")
            Long revenueFen,

            @Schema(required = true, nullable = true, description = "Total assets in fen", examples = "1800000000")
            Long assetsFen,

            @Schema(required = true, description = "Computed by the statistical rule of 2017")
            EnterpriseSize sizeClass,

            @Schema(
                    required = true,
                    description = "What it is known as besides, from the list of tags",
                    examples = "[\"SPECIALIZED_NEW\"]")
            List<String> tags,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Legal representative. Personal data, as are the next two",
                    examples = "周明远")
            String legalRepresentative,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Actual controller, a person or an organisation",
                    examples = "合肥示范控股集团有限公司")
            String controller,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "Domicile in the business register",
                    examples = "安徽省合肥市肥西县示范路88号")
            String registeredAddress,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "First day of the legal entity",
                    examples = "2011-03-18")
            LocalDate registeredOn,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "GB/T 4754 code of the business register",
                    examples = "3451")
            String registeredIndustryCode,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "From when it is deregistered or its licence is revoked",
                    examples = "2031-12-31")
            LocalDate deregisteredOn) {

        static FactsView of(CertifiedFacts facts, BusinessRegistration registration) {
            return new FactsView(
                    facts.nameZh(),
                    facts.nameEn(),
                    facts.regionCode(),
                    facts.industryCode(),
                    facts.staffCount(),
                    facts.revenueFen(),
                    facts.assetsFen(),
                    facts.size(),
                    facts.tags(),
                    registration.legalRepresentative(),
                    registration.controller(),
                    registration.registeredAddress(),
                    registration.registeredOn(),
                    registration.registeredIndustry(),
                    registration.deregisteredOn());
        }
    }

    /** What the authority decided. */
    @Schema(name = "CertificationDecision", description = "What the authority decided")
    public record DecisionView(
            @Schema(required = true) CertificationOutcome outcome,

            @Schema(required = true, description = "What the applicant is told", examples = "材料与登记信息一致")
            String reason,

            @Schema(required = true, nullable = true, description = "What a refusal rests on", examples = "实施方案第三条第二款")
            String clause,

            @Schema(required = true, description = "All that has to be mended; empty unless it was returned")
            List<DefectView> defects,

            @Schema(required = true, description = "When it was decided")
            Instant decidedAt) {

        static DecisionView of(CertificationDecision decision) {
            return new DecisionView(
                    decision.outcome(),
                    decision.reason(),
                    decision.clause(),
                    decision.defects().stream()
                            .map(defect -> new DefectView(defect.pointer(), defect.code(), defect.detail()))
                            .toList(),
                    decision.decidedAt());
        }
    }

    /** One thing to be mended. */
    @Schema(name = "CertificationDefect", description = "One thing to be mended")
    public record DefectView(
            @Schema(required = true, description = "Where it is in the organisation", examples = "/industryCode")
            String pointer,

            @Schema(required = true, description = "Code of `certification-defects`", examples = "INDUSTRY_WRONG")
            String code,

            @Schema(required = true, nullable = true, description = "What is wrong, in words", examples = "请按主营业务填写 34")
            String detail) {}

    static String tag(Certification certification) {
        return String.valueOf(certification.version());
    }

    static CertificationView of(Certification certification, Actor actor) {
        return new CertificationView(
                certification.id(),
                certification.organizationId(),
                certification.status(),
                FactsView.of(
                        certification.facts(),
                        certification.showsRegistrationTo(actor)
                                ? certification.facts().registration()
                                : BusinessRegistration.NONE),
                certification.submittedAt(),
                certification.decision() == null ? null : DecisionView.of(certification.decision()),
                certification.availableActions(actor),
                certification.createdAt(),
                certification.updatedAt());
    }
}
