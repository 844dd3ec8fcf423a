package cn.dengyun.trade.dispute.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.order.domain.OrderSide;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move of a dispute from every status, against a map that was written by hand. */
class DisputeLifecycleTest {

    private static final UUID ENTERPRISE = Ids.next();
    private static final UUID PROVIDER = Ids.next();
    private static final UUID DECIDER = Ids.next();
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant DUE = NOW.plus(Duration.ofDays(10));
    private static final Instant LAPSES = NOW.plus(Duration.ofDays(180));

    private static final Map<DisputeStatus, Map<DisputeMove, DisputeStatus>> EXPECTED = Map.of(
            DisputeStatus.OPEN,
                    Map.of(
                            DisputeMove.WITHDRAW, DisputeStatus.WITHDRAWN,
                            DisputeMove.DECIDE, DisputeStatus.DECIDED,
                            DisputeMove.LAPSE, DisputeStatus.LAPSED),
            DisputeStatus.DECIDED,
                    Map.of(
                            DisputeMove.APPEAL, DisputeStatus.APPEALED,
                            DisputeMove.CLOSE, DisputeStatus.CLOSED),
            DisputeStatus.APPEALED,
                    Map.of(
                            DisputeMove.DECIDE_APPEAL, DisputeStatus.CLOSED,
                            DisputeMove.CLOSE, DisputeStatus.CLOSED),
            DisputeStatus.CLOSED, Map.of(DisputeMove.HINDER, DisputeStatus.RECOVERY),
            DisputeStatus.RECOVERY, Map.of(DisputeMove.RECOVER, DisputeStatus.CLOSED),
            DisputeStatus.WITHDRAWN, Map.of(),
            DisputeStatus.LAPSED, Map.of());

