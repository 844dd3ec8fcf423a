package cn.dengyun.adoption.certificate;

import cn.dengyun.platform.signing.SignatureKeyStore;
import cn.dengyun.platform.signing.SignatureKeyTable;
import cn.dengyun.platform.signing.SignatureKeys;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * The keys of certificates and of their status list. They are apart from those of vouchers, for a certificate is
 * verified for years and a voucher for days: public halves stay for good, and private ones go when a successor has
 * taken over.
 */
@Singleton
class CertificateKeys extends SignatureKeys {

    /** After so long a key is replaced. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    /** Nodes that know of no successor yet still sign with the key before. */
    private static final Duration SLACK = Duration.ofHours(1);

    private static final String FORGET = """
            UPDATE certificate_key k SET private_key = NULL WHERE private_key IS NOT NULL
                AND EXISTS (SELECT 1 FROM certificate_key n WHERE n.active_from > k.active_from AND n.active_from <= ?)
            """;

    CertificateKeys(SignatureKeyStore store, Vertx vertx, Clock clock) {
        super(store, table(), vertx, clock);
    }

    static SignatureKeyTable table() {
        return new SignatureKeyTable("certificate_key", key -> key.createdAt().plus(LIFETIME), SLACK, FORGET);
    }
}
