package cn.dengyun.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.identity.token.TestKeyProtection;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EndpointStoreTest {

    @Inject
    Pool pool;

    @Test
    void secretsAndPrivateKeysAreSealedWhereAKeyForThatIsConfigured() {
        EndpointStore store = new EndpointStore(TestKeyProtection.aConfiguredProtection());
        WebhookEndpoint endpoint = anEndpoint();
        WorkerThread.await(
                pool.withTransaction(connection -> store.insert(connection, endpoint, null, Integer.MAX_VALUE)));
        try {
            Row row = row(endpoint);
            WebhookEndpoint read = WorkerThread.await(store.get(pool, endpoint.id(), null));

            for (String column : List.of("secret", "private_key", "previous_secret", "previous_private_key")) {
                byte[] stored = row.getBuffer(column).getBytes();
                assertThat(holds(stored, endpoint.keys().secret())).isFalse();
                assertThat(holds(stored, endpoint.keys().privateKey())).isFalse();
                assertThat(holds(stored, endpoint.previousKeys().secret())).isFalse();
                assertThat(holds(stored, endpoint.previousKeys().privateKey())).isFalse();
            }
            Instant now = Instant.now();
            assertThat(read.sign("id", now, "{}")).isEqualTo(endpoint.sign("id", now, "{}"));
        } finally {
            WorkerThread.await(pool.withTransaction(connection -> store.delete(connection, endpoint)));
        }
    }

    @Test
    void anOrganisationMayHaveSoManyEndpoints() {
        EndpointStore store = new EndpointStore(TestKeyProtection.aConfiguredProtection());
        WebhookEndpoint endpoint = anEndpoint();

        assertThatThrownBy(() -> WorkerThread.await(
                        pool.withTransaction(connection -> store.insert(connection, endpoint, null, 0))))
                .isInstanceOf(Rejection.class)
                .hasMessage("webhook-endpoint-limit");
    }

    /** Of no use to anybody but the test: it is paused, so nothing is delivered. */
    private WebhookEndpoint anEndpoint() {
        UUID organization = WorkerThread.await(
                        pool.query("SELECT id FROM organization LIMIT 1").execute())
                .iterator()
                .next()
                .getUUID(0);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new WebhookEndpoint(
                        Ids.next(),
                        organization,
                        null,
                        "https://hooks.example.cn/",
                        null,
                        List.of(),
                        null,
                        WebhookEndpoint.State.PAUSED,
                        WebhookEndpoint.Reason.OWNER,
                        SigningKeys.generate(),
                        null,
                        null,
                        0,
                        now,
                        now)
                .rotated(SigningKeys.generate(), now.plus(Duration.ofHours(1)), now);
    }

    private Row row(WebhookEndpoint endpoint) {
        return WorkerThread.await(pool.preparedQuery("SELECT secret, private_key, previous_secret, previous_private_key"
                                + " FROM webhook_endpoint WHERE id = $1")
                        .execute(Tuple.of(endpoint.id())))
                .iterator()
                .next();
    }

    private static boolean holds(byte[] stored, byte[] secret) {
        return new String(stored, StandardCharsets.ISO_8859_1)
                .contains(new String(secret, StandardCharsets.ISO_8859_1));
    }
}
