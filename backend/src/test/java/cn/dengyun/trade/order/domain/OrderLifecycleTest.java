package cn.dengyun.trade.order.domain;

import static cn.dengyun.trade.order.domain.OrderRecords.DUE;
import static cn.dengyun.trade.order.domain.OrderRecords.ENTERPRISE;
import static cn.dengyun.trade.order.domain.OrderRecords.NOW;
import static cn.dengyun.trade.order.domain.OrderRecords.PROVIDER;
import static cn.dengyun.trade.order.domain.OrderRecords.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
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
                            OrderMove.BAR, OrderStatus.CANCELLED,
                            OrderMove.ACTIVATE, OrderStatus.ACTIVE,
                            OrderMove.AMEND, OrderStatus.ACCEPTED),
            OrderStatus.ACTIVE,
                    Map.ofEntries(
                            Map.entry(OrderMove.DELIVER_PART, OrderStatus.ACTIVE),
                            Map.entry(OrderMove.DELIVER_REST, OrderStatus.DELIVERED),
                            Map.entry(OrderMove.ACCEPT_PART, OrderStatus.ACTIVE),
                            Map.entry(OrderMove.REJECT_DELIVERY, OrderStatus.ACTIVE),
                            Map.entry(OrderMove.WITHDRAW_DELIVERY, OrderStatus.ACTIVE),
                            Map.entry(OrderMove.LAPSE_DELIVERY, OrderStatus.ACTIVE),
                            Map.entry(OrderMove.AMEND, OrderStatus.ACTIVE),
                            Map.entry(OrderMove.END_REST, OrderStatus.DELIVERED),
                            Map.entry(OrderMove.END_TERM, OrderStatus.ACTIVE),
                            Map.entry(OrderMove.COMPLETE, OrderStatus.COMPLETED),
                            Map.entry(OrderMove.END, OrderStatus.CANCELLED),
                            Map.entry(OrderMove.REFUND, OrderStatus.ACTIVE),
                            Map.entry(OrderMove.LOWER, OrderStatus.ACTIVE),
                            Map.entry(OrderMove.DISPUTE, OrderStatus.DISPUTED),
                            Map.entry(OrderMove.RENEW, OrderStatus.ACTIVE)),
            OrderStatus.DELIVERED,
                    Map.ofEntries(
                            Map.entry(OrderMove.ACCEPT_PART, OrderStatus.DELIVERED),
                            Map.entry(OrderMove.REJECT_DELIVERY, OrderStatus.ACTIVE),
                            Map.entry(OrderMove.WITHDRAW_DELIVERY, OrderStatus.ACTIVE),
                            Map.entry(OrderMove.LAPSE_DELIVERY, OrderStatus.ACTIVE),
                            Map.entry(OrderMove.AMEND, OrderStatus.DELIVERED),
                            Map.entry(OrderMove.COMPLETE, OrderStatus.COMPLETED),
                            Map.entry(OrderMove.END, OrderStatus.CANCELLED),
                            Map.entry(OrderMove.REFUND, OrderStatus.DELIVERED),
                            Map.entry(OrderMove.LOWER, OrderStatus.DELIVERED),
                            Map.entry(OrderMove.DISPUTE, OrderStatus.DISPUTED),
                            Map.entry(OrderMove.RENEW, OrderStatus.DELIVERED)),
            OrderStatus.COMPLETED,
                    Map.of(
                            OrderMove.REFUND, OrderStatus.COMPLETED,
                            OrderMove.LOWER, OrderStatus.COMPLETED,
                            OrderMove.DISPUTE, OrderStatus.DISPUTED,
                            OrderMove.RENEW, OrderStatus.COMPLETED),
            // One that was disputed while it was in service.
            OrderStatus.DISPUTED,
                    Map.of(
                            OrderMove.LOWER, OrderStatus.DISPUTED,
                            OrderMove.RESUME, OrderStatus.ACTIVE),
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
            OrderStatus stood = expected == OrderStatus.DISPUTED ? after.resumes() : expected;
            assertThat(after.resumes() != null).isEqualTo(expected == OrderStatus.DISPUTED);
            assertThat(after.endedAt() != null).isEqualTo(stood.isEnd());
            assertThat(after.deliveredAt() == null || !expected.isInService() || expected == OrderStatus.DELIVERED)
                    .as("what is in service and not delivered was not delivered")
                    .isTrue();
            assertThat(after.completedAt() != null).isEqualTo(stood == OrderStatus.COMPLETED);
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
        ServiceOrder begun = in(OrderStatus.ACTIVE);

        assertThat(order.actionsAt(NOW, actor(PROVIDER, Roles.PROVIDER))).containsExactly("ACCEPT", "REJECT");
        assertThat(order.actionsAt(NOW, actor(ENTERPRISE, Roles.ENTERPRISE))).containsExactly("CANCEL");
        assertThat(order.actionsAt(NOW, actor(Ids.next(), Roles.PROVIDER))).isEmpty();
        assertThat(begun.actionsAt(NOW, actor(PROVIDER, Roles.PROVIDER)))
                .containsExactly("DELIVER_PART", "DELIVER_REST", "AMEND", "REFUND", "DISPUTE");
        assertThat(begun.actionsAt(NOW, actor(ENTERPRISE, Roles.ENTERPRISE)))
                .containsExactly("AMEND", "DISPUTE", "RENEW");
        assertThat(order.isKnownTo(actor(Ids.next(), Roles.PROVIDER))).isFalse();
        assertThat(order.isKnownTo(actor(Ids.next(), Roles.FINANCE))).isTrue();
        assertThatThrownBy(() -> order.requireSide(actor(ENTERPRISE, Roles.ENTERPRISE), OrderMove.ACCEPT))
                .hasMessage("not-yours");
    }

    @Test
    void anAgentMayOnlyCancelAndNotWhereItIsTheProvider() {
        ServiceOrder order = in(OrderStatus.ACCEPTED);
        Actor other = agent(Ids.next());
        Actor provider = agent(PROVIDER);

        assertThat(order.actionsAt(NOW, other)).containsExactly("CANCEL");
        assertThat(order.actionsAt(NOW, provider)).isEmpty();
    }

    @Test
    void nobodyIsOfferedWhatTheSidesStandInTheWayOf() {
        Actor provider = actor(PROVIDER, Roles.PROVIDER);
        Actor enterprise = actor(ENTERPRISE, Roles.ENTERPRISE);
        OrderParties fit = new OrderParties(false, false, true, true, false);
        OrderParties suspended = new OrderParties(false, false, true, false, false);
        OrderParties barred = new OrderParties(false, false, true, false, true);
        OrderParties uncertified = new OrderParties(false, false, false, true, false);
        OrderParties enterpriseFrozen = new OrderParties(true, false, true, true, false);
        OrderParties providerFrozen = new OrderParties(false, true, true, false, false);
        ServiceOrder placed = in(OrderStatus.PLACED);
        ServiceOrder begun = in(OrderStatus.ACTIVE);

        assertThat(placed.actionsAt(NOW, provider, fit)).containsExactly("ACCEPT", "REJECT");
        for (OrderParties each : List.of(suspended, barred, uncertified, enterpriseFrozen)) {
            assertThat(placed.actionsAt(NOW, provider, each)).containsExactly("REJECT");
        }
        assertThat(placed.actionsAt(NOW, provider, providerFrozen)).isEmpty();
        assertThat(placed.actionsAt(NOW, enterprise, providerFrozen)).containsExactly("CANCEL");
        assertThat(placed.actionsAt(NOW, enterprise, enterpriseFrozen)).isEmpty();
        assertThat(begun.actionsAt(NOW, provider, suspended))
                .containsExactly("DELIVER_PART", "DELIVER_REST", "AMEND", "REFUND", "DISPUTE");
        assertThat(begun.actionsAt(NOW, provider, barred)).containsExactly("AMEND", "REFUND", "DISPUTE");
        assertThat(begun.actionsAt(NOW, enterprise, suspended)).containsExactly("AMEND", "DISPUTE");
    }

    @Test
    void aServiceThatHasBegunSaysSinceWhenAndWhatItIsCalled() {
        ServiceOrder begun = in(OrderStatus.ACCEPTED).activated("ecs-1", NOW.minus(Duration.ofDays(1)), DUE, NOW);

        assertThat(begun.status()).isEqualTo(OrderStatus.ACTIVE);
        assertThat(begun.version()).isEqualTo(1);
        assertThat(begun.activatedAt()).isEqualTo(NOW.minus(Duration.ofDays(1)));
        assertThat(begun.serviceReference()).isEqualTo("ecs-1");
        assertThatThrownBy(() -> begun.activated(null, NOW, DUE, NOW)).hasMessage("transition-not-allowed");
    }

    @Test
    void anotherLastDayMovesItsEnd() {
        ServiceOrder order = in(OrderStatus.ACTIVE);

        ServiceOrder after = order.amended(LocalDate.of(2026, 12, 31), null, "缩短", NOW);

        assertThat(after.version()).isEqualTo(order.version() + 1);
        assertThat(after.endsAt()).isEqualTo("2026-12-31T16:00:00Z");
        assertThat(after.closesAt()).isEqualTo("2027-01-30T16:00:00Z");
    }

    @Test
    void itsTermEndsTodayAtTheLatest() {
        ServiceOrder order = in(OrderStatus.ACTIVE);
        LocalDate today = LocalDate.ofInstant(NOW, ZoneId.of("Asia/Shanghai"));
        LocalDate expected = today.isBefore(order.startsOn())
                ? order.startsOn()
                : today.isBefore(order.endsOn()) ? today : order.endsOn();

        ServiceOrder after = order.termEnded("提前终止", NOW);

        assertThat(after.version()).isEqualTo(order.version() + 1);
        assertThat(after.endsOn()).isEqualTo(expected);
        assertThat(after.dueAt()).isEqualTo(after.endsAt());
        assertThat(after.termEnded("提前终止", NOW.plus(Duration.ofDays(900))).endsOn())
                .isEqualTo(expected);
        assertThatThrownBy(() -> in(OrderStatus.DELIVERED).termEnded(null, NOW)).hasMessage("transition-not-allowed");
    }

    @Test
    void nothingMovesWhileAnAuthorityDecides() {
        assertThatThrownBy(() -> in(OrderStatus.DISPUTED).requireUndisputed()).hasMessage("order-disputed");
        in(OrderStatus.ACTIVE).requireUndisputed();
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
                        .flatMap(move ->
                                targets(move, status).map(target -> "    " + status + " --> " + target + ": " + move)))
                .collect(Collectors.joining("\n"))));
    }

    /** What is settled goes on where it stood. */
    private static Stream<OrderStatus> targets(OrderMove move, OrderStatus from) {
        return move == OrderMove.RESUME ? OrderMove.DISPUTE.sources().stream().sorted() : Stream.of(move.from(from));
    }

    private static Actor agent(UUID organization) {
        return actor(organization, Roles.PROVIDER).onBehalfOf(ENTERPRISE, Set.of(Roles.ENTERPRISE), Ids.next());
    }

    private static Actor actor(UUID organization, String role) {
        return new Actor(Ids.next(), false, organization, Set.of(role), Set.of(), null);
    }
}
