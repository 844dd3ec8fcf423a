package cn.dengyun.settlement.claim;

import static cn.dengyun.settlement.claim.ClaimTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.TestRules;
import cn.dengyun.settlement.claim.domain.ClaimWindow;
import cn.dengyun.settlement.claim.domain.ClaimWindow.Cause;
import cn.dengyun.settlement.claim.domain.RandomHistory;
import cn.dengyun.settlement.claim.store.WindowRows;
import cn.dengyun.trade.dispute.TestDisputes;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A capture is claimed in time, and whoever can is reminded of it; what keeps him from it does not cost him time. */
@QuarkusTest
class ClaimWindowTest {

    private static final int SPARE = 60;

    @Inject
    WindowRows rows;

    @Inject
    ClaimWindows windows;

    @Inject
    ClaimRefunds refunds;

    @Inject
    WindowRounds rounds;

    @Inject
    Pool pool;

    @BeforeEach
    void nobodyIsDrawn() {
        TestClaims.drawNobody();
    }

    @Test
    void theRulesSayUntilWhenACaptureMayBeClaimed() {
        LocalDate today = LocalDate.now(RandomHistory.ANHUI);
        String usual = TestClaims.captured(1);
        String ruled = TestClaims.captured(TestClaims.order(1, TestRules.with("claimDays", 90)), 1);

        assertThat(window(usual).lastDay()).isBetween(today.plusDays(179), today.plusDays(180));
        assertThat(window(ruled).lastDay()).isBetween(today.plusDays(89), today.plusDays(90));
        assertThat(window(ruled).isOverAt(window(ruled).untilAt().minusSeconds(1)))
                .isFalse();
        assertThat(window(ruled).isOverAt(window(ruled).untilAt())).isTrue();
    }

