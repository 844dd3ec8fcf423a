package cn.dengyun.programme.domain;

import cn.dengyun.LifecyclePicture;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pictures of the lifecycles are drawn from the tables, so they cannot differ from what the platform does. */
class ProgrammeLifecycleDiagramTest {

    @Test
    void thePictureOfAProgrammeShowsTheTable() {
        String arrows = Arrays.stream(ProgrammeMove.values())
                .flatMap(move -> Arrays.stream(ProgrammeStatus.values())
                        .filter(move::isAllowedFrom)
                        .map(status -> "    " + status + " --> " + move.target() + ": " + move
                                + (move.isByClock() ? " (clock)" : "")))
                .collect(Collectors.joining("\n"));

        LifecyclePicture.isDrawn("programme.md", """
                # The lifecycle of a programme

                Drawn from `ProgrammeMove` by a test. It is public from `ANNOUNCED` on. What the clock does needs nobody to be awake: the status
                of a moment follows from the last move and the announced times.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: begun
                %s
                ```
                """.formatted(arrows));
    }

    @Test
    void thePictureOfABudgetMovementShowsTheTable() {
        String arrows = Arrays.stream(MovementDecision.values())
                .flatMap(decision -> Arrays.stream(MovementStatus.values())
                        .filter(decision::isAllowedFrom)
                        .map(status -> "    " + status + " --> " + decision.from(status) + ": " + decision))
                .collect(Collectors.joining("\n"));

        LifecyclePicture.isDrawn("budget-movement.md", """
                # The lifecycle of a budget movement

                Drawn from `MovementDecision` by a test. Money moves in the moment of the approval, which is another person's than the proposal.

                ```mermaid
                stateDiagram-v2
                    [*] --> PROPOSED: asked for
                %s
                ```
                """.formatted(arrows));
    }
}
