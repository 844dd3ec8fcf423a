package cn.dengyun.voucher.rest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A provider sells something for more than 90 days and then tries to have more paid of it, by what the catalogue lets
 * it do; an enterprise splits what it orders. Nobody is paid a fen more than the share of what it cost before.
 */
@QuarkusTest
class PriceAttackTest {

    private static final int CASES = Integer.getInteger("dengyun.price.attacks", 12);
    private static final long SEED = Long.getLong("dengyun.price.seed", 5L);
    /** Days before the order on which the provider does something. */
    private static final List<Integer> DAYS = List.of(80, 55, 30, 3);

    private static final int HONEST_DAYS = 300;

    private final Random random = new Random(SEED);

    @Inject
    TestVouchers vouchers;

    @Inject
    Pool pool;

    @Test
    void nobodyIsPaidAFenMoreThanTheShareOfWhatItCostBefore() {
        TestProvider provider = TestProvider.aProvider();
        List<Voucher> two =
                vouchers.someVouchers(vouchers.aProgramme(4_000_000_000L), 2, 2_000_000_000L, Duration.ofDays(365));
        for (int i = 0; i < CASES; i++) {
            Attack attack = new Attack(provider);
            for (int day : DAYS) {
                if (random.nextInt(4) > 0) {
                    attack.move(day);
                }
            }
            if (random.nextInt(3) == 0) {
                attack.relist();
            }
            attack.order(two);
        }
    }

    private final class Attack {
        private final TestProvider provider;
        private final String name;
        private final long honestFen = 1_000L + random.nextInt(100_000);
        private final List<String> moves = new ArrayList<>();
        private String key = "attack-" + UUID.randomUUID();
        private String offering;
        private String plan = "std";
        private long listFen = honestFen;
        private int version;

        Attack(TestProvider provider) {
            this.provider = provider;
            name = "云主机" + letters();
            put(List.of(plan(plan)), List.of());
            age(HONEST_DAYS);
        }

        /** Names of one provider that nobody takes for each other. */
        private String letters() {
            StringBuilder letters = new StringBuilder();
            random.ints(8, 'a', 'z' + 1).forEach(letters::appendCodePoint);
            return letters.toString();
        }

        void move(int day) {
            int what = random.nextInt(5);
            moves.add(what + "@" + day);
            switch (what) {
                case 0 -> {
                    hike();
                    put(List.of(plan(plan)), List.of());
                }
                case 1 -> {
                    plan = "renamed-" + moves.size();
                    hike();
                    put(List.of(plan(plan)), List.of());
                }
                case 2 -> {
                    listFen *= 2;
                    put(List.of(plan(plan)), List.of(Map.of("name", "五折", "rate", "0.5")));
                }
                case 3 -> {
                    hike();
                    put(List.of(plan(plan)), List.of(Map.of("name", "优惠", "rate", "0.9", "condition", "首次购买")));
                }
                default -> {
                    hike();
                    Map<String, Object> decoy = plan(plan);
                    plan = "beside-" + moves.size();
                    hike();
                    put(List.of(decoy, plan(plan)), List.of());
                }
            }
            age(day);
        }

        /** Under another key, while the old one goes, or stays as a decoy. */
        void relist() {
            moves.add("relisted");
            if (random.nextBoolean()) {
                provider.delete(key, "*").then().statusCode(204);
            } else {
                hike();
                put(List.of(plan(plan)), List.of());
            }
            key = "attack-" + UUID.randomUUID();
            plan = random.nextBoolean() ? plan : "relisted";
            version = 0;
            hike();
            put(List.of(plan(plan)), List.of());
        }

        private void hike() {
            listFen += 1 + random.nextInt((int) listFen);
        }

        private Map<String, Object> plan(String code) {
            return Map.of(
                    "code",
                    code,
                    "name",
                    "包月",
                    "model",
                    "SUBSCRIPTION",
                    "period",
                    "MONTH",
                    "amountFen",
                    listFen,
                    "taxRate",
                    "0");
        }

        private void put(List<Map<String, Object>> plans, List<Map<String, Object>> discounts) {
            Map<String, Object> content =
                    new HashMap<>(Map.of("kind", "IAAS", "voucherEligible", true, "plans", plans));
            content.put("name", name);
            if (!discounts.isEmpty()) {
                content.put("discounts", discounts);
            }
            Response response = provider.put(key, Json.encode(content));
            assertThat(response.statusCode()).as(response.asString()).isIn(200, 201);
            offering = response.path("id");
            version++;
        }

        /** Lets what was published last be as old as this. */
        private void age(int days) {
            WorkerThread.await(
                    pool.preparedQuery("UPDATE offering_version SET created_at = now() - make_interval(days => $3)"
                                    + " WHERE offering_id = $1 AND version = $2")
                            .execute(Tuple.of(UUID.fromString(offering), version, days)));
            WorkerThread.await(
                    pool.preparedQuery("UPDATE offering SET published_at = now() - interval '1000 days' WHERE id = $1")
                            .execute(Tuple.of(UUID.fromString(offering))));
        }

        /** All of it in one order, in two holds, or in two orders: what is more than its share is refused. */
        void order(List<Voucher> two) {
            int quantity = 2 + random.nextInt(40);
            int part = random.nextBoolean() ? quantity : 1 + random.nextInt(quantity - 1);
            long paid = held(two, part);
            paid += part < quantity ? held(two, quantity - part) : 0;
            assertThat(paid).as(toString()).isLessThanOrEqualTo(share(quantity));
        }

        private long held(List<Voucher> two, int quantity) {
            String order = "PO-" + UUID.randomUUID();
            long share = share(quantity);
            assertThat(reserve(two.get(0), order, quantity, share + 1).statusCode())
                    .as(toString())
                    .isEqualTo(400);
            long first = 1 + random.nextInt((int) share);
            long paid = taken(reserve(two.get(0), order, quantity, first), first);
            if (paid > 0 && share > first) {
                paid += taken(reserve(two.get(1), order, quantity, share - first), share - first);
                assertThat(reserve(two.get(1), order, quantity, 1 + share - paid)
                                .statusCode())
                        .as(toString())
                        .isEqualTo(400);
            }
            return paid;
        }

        /** Less than the share of before may be refused too, where it costs less by now. */
        private static long taken(Response response, long fen) {
            assertThat(response.statusCode()).as(response.asString()).isIn(201, 400);
            return response.statusCode() == 201 ? fen : 0;
        }

        private long share(int quantity) {
            return honestFen * quantity * 4 / 10;
        }

        private Response reserve(Voucher voucher, String order, int quantity, long fen) {
            Map<String, Object> line = Map.of("planCode", plan, "quantity", String.valueOf(quantity), "amountFen", fen);
            return SignedIn.as("enterprise")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .contentType("application/json")
                    .body(Map.of("offeringId", offering, "externalReference", order, "lines", List.of(line)))
                    .post("/api/v1/vouchers/" + voucher.id() + "/reservations");
        }

        @Override
        public String toString() {
            return "%d fen before, %d now, %s, seed %d".formatted(honestFen, listFen, moves, SEED);
        }
    }
}
