package cn.dengyun.adoption.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.signing.SignedStatusList;
import cn.dengyun.platform.signing.domain.SignatureKey;
import cn.dengyun.platform.signing.domain.TokenStatusList;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/** The list of what became of certificates, read with nothing but the standard library. */
class CertificateStatusListTest {

    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    @Test
    void theStatusListTellsWhatIsGoodWhatHasLapsedAndWhatIsLess() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SignatureKey key = new SignatureKey("a1B2c3D4", pair.getPublic(), pair.getPrivate(), NOW, NOW);
        List<CertificatePlace> others = List.of(
                new CertificatePlace(1, CertificatePlace.LAPSED),
                new CertificatePlace(6, CertificatePlace.CLOUD_ONLY),
                new CertificatePlace(9, CertificatePlace.CLOUD_ONLY));
        TokenStatusList list = CertificateStatusList.of(8, others, NOW, Duration.ofHours(24));
        String token = SignedStatusList.of(list, 8, key, Duration.ofSeconds(30)).token();
        JsonObject claims = new JsonObject(decoded(token.split("\\.", -1)[1]));
        byte[] bits = new InflaterInputStream(new ByteArrayInputStream(Base64.getUrlDecoder()
                        .decode(claims.getJsonObject("status_list").getString("lst"))))
                .readAllBytes();

        assertThat(claims.getString("sub")).isEqualTo("/api/v1/certificate-status-list");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(86_400);
        assertThat(bits).hasSize(2);
        assertThat(at(bits, 0)).isZero();
        assertThat(at(bits, 1)).isEqualTo(1);
        assertThat(at(bits, 6)).isEqualTo(3);
        assertThat(at(bits, 7)).isZero();
    }

    private static int at(byte[] bits, int place) {
        return bits[place / 4] >> place % 4 * 2 & 3;
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
