package cn.dengyun.trade.order.domain;

import static cn.dengyun.trade.order.domain.OrderRecords.DUE;
import static cn.dengyun.trade.order.domain.OrderRecords.ENTERPRISE;
import static cn.dengyun.trade.order.domain.OrderRecords.NOW;
import static cn.dengyun.trade.order.domain.OrderRecords.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move of an amendment from every status, against a map that was written by hand. */
class AmendmentLifecycleTest {

    private static final Map<AmendmentMove, AmendmentStatus> FROM_PROPOSED = Map.of(
            AmendmentMove.AGREE, AmendmentStatus.AGREED,
            AmendmentMove.REJECT, AmendmentStatus.REJECTED,
            AmendmentMove.WITHDRAW, AmendmentStatus.WITHDRAWN,
            AmendmentMove.LAPSE, AmendmentStatus.LAPSED);

    static Stream<Arguments> pairs() {
        return Arrays.stream(AmendmentStatus.values())
                .flatMap(status -> Arrays.stream(AmendmentMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheMapSays(AmendmentStatus status, AmendmentMove move) {
        Amendment amendment = in(status);

        if (status == AmendmentStatus.PROPOSED) {
            assertThat(amendment.moved(move, Ids.next(), "理由", NOW).status()).isEqualTo(FROM_PROPOSED.get(move));
        } else {
            assertThatThrownBy(() -> amendment.moved(move, Ids.next(), "理由", NOW))
                    .hasMessage("transition-not-allowed");
        }
    }

    @Test
    void oneSecondLateNobodyAgreesAndItHasLapsed() {
        Amendment amendment = in(AmendmentStatus.PROPOSED);

        assertThat(amendment.statusAt(DUE.minusNanos(1_000))).isEqualTo(AmendmentStatus.PROPOSED);
        assertThat(amendment.statusAt(DUE)).isEqualTo(AmendmentStatus.LAPSED);
        assertThatThrownBy(() -> amendment.moved(AmendmentMove.AGREE, Ids.next(), null, DUE))
                .hasMessage("transition-not-allowed");
        assertThat(amendment.moved(AmendmentMove.LAPSE, null, null, DUE).status())
                .isEqualTo(AmendmentStatus.LAPSED);
    }

    @Test
    void theOtherSideAnswersAndNobodyElse() {
        ServiceOrder order = OrderRecords.in(OrderStatus.ACTIVE);
        Amendment amendment = in(AmendmentStatus.PROPOSED);
        Actor enterprise = actor(ENTERPRISE, Roles.ENTERPRISE);
        Actor provider = actor(PROVIDER, Roles.PROVIDER);
        Actor stranger = actor(Ids.next(), Roles.PROVIDER);

        OrderParties fit = new OrderParties(false, false, true, true, false);
        OrderParties frozen = new OrderParties(true, false, true, true, false);
        assertThat(amendment.actionsAt(NOW, order, fit, provider)).containsExactly("AGREE", "REJECT");
        assertThat(amendment.actionsAt(NOW, order, fit, enterprise)).containsExactly("WITHDRAW");
        assertThat(amendment.actionsAt(NOW, order, fit, stranger)).isEmpty();
        assertThat(amendment.actionsAt(NOW, order, frozen, provider)).containsExactly("REJECT");
        assertThat(amendment.actionsAt(NOW, order, frozen, enterprise)).isEmpty();
        amendment.requireSide(order, provider, AmendmentMove.AGREE);
        assertThatThrownBy(() -> amendment.requireSide(order, enterprise, AmendmentMove.AGREE))
                .hasMessage("amendment-own");
        assertThatThrownBy(() -> amendment.requireSide(order, provider, AmendmentMove.WITHDRAW))
                .hasMessage("not-yours");
        assertThatThrownBy(() -> amendment.requireSide(order, stranger, AmendmentMove.AGREE))
                .hasMessage("not-yours");
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("order-amendment.md", """
                # The lifecycle of an amendment

                Drawn from `AmendmentMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> PROPOSED: propose
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(AmendmentMove.values(), AmendmentStatus.values())));
    }

    private static Amendment in(AmendmentStatus status) {
        Amendment proposed = new Amendment(
                Ids.next(),
                OrderRecords.ORDER,
                ENTERPRISE,
                "340123",
                AmendmentKind.CANCEL_REST,
                OrderSide.ENTERPRISE,
                PROVIDER,
                Ids.next(),
                NOW,
                DUE,
                List.of(),
                null,
                "不再需要",
                AmendmentStatus.PROPOSED,
                null,
                null,
                null);
        return FROM_PROPOSED.entrySet().stream()
                .filter(move -> move.getValue() == status)
                .findFirst()
                .map(move -> proposed.moved(move.getKey(), Ids.next(), null, NOW))
                .orElse(proposed);
    }

    private static Actor actor(UUID organization, String role) {
        return new Actor(Ids.next(), false, organization, Set.of(role), Set.of(), null);
    }
}
