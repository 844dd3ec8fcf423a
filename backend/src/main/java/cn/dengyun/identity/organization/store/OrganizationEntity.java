package cn.dengyun.identity.organization.store;

import cn.dengyun.identity.organization.domain.Certification;
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

/** An organisation's row. */
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

    @Embedded
    RegistrationColumns registration;

    @Column(name = "contact_name")
    String contactName;

    @Column(name = "contact_phone")
    String contactPhone;

    @Column(name = "contact_email")
    String contactEmail;

    @Embedded
    CertificationColumns certification;

    @Column(name = "frozen_at")
    Instant frozenAt;

    @Column(name = "frozen_reason")
    String frozenReason;

    @Column(name = "closed_at")
    Instant closedAt;

    @Column(name = "earlier_registration_at", updatable = false)
    Instant earlierRegistrationAt;

    @Version
    int version;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "created_by", updatable = false)
    UUID createdBy;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "updated_by")
    UUID updatedBy;

    /** One that is new: nothing of it is certified, and nobody has frozen it. */
    static OrganizationEntity of(Organization organization, UUID createdBy) {
        OrganizationEntity row = new OrganizationEntity();
        row.id = organization.id();
        row.creditCode = organization.creditCode();
        row.kind = organization.kind();
        row.version = organization.version();
        row.earlierRegistrationAt = organization.earlierRegistrationAt();
        row.createdAt = organization.createdAt();
        row.createdBy = createdBy;
        row.accept(organization.profile(), organization.updatedAt(), createdBy);
        return row;
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
        registration = RegistrationColumns.of(profile.registration());
        contactName = profile.contact().name();
        contactPhone = profile.contact().phone();
        contactEmail = profile.contact().email();
        changed(now, actor);
    }

    /** The facts of a certification are in force from now on. */
    public void putInForce(Certification certified, Instant now, UUID actor) {
        certification = CertificationColumns.of(certified, now);
        changed(now, actor);
    }

    /** Nothing of the organisation is certified any more. */
    public void takeOutOfForce(Instant now, UUID actor) {
        certification = null;
        changed(now, actor);
    }

    public void freeze(String reason, Instant now, UUID actor) {
        frozenAt = now;
        frozenReason = reason;
        changed(now, actor);
    }

    public void unfreeze(Instant now, UUID actor) {
        frozenAt = null;
        frozenReason = null;
        changed(now, actor);
    }

    /** Nobody acts for it any more, and nobody finds it. */
    public void close(Instant now, UUID actor) {
        closedAt = now;
        changed(now, actor);
    }

    boolean isClosed() {
        return closedAt != null;
    }

    public Organization toOrganization() {
        Organization.Freeze freeze = frozenAt == null ? null : new Organization.Freeze(frozenAt, frozenReason);
        Organization.InForce inForce = certification == null ? null : certification.toInForce();
        return new Organization(
                id, creditCode, kind, profile(), inForce, freeze, earlierRegistrationAt, version, createdAt, updatedAt);
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
                List.of(tags),
                RegistrationColumns.read(registration),
                new Contact(contactName, contactPhone, contactEmail));
    }

    private void changed(Instant now, UUID actor) {
        updatedAt = now;
        updatedBy = actor;
    }
}
