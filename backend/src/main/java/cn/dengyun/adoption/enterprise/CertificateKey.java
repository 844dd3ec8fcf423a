package cn.dengyun.adoption.enterprise;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;

/**
 * An Ed25519 key of certificates and of their status list.
 *
 * @param privateKey null once a successor has signed for a while: it signs nothing more, and what it has signed is
 *     verified all the same
 */
record CertificateKey(String kid, PublicKey publicKey, PrivateKey privateKey, Instant createdAt, Instant activeFrom) {

    /** Without what it holds, in case a log ever asks. */
    @Override
    public String toString() {
        return "CertificateKey[" + kid + "]";
    }
}
