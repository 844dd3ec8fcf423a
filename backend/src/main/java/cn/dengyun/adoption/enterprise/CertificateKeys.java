package cn.dengyun.adoption.enterprise;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The keys of certificates, in memory; read anew every few minutes, a day's notice before each is used. */
@ApplicationScoped
class CertificateKeys {

    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final CertificateKeyStore store;
    private final Clock clock;
    private volatile Read read;

    CertificateKeys(CertificateKeyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Read(List<CertificateKey> keys, Instant at) {}

    /** All that were ever used, and the next; oldest first. */
    Uni<List<CertificateKey>> published() {
        Instant now = clock.instant();
        Read known = read;
        if (known != null && now.isBefore(known.at().plus(REFRESH))) {
            return Uni.createFrom().item(known.keys());
        }
        return store.current(now).invoke(keys -> read = new Read(keys, now));
    }

    /** The one to sign with now. */
    Uni<CertificateKey> active() {
        Instant now = clock.instant();
        return published()
                .map(keys -> keys.stream()
                        .filter(key ->
                                key.privateKey() != null && !key.activeFrom().isAfter(now))
                        .reduce((older, younger) -> younger)
                        // Only the very first, made a moment ago by a node whose clock is ahead of this one's.
                        .orElseGet(() -> keys.get(keys.size() - 1)));
    }
}
