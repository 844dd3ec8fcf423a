package cn.dengyun.settlement.batch.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of batches, lines and objections, whole. */
class BatchLifecycleTest {

    private static final Map<String, String> BATCHES = Map.of(
            "DRAFT", "APPROVE>APPROVED REMOVE_LINE>DRAFT CANCEL>CANCELLED",
            "APPROVED", "NOTICE>NOTICED REMOVE_LINE>APPROVED CANCEL>CANCELLED",
            "NOTICED",
                    "REMOVE_LINE>NOTICED PROPOSE_INSTRUCTION>NOTICED REJECT_INSTRUCTION>NOTICED INSTRUCT>INSTRUCTED"
                            + " CANCEL>CANCELLED",
            "INSTRUCTED", "RECORD_RESULTS>INSTRUCTED SETTLE>SETTLED",
            "SETTLED", "RECORD_RESULTS>SETTLED",
            "CANCELLED", "");

    private static final Map<String, String> LINES = Map.of(
            "INCLUDED", "REMOVE>REMOVED INSTRUCT>INSTRUCTED",
            "REMOVED", "",
            "INSTRUCTED", "PAY>PAID FAIL>FAILED",
            "PAID", "RETURN>RETURNED",
            "FAILED", "",
            "RETURNED", "");

    @Test
    void theTablesAreThese() {
        assertThat(table(BatchMove.values(), BatchStatus.values())).isEqualTo(BATCHES);
        assertThat(table(LineMove.values(), LineStatus.values())).isEqualTo(LINES);
        assertThat(table(SettlementObjectionMove.values(), SettlementObjectionStatus.values()))
                .isEqualTo(Map.of("OPEN", "UPHOLD>UPHELD DISMISS>DISMISSED", "UPHELD", "", "DISMISSED", ""));
    }

    @Test
    void nothingElseIsAllowed() {
        for (BatchMove move : BatchMove.values()) {
            for (BatchStatus status : BatchStatus.values()) {
                if (!move.isAllowedFrom(status)) {
                    assertThatThrownBy(() -> move.from(status)).isInstanceOf(Rejection.class);
                }
            }
        }
    }

    @Test
    void whoeverMayOnlyLookDoesNotGoOnWithIt() {
        SettlementBatch batch = SomeLines.instructedBatch(SomeLines.instructed(1));
        Actor member = new Actor(
                new UUID(0, 9), false, batch.organizationId(), Set.of(Roles.FINANCE), Set.of(), null, "MEMBER", null);
        Actor viewer = new Actor(
                new UUID(0, 9), false, batch.organizationId(), Set.of(Roles.FINANCE), Set.of(), null, "VIEWER", null);

        batch.requireOffice(member);
        assertThatThrownBy(() -> batch.requireOffice(viewer)).isInstanceOf(Rejection.class);
        assertThat(batch.actionsAt(viewer, SomeLines.NOW)).isEmpty();
    }

    @Test
    void thePictureShowsTheTables() {
        LifecyclePicture.isDrawn("settlement-batch.md", """
                # The lifecycle of a settlement batch and of its lines

                Drawn from `BatchMove` and `LineMove` by a test.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: build
                %s
                ```

                ```mermaid
                stateDiagram-v2
                    [*] --> INCLUDED: build
                %s
                ```
                """.formatted(
                arrows(BatchMove.values(), BatchStatus.values()), arrows(LineMove.values(), LineStatus.values())));
    }

    private static <S extends Enum<S>, M extends Move<S>> Map<String, String> table(M[] moves, S[] statuses) {
        return Arrays.stream(statuses)
                .collect(Collectors.toMap(
                        Enum::name,
                        status -> Arrays.stream(moves)
                                .filter(move -> move.isAllowedFrom(status))
                                .map(move -> move.name() + ">" + move.from(status))
                                .collect(Collectors.joining(" "))));
    }

    private static <S extends Enum<S>, M extends Move<S>> String arrows(M[] moves, S[] statuses) {
        return Arrays.stream(moves)
                .flatMap(move -> Arrays.stream(statuses)
                        .filter(move::isAllowedFrom)
                        .map(status -> "    " + status + " --> " + move.from(status) + ": " + move.name()))
                .collect(Collectors.joining("\n"));
    }
}
