package cn.dengyun.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.OrderHolds.Done;
import cn.dengyun.voucher.OrderHolds.Wanted;
import cn.dengyun.voucher.TestVouchers.Funded;
import cn.dengyun.voucher.domain.HoldPart;
import cn.dengyun.voucher.domain.OrderStanding;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Refund;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationLine;
import cn.dengyun.voucher.domain.ReservationStatus;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds that an order owns: delivered and captured in parts, given back, and out of everybody else's hands. */
@QuarkusTest
class OrderHoldsTest {

    private static final String PLAN = FenOffering.PLAN;
    private static final String OTHER = FenOffering.OTHER_PLAN;
    private static final Actor ENTERPRISE =
            new Actor(DemoAccounts.id(0x203), false, TestVouchers.ENTERPRISE, Set.of(Roles.ENTERPRISE), Set.of(), null);

    @Inject
    TestVouchers given;

    @Inject
    OrderHolds orders;

    @Inject
    ReservationService reservations;

    @Inject
    VoucherClock clock;

    @Inject
    LedgerService ledger;

    @Inject
    UnitsOfWork units;

    @Inject
    Pool pool;

    private final UUID order = Ids.next();
    private final UUID delivery = Ids.next();
    private Funded programme;
    private Voucher voucher;
    private String offering;

    @BeforeEach
    void aVoucher() {
        programme = given.aProgramme(3_000_000);
        voucher = given.aVoucher(programme);
        offering = FenOffering.id();
    }

