package cn.dengyun.platform.signing.domain;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;

/**
 * An Ed25519 key that signs from {@code activeFrom} on, until a younger one takes over.
 *
 * @param privateKey null where it is forgotten once a successor has signed for a while: the key signs nothing more, and
 *     what it has signed is verified all the same
 */
public record SignatureKey(
        String kid, PublicKey publicKey, PrivateKey privateKey, Instant createdAt, Instant activeFrom) {

    /**
     * Signs claims, as a compact JWS.
     *
     * @param type its {@code typ}, so that it passes for nothing else that is signed
     */
    public String sign(String type, String claims) {
        return CompactToken.sign(type, kid, claims, privateKey);
    }

    /** Whether its time has come, and its private half is still there. */
    public boolean maySignAt(Instant now) {
        return privateKey != null && !activeFrom.isAfter(now);
    }

    /** Without what it holds, in case a log ever asks. */
    @Override
    public String toString() {
        return "SignatureKey[" + kid + "]";
    }
}
