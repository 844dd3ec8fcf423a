package cn.dengyun.voucher.domain;

import static cn.dengyun.voucher.domain.VoucherStatus.ACTIVE;
import static cn.dengyun.voucher.domain.VoucherStatus.EXHAUSTED;
import static cn.dengyun.voucher.domain.VoucherStatus.EXPIRED;
import static cn.dengyun.voucher.domain.VoucherStatus.FROZEN;
import static cn.dengyun.voucher.domain.VoucherStatus.ISSUED;
import static cn.dengyun.voucher.domain.VoucherStatus.REVOKED;
import static cn.dengyun.voucher.domain.Vouchers.CHECKER;
import static cn.dengyun.voucher.domain.Vouchers.END;
import static cn.dengyun.voucher.domain.Vouchers.FACE;
import static cn.dengyun.voucher.domain.Vouchers.LATEST;
import static cn.dengyun.voucher.domain.Vouchers.MAKER;
import static cn.dengyun.voucher.domain.Vouchers.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move from every status, against a map that was written by hand and not taken from the table. */
class VoucherLifecycleTest {

    /** What follows from a move that is allowed; a pair that is missing is refused. */
    private static final Map<VoucherStatus, Map<VoucherMove, VoucherStatus>> EXPECTED = Map.of(
            ISSUED,
                    Map.of(
                            VoucherMove.ACCEPT,
                            ACTIVE,
                            VoucherMove.REDUCE,
                            ISSUED,
                            VoucherMove.PROPOSE_REVOCATION,
                            FROZEN),
            ACTIVE,
                    Map.of(
                            VoucherMove.RESERVE, ACTIVE,
                            VoucherMove.CAPTURE, ACTIVE,
                            VoucherMove.RELEASE, ACTIVE,
                            VoucherMove.FREE, ACTIVE,
                            VoucherMove.REFUND, ACTIVE,
                            VoucherMove.FREEZE, FROZEN,
                            VoucherMove.REDUCE, ACTIVE,
                            VoucherMove.PROPOSE_REVOCATION, FROZEN),
            FROZEN,
                    Map.of(
                            VoucherMove.RELEASE, FROZEN,
                            VoucherMove.FREE, FROZEN,
                            VoucherMove.REFUND, FROZEN,
                            VoucherMove.UNFREEZE, ACTIVE,
                            VoucherMove.REDUCE, FROZEN,
                            VoucherMove.PROPOSE_REVOCATION, FROZEN),
            EXHAUSTED, Map.of(VoucherMove.REFUND, ACTIVE, VoucherMove.PROPOSE_REVOCATION, FROZEN),
            EXPIRED,
                    Map.of(
                            VoucherMove.CAPTURE, EXPIRED,
                            VoucherMove.RELEASE, EXPIRED,
                            VoucherMove.FREE, ACTIVE,
                            VoucherMove.REFUND, EXPIRED,
                            VoucherMove.PROPOSE_REVOCATION, FROZEN),
            REVOKED, Map.of(VoucherMove.REFUND, REVOKED));

