package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.certificate.CertificateLevel;
import cn.dengyun.adoption.certificate.CertificatePlace;
import cn.dengyun.adoption.certificate.CertificateSource;
import cn.dengyun.adoption.certificate.CertificateStanding;
import cn.dengyun.adoption.certificate.CertificateStatus;
import cn.dengyun.adoption.certificate.CertificateSubject;
import cn.dengyun.adoption.certificate.Certificates;
import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Certificates of enterprises that count. */
@ApplicationScoped
class AdoptionCertificates implements CertificateSource {

    private final AdoptedService enterprises;
    private final AdoptedStore store;
    private final Certificates certificates;
    private final AuditTrail trail;

    AdoptionCertificates(AdoptedService enterprises, AdoptedStore store, Certificates certificates, AuditTrail trail) {
        this.enterprises = enterprises;
        this.store = store;
        this.certificates = certificates;
        this.trail = trail;
    }

    /** Rejects with {@code adopted-enterprise-not-found} (404) and {@code adoption-lapsed} (409). */
    Uni<CertificateView> issue(Actor actor, UUID id) {
        return enterprises.find(actor, id).map(found -> {
            Instant now = enterprises.now();
            if (!found.isAdoptedAt(now)) {
                throw Rejection.conflict("adoption-lapsed", found.name());
            }
            if (!actor.actsFor(found.organizationId())) {
                trail.read(AuditNote.ofRead(
                        "enterprise.certificate-read",
                        AdoptedEnterpriseResource.PATH + "/" + found.id(),
                        found.organizationId()));
            }
            CertificateText text = CertificateText.of(found, now);
            return CertificateView.of(text, certificates.signed(text.statusIndex(), text::signed));
        });
    }

    @Override
    public Uni<Optional<CertificateStanding>> find(String code, Instant now) {
        return store.byCertificate(code).map(found -> found.map(each -> standing(each, now)));
    }

    private static CertificateStanding standing(AdoptedEnterprise found, Instant now) {
        return new CertificateStanding(
                CertificateSubject.ADOPTION,
                found.certificateCode(),
                found.isAdoptedAt(now) ? CertificateStatus.VALID : CertificateStatus.LAPSED,
                found.level() == AdoptionLevel.DEEP ? CertificateLevel.DEEP : CertificateLevel.CLOUD,
                found.name(),
                found.creditCode(),
                found.regionCode(),
                found.adoptedOn(),
                found.deepOn(),
                found.validUntil());
    }

    @Override
    public Uni<List<CertificatePlace>> others(Instant now) {
        return store.listed(now);
    }
}
