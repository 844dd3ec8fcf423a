package cn.dengyun.identity.token;

import cn.dengyun.identity.IdentityConfig;
import cn.dengyun.platform.signing.KeySeal;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts private keys and other secrets at rest with AES-256-GCM, if a key for it is configured. */
@ApplicationScoped
public class KeyProtection implements KeySeal {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    KeyProtection(IdentityConfig config) {
        this.key = config.keyEncryptionKey().map(KeyProtection::secretKey).orElse(null);
    }

    @Override
    public boolean isConfigured() {
        return key != null;
    }

    /**
     * The nonce, then the sealed content. The name, the id of the key or of the secret's owner, is bound to it, so that
     * rows cannot be swapped.
     */
    @Override
    public byte[] seal(byte[] content, String name) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, nonce, content, name);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    @Override
    public byte[] open(byte[] sealed, String name) {
        if (key == null) {
            throw new IllegalStateException("Signing keys or other secrets in the database are encrypted:"
                    + " set dengyun.key-encryption-key to the key they were encrypted with.");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        return apply(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length), name);
    }

    private byte[] apply(int mode, byte[] nonce, byte[] content, String name) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The secret " + name + " cannot be read with dengyun.key-encryption-key.", e);
        }
    }

    /** Whether this is Base64 of 32 bytes that somebody may have drawn, not zeros or one letter again and again. */
    public static boolean isSound(String base64) {
        byte[] bytes = decoded(base64);
        return bytes.length == KEY_BYTES
                && IntStream.range(0, KEY_BYTES).map(i -> bytes[i]).distinct().count() > KEY_BYTES / 2;
    }

    private static SecretKey secretKey(String base64) {
        byte[] bytes = decoded(base64);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("dengyun.key-encryption-key must be Base64 of 32 bytes,"
                    + " for example from: openssl rand -base64 32");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.trim());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
