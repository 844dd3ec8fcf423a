package cn.dengyun.programme.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProgrammeMoveTest {

    private static final Instant OPENS = Instant.parse("2018-07-01T01:00:00Z");
    private static final Instant CLOSES = Instant.parse("2018-12-31T16:00:00Z");

    /** The product owner's table: from each status, every move there is and where it leads. */
    private static final Map<ProgrammeStatus, Map<ProgrammeMove, ProgrammeStatus>> ALLOWED = Map.of(
            ProgrammeStatus.DRAFT,
            Map.of(
                    ProgrammeMove.REVISE, ProgrammeStatus.DRAFT,
                    ProgrammeMove.SIMULATE, ProgrammeStatus.SIMULATED),
            ProgrammeStatus.SIMULATED,
            Map.of(
                    ProgrammeMove.REVISE, ProgrammeStatus.DRAFT,
                    ProgrammeMove.SIMULATE, ProgrammeStatus.SIMULATED,
                    ProgrammeMove.APPROVE, ProgrammeStatus.APPROVED),
            ProgrammeStatus.APPROVED,
            Map.of(
                    ProgrammeMove.REVISE, ProgrammeStatus.DRAFT,
                    ProgrammeMove.ANNOUNCE, ProgrammeStatus.ANNOUNCED),
            ProgrammeStatus.ANNOUNCED,
            Map.of(
                    ProgrammeMove.SCHEDULE, ProgrammeStatus.ANNOUNCED,
                    ProgrammeMove.OPEN, ProgrammeStatus.OPEN,
                    ProgrammeMove.OPEN_ON_TIME, ProgrammeStatus.OPEN),
            ProgrammeStatus.OPEN,
            Map.of(
                    ProgrammeMove.SUSPEND, ProgrammeStatus.SUSPENDED,
                    ProgrammeMove.CLOSE, ProgrammeStatus.CLOSED,
                    ProgrammeMove.CLOSE_ON_TIME, ProgrammeStatus.CLOSED),
            ProgrammeStatus.SUSPENDED,
            Map.of(
                    ProgrammeMove.RESUME, ProgrammeStatus.OPEN,
                    ProgrammeMove.CLOSE, ProgrammeStatus.CLOSED,
                    ProgrammeMove.CLOSE_ON_TIME, ProgrammeStatus.CLOSED),
            ProgrammeStatus.CLOSED,
            Map.of(ProgrammeMove.SETTLE, ProgrammeStatus.SETTLING),
            ProgrammeStatus.SETTLING,
            Map.of(ProgrammeMove.ACCOUNT, ProgrammeStatus.ACCOUNTED),
            ProgrammeStatus.ACCOUNTED,
            Map.of());

    @ParameterizedTest(name = "{0} + {1}")
    @MethodSource("everyPair")
    void onlyTheListedMovesAreAllowed(ProgrammeStatus status, ProgrammeMove move) {
        ProgrammeStatus target = ALLOWED.get(status).get(move);

        assertThat(move.isAllowedFrom(status)).isEqualTo(target != null);
        if (target != null) {
            assertThat(move.from(status)).isEqualTo(target);
            return;
        }
        assertThatThrownBy(() -> move.from(status)).isInstanceOfSatisfying(Rejection.class, rejection -> {
            assertThat(rejection.kind()).isEqualTo(Rejection.Kind.CONFLICT);
            assertThat(rejection.code()).isEqualTo("programme-transition-not-allowed");
            assertThat(rejection.arguments()).containsExactly(status, move);
        });
    }

    @ParameterizedTest(name = "{0} at {1} is {2}")
    @CsvSource({
        "DRAFT, 2018-07-01T01:00:00Z, DRAFT",
        "APPROVED, 2018-07-01T01:00:00Z, APPROVED",
        "ANNOUNCED, 2018-07-01T00:59:59.999999Z, ANNOUNCED",
        "ANNOUNCED, 2018-07-01T01:00:00Z, OPEN",
        "ANNOUNCED, 2018-12-31T15:59:59.999999Z, OPEN",
        "ANNOUNCED, 2018-12-31T16:00:00Z, CLOSED",
        "OPEN, 2018-12-31T15:59:59.999999Z, OPEN",
        "OPEN, 2018-12-31T16:00:00Z, CLOSED",
        "SUSPENDED, 2018-12-31T15:59:59.999999Z, SUSPENDED",
        "SUSPENDED, 2018-12-31T16:00:00Z, CLOSED",
        "SETTLING, 2018-12-31T16:00:00Z, SETTLING",
        "ACCOUNTED, 2018-12-31T16:00:00Z, ACCOUNTED"
    })
    void theClockOpensAndClosesToTheMicrosecond(ProgrammeStatus recorded, Instant now, ProgrammeStatus status) {
        assertThat(programme(recorded, OPENS, CLOSES).statusAt(now)).isEqualTo(status);
        assertThat(programme(recorded, OPENS, CLOSES).isOpenAt(now)).isEqualTo(status == ProgrammeStatus.OPEN);
    }

    @Test
    void withoutTimesTheClockDoesNothing() {
        Instant late = Instant.parse("2099-01-01T00:00:00Z");

        assertThat(programme(ProgrammeStatus.ANNOUNCED, null, null).statusAt(late))
                .isEqualTo(ProgrammeStatus.ANNOUNCED);
        assertThat(programme(ProgrammeStatus.OPEN, OPENS, null).statusAt(late)).isEqualTo(ProgrammeStatus.OPEN);
    }

    @Test
    void moneyIsPromisedByProgrammesOfTheKindFromTheirOpeningOn() {
        Programme open = programme(ProgrammeStatus.OPEN, OPENS, null);

        open.requireGranting(ProgrammeKind.VOUCHER, OPENS);
        assertThat(open.isOpenAt(OPENS)).isTrue();
        assertThatThrownBy(() -> open.requireKind(ProgrammeKind.REWARD)).hasMessage("programme-kind-differs");
        programme(ProgrammeStatus.CLOSED, OPENS, null).requireGranting(ProgrammeKind.VOUCHER, OPENS);
        for (ProgrammeStatus status : new ProgrammeStatus[] {ProgrammeStatus.ANNOUNCED, ProgrammeStatus.SETTLING}) {
            Programme other = programme(status, null, null);
            assertThatThrownBy(() -> other.requireGranting(ProgrammeKind.VOUCHER, OPENS))
                    .hasMessage("programme-not-open");
        }
    }

    @ParameterizedTest
    @EnumSource(MovementKind.class)
    void moneyMovesOnlyWhereTheKindBelongs(MovementKind kind) {
        for (ProgrammeStatus status : ProgrammeStatus.values()) {
            boolean isRunning = status.compareTo(ProgrammeStatus.CLOSED) < 0;
            boolean isEnding = status == ProgrammeStatus.CLOSED || status == ProgrammeStatus.SETTLING;
            boolean isPossible = switch (kind) {
                case APPROPRIATION, ALLOCATION, PROVIDER_CEILING -> isRunning;
                case REALLOCATION -> isRunning || status == ProgrammeStatus.CLOSED;
                case RETURN, CARRY_OVER, REVERSAL -> isEnding;
            };
            assertThat(kind.isPossibleIn(status)).as(kind + " in " + status).isEqualTo(isPossible);
        }
    }

    @ParameterizedTest
    @EnumSource(MovementKind.class)
    void onlyWhatWasTakenOutOfAnEndedProgrammeIsUndoneAndOnlyOnceItIsDone(MovementKind kind) {
        for (MovementStatus status : MovementStatus.values()) {
            BudgetMovement movement = new BudgetMovement(
                    Ids.next(),
                    Ids.next(),
                    kind,
                    null,
                    null,
                    null,
                    null,
                    null,
                    1L,
                    null,
                    "测试",
                    status,
                    null,
                    OPENS,
                    Ids.next(),
                    null,
                    null,
                    null);

            assertThat(movement.isReversible())
                    .as(kind + " that is " + status)
                    .isEqualTo(status == MovementStatus.APPROVED
                            && (kind == MovementKind.RETURN || kind == MovementKind.CARRY_OVER));
        }
    }

    @Test
    void onlyWhatIsProposedIsDecided() {
        assertThat(MovementDecision.APPROVE.from(MovementStatus.PROPOSED)).isEqualTo(MovementStatus.APPROVED);
        assertThat(MovementDecision.REJECT.from(MovementStatus.PROPOSED)).isEqualTo(MovementStatus.REJECTED);
        for (MovementDecision decision : MovementDecision.values()) {
            for (MovementStatus decided : new MovementStatus[] {MovementStatus.APPROVED, MovementStatus.REJECTED}) {
                assertThatThrownBy(() -> decision.from(decided)).hasMessage("budget-movement-decided");
            }
        }
    }

    static Stream<Arguments> everyPair() {
        return Arrays.stream(ProgrammeStatus.values())
                .flatMap(status -> Arrays.stream(ProgrammeMove.values()).map(move -> Arguments.of(status, move)));
    }

    private static Programme programme(ProgrammeStatus status, Instant opens, Instant closes) {
        UUID person = Ids.next();
        return new Programme(
                Ids.next(),
                "测试",
                null,
                null,
                null,
                FundingLevel.PROVINCE,
                "340000",
                Ids.next(),
                2018,
                ProgrammeKind.VOUCHER,
                status,
                opens,
                closes,
                1,
                null,
                null,
                0,
                OPENS,
                person,
                OPENS,
                person);
    }
}