    @Test
    void whatIsTooLateIsRefusedWithTheDayAndCanBeGivenBack() {
        String redemption = TestClaims.captured(1);
        end(redemption, "now() - interval '1 day'");
        LocalDate last = window(redemption).lastDay();

        Response refused = TestClaims.submit(SignedIn.as("platform"), redemption, TestClaims.evidence(1));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(code(refused)).isEqualTo("claim-too-late");
        assertThat(refused.<String>path("detail")).contains(last.toString()).contains("POST …/refunds");
        assertThat(TestOrders.post(
                                SignedIn.as("platform"),
                                "/api/v1/redemptions/" + redemption + "/refunds",
                                Map.of("reason", "逾期未申请"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(find(redemption)).as("nothing is left to claim").isEmpty();
    }

    @Test
    void whatWasCapturedBeforeThereWereLastDaysHasNone() {
        String redemption = TestClaims.captured(1);
        TestClaims.set("DELETE FROM claim_window WHERE redemption_id = ?", UUID.fromString(redemption));

        assertThat(TestClaims.submit(SignedIn.as("platform"), redemption, TestClaims.evidence(1))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void theClockStandsStillWhileAClaimLives() {
        String redemption = TestClaims.captured(1);
        String id = TestClaims.submitted(redemption, TestClaims.evidence(1));
        Instant before = window(redemption).untilAt();
        assertThat(window(redemption).pausedAt()).isNotNull();
        TestClaims.set(
                "UPDATE claim_window SET paused_at = paused_at - interval '10 days' WHERE redemption_id = ?",
                UUID.fromString(redemption));

        TestClaims.withdraw(SignedIn.as("platform"), id).then().statusCode(200);

        assertThat(window(redemption).pausedAt()).isNull();
        assertThat(Duration.between(before, window(redemption).untilAt()))
                .isBetween(Duration.ofDays(10), Duration.ofDays(10).plusMinutes(5));
    }

    @Test
    void theClockStandsStillWhileASideIsFrozenOrAnAuthorityDecides() {
        String order = TestClaims.order(2);
        String redemption = TestClaims.captured(order, 1);
        TestClaims.freeze(true);
        try {
            assertThat(window(redemption).pausedAt()).isNotNull();
        } finally {
            TestClaims.freeze(false);
        }
        assertThat(window(redemption).pausedAt()).isNull();

        String dispute = TestDisputes.filed(order, "LATE", null);
        assertThat(window(redemption).pausedAt()).isNotNull();
        TestDisputes.withdraw(SignedIn.as("enterprise"), dispute).then().statusCode(200);
        assertThat(window(redemption).pausedAt()).isNull();
    }

    /** There are ever more of them, and nothing of what happens to their sides matters to them. */
    @Test
    void whatWasPaidIsNeitherLockedNorStoppedByFreezesUntilItComesBack() {
        String redemption = TestClaims.captured(1);
        UUID id = UUID.fromString(redemption);
        TestClaims.submitted(redemption, TestClaims.evidence(1));
        inOne(connection -> windows.paid(connection, List.of(id)));
        String before = lockedBy(id);

        TestClaims.freeze(true);
        try {
            assertThat(pausedBy(id)).isEqualTo("CLAIM");
            assertThat(lockedBy(id)).isEqualTo(before);

            inOne(connection -> windows.notPaid(connection, List.of(id), Instant.now()));
            assertThat(pausedBy(id)).isEqualTo("CLAIM,ENTERPRISE");
        } finally {
            TestClaims.freeze(false);
        }
        assertThat(pausedBy(id)).isEqualTo("CLAIM");
    }

    @Test
    void whoeverIsNotFrozenAndIsCertifiedAnewLocksNothing() {
        UUID id = UUID.fromString(TestClaims.captured(1));
        ClaimWindow window = window(id.toString());
        String before = lockedBy(id);

        inOne(connection -> rows.resume(connection, Cause.ENTERPRISE, window.organizationId(), Instant.now()));

        assertThat(lockedBy(id)).isEqualTo(before);
    }

    /** In one order with freezes, whatever the order in which they are refunded. */
    @Test
    void whatIsRefundedTogetherIsHeldTogether() {
        UUID id = UUID.fromString(TestClaims.captured(1));
        String before = lockedBy(id);

        inOne(connection -> refunds.hold(connection, List.of(id)).replaceWithVoid());

        assertThat(lockedBy(id)).isNotEqualTo(before);
    }

    private void inOne(Function<SqlConnection, Uni<Void>> work) {
        WorkerThread.await(pool.withTransaction(work));
    }

    private static String pausedBy(UUID redemption) {
        return TestClaims.text(
                "SELECT array_to_string(paused_by, ',') FROM claim_window WHERE redemption_id = ?", redemption);
    }

    /** Whoever has locked or written a row last leaves its name there. */
    private static String lockedBy(UUID redemption) {
        return TestClaims.text("SELECT xmin || ' ' || xmax FROM claim_window WHERE redemption_id = ?", redemption);
    }

    @Test
    void whoeverMayClaimReadsUntilWhen() {
        String order = TestClaims.order(2);
        String redemption = TestClaims.captured(order, 1);
        String last = window(redemption).lastDay().toString();
        String path = "/api/v1/redemptions/" + redemption;

        Response read = SignedIn.as("platform").get(path);

        assertThat(read.<String>path("claimBy")).isEqualTo(last);
        assertThat(read.<Object>path("claimPausedAt")).isNull();
        assertThat(SignedIn.as("platform")
                        .get("/api/v1/redemptions?limit=200")
                        .<String>path("data.find { it.id == '" + redemption + "' }.claimBy"))
                .isEqualTo(last);
        String dispute = TestDisputes.filed(order, "LATE", null);
        assertThat(SignedIn.as("enterprise").get(path).<String>path("claimPausedAt"))
                .isNotNull();
        TestDisputes.withdraw(SignedIn.as("enterprise"), dispute).then().statusCode(200);

        TestClaims.submitted(redemption, TestClaims.evidence(1));
        Response claimed = SignedIn.as("platform")
                .header("If-None-Match", read.header("ETag"))
                .get(path);
        assertThat(claimed.statusCode()).isEqualTo(200);
        assertThat(claimed.<Object>path("claimBy")).isNull();
    }

    /** Whatever comes upon what, the time that is added is that in which anything kept somebody from claiming. */
    @Test
    void whateverStopsTheClockAddsItsTimeOnce() {
        String redemption = TestClaims.captured(1);
        UUID id = UUID.fromString(redemption);
        ClaimWindow start = window(redemption);
        Random random = new Random(71);
        for (int trial = 0; trial < 8; trial++) {
            Instant from = window(redemption).untilAt().minus(Duration.ofDays(SPARE));
            Instant until = window(redemption).untilAt();
            Instant now = from;
            Duration paused = Duration.ZERO;
            Set<Cause> causes = EnumSet.noneOf(Cause.class);
            for (int i = 0; i < 12; i++) {
                Instant next = now.plus(Duration.ofMinutes(random.nextInt(24 * 60)));
                paused = causes.isEmpty() ? paused : paused.plus(Duration.between(now, next));
                now = next;
                Cause cause = Cause.values()[random.nextInt(Cause.values().length)];
                boolean begins = i < 8 && random.nextBoolean();
                if (begins) {
                    causes.add(cause);
                } else {
                    causes.remove(cause);
                }
                change(begins, cause, start, now);
            }
            for (Cause left : Set.copyOf(causes)) {
                Instant next = now.plus(Duration.ofHours(7));
                paused = paused.plus(Duration.between(now, next));
                now = next;
                causes.remove(left);
                change(false, left, start, now);
            }

            assertThat(window(redemption).pausedAt()).isNull();
            assertThat(window(redemption).untilAt()).isEqualTo(until.plus(paused));
        }
        TestClaims.set("DELETE FROM claim_window WHERE redemption_id = ?", id);
    }

    private void change(boolean begins, Cause cause, ClaimWindow of, Instant now) {
        UUID id = switch (cause) {
            case CLAIM -> of.redemptionId();
            case ENTERPRISE -> of.organizationId();
            case PROVIDER -> of.providerOrganizationId();
            case DISPUTE -> of.orderId();
        };
        WorkerThread.await(pool.withTransaction(connection ->
                begins ? rows.pause(connection, cause, id, now) : rows.resume(connection, cause, id, now)));
    }

    @Test
    void whoeverMayClaimIsReminded30And7DaysBeforeEachTimeOnce() {
        String redemption = TestClaims.captured(1);
        end(redemption, "now() + interval '29 days'");
        remind();
        remind();
        assertThat(reminders(redemption)).isEqualTo("1");
        end(redemption, "now() + interval '6 days'");
        remind();
        remind();
        assertThat(reminders(redemption)).isEqualTo("2");

        String claimed = TestClaims.captured(1);
        end(claimed, "now() + interval '6 days'");
        TestClaims.submitted(claimed, TestClaims.evidence(1));
        remind();
        assertThat(reminders(claimed)).as("it is claimed").isEqualTo("0");
    }

    private void remind() {
        WorkerThread.await(rounds.round());
    }

    private static String reminders(String redemption) {
        return TestClaims.text(
                "SELECT count(*) FROM event WHERE type = 'cn.dengyun.settlement.capture.claim-due-soon'"
                        + " AND subject = '/api/v1/redemptions/' || ?::text",
                UUID.fromString(redemption));
    }

    private static void end(String redemption, String when) {
        TestClaims.set(
                "UPDATE claim_window SET until_at = " + when + " WHERE redemption_id = ?", UUID.fromString(redemption));
    }

    private ClaimWindow window(String redemption) {
        return find(redemption).orElseThrow();
    }

    private Optional<ClaimWindow> find(String redemption) {
        return WorkerThread.await(
                pool.withConnection(connection -> rows.find(connection, UUID.fromString(redemption))));
    }
}
