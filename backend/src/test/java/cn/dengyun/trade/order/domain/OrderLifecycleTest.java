package cn.dengyun.trade.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move of an order from every status, against a map that was written by hand. */
class OrderLifecycleTest {

    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant DUE = NOW.plus(Duration.ofDays(7));
    private static final UUID ENTERPRISE = Ids.next();
    private static final UUID PROVIDER = Ids.next();

    private static final Map<OrderStatus, Map<OrderMove, OrderStatus>> EXPECTED = Map.of(
            OrderStatus.PLACED,
                    Map.of(
                            OrderMove.ACCEPT, OrderStatus.ACCEPTED,
                            OrderMove.REJECT, OrderStatus.REJECTED,
                            OrderMove.CANCEL, OrderStatus.CANCELLED,
                            OrderMove.LAPSE, OrderStatus.LAPSED,
                            OrderMove.BAR, OrderStatus.CANCELLED),
            OrderStatus.ACCEPTED,
                    Map.of(
                            OrderMove.CANCEL, OrderStatus.CANCELLED,
                            OrderMove.LAPSE, OrderStatus.LAPSED,
                            OrderMove.BAR, OrderStatus.CANCELLED),
            OrderStatus.ACTIVE, Map.of(),
            OrderStatus.DELIVERED, Map.of(),
            OrderStatus.COMPLETED, Map.of(),
            OrderStatus.DISPUTED, Map.of(),
            OrderStatus.REJECTED, Map.of(),
            OrderStatus.LAPSED, Map.of(),
            OrderStatus.CANCELLED, Map.of());

    static Stream<Arguments> pairs() {
        return Arrays.stream(OrderStatus.values())
                .flatMap(status -> Arrays.stream(OrderMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheMapSays(OrderStatus status, OrderMove move) {
        ServiceOrder order = in(status);
        OrderStatus expected = EXPECTED.get(status).get(move);

        if (expected != null) {
            ServiceOrder after = order.moved(move, "理由", null, NOW);
            assertThat(after.status()).isEqualTo(expected);
            assertThat(after.version()).isEqualTo(order.version() + 1);
            assertThat(after.endedAt() == null).isEqualTo(expected == OrderStatus.ACCEPTED);
        } else {
            assertThatThrownBy(() -> order.moved(move, "理由", null, NOW))
                    .isInstanceOfSatisfying(
                            Rejection.class,
                            refused -> assertThat(refused.code()).isEqualTo("transition-not-allowed"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"PLACED", "ACCEPTED"})
    void oneSecondLateItHasLapsedWhetherOrNotThatWasCarriedOut(OrderStatus status) {
        ServiceOrder order = in(status);

        assertThat(order.statusAt(DUE.minusNanos(1_000))).isEqualTo(status);
        assertThat(order.statusAt(DUE)).isEqualTo(OrderStatus.LAPSED);
        assertThatThrownBy(() -> order.moved(OrderMove.CANCEL, "理由", null, DUE)).hasMessage("transition-not-allowed");
        assertThat(order.moved(OrderMove.LAPSE, null, null, DUE).status()).isEqualTo(OrderStatus.LAPSED);
        assertThat(order.actionsAt(DUE, actor(ENTERPRISE, Roles.ENTERPRISE))).isEmpty();
    }

    @Test
    void eachSideIsOfferedItsOwnMoves() {
        ServiceOrder order = in(OrderStatus.PLACED);

        assertThat(order.actionsAt(NOW, actor(PROVIDER, Roles.PROVIDER))).containsExactly("ACCEPT", "REJECT");
        assertThat(order.actionsAt(NOW, actor(ENTERPRISE, Roles.ENTERPRISE))).containsExactly("CANCEL");
        assertThat(order.actionsAt(NOW, actor(Ids.next(), Roles.PROVIDER))).isEmpty();
        assertThat(order.isKnownTo(actor(Ids.next(), Roles.PROVIDER))).isFalse();
        assertThat(order.isKnownTo(actor(Ids.next(), Roles.FINANCE))).isTrue();
        assertThatThrownBy(() -> order.requireSide(actor(ENTERPRISE, Roles.ENTERPRISE), OrderMove.ACCEPT))
                .hasMessage("not-yours");
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("order.md", """
                # The lifecycle of an order

                Drawn from `OrderMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> PLACED: place
                %s
                ```
                """.formatted(Arrays.stream(OrderStatus.values())
                .flatMap(status -> Arrays.stream(OrderMove.values())
                        .filter(move -> move.isAllowedFrom(status))
                        .map(move -> "    " + status + " --> " + move.target() + ": " + move))
                .collect(Collectors.joining("\n"))));
    }

    private static Actor actor(UUID organization, String role) {
        return new Actor(Ids.next(), false, organization, Set.of(role), Set.of(), null);
    }

    private static ServiceOrder in(OrderStatus status) {
        return new ServiceOrder(
                Ids.next(),
                0,
                "D000",
                ENTERPRISE,
                "企业",
                "340123",
                Ids.next(),
                PROVIDER,
                "服务商",
                Ids.next(),
                1,
                "云服务器",
                "PO-1",
                OrderOrigin.PLATFORM,
                null,
                status,
                null,
                NOW,
                LocalDate.of(2026, 7, 1),
                LocalDate.of(2027, 6, 30),
                1_000,
                0,
                0,
                1_000,
                0,
                400,
                400,
                null,
                null,
                null,
                Ids.next(),
                NOW,
                null,
                null,
                null,
                null,
                null,
                DUE,
                NOW,
                null);
    }
}
