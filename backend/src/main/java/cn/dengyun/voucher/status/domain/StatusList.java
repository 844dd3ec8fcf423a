package cn.dengyun.voucher.status.domain;

import java.io.ByteArrayOutputStream;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The status of every voucher of a programme, two bits each, four to a byte, the first in the lowest bits (IETF Token
 * Status List). As a token it is compressed with ZLIB and signed.
 *
 * @param programmeId {@code sub} is the address of its list
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}: nobody may go by the list any more
 */
public record StatusList(UUID programmeId, byte[] bits, Instant issuedAt, Instant expiresAt) {

    /** The {@code typ} of its header. */
    public static final String TYPE = "statuslist+jwt";

    private static final int PER_BYTE = 4;
    private static final int BITS = 2;
    private static final int MASK = 3;
    /** 64 million vouchers; what grows beyond it was made to harm. */
    private static final int MAX_BYTES = 16 << 20;

    private static final Pattern CLAIMS =
            Pattern.compile("\\{\"sub\":\"/api/v1/programmes/([0-9a-f-]{36})/voucher-status-list\","
                    + "\"iat\":([1-9][0-9]{0,11}),\"exp\":([1-9][0-9]{0,11}),\"ttl\":[0-9]{1,9},"
                    + "\"status_list\":\\{\"bits\":2,\"lst\":\"([A-Za-z0-9_-]+)\"}}");

    /**
     * The list of so many vouchers.
     *
     * @param others those that are not {@link ListedStatus#VALID}, by index; indexes beyond the end are left out
     */
    public static StatusList of(
            UUID programmeId, int vouchers, Map<Integer, ListedStatus> others, Instant issuedAt, Instant expiresAt) {
        byte[] bits = new byte[(vouchers + PER_BYTE - 1) / PER_BYTE];
        others.forEach((index, status) -> {
            if (index < vouchers) {
                bits[index / PER_BYTE] |= (byte) (status.ordinal() << index % PER_BYTE * BITS);
            }
        });
        return new StatusList(programmeId, bits, issuedAt, expiresAt);
    }

    /** Empty when the list does not go so far: it is older than the voucher. */
    public Optional<ListedStatus> at(int index) {
        int place = index / PER_BYTE;
        return place >= bits.length
                ? Optional.empty()
                : Optional.of(ListedStatus.values()[bits[place] >> index % PER_BYTE * BITS & MASK]);
    }

    /** @param ttlSeconds how soon it is worth asking for a newer one */
    public String signed(String kid, PrivateKey key, long ttlSeconds) {
        String claims = "{\"sub\":\"/api/v1/programmes/" + programmeId + "/voucher-status-list\",\"iat\":"
                + issuedAt.getEpochSecond() + ",\"exp\":" + expiresAt.getEpochSecond() + ",\"ttl\":" + ttlSeconds
                + ",\"status_list\":{\"bits\":2,\"lst\":\"" + compressed() + "\"}}";
        return CompactToken.sign(TYPE, kid, claims, key);
    }

    /** Reads the claims of a token; empty when they are not those of a status list. Says nothing of its signature. */
    static Optional<StatusList> of(CompactToken token) {
        Matcher claims = CLAIMS.matcher(token.claims());
        if (!token.type().equals(TYPE) || !claims.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StatusList(
                    UUID.fromString(claims.group(1)),
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
