package cn.dengyun.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move of a hold from every status, against a map that was written by hand, and what a split leaves. */
class ReservationLifecycleTest {

    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(14));

    /** Whatever has ended stays as it ended. */
    private static final Map<ReservationStatus, Map<ReservationMove, ReservationStatus>> EXPECTED = Map.of(
            ReservationStatus.HELD,
                    Map.of(
                            ReservationMove.CAPTURE, ReservationStatus.CAPTURED,
                            ReservationMove.RELEASE, ReservationStatus.RELEASED,
                            ReservationMove.EXPIRE, ReservationStatus.EXPIRED,
                            ReservationMove.SPLIT, ReservationStatus.SPLIT),
            ReservationStatus.CAPTURED, Map.of(),
            ReservationStatus.RELEASED, Map.of(),
            ReservationStatus.EXPIRED, Map.of(),
            ReservationStatus.SPLIT, Map.of());

    static Stream<Arguments> pairs() {
        return Arrays.stream(ReservationStatus.values())
                .flatMap(status -> Arrays.stream(ReservationMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheMapSays(ReservationStatus status, ReservationMove move) {
        Reservation hold = in(status);
        ReservationStatus expected = EXPECTED.get(status).get(move);

        if (expected != null) {
            assertThat(carryOut(move, hold).status()).isEqualTo(expected);
            assertThat(carryOut(move, hold).revision()).isEqualTo(hold.revision() + 1);
        } else {
            assertThatThrownBy(() -> carryOut(move, hold))
                    .isInstanceOfSatisfying(
                            Rejection.class,
                            refused -> assertThat(refused.code()).isEqualTo("reservation-ended"));
        }
    }

    private static Reservation carryOut(ReservationMove move, Reservation hold) {
        return switch (move) {
            case CAPTURE -> hold.capture(1, NOW);
            case RELEASE -> hold.release(NOW);
            case EXPIRE -> hold.expire(END);
            case SPLIT ->
                hold.split(Map.of("a", 1L), Ids.next(), Ids.next(), NOW).parent();
        };
    }

    @Test
    void whatWasDeliveredHasNoDeadlineOfItsOwn() {
        Reservation hold = in(ReservationStatus.HELD);
        Reservation delivered = hold.delivered(Ids.next(), END.minusNanos(1_000));

        assertThat(hold.statusAt(END)).isEqualTo(ReservationStatus.EXPIRED);
        assertThat(delivered.statusAt(END.plus(Duration.ofDays(365)))).isEqualTo(ReservationStatus.HELD);
        assertThat(delivered.capture(hold.amountFen(), END.plusSeconds(1)).capturedFen())
                .isEqualTo(hold.amountFen());
        assertThat(delivered.undelivered().statusAt(END)).isEqualTo(ReservationStatus.EXPIRED);
    }

    @Test
    void oneSecondLateNothingIsDeliveredOrSplit() {
        Reservation hold = in(ReservationStatus.HELD);

        assertThatThrownBy(() -> hold.delivered(Ids.next(), END)).hasMessage("reservation-ended");
        assertThatThrownBy(() -> hold.split(Map.of("a", 1L), Ids.next(), Ids.next(), END))
                .hasMessage("reservation-ended");
        assertThatThrownBy(() -> hold.delivered(Ids.next(), NOW).delivered(Ids.next(), NOW))
                .as("delivered twice")
                .hasMessage("reservation-ended");
    }

    @Test
    void onlyItsOrderEndsTheHoldOfAnOrder() {
        assertThatThrownBy(() -> in(ReservationStatus.HELD).requireNoOrder()).hasMessage("hold-of-order");
    }

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void partsAreTheWholeHoweverItIsSplit(@ForAll Random random) {
        List<ReservationLine> lines = Stream.of("a", "b", "c")
                .limit(1 + random.nextInt(3))
                .map(plan -> line(plan, 1 + random.nextInt(1_000)))
                .toList();
        Reservation hold = held(lines);
        Map<String, Long> wanted = new HashMap<>();
        lines.forEach(line -> wanted.put(line.planCode(), (long) random.nextInt((int) line.amountFen() + 1)));
        long given = wanted.values().stream().mapToLong(Long::longValue).sum();

        if (given == 0 || given == hold.amountFen()) {
            assertThatThrownBy(() -> hold.split(wanted, Ids.next(), Ids.next(), NOW))
                    .isInstanceOf(IllegalStateException.class);
            return;
        }
        ReservationSplit split = hold.split(wanted, Ids.next(), Ids.next(), NOW);

        assertThat(split.given().amountFen()).isEqualTo(given);
        assertThat(split.rest().amountFen()).isEqualTo(hold.amountFen() - given);
        wanted.forEach((plan, fen) -> {
            assertThat(split.given().amountFen(plan)).isEqualTo(fen);
            assertThat(split.rest().amountFen(plan)).isEqualTo(hold.amountFen(plan) - fen);
        });
        assertThat(split.parent().status()).isEqualTo(ReservationStatus.SPLIT);
        assertThat(split.given().expiresAt()).isEqualTo(hold.expiresAt());
        assertThat(split.rest().voucherUntil()).isEqualTo(hold.voucherUntil());
    }

    private static ReservationLine line(String plan, long amountFen) {
        return new ReservationLine(plan, BigDecimal.TEN, plan, 10 * amountFen, amountFen);
    }

    private static Reservation held(List<ReservationLine> lines) {
        return of(lines, ReservationStatus.HELD);
    }

    private static Reservation in(ReservationStatus status) {
        return of(List.of(line("a", 700), line("b", 300)), status);
    }

    private static Reservation of(List<ReservationLine> lines, ReservationStatus status) {
        UUID id = Ids.next();
        return new Reservation(
                id,
                Ids.next(),
                Ids.next(),
                Ids.next(),
                Ids.next(),
                1,
                "PO-1",
                lines,
                lines.stream().mapToLong(ReservationLine::amountFen).sum(),
                status == ReservationStatus.CAPTURED ? 1 : 0,
                status,
                1,
                NOW,
                Ids.next(),
                END,
                status == ReservationStatus.HELD ? null : NOW,
                END,
                Ids.next(),
                null,
                null,
                null);
    }
}
