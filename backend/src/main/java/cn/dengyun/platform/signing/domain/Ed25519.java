package cn.dengyun.platform.signing.domain;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** Key pairs of Ed25519: made, read back from what is kept of them, and as a JWK shows them (RFC 8037 §2). */
public final class Ed25519 {

    private static final String NAME = "Ed25519";
    private static final int KID_BYTES = 6;
    private static final int PUBLIC_KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ed25519() {}

    /** A new key pair. */
    public static KeyPair generated() {
        try {
            return KeyPairGenerator.getInstance(NAME).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    /** A name for a new key that no other has: eight letters of Base64url. */
    public static String newKid() {
        byte[] random = new byte[KID_BYTES];
        RANDOM.nextBytes(random);
        return encoded(random);
    }

    /** From its encoding as X.509. Fails for what is none. */
    public static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** From its encoding as PKCS #8. Fails for what is none. */
    public static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /** The member {@code x} of a JWK: the 32 bytes of the key alone, in Base64url. */
    public static String x(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return encoded(Arrays.copyOfRange(encoded, encoded.length - PUBLIC_KEY_BYTES, encoded.length));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
