package cn.dengyun.identity.organization.store;

import cn.dengyun.identity.organization.domain.CertifiedFacts;
import cn.dengyun.identity.organization.domain.Organization;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The certification in force as it stands in the organisation's row; all columns are null without one. */
@Embeddable
class CertificationColumns {

    @Column(name = "certification_id", updatable = false)
    UUID certificationId;

    @Column(name = "certified_at", updatable = false)
    Instant certifiedAt;

    @Column(name = "certified_name_zh", updatable = false)
    String certifiedNameZh;

    @Column(name = "certified_name_en", updatable = false)
    String certifiedNameEn;

    @Column(name = "certified_region_code", updatable = false)
    String certifiedRegionCode;

    @Column(name = "certified_industry_code", updatable = false)
    String certifiedIndustryCode;

    @Column(name = "certified_staff_count", updatable = false)
    Long certifiedStaffCount;

    @Column(name = "certified_revenue_fen", updatable = false)
    Long certifiedRevenueFen;

    @Column(name = "certified_assets_fen", updatable = false)
    Long certifiedAssetsFen;

    @Column(name = "certified_tags", updatable = false)
    String[] certifiedTags;

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
                List.of(certifiedTags));
        return new Organization.InForce(certificationId, facts, certifiedAt);
    }
}