    static Stream<Arguments> pairs() {
        return Arrays.stream(DisputeStatus.values())
                .flatMap(status -> Arrays.stream(DisputeMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheMapSays(DisputeStatus status, DisputeMove move) {
        DisputeStatus expected = EXPECTED.get(status).get(move);

        if (expected == null) {
            assertThatThrownBy(() -> moved(in(status), move)).hasMessage("transition-not-allowed");
        } else {
            OrderDispute after = moved(in(status), move);
            assertThat(after.status()).isEqualTo(expected);
            assertThat(after.version()).isEqualTo(1);
            assertThat(after.closedAt() != null).isEqualTo(!expected.isPending());
        }
    }

    private static OrderDispute moved(OrderDispute dispute, DisputeMove move) {
        return switch (move) {
            case WITHDRAW, CLOSE, LAPSE -> dispute.ended(move, NOW);
            case DECIDE -> dispute.decided(DisputeOutcome.DISMISSED, null, DECIDER, "理由", DUE, NOW);
            case APPEAL -> dispute.appealed(OrderSide.PROVIDER, Ids.next(), "理由", DUE, NOW);
            case HINDER -> dispute.hindered(DisputeHindrance.PAID, DUE, NOW);
            case RECOVER -> dispute.recovered(Ids.next(), "银行已答复", NOW);
            case DECIDE_APPEAL -> dispute.decidedAgain(DisputeOutcome.DISMISSED, null, Ids.next(), "理由", NOW);
        };
    }

    @Test
    void theClockDecidesBeforeThatIsCarriedOut() {
        assertThat(in(DisputeStatus.OPEN).statusAt(DUE)).isEqualTo(DisputeStatus.OPEN);
        assertThat(in(DisputeStatus.OPEN).isOverdueAt(DUE)).isTrue();
        assertThat(in(DisputeStatus.OPEN).statusAt(LAPSES)).isEqualTo(DisputeStatus.LAPSED);
        assertThat(in(DisputeStatus.DECIDED).statusAt(DUE.minusNanos(1_000))).isEqualTo(DisputeStatus.DECIDED);
        assertThat(in(DisputeStatus.DECIDED).statusAt(DUE)).isEqualTo(DisputeStatus.CLOSED);
        assertThat(in(DisputeStatus.APPEALED).statusAt(DUE)).isEqualTo(DisputeStatus.APPEALED);
        assertThat(in(DisputeStatus.APPEALED).statusAt(LAPSES)).isEqualTo(DisputeStatus.CLOSED);
        assertThatThrownBy(() -> in(DisputeStatus.DECIDED).appealed(OrderSide.PROVIDER, PROVIDER, "晚了", DUE, DUE))
                .hasMessage("transition-not-allowed");
    }

    @Test
    void whoDecidedDoesNotDecideOnTheAppeal() {
        assertThatThrownBy(() ->
                        in(DisputeStatus.APPEALED).decidedAgain(DisputeOutcome.DISMISSED, null, DECIDER, "维持", NOW))
                .hasMessage("four-eyes-required");
        assertThatThrownBy(() -> in(DisputeStatus.RECOVERY).recovered(DECIDER, "银行已答复", NOW))
                .hasMessage("four-eyes-required");
    }

    @Test
    void eachIsOfferedHisOwnMoves() {
        Actor enterprise = actor(Ids.next(), ENTERPRISE, Roles.ENTERPRISE, null);
        Actor provider = actor(Ids.next(), PROVIDER, Roles.PROVIDER, null);
        Actor county = actor(Ids.next(), Ids.next(), Roles.AUTHORITY, "340123");
        Actor otherCity = actor(Ids.next(), Ids.next(), Roles.AUTHORITY, "340200");
        Actor province = actor(Ids.next(), Ids.next(), Roles.AUTHORITY, "340000");

        assertThat(in(DisputeStatus.OPEN).actions(enterprise)).containsExactly("WITHDRAW");
        assertThat(in(DisputeStatus.OPEN).actions(provider)).isEmpty();
        assertThat(in(DisputeStatus.OPEN).actions(county)).containsExactly("DECIDE");
        assertThat(in(DisputeStatus.OPEN).actions(otherCity)).isEmpty();
        assertThat(in(DisputeStatus.DECIDED).actions(provider)).containsExactly("APPEAL");
        assertThat(in(DisputeStatus.APPEALED).actions(county)).isEmpty();
        assertThat(in(DisputeStatus.RECOVERY).actions(county)).containsExactly("RECOVER");
        assertThat(in(DisputeStatus.RECOVERY).actions(provider)).isEmpty();
        assertThat(in(DisputeStatus.RECOVERY).isOverdueAt(DUE)).isTrue();
        assertThat(in(DisputeStatus.APPEALED).actions(province)).containsExactly("DECIDE_APPEAL");
        assertThat(in(DisputeStatus.APPEALED).actions(actor(DECIDER, Ids.next(), Roles.AUTHORITY, "340000")))
                .isEmpty();
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("dispute.md", """
                # The lifecycle of a dispute

                Drawn from `DisputeMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> OPEN: file
                %s
                ```
                """.formatted(Arrays.stream(DisputeStatus.values())
                .flatMap(status -> Arrays.stream(DisputeMove.values())
                        .filter(move -> move.isAllowedFrom(status))
                        .map(move -> "    " + status + " --> " + move.from(status) + ": " + move))
                .collect(Collectors.joining("\n"))));
    }

    private static OrderDispute in(DisputeStatus status) {
        boolean isDecided = Set.of(
                        DisputeStatus.DECIDED, DisputeStatus.APPEALED, DisputeStatus.CLOSED, DisputeStatus.RECOVERY)
                .contains(status);
        boolean isAppealed = status == DisputeStatus.APPEALED;
        return new OrderDispute(
                Ids.next(),
                0,
                Ids.next(),
                "D000",
                ENTERPRISE,
                "企业",
                "340123",
                Ids.next(),
                PROVIDER,
                "服务商",
                "云服务器",
                OrderSide.ENTERPRISE,
                null,
                DisputeReason.LATE,
                "未交付",
                status,
                Ids.next(),
                NOW,
                DUE,
                LAPSES,
                DUE,
                isDecided ? DisputeOutcome.DISMISSED : null,
                null,
                isDecided ? DECIDER : null,
                isDecided ? NOW : null,
                isDecided ? "理由" : null,
                isAppealed ? OrderSide.PROVIDER : null,
                isAppealed ? Ids.next() : null,
                isAppealed ? NOW : null,
                isAppealed ? "理由" : null,
                null,
                status.isPending() ? null : NOW,
                status == DisputeStatus.RECOVERY
                        ? new OrderDispute.Recovery(DisputeHindrance.PAID, null, null, null, null, null, null)
                        : null,
                NOW);
    }

    private static Actor actor(UUID id, UUID organization, String role, String region) {
        return new Actor(id, false, organization, Set.of(role), Set.of(), region);
    }
}
