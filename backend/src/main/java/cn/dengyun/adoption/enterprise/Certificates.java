package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.signing.SignedStatusList;
import cn.dengyun.platform.signing.SignedStatusLists;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Certificates of enterprises that count. Nothing is kept of one that is issued: whoever has a place in the status list
 * has it for good.
 */
@ApplicationScoped
class Certificates {

    /** How old the status list may be when it is given out. */
    static final Duration AGE = Duration.ofSeconds(30);

    /** How long anybody may go by a status list without a newer one. */
    static final Duration LIFETIME = Duration.ofHours(24);

    private final AdoptedService enterprises;
    private final AdoptedStore store;
    private final CertificateKeys keys;
    private final AuditTrail trail;
    private final SignedStatusLists<String> lists;

    Certificates(AdoptedService enterprises, AdoptedStore store, CertificateKeys keys, AuditTrail trail, Clock clock) {
        this.enterprises = enterprises;
        this.store = store;
        this.keys = keys;
        this.trail = trail;
        this.lists = new SignedStatusLists<>(1, clock, address -> made());
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
            lists.forgetWithout(CertificateStatusList.ADDRESS, text.statusIndex());
            return CertificateView.of(text, text.signed(keys.active()));
        });
    }

    /** How one stands, by its code as somebody typed it. Rejects with {@code certificate-not-found} (404). */
    Uni<AdoptedEnterprise> find(String typed) {
        String code = HumanCode.parse(typed).orElseThrow(() -> Rejection.notFound("certificate-not-found"));
        return store.byCertificate(code)
                .map(found -> found.orElseThrow(() -> Rejection.notFound("certificate-not-found")));
    }

    Instant now() {
        return enterprises.now();
    }

    /** The status list. */
    Uni<SignedStatusList> list() {
        return lists.of(CertificateStatusList.ADDRESS);
    }

    private Uni<SignedStatusList> made() {
        Instant now = enterprises.now();
        return store.issued()
                .chain(issued -> store.listed(now)
                        .map(others -> SignedStatusList.of(
                                CertificateStatusList.of(issued, others, now, LIFETIME), issued, keys.active(), AGE)));
    }
}
