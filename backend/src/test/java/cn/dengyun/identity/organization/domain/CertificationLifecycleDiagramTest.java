package cn.dengyun.identity.organization.domain;

import cn.dengyun.LifecyclePicture;
import org.junit.jupiter.api.Test;

/** The picture of the lifecycle is drawn from the table, so it cannot differ from what the platform does. */
class CertificationLifecycleDiagramTest {

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("certification.md", draw());
    }

    private static String draw() {
        return """
                # The lifecycle of a certification

                Drawn from `CertificationTransition` by a test. The facts of a `CERTIFIED` one are in force until it is superseded or revoked,
                whatever the organisation changes meanwhile; an organisation has one open certification (`DRAFT`, `SUBMITTED`, `RETURNED`) at
                most.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: asked for as a draft
                    [*] --> SUBMITTED: asked for
                %s
                ```
                """.formatted(LifecyclePicture.arrows(CertificationTransition.values(), CertificationStatus.values()));
    }
}
