package cn.dengyun.events.webhook;

import cn.dengyun.platform.outbound.SharedSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * What an endpoint's deliveries are signed with (Standard Webhooks 1.0): a secret that the receiver has too, for
 * {@code v1} (HMAC-SHA256), and a private key whose public half everybody may have, for {@code v1a} (Ed25519).
 *
 * @param privateKey in PKCS #8
 * @param publicKey the 32 bytes of RFC 8032
 */
record SigningKeys(byte[] secret, byte[] privateKey, byte[] publicKey) {

    private static final int PUBLIC_KEY_BYTES = 32;

    static SigningKeys generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            return new SigningKeys(
                    SharedSecret.generate().bytes(),
                    pair.getPrivate().getEncoded(),
                    Arrays.copyOfRange(encoded, encoded.length - PUBLIC_KEY_BYTES, encoded.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    /** The secret as the receiver gets it. */
    String shownSecret() {
        return new SharedSecret(secret).shown("whsec_");
    }

    /** The public key as everybody may get it. */
    String shownPublicKey() {
        return shownPublicKey(publicKey);
    }

    static String shownPublicKey(byte[] publicKey) {
        return "whpk_" + Base64.getEncoder().encodeToString(publicKey);
    }

    /** Both signatures of a message, separated by a blank, as the header {@code webhook-signature} has them. */
    String sign(String id, long timestampSeconds, String body) {
        String signed = id + "." + timestampSeconds + "." + body;
        byte[] byKey = ed25519(signed.getBytes(StandardCharsets.UTF_8));
        return new SharedSecret(secret).sign(signed) + " v1a,"
                + Base64.getEncoder().encodeToString(byKey);
    }

    private byte[] ed25519(byte[] signed) {
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(privateKey));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(signed);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the private key of an endpoint is damaged", e);
        }
    }

    /** Without what it holds, in case a log ever asks. */
    @Override
    public String toString() {
        return "SigningKeys[" + shownPublicKey() + "]";
    }
}
