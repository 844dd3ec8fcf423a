package cn.dengyun.identity.organization.store;

import cn.dengyun.identity.organization.domain.Certification;
import cn.dengyun.identity.organization.domain.CertifiedFacts;
import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.shared.EnterpriseSize;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The certification in force as it stands in the organisation's row; all columns are null without one. */
@Embeddable
class CertificationColumns {

    @Column(name = "certification_id")
    UUID certificationId;

    @Column(name = "certified_at")
    Instant certifiedAt;

    @Column(name = "certified_name_zh")
    String certifiedNameZh;

    @Column(name = "certified_name_en")
    String certifiedNameEn;

    @Column(name = "certified_region_code")
    String certifiedRegionCode;

    @Column(name = "certified_industry_code")
    String certifiedIndustryCode;

    @Column(name = "certified_staff_count")
    Long certifiedStaffCount;

    @Column(name = "certified_revenue_fen")
    Long certifiedRevenueFen;

    @Column(name = "certified_assets_fen")
    Long certifiedAssetsFen;

    @Enumerated(EnumType.STRING)
    @Column(name = "certified_size")
    EnterpriseSize certifiedSize;

    @Column(name = "certified_tags")
    String[] certifiedTags;

    @Embedded
    @AttributeOverride(name = "legalRepresentative", column = @Column(name = "certified_legal_representative"))
    @AttributeOverride(name = "controller", column = @Column(name = "certified_controller"))
    @AttributeOverride(name = "registeredAddress", column = @Column(name = "certified_registered_address"))
    @AttributeOverride(name = "registeredOn", column = @Column(name = "certified_registered_on"))
    @AttributeOverride(name = "registeredIndustry", column = @Column(name = "certified_registered_industry"))
    @AttributeOverride(name = "deregisteredOn", column = @Column(name = "certified_deregistered_on"))
    RegistrationColumns certifiedRegistration;

    static CertificationColumns of(Certification certification, Instant since) {
        CertifiedFacts facts = certification.facts();
        CertificationColumns columns = new CertificationColumns();
        columns.certificationId = certification.id();
        columns.certifiedAt = since;
        columns.certifiedNameZh = facts.nameZh();
        columns.certifiedNameEn = facts.nameEn();
        columns.certifiedRegionCode = facts.regionCode();
        columns.certifiedIndustryCode = facts.industryCode();
        columns.certifiedStaffCount = facts.staffCount();
        columns.certifiedRevenueFen = facts.revenueFen();
        columns.certifiedAssetsFen = facts.assetsFen();
        columns.certifiedSize = facts.size();
        columns.certifiedTags = facts.tags().toArray(new String[0]);
        columns.certifiedRegistration = RegistrationColumns.of(facts.registration());
        return columns;
    }

    Organization.InForce toInForce() {
        if (certificationId == null) {
            return null;
        }
        CertifiedFacts facts = new CertifiedFacts(
                certifiedNameZh,
                certifiedNameEn,
                certifiedRegionCode,
                certifiedIndustryCode,
                certifiedStaffCount,
                certifiedRevenueFen,
                certifiedAssetsFen,
                List.of(certifiedTags),
                RegistrationColumns.read(certifiedRegistration));
        return new Organization.InForce(certificationId, facts, certifiedAt);
    }
}
