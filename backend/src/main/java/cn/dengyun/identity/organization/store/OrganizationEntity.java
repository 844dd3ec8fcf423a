package cn.dengyun.identity.organization.store;

import cn.dengyun.identity.organization.domain.Contact;
import cn.dengyun.identity.organization.domain.Organization;
import cn.dengyun.identity.organization.domain.OrganizationKind;
import cn.dengyun.identity.organization.domain.Profile;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An organisation's row. What authorities decide is written elsewhere and only read here. */
@Entity(name = "Organization")
@Table(name = "organization")
public class OrganizationEntity {

    @Id
    UUID id;

    @Column(name = "credit_code", updatable = false)
    String creditCode;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    OrganizationKind kind;

    @Column(name = "region_code")
    String regionCode;

    @Column(name = "name_zh")
    String nameZh;

    @Column(name = "name_en")
    String nameEn;

    @Column(name = "industry_code")
    String industryCode;

    @Column(name = "staff_count")
    Long staffCount;

    @Column(name = "revenue_fen")
    Long revenueFen;

    @Column(name = "assets_fen")
    Long assetsFen;

    @Column(name = "tags")
    String[] tags;

    @Column(name = "contact_name")
    String contactName;

    @Column(name = "contact_phone")
    String contactPhone;

    @Column(name = "contact_email")
    String contactEmail;

    @Embedded
    CertificationColumns certification;

    @Column(name = "frozen_at", updatable = false)
    Instant frozenAt;

    @Column(name = "frozen_reason", updatable = false)
    String frozenReason;

    @Version
    int version;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "updated_by")
    UUID updatedBy;

    private Profile profile() {
        return new Profile(
                nameZh,
                nameEn,
                regionCode,
                industryCode,
                staffCount,
                revenueFen,
                assetsFen,
                List.of(tags),
                new Contact(contactName, contactPhone, contactEmail));
    }

    /** Takes over what the organisation says about itself. */
    public void accept(Profile profile, Instant now, UUID actor) {
        nameZh = profile.nameZh();
        nameEn = profile.nameEn();
        regionCode = profile.regionCode();
        industryCode = profile.industryCode();
        staffCount = profile.staffCount();
        revenueFen = profile.revenueFen();
        assetsFen = profile.assetsFen();
        tags = profile.tags().toArray(new String[0]);
        contactName = profile.contact().name();
        contactPhone = profile.contact().phone();
        contactEmail = profile.contact().email();
        updatedAt = now;
        updatedBy = actor;
    }

    public Organization toOrganization() {
        Organization.Freeze freeze = frozenAt == null ? null : new Organization.Freeze(frozenAt, frozenReason);
        Organization.InForce inForce = certification == null ? null : certification.toInForce();
        return new Organization(id, creditCode, kind, profile(), inForce, freeze, version, createdAt, updatedAt);
    }
}
