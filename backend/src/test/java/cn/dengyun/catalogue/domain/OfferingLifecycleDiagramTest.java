package cn.dengyun.catalogue.domain;

import cn.dengyun.LifecyclePicture;
import org.junit.jupiter.api.Test;

/** The picture of the lifecycle is drawn from the table, so it cannot differ from what the platform does. */
class OfferingLifecycleDiagramTest {

    @Test
    void thePictureShowsTheTable() {
        LifecyclePicture.isDrawn("offering.md", draw());
    }

    private static String draw() {
        return """
                # The lifecycle of an offering

                Drawn from `OfferingTransition` by a test; only a `PUBLISHED` offering is public.

                ```mermaid
                stateDiagram-v2
                    [*] --> DRAFT: declared with draft
                    [*] --> PUBLISHED: declared
                %s
                ```
                """.formatted(LifecyclePicture.arrows(OfferingTransition.values(), OfferingStatus.values()));
    }
}
