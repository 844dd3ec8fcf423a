package cn.dengyun.adoption.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.signing.domain.SignatureKey;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What is signed, looked at with nothing but the standard library, as a department would. */
class CertificateTextTest {

    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    private static SignatureKey key() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new SignatureKey("a1B2c3D4", pair.getPublic(), pair.getPrivate(), NOW, NOW);
    }

    private static CertificateText text(AdoptionLevel level) {
        return new CertificateText(
                "Y4K7-M2P9-QXT8-V",
                "合肥“示范”制造有限公司",
                "91340100MA2N0AAA01",
                "340123",
                level,
                LocalDate.parse("2026-06-01"),
                level == AdoptionLevel.DEEP ? LocalDate.parse("2026-06-30") : null,
                1,
                42,
                NOW,
                NOW.plus(Duration.ofDays(300)));
    }

    @Test
    void aCertificateIsSignedAndSaysWhatGb36903Asks() throws Exception {
        SignatureKey key = key();
        String[] parts = text(AdoptionLevel.DEEP).signed(key).split("\\.", -1);

        assertThat(parts).hasSize(3);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key.publicKey());
        verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"EdDSA\",\"typ\":\"dyac\",\"kid\":\"a1B2c3D4\"}");
        JsonObject claims = new JsonObject(decoded(parts[1]));
        assertThat(claims.fieldNames())
                .containsExactly(
                        "kind",
                        "number",
                        "issuer",
                        "holder",
                        "holderCode",
                        "holderCodeKind",
                        "region",
                        "level",
                        "adoptedOn",
                        "deepOn",
                        "rule",
                        "ix",
                        "iat",
                        "exp");
        assertThat(claims.getString("holder")).isEqualTo("合肥“示范”制造有限公司");
        assertThat(claims.getLong("exp"))
                .isEqualTo(NOW.plus(Duration.ofDays(300)).getEpochSecond());
        assertThat(new JsonObject(decoded(text(AdoptionLevel.CLOUD).signed(key).split("\\.", -1)[1])).fieldNames())
                .doesNotContain("deepOn");
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
