package cn.dengyun.identity.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;

/** An RSA key pair that access tokens are signed with from {@code activeFrom} on, until a younger one takes over. */
public record SigningKey(String kid, RSAPublicKey publicKey, PrivateKey privateKey, Instant activeFrom) {

    private static final int BITS = 2048;

    static SigningKey generate(String kid, Instant activeFrom) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            return new SigningKey(kid, (RSAPublicKey) pair.getPublic(), pair.getPrivate(), activeFrom);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    static SigningKey of(String kid, byte[] publicKey, byte[] privateKey, Instant activeFrom) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            return new SigningKey(
                    kid,
                    (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(publicKey)),
                    rsa.generatePrivate(new PKCS8EncodedKeySpec(privateKey)),
                    activeFrom);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key " + kid + " in the database is damaged.", e);
        }
    }
}
