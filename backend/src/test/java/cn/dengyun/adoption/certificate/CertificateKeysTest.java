package cn.dengyun.adoption.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SeparateSchema;
import cn.dengyun.identity.token.TestKeyProtection;
import cn.dengyun.platform.signing.SignatureKeyStore;
import cn.dengyun.platform.signing.domain.SignatureKey;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A certificate is verified for years, by whoever has the keys that were published. */
@QuarkusTest
class CertificateKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration A_YEAR_AND_A_DAY = Duration.ofDays(366);

    private final SeparateSchema schema = SeparateSchema.migrated();

    @Test
    void theFirstKeySignsAtOnceAndItsSuccessorADayLater() throws SQLException {
        SignatureKey first = keys(NOW).get(0);
        Instant later = NOW.plus(A_YEAR_AND_A_DAY);

        assertThat(first.activeFrom()).isEqualTo(NOW);
        assertThat(keys(NOW.plus(Duration.ofDays(364))))
                .extracting(SignatureKey::kid)
                .containsExactly(first.kid());
        List<SignatureKey> both = keys(later);
        assertThat(both).extracting(SignatureKey::kid).hasSize(2).startsWith(first.kid());
        assertThat(both.get(1).createdAt()).isEqualTo(later);
        assertThat(both.get(1).activeFrom()).isEqualTo(later.plus(Duration.ofHours(25)));
        assertThat(both).extracting(SignatureKey::privateKey).doesNotContainNull();
    }

    @Test
    void thePublicHalfStaysForGoodAndThePrivateOneGoes() throws SQLException {
        SignatureKey first = keys(NOW).get(0);
        keys(NOW.plus(A_YEAR_AND_A_DAY));

        List<SignatureKey> all = keys(NOW.plus(A_YEAR_AND_A_DAY.multipliedBy(2)));

        assertThat(all).extracting(SignatureKey::kid).hasSize(3).startsWith(first.kid());
        assertThat(all.get(0).privateKey()).isNull();
        assertThat(all.get(0).publicKey()).isEqualTo(first.publicKey());
        assertThat(all.subList(1, 3)).extracting(SignatureKey::privateKey).doesNotContainNull();
    }

    @Test
    void privateHalvesAreSealedWhenAKeyForThatIsConfigured() throws SQLException {
        SignatureKey made = keys(NOW).get(0);

        assertThat(keys(NOW).get(0).privateKey()).isEqualTo(made.privateKey());
        assertThat(schema.bytes("SELECT private_key FROM certificate_key"))
                .isNotEqualTo(made.privateKey().getEncoded());
    }

    private List<SignatureKey> keys(Instant now) throws SQLException {
        return new SignatureKeyStore(schema.dataSource(), TestKeyProtection.aConfiguredProtection())
                .current(CertificateKeys.table(), now);
    }
}
