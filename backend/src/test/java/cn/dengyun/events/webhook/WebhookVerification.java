package cn.dengyun.events.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a receiver does, written against the specification alone; the guide shows the same in other words. */
final class WebhookVerification {

    private WebhookVerification() {}

    /** Whether one of the signatures is that of the secret. */
    static boolean bySecret(String secret, String id, String timestamp, String body, String signatures)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        byte[] expected = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
        for (String signature : signatures.split(" ", -1)) {
            if (signature.startsWith("v1,")
                    && MessageDigest.isEqual(expected, Base64.getDecoder().decode(signature.substring(3)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the signatures was made with the private half of the key. */
    static boolean byPublicKey(String publicKey, String id, String timestamp, String body, String signatures)
            throws GeneralSecurityException {
        // The prefix of an Ed25519 key in X.509 (RFC 8410), before the 32 bytes.
        String x509 = "302a300506032b6570032100"
                + HexFormat.of().formatHex(Base64.getDecoder().decode(publicKey.substring("whpk_".length())));
        PublicKey key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(x509)));
        for (String signature : signatures.split(" ", -1)) {
            if (signature.startsWith("v1a,")) {
                Signature check = Signature.getInstance("Ed25519");
                check.initVerify(key);
                check.update((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                if (check.verify(Base64.getDecoder().decode(signature.substring(4)))) {
                    return true;
                }
            }
        }
        return false;
    }
}
