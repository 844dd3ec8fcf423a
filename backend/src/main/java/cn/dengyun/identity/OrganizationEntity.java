package cn.dengyun.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** An organisation's row. */
@Entity(name = "Organization")
@Table(name = "organization")
class OrganizationEntity {

    @Id
    UUID id;

    @Column(name = "credit_code", updatable = false)
    String creditCode;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    OrganizationKind kind;

    @Column(name = "region_code", updatable = false)
    String regionCode;

    @Column(name = "name_zh")
    String nameZh;

    @Column(name = "name_en")
    String nameEn;

    @Column(name = "industry_code")
    String industryCode;

    @Column(name = "contact_name")
    String contactName;

    @Column(name = "contact_phone")
    String contactPhone;

    @Column(name = "contact_email")
    String contactEmail;

    @Version
    int version;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "updated_by")
    UUID updatedBy;

    OrganizationDetails details() {
        return new OrganizationDetails(nameZh, nameEn, industryCode, contactName, contactPhone, contactEmail);
    }

    void accept(OrganizationDetails details, Instant now, UUID actor) {
        nameZh = details.nameZh();
        nameEn = details.nameEn();
        industryCode = details.industryCode();
        contactName = details.contactName();
        contactPhone = details.contactPhone();
        contactEmail = details.contactEmail();
        updatedAt = now;
        updatedBy = actor;
    }

    Organization toOrganization() {
        return new Organization(id, creditCode, kind, regionCode, details(), version, createdAt, updatedAt);
    }
}
