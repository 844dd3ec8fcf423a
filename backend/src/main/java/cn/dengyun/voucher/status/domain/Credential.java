package cn.dengyun.voucher.status.domain;

import cn.dengyun.platform.signing.domain.CompactToken;
import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the QR image of a voucher holds: a JWS (RFC 7515) of type {@value #TYPE} with these claims, in this order and
 * without blanks. It says nothing of the enterprise or of what is left.
 *
 * @param nonce {@code jti}; good for one presentation
 * @param code {@code vc}, of the voucher
 * @param programmeId {@code pg}, 16 bytes in Base64url; whose status list tells about the voucher
 * @param statusIndex {@code ix}, its place in that list
 * @param faceFen {@code fen}; more than this it can never be good for
 * @param providerId {@code to}, likewise in Base64url: where alone it can be used; null: anywhere
 * @param issuedAt {@code iat}, in seconds
 * @param expiresAt {@code exp}, in seconds
 */
public record Credential(
        String nonce,
        String code,
        UUID programmeId,
        int statusIndex,
        long faceFen,
        UUID providerId,
        Instant issuedAt,
        Instant expiresAt) {

    /** The {@code typ} of its header, so that nothing else that a key signs passes for a credential. */
    public static final String TYPE = "dyv";

    /** Characters of a whole credential at most. */
    public static final int LONGEST = 400;

    private static final Pattern CLAIMS =
            Pattern.compile("\\{\"jti\":\"([A-Za-z0-9_-]{16})\",\"vc\":\"([0-9A-Z*~$=-]{4,40})\","
                    + "\"pg\":\"([A-Za-z0-9_-]{22})\",\"ix\":(0|[1-9][0-9]{0,8}),\"fen\":([1-9][0-9]{0,15}),"
                    + "(?:\"to\":\"([A-Za-z0-9_-]{22})\",)?\"iat\":([1-9][0-9]{0,11}),\"exp\":([1-9][0-9]{0,11})}");

    /** The credential as the QR image holds it. */
    public String signed(String kid, PrivateKey key) {
        String claims =
                "{\"jti\":\"" + nonce + "\",\"vc\":\"" + code + "\",\"pg\":\"" + brief(programmeId) + "\",\"ix\":"
                        + statusIndex + ",\"fen\":" + faceFen
                        + (providerId == null ? "" : ",\"to\":\"" + brief(providerId) + "\"")
                        + ",\"iat\":" + issuedAt.getEpochSecond() + ",\"exp\":" + expiresAt.getEpochSecond() + "}";
        return CompactToken.sign(TYPE, kid, claims, key);
    }

    /** Reads the claims of a token; empty when they are not those of a credential. Says nothing of its signature. */
    static Optional<Credential> of(CompactToken token) {
        Matcher claims = CLAIMS.matcher(token.claims());
        if (!token.type().equals(TYPE) || !claims.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Credential(
                claims.group(1),
                claims.group(2),
                unabridged(claims.group(3)),
                Integer.parseInt(claims.group(4)),
                Long.parseLong(claims.group(5)),
                claims.group(6) == null ? null : unabridged(claims.group(6)),
                Instant.ofEpochSecond(Long.parseLong(claims.group(7))),
                Instant.ofEpochSecond(Long.parseLong(claims.group(8)))));
    }

    private static String brief(UUID id) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static UUID unabridged(String brief) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(brief));
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