    static Stream<Arguments> pairs() {
        return Arrays.stream(VoucherStatus.values())
                .flatMap(status -> Arrays.stream(VoucherMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheMapSays(VoucherStatus status, VoucherMove move) {
        Voucher voucher = Vouchers.in(status);
        Instant now = Vouchers.momentOf(status);
        assertThat(voucher.statusAt(now)).isEqualTo(status);
        Optional<VoucherStatus> expected =
                Optional.ofNullable(EXPECTED.get(status).get(move));

        if (expected.isPresent()) {
            Voucher after = carryOut(move, voucher, now);
            assertThat(after.statusAt(now)).isEqualTo(expected.get());
            assertThat(move.targets()).contains(expected.get());
            assertThat(after.revision()).isEqualTo(voucher.revision() + 1);
        } else {
            assertThatThrownBy(() -> carryOut(move, voucher, now))
                    .isInstanceOfSatisfying(
                            Rejection.class,
                            refused -> assertThat(refused.code()).isEqualTo("voucher-transition-not-allowed"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = VoucherStatus.class,
            names = {"ISSUED", "ACTIVE"})
    void theClockEndsWhatIsIssuedOrActive(VoucherStatus status) {
        Voucher voucher = Vouchers.in(status);

        assertThat(voucher.statusAt(END.minusMillis(1))).isEqualTo(status == ISSUED ? EXPIRED : ACTIVE);
        assertThat(voucher.expire(END).statusAt(END)).isEqualTo(EXPIRED);
        assertThat(VoucherMove.EXPIRE.isAllowedFrom(status)).isTrue();
    }

    @Test
    void whatIsNotAcceptedInTimeLapses() {
        Voucher voucher = Vouchers.anIssuedVoucher();
        Instant deadline = voucher.validity().acceptUntil();

        assertThat(voucher.statusAt(deadline.minusNanos(1_000))).isEqualTo(ISSUED);
        assertThat(voucher.statusAt(deadline)).isEqualTo(EXPIRED);
        assertThat(voucher.accept(deadline.minusNanos(1_000)).statusAt(deadline))
                .isEqualTo(ACTIVE);
        assertThat(voucher.expire(deadline).voidFen()).isEqualTo(FACE);
    }

    @Test
    void itsLastDayEndsAtOneSecondBeforeMidnightInAnhui() {
        assertThat(Voucher.endOf(LocalDate.of(2026, 12, 31))).isEqualTo(Instant.parse("2026-12-31T15:59:59Z"));
        assertThat(Vouchers.anActiveVoucher().statusAt(END.minusNanos(1))).isEqualTo(ACTIVE);
        assertThat(Vouchers.anActiveVoucher().statusAt(END)).isEqualTo(EXPIRED);
    }

    @Test
    void theTimeThatItWasFrozenIsAddedToItsValidityAndNotASecondMore() {
        Voucher frozen = Vouchers.anActiveVoucher().freeze("核查", NOW);
        Duration time = Duration.ofDays(10).plusSeconds(1);

        assertThat(frozen.statusAt(END.plus(Duration.ofDays(30)))).isEqualTo(FROZEN);
        assertThat(frozen.unfreeze(LATEST, NOW.plus(time)).validity().validUntil())
                .isEqualTo(END.plus(time));
        assertThat(frozen.unfreeze(LATEST, NOW.minusSeconds(1)).validity().validUntil())
                .as("unfrozen by a node whose clock is behind")
                .isEqualTo(END);
    }

    @Test
    void whatWasLeftWhenItWasHeldIsLeftAgainAndNotASecondMore() {
        Voucher held = Vouchers.in(ACTIVE).reserve(500, NOW);
        Duration remaining = Duration.between(NOW, END);
        Instant later = NOW.plus(Duration.ofDays(10)).plusSeconds(1);

        assertThat(held.free(500, remaining, LATEST, later).validity().validUntil())
                .isEqualTo(later.plus(remaining));
        assertThat(held.free(500, remaining, END.plusSeconds(5), later)
                        .validity()
                        .validUntil())
                .as("bounded by its rules")
                .isEqualTo(END.plusSeconds(5));
        assertThat(held.free(500, Duration.ofSeconds(1), LATEST, later)
                        .validity()
                        .validUntil())
                .as("nothing is taken away")
                .isEqualTo(END);
        Voucher frozen = held.freeze("核查", NOW.plusSeconds(60));
        assertThat(frozen.free(500, remaining, LATEST, later)
                        .unfreeze(LATEST, later)
                        .validity()
                        .validUntil())
                .as("the clock stood still since it was frozen")
                .isEqualTo(later.plus(remaining));
        Voucher over = held.expire(END);
        assertThat(over.free(500, null, LATEST, END).voidFen()).isEqualTo(over.voidFen() + 500);
        assertThat(over.free(500, remaining, END, END).voidFen()).isEqualTo(over.voidFen() + 500);
        assertThat(over.free(500, remaining, LATEST, END).statusAt(END)).isEqualTo(ACTIVE);
    }

    @Test
    void aFreezeNeverExtendsItBeyondTheLastDayOfItsRulesNorTakesAnythingAway() {
        Voucher frozen = Vouchers.anActiveVoucher().freeze("核查", NOW);

        assertThat(frozen.unfreeze(END.plusSeconds(5), NOW.plusSeconds(10))
                        .validity()
                        .validUntil())
                .isEqualTo(END.plusSeconds(5));
        assertThat(frozen.unfreeze(NOW, NOW.plusSeconds(10)).validity().validUntil())
                .as("valid for longer than its rules say")
                .isEqualTo(END);
        assertThat(frozen.unfreeze(END, END.plusSeconds(1)).statusAt(END.plusSeconds(1)))
                .as("frozen until its last day was over")
                .isEqualTo(EXPIRED);
    }

    @Test
    void whatWasReducedToNothingWhileItWasFrozenIsExhausted() {
        Voucher used = Vouchers.anActiveVoucher().reserve(1_000, NOW).capture(1_000, 1_000, NOW);

        assertThat(used.freeze("核查", NOW)
                        .reduce(1_000, NOW)
                        .unfreeze(LATEST, NOW)
                        .statusAt(NOW))
                .isEqualTo(EXHAUSTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = VoucherStatus.class,
            names = {"ISSUED", "ACTIVE", "FROZEN"})
    void whatOnePersonProposesAnotherRevokes(VoucherStatus status) {
        Voucher proposed = Vouchers.in(status).proposeRevocation(MAKER, "骗取", NOW);

        assertThat(proposed.statusAt(NOW)).isEqualTo(FROZEN);
        assertThatThrownBy(() -> proposed.approveRevocation(MAKER, NOW)).hasMessage("four-eyes-required");
        assertThatThrownBy(() -> proposed.proposeRevocation(CHECKER, "再提", NOW)).hasMessage("voucher-revocation-open");
        assertThatThrownBy(() -> proposed.unfreeze(LATEST, NOW)).hasMessage("voucher-revocation-open");
        Voucher revoked = proposed.approveRevocation(CHECKER, NOW);
        assertThat(revoked.statusAt(NOW)).isEqualTo(REVOKED);
        assertThat(revoked.revokedReason()).isEqualTo("骗取");
        assertThat(revoked.awaitsRevocation()).isFalse();
        assertThatThrownBy(() -> revoked.approveRevocation(CHECKER, NOW)).hasMessage("voucher-transition-not-allowed");
        assertThatThrownBy(() -> revoked.rejectRevocation(LATEST, NOW)).hasMessage("voucher-transition-not-allowed");
    }

    @ParameterizedTest
    @EnumSource(
            value = VoucherStatus.class,
            names = {"ISSUED", "ACTIVE", "FROZEN"})
    void aRejectedRevocationLeavesItAsItWasAndTakesNoTimeFromIt(VoucherStatus status) {
        Voucher before = Vouchers.in(status);
        Duration time = Duration.ofDays(10);

        Voucher after = before.proposeRevocation(MAKER, "骗取", NOW).rejectRevocation(LATEST, NOW.plus(time));

        assertThat(after.statusAt(NOW.plus(time))).isEqualTo(status);
        assertThat(after.revocation()).isNull();
        assertThat(after.frozenReason()).isEqualTo(before.frozenReason());
        Voucher used = status == FROZEN ? after.unfreeze(LATEST, NOW.plus(time)) : after;
        assertThat(used.validity().validUntil()).isEqualTo(END.plus(time));
        if (status == ISSUED) {
            assertThat(used.validity().acceptUntil())
                    .isEqualTo(before.validity().acceptUntil().plus(time));
        }
        assertThatThrownBy(() -> after.approveRevocation(CHECKER, NOW.plus(time)))
                .hasMessage("voucher-transition-not-allowed");
    }

    @Test
    void oneThatIsOverIsTakenBackAsLongAsSomethingOfItIsHeldAndElseStaysOver() {
        Voucher over = Vouchers.in(EXPIRED);
        Instant later = END.plus(Duration.ofDays(3));

        assertThat(over.mayBeRevokedAt(END)).isTrue();
        assertThat(over.proposeRevocation(MAKER, "久不验收", END)
                        .rejectRevocation(LATEST, later)
                        .statusAt(later))
                .isEqualTo(EXPIRED);
        Voucher revoked = over.proposeRevocation(MAKER, "久不验收", END).approveRevocation(CHECKER, later);
        assertThat(revoked.heldFen()).isZero();
        assertThat(revoked.voidFen()).isEqualTo(over.voidFen() + over.heldFen());
        Voucher empty = over.release(over.heldFen(), END);
        assertThatThrownBy(() -> empty.proposeRevocation(MAKER, "久不验收", END))
                .hasMessage("voucher-transition-not-allowed");
        assertThat(empty.mayBeRevokedAt(END)).as("with what was captured").isTrue();
        assertThat(empty.proposeRevocation(MAKER, "骗取", true, END).revocation().isOfCaptured())
                .isTrue();
        assertThat(empty.refund(empty.capturedFen(), END).mayBeRevokedAt(END)).isFalse();
    }

    @Test
    void oneThatIsUsedUpIsTakenBackWithWhatWasCapturedAlone() {
        Voucher used = Vouchers.in(EXHAUSTED);

        assertThatThrownBy(() -> used.proposeRevocation(MAKER, "骗取", NOW)).hasMessage("voucher-transition-not-allowed");
        Voucher proposed = used.proposeRevocation(MAKER, "骗取", true, NOW);
        assertThat(proposed.rejectRevocation(LATEST, NOW).statusAt(NOW)).isEqualTo(EXHAUSTED);
        Voucher revoked = proposed.approveRevocation(CHECKER, NOW);
        assertThat(revoked.revocation().isOfCaptured()).isTrue();
        assertThat(revoked.refund(revoked.capturedFen(), NOW).returnedFen()).isEqualTo(used.capturedFen());
    }

    @Test
    void whatComesBackOfOneThatIsOverGoesToTheBudgetAlsoWhileItsRevocationWaits() {
        Voucher over = Vouchers.in(EXPIRED);
        Voucher stopped = over.proposeRevocation(MAKER, "久不验收", END);
        Instant later = END.plus(Duration.ofDays(3));

        List<Voucher> ended = List.of(
                stopped.release(stopped.heldFen(), END),
                stopped.free(stopped.heldFen(), null, LATEST, END),
                stopped.free(stopped.heldFen(), Duration.ZERO, LATEST, END));

        assertThat(ended).allSatisfy(voucher -> {
            Voucher rejected = voucher.rejectRevocation(LATEST, later);
            assertThat(rejected.statusAt(later)).isEqualTo(EXPIRED);
            assertThat(rejected.availableFen()).isZero();
            assertThat(rejected.voidFen()).isEqualTo(over.voidFen() + over.heldFen());
        });
        assertThat(stopped.givesBackToBudgetAt(END)).isTrue();
    }

    @Test
    void theClockOfANodeThatIsBehindMovesNothingBackInTime() {
        Voucher once = Vouchers.anActiveVoucher().reserve(1, NOW.plusSeconds(10));

        assertThat(once.reserve(1, NOW).movedAt()).isAfter(once.movedAt());
    }

    @Test
    void thePicturesShowTheTables() {
        LifecyclePicture.isDrawn("voucher.md", voucherPicture());
        LifecyclePicture.isDrawn("reservation.md", reservationPicture());
    }

    @ParameterizedTest
    @EnumSource(ReservationStatus.class)
    void aReservationEndsOnce(ReservationStatus status) {
        for (ReservationMove move : ReservationMove.values()) {
            if (status == ReservationStatus.HELD) {
                assertThat(move.from(status)).isNotEqualTo(ReservationStatus.HELD);
            } else {
                assertThatThrownBy(() -> move.from(status)).hasMessage("reservation-ended");
            }
        }
    }

    private static Voucher carryOut(VoucherMove move, Voucher voucher, Instant now) {
        long held = Math.max(1, voucher.heldFen());
        return switch (move) {
            case ACCEPT -> voucher.accept(now);
            case RESERVE -> voucher.reserve(1, now);
            case CAPTURE -> voucher.capture(held, 1, now);
            case RELEASE -> voucher.release(held, now);
            case FREE -> voucher.free(held, Duration.ofDays(1), LATEST, now);
            case REFUND -> voucher.refund(1, now);
            case FREEZE -> voucher.freeze("核查", now);
            case UNFREEZE -> voucher.unfreeze(LATEST, now);
            case REDUCE -> voucher.reduce(voucher.remainingFen() - 1, now);
            case PROPOSE_REVOCATION -> voucher.proposeRevocation(MAKER, "骗取", true, now);
            case APPROVE_REVOCATION -> voucher.approveRevocation(CHECKER, now);
            case REJECT_REVOCATION -> voucher.rejectRevocation(LATEST, now);
            case EXPIRE -> voucher.expire(now);
        };
    }

    private static String voucherPicture() {
        return """
                # The lifecycle of a voucher

                Drawn from `VoucherMove` by a test. The status is derived from facts, balances and the clock, so a move
                that changes balances may leave it where it was.

                ```mermaid
                stateDiagram-v2
                    [*] --> ISSUED: issued, to be accepted
                    [*] --> ACTIVE: issued
                %s
                ```
                """.formatted(Arrays.stream(VoucherStatus.values())
                .flatMap(status -> Arrays.stream(VoucherMove.values())
                        .filter(move -> move.isAllowedFrom(status))
                        .flatMap(move ->
                                reached(status, move).map(target -> "    " + status + " --> " + target + ": " + move)))
                .collect(Collectors.joining("\n")));
    }

    /** Moves that leave a voucher that is frozen, over or revoked as it is lead only there. */
    private static Stream<VoucherStatus> reached(VoucherStatus status, VoucherMove move) {
        boolean stays = move.targets().contains(status)
                && status != ACTIVE
                && status != EXHAUSTED
                && move != VoucherMove.REJECT_REVOCATION
                && !(move == VoucherMove.FREE && status == EXPIRED);
        return stays
                ? Stream.of(status)
                : move.targets().stream().sorted().filter(target -> isReached(status, move, target));
    }

    private static boolean isReached(VoucherStatus status, VoucherMove move, VoucherStatus target) {
        return switch (move) {
            case CAPTURE, REDUCE -> target == ACTIVE || target == EXHAUSTED;
            case RELEASE, REFUND, FREE -> target == ACTIVE;
            case REJECT_REVOCATION -> true;
            default -> target != status || target == ACTIVE;
        };
    }

    private static String reservationPicture() {
        return """
                # The lifecycle of a reservation

                Drawn from `ReservationMove` by a test. It ends once, and stays as it ended.

                ```mermaid
                stateDiagram-v2
                    [*] --> HELD: reserved
                %s
                ```
                """.formatted(Arrays.stream(ReservationMove.values())
                .map(move -> "    HELD --> " + move.target() + ": " + move)
                .collect(Collectors.joining("\n")));
    }
}
