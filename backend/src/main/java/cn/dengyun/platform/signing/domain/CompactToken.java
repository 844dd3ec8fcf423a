package cn.dengyun.platform.signing.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compact JWS (RFC 7515 §7.1) signed with Ed25519 (RFC 8037). Only one form of header is accepted, so neither another
 * algorithm nor a key that came along can be slipped in, and only one way to write each byte in Base64url, so that no
 * two texts are the same token.
 *
 * @param signed what the signature covers, as it was sent
 */
public record CompactToken(String type, String kid, String claims, String signed, byte[] signature) {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]{86})");
    private static final Pattern HEADER =
            Pattern.compile("\\{\"alg\":\"EdDSA\",\"typ\":\"([a-z+]{1,40})\",\"kid\":\"([A-Za-z0-9_-]{1,40})\"}");

    /** Signs claims, of which the header says the type and the key. */
    public static String sign(String type, String kid, String claims, PrivateKey key) {
        String header = "{\"alg\":\"EdDSA\",\"typ\":\"" + type + "\",\"kid\":\"" + kid + "\"}";
        String signed = encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + kid + " cannot sign", e);
        }
    }

    /** Empty for whatever is not exactly of the one form. */
    public static Optional<CompactToken> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        byte[] header = decoded(form.group(1));
        byte[] claims = decoded(form.group(2));
        byte[] signature = decoded(form.group(3));
        if (header == null || claims == null || signature == null) {
            return Optional.empty();
        }
        Matcher said = HEADER.matcher(new String(header, StandardCharsets.UTF_8));
        return said.matches()
                ? Optional.of(new CompactToken(
                        said.group(1),
                        said.group(2),
                        new String(claims, StandardCharsets.UTF_8),
                        form.group(1) + "." + form.group(2),
                        signature))
                : Optional.empty();
    }

    /** Whether this key, and no other, has signed it. */
    public boolean isSignedBy(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Null for what is not the one way to write its bytes. */
    private static byte[] decoded(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return encoded(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
