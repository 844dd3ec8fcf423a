package cn.dengyun.settlement.purchase.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PurchaseLifecycleTest {

    private static final Instant NOW = Instant.parse("2018-10-01T02:00:00Z");
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private static final Map<PurchaseMove, Set<PurchaseStatus>> CONTRACTS = Map.of(
            PurchaseMove.CONCLUDE, Set.of(PurchaseStatus.DRAFT),
            PurchaseMove.MOVE_STAGE, Set.of(PurchaseStatus.CONCLUDED),
            PurchaseMove.COMPLETE, Set.of(PurchaseStatus.CONCLUDED),
            PurchaseMove.TERMINATE, Set.of(PurchaseStatus.DRAFT, PurchaseStatus.CONCLUDED));
    private static final Map<StageMove, Set<StageStatus>> STAGES = Map.of(
            StageMove.DELIVER, Set.of(StageStatus.PLANNED),
            StageMove.CHECK, Set.of(StageStatus.DELIVERED),
            StageMove.ACCEPT, Set.of(StageStatus.CHECKED),
            StageMove.REJECT, Set.of(StageStatus.DELIVERED, StageStatus.CHECKED),
            StageMove.DROP, Set.of(StageStatus.PLANNED, StageStatus.DELIVERED, StageStatus.CHECKED));

    @Test
    void eachMoveStartsWhereTheTablesSay() {
        for (PurchaseMove move : PurchaseMove.values()) {
            for (PurchaseStatus status : PurchaseStatus.values()) {
                assertThat(move.isAllowedFrom(status))
                        .as(move + " from " + status)
                        .isEqualTo(CONTRACTS.get(move).contains(status));
            }
        }
        for (StageMove move : StageMove.values()) {
            for (StageStatus status : StageStatus.values()) {
                assertThat(move.isAllowedFrom(status))
                        .as(move + " from " + status)
                        .isEqualTo(STAGES.get(move).contains(status));
            }
        }
    }

    @Test
    void thePictureShowsTheTables() {
        LifecyclePicture.isDrawn("purchase-contract.md", """
                # The lifecycle of a contract of an office and of its stages

                Drawn from `PurchaseMove` and `StageMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: draw up
                %s
                ```

                ```mermaid
                stateDiagram-v2
                    [*] --> PLANNED: draw up
                %s
                ```
                """.formatted(
                        LifecyclePicture.arrows(PurchaseMove.values(), PurchaseStatus.values()),
                        LifecyclePicture.arrows(StageMove.values(), StageStatus.values())));
    }

    @Test
    void nobodyAcceptsWhatHeHasChecked() {
        PurchaseStage checked = aStage().delivered("交付", NOW).checked(ONE, "合格", NOW);

        assertThatThrownBy(() -> checked.accepted(ONE, OTHER, "同意", NOW)).hasMessage("four-eyes-required");
        PurchaseStage accepted = checked.accepted(OTHER, new UUID(0, 3), "同意", NOW);
        assertThat(accepted.acceptedBy()).isEqualTo(OTHER);
        assertThatThrownBy(() -> accepted.rejected("补正", NOW)).hasMessage("transition-not-allowed");
    }

    @Test
    void whatIsRejectedIsDeliveredAndCheckedAnew() {
        PurchaseStage rejected =
                aStage().delivered("交付", NOW).checked(ONE, "合格", NOW).rejected("补正", NOW);

        assertThat(rejected.status()).isEqualTo(StageStatus.PLANNED);
        assertThat(rejected.deliveredAt()).isNull();
        assertThat(rejected.checkedBy()).isNull();
    }

    private static PurchaseStage aStage() {
        return new PurchaseStage(
                new UUID(0, 5),
                new UUID(0, 6),
                1,
                "阶段",
                100,
                LocalDate.of(2018, 12, 1),
                StageStatus.PLANNED,
                null,
                null,
                null,
                null,
                null,
                NOW);
    }
}
