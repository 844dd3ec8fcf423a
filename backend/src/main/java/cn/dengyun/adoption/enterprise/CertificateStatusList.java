package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.enterprise.AdoptedStore.Place;
import cn.dengyun.voucher.status.domain.CompactToken;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;

/**
 * How every certificate stands, two bits each, four to a byte, the first in the lowest bits (IETF Token Status List): 0
 * it is good, 1 it has lapsed, 3 it is good for 登云 and not for 深度对接.
 *
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}: nobody may go by the list any more
 */
record CertificateStatusList(byte[] bits, Instant issuedAt, Instant expiresAt) {

    /** The {@code typ} of its header. */
    static final String TYPE = "statuslist+jwt";

    /** The {@code sub} of its claims. */
    static final String ADDRESS = "/api/v1/certificate-status-list";

    private static final int LAPSED = 1;
    private static final int CLOUD_ONLY = 3;
    private static final int PER_BYTE = 4;
    private static final int BITS = 2;

    /**
     * The list of so many certificates.
     *
     * @param others those that are not deeply connected; places beyond the end are left out
     */
    static CertificateStatusList of(int issued, List<Place> others, Instant issuedAt, Duration lifetime) {
        byte[] bits = new byte[(issued + PER_BYTE - 1) / PER_BYTE];
        for (Place place : others) {
            if (place.statusIndex() < issued) {
                int status = place.isAdopted() ? CLOUD_ONLY : LAPSED;
                bits[place.statusIndex() / PER_BYTE] |= (byte) (status << place.statusIndex() % PER_BYTE * BITS);
            }
        }
        return new CertificateStatusList(bits, issuedAt, issuedAt.plus(lifetime));
    }

    String signed(CertificateKey key, Duration age) {
        String claims = "{\"sub\":\"" + ADDRESS + "\",\"iat\":" + issuedAt.getEpochSecond() + ",\"exp\":"
                + expiresAt.getEpochSecond() + ",\"ttl\":" + age.toSeconds()
                + ",\"status_list\":{\"bits\":2,\"lst\":\"" + compressed() + "\"}}";
        return CompactToken.sign(TYPE, key.kid(), claims, key.privateKey());
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
}
