package cn.dengyun.voucher.status;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SeparateSchema;
import cn.dengyun.identity.token.TestKeyProtection;
import cn.dengyun.platform.signing.SignatureKeyStore;
import cn.dengyun.platform.signing.SignatureKeyTable;
import cn.dengyun.platform.signing.domain.SignatureKey;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Keys of all nodes, in a table that they share. */
@QuarkusTest
class CredentialKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final SeparateSchema schema = SeparateSchema.migrated();
    private final SignatureKeyTable table = CredentialKeys.table(new StatusLimits());

    @Test
    void nodesThatStartTogetherAgreeOnOneKey() throws Exception {
        int nodes = 4;
        CyclicBarrier together = new CyclicBarrier(nodes);
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        List<Future<List<SignatureKey>>> starts = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Callable<List<SignatureKey>> start = () -> {
                SignatureKeyStore node = store();
                together.await();
                return node.current(table, NOW);
            };
            starts.add(threads.submit(start));
        }
        List<String> kids = new ArrayList<>();
        for (Future<List<SignatureKey>> start : starts) {
            assertThat(start.get()).hasSize(1);
            kids.add(start.get().get(0).kid());
        }
        threads.shutdown();
        assertThat(kids).containsOnly(kids.get(0));
    }

    @Test
    void aKeyIsReplacedAfterNinetyDaysAndGoneADayMoreThanAWeekLater() throws SQLException {
        SignatureKey first = store().current(table, NOW).get(0);
        assertThat(store().current(table, NOW.plus(Duration.ofDays(89)))).hasSize(1);
        Instant later = NOW.plus(Duration.ofDays(91));

        List<SignatureKey> both = store().current(table, later);

        assertThat(both).extracting(SignatureKey::kid).hasSize(2).startsWith(first.kid());
        assertThat(both.get(1).activeFrom()).isEqualTo(later.plus(SignatureKeyStore.NOTICE));
        assertThat(store().current(table, later.plus(Duration.ofDays(92))))
                .extracting(SignatureKey::kid)
                .hasSize(2)
                .startsWith(both.get(1).kid())
                .doesNotContain(first.kid());
    }

    private SignatureKeyStore store() {
        return new SignatureKeyStore(schema.dataSource(), TestKeyProtection.aConfiguredProtection());
    }
}
