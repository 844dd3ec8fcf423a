package cn.dengyun.adoption.enterprise;

import cn.dengyun.identity.token.KeyProtection;
import cn.dengyun.platform.rows.RowMapper;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * The keys of certificates. They are apart from those of vouchers, for a certificate is verified for years and a
 * voucher for days: public halves stay for good, and private ones go when a successor has taken over.
 */
@ApplicationScoped
class CertificateKeyStore {

    /** A key that is not the first is published this long before anything is signed with it. */
    static final Duration NOTICE = Duration.ofHours(25);

    /** After so long a key is replaced. */
    private static final Duration LIFETIME = Duration.ofDays(365);

    /** Nodes that know of no successor yet still sign with the key before. */
    private static final Duration SLACK = Duration.ofHours(1);

    private static final int KID_BYTES = 6;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final RowMapper<Stored> STORED = RowMapper.of(Stored.class);
    private static final Statement ALL =
            Statement.of("SELECT %s FROM certificate_key ORDER BY active_from, kid".formatted(STORED.columns()));

    // Nodes that make one at the same time make two, which is no harm.
    private static final Statement INSERT = Statement.of("INSERT INTO certificate_key " + STORED.values());
    private static final Statement FORGET = Statement.of("""
            UPDATE certificate_key k SET private_key = NULL WHERE private_key IS NOT NULL
                AND EXISTS (SELECT 1 FROM certificate_key n WHERE n.active_from > k.active_from AND n.active_from <= $1)
            """);

    private final Pool pool;
    private final KeyProtection protection;

    CertificateKeyStore(Pool pool, KeyProtection protection) {
        this.pool = pool;
        this.protection = protection;
    }

    private record Stored(
            String kid,
            byte[] publicKey,
            byte[] privateKey,
            boolean isEncrypted,
            Instant createdAt,
            Instant activeFrom) {}

    /** All keys, oldest first; the youngest is replaced when its time is over. */
    Uni<List<CertificateKey>> current(Instant now) {
        return read().chain(keys ->
                isDue(keys, now) ? replaced(keys, now) : Uni.createFrom().item(keys));
    }

    private Uni<List<CertificateKey>> read() {
        return ALL.execute(pool)
                .map(found -> Rows.list(found, STORED::read).stream()
                        .map(this::opened)
                        .toList());
    }

    private static boolean isDue(List<CertificateKey> keys, Instant now) {
        return keys.isEmpty()
                || keys.get(keys.size() - 1).createdAt().plus(LIFETIME).isBefore(now);
    }

    private Uni<List<CertificateKey>> replaced(List<CertificateKey> keys, Instant now) {
        return INSERT.execute(pool, made(now, keys.isEmpty() ? now : now.plus(NOTICE)))
                .chain(() -> FORGET.execute(pool, now.minus(SLACK)))
                .chain(this::read);
    }

    private Stored made(Instant now, Instant activeFrom) {
        byte[] random = new byte[KID_BYTES];
        RANDOM.nextBytes(random);
        String kid = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        KeyPair pair = generated();
        byte[] secret = pair.getPrivate().getEncoded();
        return new Stored(
                kid,
                pair.getPublic().getEncoded(),
                protection.isConfigured() ? protection.seal(secret, kid) : secret,
                protection.isConfigured(),
                now,
                activeFrom);
    }

    private CertificateKey opened(Stored stored) {
        try {
            KeyFactory ed25519 = KeyFactory.getInstance("Ed25519");
            byte[] secret = stored.privateKey() != null && stored.isEncrypted()
                    ? protection.open(stored.privateKey(), stored.kid())
                    : stored.privateKey();
            return new CertificateKey(
                    stored.kid(),
                    ed25519.generatePublic(new X509EncodedKeySpec(stored.publicKey())),
                    secret == null ? null : ed25519.generatePrivate(new PKCS8EncodedKeySpec(secret)),
                    stored.createdAt(),
                    stored.activeFrom());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate key " + stored.kid() + " in the database is damaged.", e);
        }
    }

    private static KeyPair generated() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }
}
