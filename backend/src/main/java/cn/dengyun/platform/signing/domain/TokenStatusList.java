package cn.dengyun.platform.signing.domain;

import java.io.ByteArrayOutputStream;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * How many things stand, two bits each, four to a byte, the first in the lowest bits (IETF Token Status List). As a
 * token it is compressed with ZLIB and signed.
 *
 * @param address {@code sub}, the path of the list
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}: nobody may go by the list any more
 */
public record TokenStatusList(String address, byte[] bits, Instant issuedAt, Instant expiresAt) {

    /** The {@code typ} of its header. */
    public static final String TYPE = "statuslist+jwt";

    private static final int PER_BYTE = 4;
    private static final int BITS = 2;
    private static final int MASK = 3;
    /** 64 million things; what grows beyond it was made to harm. */
    private static final int MAX_BYTES = 16 << 20;

    private static final Pattern CLAIMS = Pattern.compile("\\{\"sub\":\"(/[a-z0-9/-]{1,200})\","
            + "\"iat\":([1-9][0-9]{0,11}),\"exp\":([1-9][0-9]{0,11}),\"ttl\":[0-9]{1,9},"
            + "\"status_list\":\\{\"bits\":2,\"lst\":\"([A-Za-z0-9_-]+)\"}}");

    /**
     * The list of so many things.
     *
     * @param others from 1 to 3, of those that are not 0, by place; places beyond the end are left out
     */
    public static TokenStatusList of(
            String address, int size, Map<Integer, Integer> others, Instant issuedAt, Instant expiresAt) {
        byte[] bits = new byte[(size + PER_BYTE - 1) / PER_BYTE];
        others.forEach((place, status) -> {
            if (place < size) {
                bits[place / PER_BYTE] |= (byte) ((status & MASK) << place % PER_BYTE * BITS);
            }
        });
        return new TokenStatusList(address, bits, issuedAt, expiresAt);
    }

    /** From 0 to 3; empty when the list does not go so far: it is older than what has the place. */
    public OptionalInt at(int place) {
        int index = place / PER_BYTE;
        return index >= bits.length
                ? OptionalInt.empty()
                : OptionalInt.of(bits[index] >> place % PER_BYTE * BITS & MASK);
    }

    /** @param ttlSeconds how soon it is worth asking for a newer one */
    public String signed(String kid, PrivateKey key, long ttlSeconds) {
        String claims = "{\"sub\":\"" + address + "\",\"iat\":" + issuedAt.getEpochSecond() + ",\"exp\":"
                + expiresAt.getEpochSecond() + ",\"ttl\":" + ttlSeconds
                + ",\"status_list\":{\"bits\":2,\"lst\":\"" + compressed() + "\"}}";
        return CompactToken.sign(TYPE, kid, claims, key);
    }

    /** Reads the claims of a token; empty when they are not those of a status list. Says nothing of its signature. */
    public static Optional<TokenStatusList> of(CompactToken token) {
        Matcher claims = CLAIMS.matcher(token.claims());
        if (!token.type().equals(TYPE) || !claims.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TokenStatusList(
                    claims.group(1),
                    inflated(Base64.getUrlDecoder().decode(claims.group(4))),
                    Instant.ofEpochSecond(Long.parseLong(claims.group(2))),
                    Instant.ofEpochSecond(Long.parseLong(claims.group(3)))));
        } catch (DataFormatException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String compressed() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bits);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflated(byte[] compressed) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 || out.size() + count > MAX_BYTES) {
                    throw new DataFormatException("cut off, or too large");
                }
                out.write(buffer, 0, count);
            }
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }
}
