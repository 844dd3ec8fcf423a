package cn.dengyun.voucher.status.domain;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;

/** An Ed25519 key pair that signs from {@code activeFrom} on, until a younger one takes over. */
public record CredentialKey(String kid, PublicKey publicKey, PrivateKey privateKey, Instant activeFrom) {

    /** Without what it holds, in case a log ever asks. */
    @Override
    public String toString() {
        return "CredentialKey[" + kid + "]";
    }
}
