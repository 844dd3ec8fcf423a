package cn.dengyun.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.identity.IdentityConfig;
import cn.dengyun.identity.SeparateSchema;
import cn.dengyun.identity.TestConfig;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SigningKeyStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String KEY = Base64.getEncoder()
            .encodeToString("a key of exactly thirty-two bytes"
                    .substring(1)
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    private static final String OTHER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final SeparateSchema schema = SeparateSchema.migrated();

    @Test
    void nodesThatStartTogetherAgreeOnOneKey() throws Exception {
        int nodes = 6;
        CyclicBarrier together = new CyclicBarrier(nodes);
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        List<Future<List<SigningKey>>> starts = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Callable<List<SigningKey>> start = () -> {
                SigningKeyStore node = store(null);
                together.await();
                return node.current(NOW);
            };
            starts.add(threads.submit(start));
        }
        List<String> kids = new ArrayList<>();
        for (Future<List<SigningKey>> start : starts) {
            assertThat(start.get()).hasSize(1);
            kids.add(start.get().get(0).kid());
        }
        threads.shutdown();
        assertThat(kids).containsOnly(kids.get(0));
    }

    @Test
    void aNewKeyIsPublishedBeforeItIsUsedAndTheOldOneStays() throws SQLException {
        SigningKeyStore store = store(null);
        SigningKey first = store.current(NOW).get(0);

        List<SigningKey> both = store.rotate(NOW);

        assertThat(both).extracting(SigningKey::kid).hasSize(2).startsWith(first.kid());
        assertThat(both.get(1).activeFrom()).isEqualTo(NOW.plus(SigningKeyStore.NOTICE));
    }

    @Test
    void aKeyPastItsLifeIsReplacedAndForgottenLater() throws SQLException {
        SigningKeyStore store = store(null);
        SigningKey first = store.current(NOW).get(0);
        Instant later = NOW.plus(Duration.ofDays(91));

        assertThat(store.current(later)).extracting(SigningKey::kid).hasSize(2).startsWith(first.kid());

        Instant muchLater = later.plus(Duration.ofDays(91));
        assertThat(store.current(muchLater))
                .extracting(SigningKey::kid)
                .hasSize(2)
                .doesNotContain(first.kid());
    }

    @Test
    void privateKeysAreEncryptedWhenAKeyForThatIsConfigured() throws SQLException {
        SigningKey made = store(KEY).current(NOW).get(0);

        assertThat(store(KEY).current(NOW).get(0).privateKey()).isEqualTo(made.privateKey());
        assertThatThrownBy(() -> store(null).current(NOW)).hasMessageContaining("dengyun.key-encryption-key");
        assertThatThrownBy(() -> store(OTHER_KEY).current(NOW)).hasMessageContaining("cannot be read");
        byte[] stored = schema.bytes("SELECT private_key FROM signing_key");
        assertThat(indexOf(stored, made.privateKey().getEncoded())).isNegative();
    }

    @Test
    void aKeyForEncryptionOfTheWrongLengthIsRefused() {
        assertThatThrownBy(() -> store("c2hvcnQ=")).hasMessageContaining("openssl rand -base64 32");
        assertThatThrownBy(() -> store("not base64 at all!")).hasMessageContaining("openssl rand -base64 32");
    }

    private static int indexOf(byte[] whole, byte[] part) {
        String latin = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1);
        return latin.indexOf(new String(part, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private SigningKeyStore store(String keyEncryptionKey) {
        IdentityConfig config = TestConfig.identity(keyEncryptionKey);
        return new SigningKeyStore(schema.dataSource(), new KeyProtection(config));
    }
}
