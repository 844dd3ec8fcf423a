package cn.dengyun.voucher.status;

import cn.dengyun.platform.signing.domain.SignatureKey;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.status.domain.Credential;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** Makes the credentials that an enterprise shows to a provider. Nothing is recorded until one is presented. */
@ApplicationScoped
public class CredentialService {

    private static final int NONCE_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final StatusService vouchers;
    private final CredentialKeys keys;
    private final StatusLimits limits;
    private final Clock clock;

    CredentialService(StatusService vouchers, CredentialKeys keys, StatusLimits limits, Clock clock) {
        this.vouchers = vouchers;
        this.keys = keys;
        this.limits = limits;
        this.clock = clock;
    }

    /** A credential as the QR image holds it. */
    public record Issued(String text, Credential credential) {}

    /**
     * A fresh credential for a voucher of the actor's enterprise.
     *
     * <p>Rejects with {@code viewer-may-only-read} (403), {@code voucher-not-found} (404) and
     * {@code voucher-not-usable} (409; its status).
     */
    public Uni<Issued> issue(Actor actor, UUID voucherId) {
        if (actor.isViewer()) {
            throw Rejection.forbidden("viewer-may-only-read");
        }
        return vouchers.find(actor, voucherId).map(standing -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            if (!standing.isUsableAt(clock.instant())) {
                throw Rejection.conflict("voucher-not-usable", standing.statusAt(clock.instant()));
            }
            return issued(standing, now);
        });
    }

    private Issued issued(VoucherStanding standing, Instant now) {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        Instant end = now.plus(limits.credentialLifetime());
        Credential credential = new Credential(
                Base64.getUrlEncoder().withoutPadding().encodeToString(random),
                standing.code(),
                standing.programmeId(),
                standing.statusIndex(),
                standing.faceFen(),
                standing.providerId(),
                now,
                end.isBefore(standing.validity().endsAt())
                        ? end
                        : standing.validity().endsAt());
        SignatureKey key = keys.active();
        return new Issued(credential.signed(key.kid(), key.privateKey()), credential);
    }
}
