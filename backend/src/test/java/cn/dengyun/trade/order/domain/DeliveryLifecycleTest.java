package cn.dengyun.trade.order.domain;

import static cn.dengyun.trade.order.domain.OrderRecords.DUE;
import static cn.dengyun.trade.order.domain.OrderRecords.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Ids;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every move of a delivery from every status, against a map that was written by hand. */
class DeliveryLifecycleTest {

    private static final Map<DeliveryMove, DeliveryStatus> FROM_REPORTED = Map.of(
            DeliveryMove.ACCEPT, DeliveryStatus.ACCEPTED,
            DeliveryMove.REJECT, DeliveryStatus.REJECTED,
            DeliveryMove.WITHDRAW, DeliveryStatus.WITHDRAWN,
            DeliveryMove.PASS, DeliveryStatus.ACCEPTED,
            DeliveryMove.LAPSE, DeliveryStatus.LAPSED);

    private static final Map<DeliveryMove, OrderMove> OF_ORDER = Map.of(
            DeliveryMove.ACCEPT, OrderMove.ACCEPT_PART,
            DeliveryMove.REJECT, OrderMove.REJECT_DELIVERY,
            DeliveryMove.WITHDRAW, OrderMove.WITHDRAW_DELIVERY,
            DeliveryMove.PASS, OrderMove.ACCEPT_PART,
            DeliveryMove.LAPSE, OrderMove.LAPSE_DELIVERY);

    static Stream<Arguments> pairs() {
        return Arrays.stream(DeliveryStatus.values())
                .flatMap(status -> Arrays.stream(DeliveryMove.values()).map(move -> Arguments.of(status, move)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachMoveFromEachStatusEndsAsTheMapSays(DeliveryStatus status, DeliveryMove move) {
        Delivery delivery = in(status);

        assertThat(move.ofOrder()).isEqualTo(OF_ORDER.get(move));
        if (status == DeliveryStatus.REPORTED) {
            Delivery after = delivery.moved(move, Ids.next(), List.of(), "理由", NOW);
            assertThat(after.status()).isEqualTo(FROM_REPORTED.get(move));
            assertThat(after.decidedAt()).isEqualTo(NOW);
        } else {
            assertThatThrownBy(() -> delivery.moved(move, Ids.next(), List.of(), "理由", NOW))
                    .hasMessage("transition-not-allowed");
        }
    }

    @Test
    void silenceAcceptsOnlyWhatNoVoucherPays() {
        Delivery unpaid = OrderRecords.reported(1, List.of(), false);
        Delivery paid = OrderRecords.reported(1, List.of(), true);

        assertThat(unpaid.statusAt(DUE.minusNanos(1_000))).isEqualTo(DeliveryStatus.REPORTED);
        assertThat(unpaid.statusAt(DUE)).isEqualTo(DeliveryStatus.ACCEPTED);
        assertThatThrownBy(() -> unpaid.moved(DeliveryMove.REJECT, Ids.next(), List.of(), "理由", DUE))
                .hasMessage("transition-not-allowed");
        assertThat(unpaid.moved(DeliveryMove.PASS, null, List.of(), null, DUE).status())
                .isEqualTo(DeliveryStatus.ACCEPTED);
        assertThat(paid.statusAt(DUE.plusSeconds(100_000_000))).isEqualTo(DeliveryStatus.REPORTED);
        assertThat(paid.isOverdueAt(DUE)).isTrue();
        assertThat(unpaid.isOverdueAt(DUE)).isFalse();
    }

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("order-delivery.md", """
                # The lifecycle of a delivery

                Drawn from `DeliveryMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> REPORTED: report
                %s
                ```
                """.formatted(Arrays.stream(DeliveryMove.values())
                .map(move -> "    REPORTED --> " + move.target() + ": " + move)
                .collect(Collectors.joining("\n"))));
    }

    private static Delivery in(DeliveryStatus status) {
        Delivery reported = OrderRecords.reported(1, List.of(), true);
        UUID by = Ids.next();
        return FROM_REPORTED.entrySet().stream()
                .filter(move -> move.getValue() == status)
                .findFirst()
                .map(move -> reported.moved(move.getKey(), by, List.of(), null, NOW))
                .orElse(reported);
    }
}
