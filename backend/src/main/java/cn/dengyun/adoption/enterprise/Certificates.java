package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

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
    private final AtomicReference<Uni<Signed>> underway = new AtomicReference<>();
    private volatile Signed last;

    Certificates(AdoptedService enterprises, AdoptedStore store, CertificateKeys keys, AuditTrail trail) {
        this.enterprises = enterprises;
        this.store = store;
        this.keys = keys;
        this.trail = trail;
    }

    /** The status list of so many certificates as a token, with its entity tag. */
    record Signed(String token, String tag, Instant madeAt, int issued) {}

    /** Rejects with {@code adopted-enterprise-not-found} (404) and {@code adoption-lapsed} (409). */
    Uni<CertificateView> issue(Actor actor, UUID id) {
        return enterprises.find(actor, id).chain(found -> {
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
            forgetListWithout(text.statusIndex());
            return keys.active().map(key -> CertificateView.of(text, text.signed(key)));
        });
    }

    /** Nobody who is shown a certificate is told of a list that this node has made before there was one. */
    private void forgetListWithout(int statusIndex) {
        Signed known = last;
        if (known != null && known.issued() <= statusIndex) {
            last = null;
        }
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

    /** The status list; those who ask while it is made get the same. */
    Uni<Signed> list() {
        Signed known = last;
        if (known != null && enterprises.now().isBefore(known.madeAt().plus(AGE))) {
            return Uni.createFrom().item(known);
        }
        return underway.updateAndGet(running -> running == null ? renewed() : running);
    }

    private Uni<Signed> renewed() {
        return Uni.createFrom()
                .deferred(this::made)
                .invoke(made -> last = made)
                .onTermination()
                .invoke(() -> underway.set(null))
                .memoize()
                .indefinitely();
    }

    private Uni<Signed> made() {
        Instant now = enterprises.now();
        return store.issued()
                .chain(issued -> store.listed(now)
                        .chain(others -> keys.active().map(key -> {
                            String token = CertificateStatusList.of(issued, others, now, LIFETIME)
                                    .signed(key, AGE);
                            return new Signed(token, Hashes.sha256Hex(token).substring(0, 32), now, issued);
                        })));
    }
}
