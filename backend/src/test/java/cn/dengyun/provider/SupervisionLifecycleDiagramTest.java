package cn.dengyun.provider;

import cn.dengyun.LifecyclePicture;
import cn.dengyun.provider.domain.IncidentMove;
import cn.dengyun.provider.domain.IncidentStatus;
import cn.dengyun.provider.domain.SanctionMove;
import cn.dengyun.provider.domain.SanctionStatus;
import org.junit.jupiter.api.Test;

/** The pictures of the lifecycles are drawn from the tables. */
class SupervisionLifecycleDiagramTest {

    @Test
    void thePictureOfASanctionShowsTheTable() {
        LifecyclePicture.isDrawn(
                "sanction.md", """
                # The lifecycle of a sanction

                Drawn from `SanctionMove` by a test. The provider makes its statement during the `HEARING`; only another person than has proposed it
                decides. A sanction ends by the clock and stays as it is. See [ADR 0049](../adr/0049-sanctions.md).

                ```mermaid
                stateDiagram-v2
                    [*] --> PROPOSED: proposed
                %s
                ```
                """.formatted(LifecyclePicture.arrows(SanctionMove.values(), SanctionStatus.values())));
    }

    @Test
    void thePictureOfAnIncidentShowsTheTable() {
        LifecyclePicture.isDrawn("security-incident.md", """
                # The lifecycle of a security incident

                Drawn from `IncidentMove` by a test. What was `DETERMINED` may be the cause of a sanction; an interim suspension ends with its time or
                with the incident.

                ```mermaid
                stateDiagram-v2
                    [*] --> %s: put on record
                %s
                ```
                """.formatted(
                IncidentStatus.values()[0], LifecyclePicture.arrows(IncidentMove.values(), IncidentStatus.values())));
    }
}
