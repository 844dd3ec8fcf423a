package cn.dengyun.platform.audit;

import cn.dengyun.platform.database.PlatformSecrets;
import cn.dengyun.platform.signing.Hmac;
import cn.dengyun.shared.Hashes;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * The keys of the audit trail, made from one secret: HMAC-SHA-256 seals entries as the platform's own, Ed25519 signs
 * the end of the chain. What was signed is verified with the public halves on record, so the secret may be changed.
 */
@ApplicationScoped
class AuditKeys {

    private static final String SIGNATURE = "Ed25519";
    private static final String HEAD = "dengyun-audit-head/1";
    private static final int KEY_BYTES = 32;
    private static final int ID_DIGITS = 16;

    private static final String PUBLISH =
            "INSERT INTO audit_key (id, public_key, created_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING";
    private static final String PUBLISHED = "SELECT public_key FROM audit_key WHERE id = ?";

    private final DataSource database;
    private final AuditConfig config;
    private final Clock clock;
    private final Map<String, PublicKey> known = new ConcurrentHashMap<>();
    private volatile byte[] sealKey;
    private volatile KeyPair signingKey;
    private volatile String keyId;

    AuditKeys(DataSource database, AuditConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Early: other parts write entries while they start. */
    void read(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event, PlatformSecrets secrets)
            throws GeneralSecurityException, SQLException {
        byte[] secret = config.key().map(AuditKeys::decoded).orElseGet(() -> secrets.key("audit"));
        sealKey = derived(secret, "seal");
        signingKey = keyPair(derived(secret, "signature"));
        byte[] encoded = signingKey.getPublic().getEncoded();
        keyId = HexFormat.of().formatHex(Hashes.sha256(encoded)).substring(0, ID_DIGITS);
        known.put(keyId, signingKey.getPublic());
        publish(Base64.getEncoder().encodeToString(encoded));
    }

    /** The seal of an entry in hexadecimal digits. */
    String seal(AuditEntry entry) {
        return HexFormat.of().formatHex(Hmac.sign(sealKey, entry.sealedBytes()));
    }

    boolean isSealed(AuditEntry entry, String seal) {
        return MessageDigest.isEqual(
                seal(entry).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.US_ASCII));
    }

    /** The end of the chain with a signature. */
    AuditHead signed(long position, String digest) {
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initSign(signingKey.getPrivate());
            signature.update(signedBytes(position, digest));
            return new AuditHead(position, digest, keyId, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    /** Whether one of our keys has signed it; the beginning, before anything was chained, needs no signature. */
    boolean isGenuine(AuditHead head) {
        if (head.position() == 0) {
            return head.digest().equals(AuditHead.BEGINNING);
        }
        PublicKey key = head.keyId() == null ? null : known.computeIfAbsent(head.keyId(), this::published);
        if (key == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initVerify(key);
            signature.update(signedBytes(head.position(), head.digest()));
            return signature.verify(Base64.getDecoder().decode(head.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] signedBytes(long position, String digest) {
        return new CanonicalBytes(HEAD).field(position).field(digest).bytes();
    }

    private void publish(String publicKey) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(PUBLISH)) {
            insert.setString(1, keyId);
            insert.setString(2, publicKey);
            insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** A key of before; read over JDBC, once for each, by whoever meets it first. */
    private PublicKey published(String id) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(PUBLISHED)) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? KeyFactory.getInstance(SIGNATURE)
                                .generatePublic(new X509EncodedKeySpec(
                                        Base64.getDecoder().decode(row.getString(1))))
                        : null;
            }
        } catch (SQLException | GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] derived(byte[] secret, String purpose) {
        return Hmac.sign(secret, ("dengyun-audit-" + purpose).getBytes(StandardCharsets.US_ASCII));
    }

    /** Java makes an Ed25519 pair from random bytes only, so it is given ours for random ones. */
    private static KeyPair keyPair(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(SIGNATURE);
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        KeyPair pair = generator.generateKeyPair();
        if (!Arrays.equals(
                pair.getPublic().getEncoded(),
                generator.generateKeyPair().getPublic().getEncoded())) {
            throw new IllegalStateException("this Java makes Ed25519 keys in a way that cannot be repeated");
        }
        return pair;
    }

    private static byte[] decoded(String base64) {
        byte[] bytes = new byte[0];
        try {
            bytes = Base64.getDecoder().decode(base64.trim());
        } catch (IllegalArgumentException e) {
            // Refused below, with what it should be.
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException(
                    "dengyun.audit.key must be Base64 of 32 bytes, for example from: openssl rand -base64 32");
        }
        return bytes;
    }
}
