package cn.dengyun.provider.qualification;

import cn.dengyun.LifecyclePicture;
import org.junit.jupiter.api.Test;

/** The picture of the lifecycle is drawn from the table. */
class QualificationLifecycleDiagramTest {

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("provider-qualification.md", """
                # The lifecycle of a qualification

                Drawn from `QualificationMove` by a test. Whatever is open ends by the clock with its year (`EXPIRED`); nobody carries that out. An
                application goes `PASS` from county to city to province and into the public notice; a confirmation (`CONFIRM`) goes to the province
                alone. See [ADR 0054](../adr/0054-qualifications.md).

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: begun, or renewed
                %s
                    DRAFT --> EXPIRED: (clock)
                    SUBMITTED --> EXPIRED: (clock)
                    RETURNED --> EXPIRED: (clock)
                    PUBLIC_NOTICE --> EXPIRED: (clock)
                    QUALIFIED --> EXPIRED: (clock)
                ```
                """.formatted(
                        LifecyclePicture.arrows(QualificationMove.values(), QualificationStatus.values())));
    }
}
