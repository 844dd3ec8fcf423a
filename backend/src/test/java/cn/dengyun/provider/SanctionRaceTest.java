package cn.dengyun.provider;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.Patience;
import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** While everybody reserves with a provider, a sanction is imposed: nothing is held with it from its commit on. */
@QuarkusTest
class SanctionRaceTest {

    private static final int CLIENTS = 64;
    private static final int BEFORE = 100;
    private static final long FACE = 1_000_000;

    @TestHTTPResource("/")
    URI server;

    @Inject
    TestVouchers vouchers;

    @Inject
    LedgerService ledger;

    @Inject
    Pool pool;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<String> odd = new ConcurrentLinkedQueue<>();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void noHoldIsLeftAndNoFenIsLost() {
        TestProvider provider = TestProvider.aProvider();
        String offering = SanctionTest.offering(provider);
        TestVouchers.Funded programme = vouchers.aProgramme(CLIENTS * FACE);
        List<Voucher> purses = vouchers.someVouchers(programme, CLIENTS, FACE, Duration.ofDays(100));
        String sanction = TestSupervision.heard(provider.id());
        String enterprise = SignedIn.tokenOf("enterprise");
        String authority = SignedIn.tokenOf("province2");

        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (Voucher purse : purses) {
            clients.add(CompletableFuture.runAsync(
                    () -> reserveOn(enterprise, purse.id(), offering), task -> new Thread(task).start()));
        }
        Patience.until("there are holds to be released", () -> held.get() >= BEFORE || isOver.get());
        HttpResponse<String> decided =
                post(authority, TestSupervision.SANCTIONS + "/" + sanction + "/decisions", "{\"reason\": \"属实\"}");
        // What is answered from now on was refused, or began before the commit and was released with it.
        long left = count("SELECT count(*) FROM reservation WHERE provider_id = $1 AND status = 'HELD'", provider.id());
        clients.forEach(CompletableFuture::join);

        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        assertThat(odd).as("answers other than holds and refusals").isEmpty();
        assertThat(left).as("holds right after the decision").isZero();
        assertThat(count("SELECT count(*) FROM reservation WHERE provider_id = $1 AND status = 'HELD'", provider.id()))
                .isZero();
        assertThat(count(
                        "SELECT count(*) FROM reservation WHERE provider_id = $1 AND status = 'RELEASED'",
                        provider.id()))
                .isEqualTo(held.get());
        assertThat(count(
                        "SELECT sum(available_fen)::bigint FROM voucher WHERE budget_id = $1",
                        programme.budgetId().toString()))
                .isEqualTo(CLIENTS * FACE);
        assertThat(count(
                        "SELECT count(*) FROM reservation r JOIN voucher v ON v.id = r.voucher_id WHERE r.provider_id = $1"
                                + " AND v.valid_until < r.voucher_until",
                        provider.id()))
                .as("vouchers that lost validity")
                .isZero();
        Background.settle();
        ConservationStatement statement = WorkerThread.await(ledger.conservation(programme.programmeId()));
        assertThat(statement.holds()).isTrue();
        assertThat(statement.appropriatedFen()).isEqualTo(CLIENTS * FACE);
    }

    /** One after the other until the provider is refused. */
    private void reserveOn(String token, UUID voucher, String offering) {
        for (int i = 0; i < 300 && !isOver.get(); i++) {
            String body = "{\"offeringId\": \"" + offering + "\", \"externalReference\": \"PO-" + UUID.randomUUID()
                    + "\", \"lines\": [{\"planCode\": \"fen\", \"quantity\": \"3000\", \"amountFen\": 1000}]}";
            HttpResponse<String> answer = post(token, "/api/v1/vouchers/" + voucher + "/reservations", body);
            if (answer.statusCode() == 201) {
                held.incrementAndGet();
            } else if (answer.statusCode() == 409 && answer.body().contains("\"provider-not-qualified\"")) {
                isOver.set(true);
            } else if (answer.statusCode() != 503) {
                odd.add(answer.statusCode() + " " + answer.body());
            }
        }
    }

    private HttpResponse<String> post(String token, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .timeout(Patience.LONG)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    private long count(String sql, String id) {
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.of(UUID.fromString(id))))
                .iterator()
                .next()
                .getLong(0);
    }
}