    @Test
    void aPartOfAHoldIsDeliveredAndCapturedAndTheRestGivenBack() {
        hold(line(PLAN, 100_000, 40_000L), line(OTHER, 50_000, 20_000L));

        in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 15_000), part(OTHER, 20_000)), now()));
        List<Reservation> parts = holds(ReservationStatus.HELD);
        List<Redemption> captured = in(c -> orders.capture(
                c, ENTERPRISE, order, delivery, List.of(part(PLAN, 15_000), part(OTHER, 19_000)), now()));
        long back = in(c -> orders.give(c, order, List.of(part(PLAN, 20_000)), "减少数量", now()));

        assertThat(parts).extracting(Reservation::amountFen).containsExactlyInAnyOrder(35_000L, 25_000L);
        assertThat(parts).extracting(Reservation::isDelivered).containsExactlyInAnyOrder(true, false);
        assertThat(captured).singleElement().satisfies(one -> {
            assertThat(one.amountFen()).isEqualTo(34_000);
            assertThat(one.lines()).extracting(ReservationLine::amountFen).containsExactly(15_000L, 19_000L);
        });
        assertThat(back).isEqualTo(5_000);
        assertThat(holds(ReservationStatus.HELD))
                .extracting(Reservation::amountFen)
                .containsExactly(20_000L);
        assertThat(row().getLong("held_fen")).isEqualTo(20_000);
        assertThat(row().getLong("captured_fen")).isEqualTo(34_000);
        assertThat(row().getLong("available_fen")).isEqualTo(TestVouchers.FACE - 54_000);
        assertConserved();
    }

    @Test
    void aLineWithoutAnAmountIsPaidAsFarAsTheVoucherMay() {
        hold(line(PLAN, 100_000, null));

        // 0.4 of the base.
        assertThat(holds(ReservationStatus.HELD))
                .extracting(Reservation::amountFen)
                .containsExactly(40_000L);
        assertThat(holds(ReservationStatus.HELD).get(0).orderId()).isEqualTo(order);
    }

    @Test
    void aHoldOfAnOrderLastsAsLongAsTheOrderYetNotMoreThanNinetyDaysBehindItsVoucher() {
        Voucher brief = given.aVoucher(programme, 10_000, Duration.ofDays(10));
        Instant end = now().plus(Duration.ofDays(200));
        WorkerThread.await(units.carryOut(orders.hold(
                ENTERPRISE,
                order,
                List.of(voucher.id(), brief.id()),
                new NewReservation(
                        UUID.fromString(offering), null, "PO-" + order, List.of(line(PLAN, 100_000, 40_000L)), end),
                Map.of())));

        Map<UUID, Instant> ends = holds(ReservationStatus.HELD).stream()
                .collect(Collectors.toMap(Reservation::voucherId, Reservation::expiresAt));
        assertThat(ends.get(voucher.id())).isEqualTo(end);
        assertThat(ends.get(brief.id())).isEqualTo(brief.validity().validUntil().plus(Duration.ofDays(90)));
    }

    @Test
    void nobodyElseCapturesOrReleasesIt() {
        hold(line(PLAN, 100_000, 40_000L));
        UUID hold = holds(ReservationStatus.HELD).get(0).id();

        assertThat(post("platform", "/api/v1/reservations/" + hold + "/captures", Map.of())
                        .<String>path("code"))
                .isEqualTo("hold-of-order");
        assertThat(post("enterprise", "/api/v1/reservations/" + hold + "/releases", Map.of())
                        .<String>path("code"))
                .isEqualTo("hold-of-order");
        Response seen = get("/api/v1/reservations/" + hold);
        assertThat(seen.<String>path("orderId")).isEqualTo(order.toString());
        assertThat(seen.<List<String>>path("availableActions")).isEmpty();
    }

    @Test
    void theClockEndsWhatIsNotDeliveredAndNothingElse() {
        hold(line(PLAN, 100_000, 40_000L));
        in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 15_000)), now()));
        holds(ReservationStatus.HELD).forEach(each -> given.endHold(each.id()));

        clock.sweep();

        assertThat(holds(ReservationStatus.EXPIRED))
                .extracting(Reservation::amountFen)
                .containsExactly(25_000L);
        assertThat(holds(ReservationStatus.HELD))
                .extracting(Reservation::amountFen)
                .containsExactly(15_000L);
        List<Redemption> captured =
                in(c -> orders.capture(c, ENTERPRISE, order, delivery, List.of(part(PLAN, 15_000)), now()));
        assertThat(captured).hasSize(1);
        assertConserved();
    }

    @Test
    void whatIsRejectedWaitsAgainUntilTheEndThatItHad() {
        hold(line(PLAN, 100_000, 40_000L));
        in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 15_000)), now()));

        in(c -> orders.undeliver(c, order, delivery, "不符合约定", now()));
        UUID again = Ids.next();
        in(c -> orders.deliver(c, order, again, List.of(part(PLAN, 40_000)), now()));
        List<Redemption> captured =
                in(c -> orders.capture(c, ENTERPRISE, order, again, List.of(part(PLAN, 40_000)), now()));

        assertThat(captured).extracting(Redemption::amountFen).containsExactlyInAnyOrder(15_000L, 25_000L);
        assertThat(row().getLong("captured_fen")).isEqualTo(40_000);
        assertConserved();
    }

    @Test
    void oneSecondLateNothingIsDelivered() {
        hold(line(PLAN, 100_000, 40_000L));
        holds(ReservationStatus.HELD).forEach(each -> given.endHold(each.id()));

        for (boolean isCarriedOut : new boolean[] {false, true}) {
            assertThatThrownBy(() -> in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 15_000)), now())))
                    .as("carried out: " + isCarriedOut)
                    .hasMessageContaining("reservation-ended");
            assertThatThrownBy(() -> in(c -> orders.give(c, order, List.of(part(PLAN, 15_000)), "减少数量", now())))
                    .as("carried out: " + isCarriedOut)
                    .hasMessageContaining("reservation-ended");
            clock.sweep();
        }
        assertThat(row().getLong("held_fen")).isZero();
    }

    @Test
    void whatIsOverEndsWithWhateverIsGivenBack() {
        hold(line(PLAN, 100_000, 40_000L));
        holds(ReservationStatus.HELD).forEach(each -> given.endHold(each.id()));

        long back = in(c -> orders.give(c, order, List.of(), "取消", now()));

        assertThat(back).isEqualTo(40_000);
        assertThat(holds(ReservationStatus.EXPIRED)).hasSize(1);
        assertThat(row().getLong("held_fen")).isZero();
        assertConserved();
    }

    @Test
    void theLastPartIsCapturedAndTheRestGivenBackInOneGo() {
        Voucher other = given.aVoucher(programme);
        WorkerThread.await(units.carryOut(orders.hold(
                ENTERPRISE, order, List.of(voucher.id(), other.id()), wanted(line(PLAN, 4_000_000, null)), Map.of())));
        HoldPart first = part(PLAN, 15_000);
        HoldPart second = new HoldPart(other.id(), PLAN, 1_000);
        in(c -> orders.deliver(c, order, delivery, List.of(first, second), now()));
        given.end(voucher.id());
        given.end(other.id());

        List<Redemption> captured = in(c -> orders.captureAndGive(
                c, ENTERPRISE, order, delivery, List.of(first), List.of(part(PLAN, 5_000)), "提前完成", now()));

        assertThat(captured).extracting(Redemption::amountFen).containsExactly(15_000L);
        assertThat(holds(ReservationStatus.HELD))
                .extracting(Reservation::amountFen)
                .containsExactly(5_000L);
        assertThat(row().getLong("held_fen")).isEqualTo(5_000);
        assertConserved();
    }

    @Test
    void whatIsDueLessIsTakenBackAndWhatIsHeldForItGivenBackInOneGo() {
        hold(line(PLAN, 100_000, 40_000L), line(OTHER, 50_000, 20_000L));
        in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 10_000)), now()));
        in(c -> orders.capture(c, ENTERPRISE, order, delivery, List.of(part(PLAN, 10_000)), now()));

        Done done = in(c -> orders.change(
                c,
                ENTERPRISE,
                order,
                new Wanted(
                        null, List.of(), List.of(part(PLAN, 4_000)), List.of(part(PLAN, 25_000), part(OTHER, 20_000))),
                "降价",
                now()));

        assertThat(done.refunded()).extracting(Refund::amountFen).containsExactly(4_000L);
        assertThat(done.givenFen()).isEqualTo(5_000);
        assertThat(done.captured()).isEmpty();
        assertThat(row().getLong("held_fen")).isEqualTo(45_000);
        assertThat(row().getLong("captured_fen")).isEqualTo(6_000);
        assertThat(row().getLong("available_fen")).isEqualTo(TestVouchers.FACE - 51_000);
        assertConserved();
    }

    @Test
    void ofAVoucherThatIsOverBothGoToTheBudget() {
        hold(line(PLAN, 100_000, 40_000L));
        in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 10_000)), now()));
        in(c -> orders.capture(c, ENTERPRISE, order, delivery, List.of(part(PLAN, 10_000)), now()));
        given.end(voucher.id());
        clock.sweep();

        Done done = in(c -> orders.change(
                c, ENTERPRISE, order, new Wanted(null, List.of(), List.of(part(PLAN, 4_000)), List.of()), "降价", now()));

        assertThat(done.refunded()).extracting(Refund::destination).containsExactly(Refund.Destination.BUDGET);
        assertThat(done.givenFen()).isEqualTo(30_000);
        assertThat(row().getLong("held_fen")).isZero();
        assertThat(row().getLong("captured_fen")).isEqualTo(6_000);
        assertThat(row().getLong("available_fen")).isZero();
        assertThat(row().getLong("returned_fen")).isEqualTo(4_000);
        assertConserved();
    }

    @Test
    void whatADeliveryDoesNotNeedWaitsForTheRestWhereThatNeedsIt() {
        hold(line(PLAN, 100_000, 40_000L));
        in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 15_000)), now()));

        Done done = in(c -> orders.change(
                c,
                ENTERPRISE,
                order,
                new Wanted(delivery, List.of(part(PLAN, 14_000)), List.of(), List.of(part(PLAN, 26_000))),
                null,
                now()));

        assertThat(done.captured()).extracting(Redemption::amountFen).containsExactly(14_000L);
        assertThat(done.givenFen()).isZero();
        OrderStanding standing = in(c -> orders.standing(c, order, now()));
        assertThat(HoldPart.sum(standing.open())).isEqualTo(26_000);
        assertThat(HoldPart.sum(standing.captured())).isEqualTo(14_000);
        assertThat(standing.deliveredFor(delivery)).isEmpty();
        assertConserved();
    }

    @Test
    void theYoungestCaptureIsTakenBackFirstAndNoMoreThanThereIs() {
        hold(line(PLAN, 100_000, 40_000L));
        UUID second = Ids.next();
        for (UUID each : List.of(delivery, second)) {
            in(c -> orders.deliver(c, order, each, List.of(part(PLAN, 10_000)), now()));
            in(c -> orders.capture(c, ENTERPRISE, order, each, List.of(part(PLAN, 10_000)), now()));
        }

        takeBack(14_000);

        assertThat(HoldPart.sum(in(c -> orders.capturedFor(c, order, second)))).isZero();
        assertThat(HoldPart.sum(in(c -> orders.capturedFor(c, order, delivery))))
                .isEqualTo(6_000);
        assertThatThrownBy(() -> takeBack(6_001)).hasMessageContaining("refund-exceeds-capture");
        assertConserved();
    }

    private void takeBack(long fen) {
        Wanted wanted = new Wanted(null, List.of(), List.of(part(PLAN, fen)), List.of(part(PLAN, 20_000)));
        in(c -> orders.change(c, ENTERPRISE, order, wanted, "退订", now()));
    }

    @Test
    void twoWhoSayHowMuchAndAsMuchAsTheyMayShareOneVoucher() {
        voucher = given.aVoucher(programme, 40_000, Duration.ofDays(100));

        hold(line(PLAN, 100_000, null), line(OTHER, 50_000, 20_000L));

        assertThat(holds(ReservationStatus.HELD)).singleElement().satisfies(one -> {
            assertThat(one.amountFen(PLAN)).isEqualTo(20_000);
            assertThat(one.amountFen(OTHER)).isEqualTo(20_000);
        });
    }

    @Test
    void aVoucherThatWasChosenAndCannotBeUsedIsNotLeftOutSilently() {
        Voucher frozen = given.aVoucher(programme);
        post("province", "/api/v1/vouchers/" + frozen.id() + "/freezes", Map.of("reason", "核查"));

        assertThatThrownBy(() -> WorkerThread.await(units.carryOut(orders.hold(
                        ENTERPRISE,
                        order,
                        List.of(voucher.id(), frozen.id()),
                        wanted(line(PLAN, 100_000, null)),
                        Map.of()))))
                .hasMessageContaining("voucher-transition-not-allowed");
    }

    @Test
    void whatIsTakenBackOfALineIsFreeForThatLineAlone() {
        hold(line(PLAN, 100_000, 40_000L), line(OTHER, 50_000, 20_000L));
        List<HoldPart> all = List.of(part(PLAN, 40_000), part(OTHER, 20_000));
        in(c -> orders.deliver(c, order, delivery, all, now()));
        in(c -> orders.capture(c, ENTERPRISE, order, delivery, all, now()));

        in(c -> orders.refund(c, ENTERPRISE, order, delivery, List.of(part(PLAN, 10_000)), "退订", now()));
        assertThatThrownBy(() -> in(
                        c -> orders.refund(c, ENTERPRISE, order, delivery, List.of(part(PLAN, 30_001)), "退订", now())))
                .hasMessageContaining("refund-exceeds-capture");

        assertThatThrownBy(() -> WorkerThread.await(units.carryOut(
                        reservations.reserve(ENTERPRISE, voucher.id(), wanted(line(OTHER, 50_000, 1L))))))
                .as("nothing was taken back of that line")
                .hasMessageContaining("invalid-request");
        WorkerThread.await(
                units.carryOut(reservations.reserve(ENTERPRISE, voucher.id(), wanted(line(PLAN, 100_000, 10_000L)))));
        assertThat(row().getLong("captured_fen")).isEqualTo(50_000);
        assertConserved();
    }

    @Test
    void whatIsRejectedAfterASanctionIsFreeAndLosesNoTime() {
        TestProvider provider = TestProvider.aProvider();
        offering = FenOffering.of(provider);
        hold(line(PLAN, 100_000, 40_000L));
        in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 15_000)), now()));
        TestSupervision.imposed(provider.id());
        given.end(voucher.id());

        in(c -> orders.undeliver(c, order, delivery, "不符合约定", now()));

        assertThat(holds(ReservationStatus.HELD)).isEmpty();
        assertThat(row().getLong("available_fen")).isGreaterThanOrEqualTo(15_000);
        assertThat(row().getOffsetDateTime("valid_until").toInstant()).isAfter(now());
        assertThatThrownBy(() -> in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 1)), now())))
                .hasMessageContaining("provider-not-qualified");
        assertConserved();
    }

    @Test
    void aSanctionAndARejectionInTheSameMomentLeaveNothingWithTheProvider() {
        TestProvider provider = TestProvider.aProvider();
        offering = FenOffering.of(provider);
        List<Voucher> vouchers = given.someVouchers(programme, 8, 100_000, Duration.ofDays(100));
        List<UUID> placed = vouchers.stream().map(each -> held(each)).toList();
        for (int i = 0; i < placed.size(); i++) {
            UUID each = placed.get(i);
            HoldPart all = new HoldPart(vouchers.get(i).id(), PLAN, 30_000);
            in(c -> orders.deliver(c, each, each, List.of(all), now()));
        }
        String sanction = TestSupervision.heard(provider.id());

        List<CompletableFuture<Void>> rejections = placed.stream()
                .map(each -> CompletableFuture.runAsync(
                        () -> in(c -> orders.undeliver(c, each, each, "不符合约定", now())),
                        task -> new Thread(task).start()))
                .toList();
        Response decided =
                post("province2", TestSupervision.SANCTIONS + "/" + sanction + "/decisions", Map.of("reason", "属实"));
        rejections.forEach(CompletableFuture::join);

        assertThat(decided.statusCode()).isEqualTo(200);
        for (UUID each : placed) {
            assertThat(WorkerThread.await(orders.ofOrder(pool, each)))
                    .noneMatch(hold -> hold.status() == ReservationStatus.HELD);
        }
        assertConserved();
    }

    @Test
    void anAuthorityEndsWhatIsDeliveredOfAVoucherThatIsOverAndNobodyAnswers() {
        hold(line(PLAN, 100_000, 40_000L));
        in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 40_000)), now()));
        given.end(voucher.id());
        clock.sweep();
        String path = "/api/v1/vouchers/" + voucher.id();

        Response proposed = post("province", path + "/revocations", Map.of("reason", "企业注销，无人验收"));
        Response approved = post("hefei", path + "/revocation-approvals", Map.of("reason", "属实"));

        assertThat(proposed.statusCode()).as(proposed.asString()).isEqualTo(200);
        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
        assertThat(holds(ReservationStatus.RELEASED)).hasSize(1);
        assertThat(row().getLong("held_fen")).isZero();
        Voucher empty = given.aVoucher(programme);
        given.end(empty.id());
        assertThat(post("province", "/api/v1/vouchers/" + empty.id() + "/revocations", Map.of("reason", "核查"))
                        .<String>path("code"))
                .isEqualTo("voucher-transition-not-allowed");
        assertConserved();
    }

    @Test
    void aFrozenVoucherThatHasNothingToPayHoldsNobodyUp() {
        Voucher other = given.aVoucher(programme);
        WorkerThread.await(units.carryOut(orders.hold(
                ENTERPRISE, order, List.of(voucher.id(), other.id()), wanted(line(PLAN, 4_000_000, null)), Map.of())));
        HoldPart first = part(PLAN, 15_000);
        in(c -> orders.deliver(c, order, delivery, List.of(first, new HoldPart(other.id(), PLAN, 1_000)), now()));
        post("province", "/api/v1/vouchers/" + other.id() + "/freezes", Map.of("reason", "核查"));

        List<Redemption> captured = in(c -> orders.capture(c, ENTERPRISE, order, delivery, List.of(first), now()));

        assertThat(captured).hasSize(1);
        assertConserved();
    }

    @Test
    void anOrderIsDeliveredInSixtyPartsAndNoMore() {
        hold(line(PLAN, 100_000, 40_000L));
        for (int i = 0; i < 60; i++) {
            in(c -> orders.deliver(c, order, Ids.next(), List.of(part(PLAN, 1)), now()));
        }

        assertThatThrownBy(() -> in(c -> orders.deliver(c, order, Ids.next(), List.of(part(PLAN, 1)), now())))
                .hasMessageContaining("deliveries-too-many");
        assertThat(row().getLong("held_fen")).isEqualTo(40_000);
    }

    @Test
    void whatIsTakenBackAndDeliveredAgainLeavesNoPartsWithoutEnd() {
        hold(line(PLAN, 100_000, 40_000L));
        for (int fen = 1; fen <= 180; fen++) {
            HoldPart more = part(PLAN, fen);
            in(c -> orders.deliver(c, order, delivery, List.of(more), now()));
            in(c -> orders.undeliver(c, order, delivery, "数量有误", now()));
        }

        assertThatThrownBy(() -> in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 181)), now())))
                .hasMessageContaining("deliveries-too-many");
        in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 40_000)), now()));
        assertThat(row().getLong("held_fen")).isEqualTo(40_000);
    }

    @Test
    void aPartSaysOfWhichHoldItIs() {
        hold(line(PLAN, 100_000, 40_000L));
        UUID whole = holds(ReservationStatus.HELD).get(0).id();

        in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 15_000)), now()));

        assertThat(WorkerThread.await(pool.preparedQuery("SELECT count(*) FROM event WHERE type ="
                                        + " 'cn.dengyun.voucher.reservation.held' AND strpos(data::text, $1) > 0"
                                        + " AND subject <> '/api/v1/reservations/' || $1")
                                .execute(Tuple.of(whole.toString())))
                        .iterator()
                        .next()
                        .getLong(0))
                .isEqualTo(2);
    }

    @Test
    void theDatabaseLetsNothingBeCapturedThatWasNotDelivered() {
        hold(line(PLAN, 100_000, 40_000L));

        assertThatThrownBy(() -> WorkerThread.await(pool.preparedQuery("UPDATE reservation SET status = 'CAPTURED',"
                                + " captured_fen = amount_fen, ended_at = now() WHERE order_id = $1")
                        .execute(Tuple.of(order))))
                .hasMessageContaining("reservation_captured_was_delivered");
    }

    @Test
    void aFrozenVoucherIsSplitAndNotCaptured() {
        hold(line(PLAN, 100_000, 40_000L));
        assertThat(post("province", "/api/v1/vouchers/" + voucher.id() + "/freezes", Map.of("reason", "核查"))
                        .statusCode())
                .isEqualTo(200);

        in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 15_000)), now()));

        assertThat(holds(ReservationStatus.HELD)).hasSize(2);
        assertThatThrownBy(() ->
                        in(c -> orders.capture(c, ENTERPRISE, order, delivery, List.of(part(PLAN, 15_000)), now())))
                .hasMessageContaining("order-voucher-frozen");
        assertThat(row().getLong("captured_fen")).isZero();
    }

    @Test
    void whatIsKeptForLongerEndsNinetyDaysBehindItsVoucherUnlessAnAuthorityDecides() {
        hold(line(PLAN, 100_000, 40_000L));
        Instant far = now().plus(Duration.ofDays(900));

        in(c -> orders.keepUntil(c, order, far, now()));
        Instant bounded = holds(ReservationStatus.HELD).get(0).expiresAt();
        in(c -> orders.keepOpen(c, order, far, now()));

        assertThat(bounded).isEqualTo(voucher.validity().validUntil().plus(Duration.ofDays(90)));
        assertThat(holds(ReservationStatus.HELD))
                .extracting(Reservation::expiresAt)
                .containsExactly(far);
        assertThatThrownBy(() -> in(c -> orders.keepUntil(c, order, now().minusSeconds(1), now())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatAnAuthorityKeptOpenGoesOnForSomeTimeBehindItsDecision() {
        hold(line(PLAN, 100_000, 40_000L));
        in(c -> orders.keepOpen(c, order, now().plus(Duration.ofDays(900)), now()));
        WorkerThread.await(
                pool.preparedQuery("UPDATE voucher SET valid_until = now() - interval '200 days' WHERE id = $1")
                        .execute(Tuple.of(voucher.id())));
        Instant decided = now();

        in(c -> orders.keepUntil(c, order, decided.plus(Duration.ofDays(60)), decided));
        Instant kept = holds(ReservationStatus.HELD).get(0).expiresAt();
        in(c -> orders.keepUntil(c, order, decided.plus(Duration.ofDays(60)), decided.plus(Duration.ofDays(9))));

        assertThat(kept).isEqualTo(decided.plus(Duration.ofDays(30)));
        assertThat(holds(ReservationStatus.HELD))
                .as("it is not kept for longer and longer")
                .extracting(Reservation::expiresAt)
                .containsExactly(kept);
    }

    @Test
    void theSameDeliveryCapturedByManyAtOnceIsCapturedOnce() {
        hold(line(PLAN, 100_000, 40_000L));
        in(c -> orders.deliver(c, order, delivery, List.of(part(PLAN, 15_000)), now()));

        List<CompletableFuture<Boolean>> all = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                in(c -> orders.capture(
                                        c, ENTERPRISE, order, delivery, List.of(part(PLAN, 15_000)), now()));
                                return true;
                            } catch (RuntimeException lost) {
                                assertThat(lost.getMessage()).contains("changed-meanwhile");
                                return false;
                            }
                        },
                        task -> new Thread(task).start()))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).filter(done -> done))
                .hasSize(1);
        assertThat(row().getLong("captured_fen")).isEqualTo(15_000);
        assertConserved();
    }

    @Test
    void aSanctionInTheSameMomentFreesWhatIsNotDeliveredAndNothingElse() {
        TestProvider provider = TestProvider.aProvider();
        offering = FenOffering.of(provider);
        List<Voucher> vouchers = given.someVouchers(programme, 8, 100_000, Duration.ofDays(100));
        List<UUID> placed = vouchers.stream().map(each -> held(each)).toList();
        String sanction = TestSupervision.heard(provider.id());

        List<CompletableFuture<Void>> deliveries = IntStream.range(0, placed.size())
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            try {
                                in(c -> orders.deliver(
                                        c,
                                        placed.get(i),
                                        Ids.next(),
                                        List.of(new HoldPart(vouchers.get(i).id(), PLAN, 10_000)),
                                        now()));
                            } catch (RuntimeException freedBefore) {
                                // The sanction was first: there is nothing left to deliver for.
                                assertThat(freedBefore.getMessage())
                                        .containsAnyOf("provider-not-qualified", "changed-meanwhile");
                            }
                        },
                        task -> new Thread(task).start()))
                .toList();
        Response decided =
                post("province2", TestSupervision.SANCTIONS + "/" + sanction + "/decisions", Map.of("reason", "属实"));
        deliveries.forEach(CompletableFuture::join);

        assertThat(decided.statusCode()).isEqualTo(200);
        for (UUID each : placed) {
            List<Reservation> left = WorkerThread.await(orders.ofOrder(pool, each));
            assertThat(left)
                    .filteredOn(hold -> hold.status() == ReservationStatus.HELD)
                    .allMatch(Reservation::isDelivered)
                    .allMatch(hold -> hold.amountFen() == 10_000);
            assertThat(left.stream()
                            .filter(hold -> hold.status() != ReservationStatus.SPLIT)
                            .mapToLong(Reservation::amountFen)
                            .sum())
                    .isEqualTo(30_000);
        }
        assertConserved();
    }

    @Test
    void theClockInTheSameMomentEndsAHoldOrLeavesWhatWasDelivered() {
        List<Voucher> vouchers = given.someVouchers(programme, 8, 100_000, Duration.ofDays(100));
        List<UUID> placed = vouchers.stream().map(each -> held(each)).toList();
        WorkerThread.await(pool.preparedQuery(
                        "UPDATE reservation SET expires_at = now() + interval '50 milliseconds' WHERE order_id = ANY($1)")
                .execute(Tuple.of((Object) placed.toArray(UUID[]::new))));

        List<CompletableFuture<Void>> deliveries = IntStream.range(0, placed.size())
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            try {
                                in(c -> orders.deliver(
                                        c,
                                        placed.get(i),
                                        Ids.next(),
                                        List.of(new HoldPart(vouchers.get(i).id(), PLAN, 10_000)),
                                        now()));
                            } catch (RuntimeException tooLate) {
                                // The clock was first.
                                assertThat(tooLate.getMessage())
                                        .containsAnyOf("reservation-ended", "changed-meanwhile");
                            }
                        },
                        task -> new Thread(task).start()))
                .toList();
        clock.sweep();
        deliveries.forEach(CompletableFuture::join);
        Background.settle();

        for (UUID each : placed) {
            List<Reservation> left = WorkerThread.await(orders.ofOrder(pool, each));
            assertThat(left.stream()
                            .filter(hold -> hold.status() != ReservationStatus.SPLIT)
                            .mapToLong(Reservation::amountFen)
                            .sum())
                    .isEqualTo(30_000);
            assertThat(left).filteredOn(Reservation::isDelivered).allMatch(hold -> hold.amountFen() == 10_000);
        }
        assertConserved();
    }

    private static Response post(String account, String path, Map<String, ?> body) {
        return SignedIn.as(account)
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
    }

    private static Response get(String path) {
        return SignedIn.as("enterprise").get(path);
    }

    private UUID held(Voucher from) {
        UUID placed = Ids.next();
        WorkerThread.await(units.carryOut(orders.hold(
                ENTERPRISE,
                placed,
                List.of(from.id()),
                new NewReservation(
                        UUID.fromString(offering), null, "PO-" + placed, List.of(line(PLAN, 90_000, 30_000L)), null),
                Map.of())));
        return placed;
    }

    private void hold(NewReservation.Line... lines) {
        WorkerThread.await(
                units.carryOut(orders.hold(ENTERPRISE, order, List.of(voucher.id()), wanted(lines), Map.of())));
    }

    private NewReservation wanted(NewReservation.Line... lines) {
        return new NewReservation(UUID.fromString(offering), null, "PO-" + order, List.of(lines), null);
    }

    private static NewReservation.Line line(String plan, long quantity, Long amountFen) {
        return new NewReservation.Line(plan, String.valueOf(quantity), null, amountFen);
    }

    private HoldPart part(String plan, long fen) {
        return new HoldPart(voucher.id(), plan, fen);
    }

    private List<Reservation> holds(ReservationStatus status) {
        return WorkerThread.await(orders.ofOrder(pool, order)).stream()
                .filter(each -> each.status() == status)
                .toList();
    }

    private <T> T in(Function<SqlConnection, Uni<T>> act) {
        return WorkerThread.await(units.carryOut(Effect.of(act::apply)));
    }

    private Row row() {
        return WorkerThread.await(pool.preparedQuery("SELECT * FROM voucher WHERE id = $1")
                        .execute(Tuple.of(voucher.id())))
                .iterator()
                .next();
    }

    private void assertConserved() {
        Background.settle();
        assertThat(WorkerThread.await(ledger.conservation(programme.programmeId()))
                        .holds())
                .isTrue();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
