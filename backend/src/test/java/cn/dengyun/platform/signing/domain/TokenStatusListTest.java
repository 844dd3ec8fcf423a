package cn.dengyun.platform.signing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every signer of the platform shares: one form of token, one kind of key, one encoding of lists. */
class TokenStatusListTest {

    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final String ADDRESS = "/api/v1/certificate-status-list";

    @Test
    void aListSaysAfterItsTravelWhatItSaidBefore() {
        KeyPair pair = Ed25519.generated();
        TokenStatusList sent =
                TokenStatusList.of(ADDRESS, 9, Map.of(1, 1, 6, 3, 8, 2, 12, 1), NOW, NOW.plus(Duration.ofDays(1)));

        CompactToken token =
                CompactToken.parse(sent.signed("k1", pair.getPrivate(), 30)).orElseThrow();
        TokenStatusList received = TokenStatusList.of(token).orElseThrow();

        assertThat(token.isSignedBy(pair.getPublic())).isTrue();
        assertThat(token.isSignedBy(Ed25519.generated().getPublic())).isFalse();
        assertThat(received.address()).isEqualTo(ADDRESS);
        assertThat(received.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(received.at(0)).hasValue(0);
        assertThat(received.at(1)).hasValue(1);
        assertThat(received.at(6)).hasValue(3);
        assertThat(received.at(8)).hasValue(2);
        assertThat(received.at(12)).isEmpty();
    }

    @Test
    void anotherTokenIsNoList() {
        String token = CompactToken.sign("dyac", "k1", "{}", Ed25519.generated().getPrivate());

        assertThat(TokenStatusList.of(CompactToken.parse(token).orElseThrow())).isEmpty();
        assertThat(CompactToken.parse(token + "=")).isEmpty();
    }

    @Test
    void aKeyIsReadBackFromWhatIsKeptOfIt() throws Exception {
        KeyPair pair = Ed25519.generated();

        assertThat(Ed25519.publicKey(pair.getPublic().getEncoded())).isEqualTo(pair.getPublic());
        assertThat(Ed25519.privateKey(pair.getPrivate().getEncoded())).isEqualTo(pair.getPrivate());
        assertThat(Ed25519.x(pair.getPublic())).hasSize(43);
        assertThat(Ed25519.newKid()).hasSize(8).isNotEqualTo(Ed25519.newKid());
    }
}
