package cn.dengyun.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The picture of the lifecycle is drawn from the table, so it cannot differ from what the platform does. */
class OfferingLifecycleDiagramTest {

    private static final Path PICTURE = Path.of("docs", "lifecycles", "offering.md");

    @Test
    void thePictureShowsTheTable() throws IOException {
        String drawn = draw();
        if (System.getProperty("update") != null) {
            Files.createDirectories(PICTURE.getParent());
            Files.writeString(PICTURE, drawn);
        }

        assertThat(PICTURE)
                .as("the picture of OfferingTransition; -Dupdate draws it again")
                .content()
                .isEqualTo(drawn);
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
                """.formatted(arrows());
    }

    private static String arrows() {
        return Arrays.stream(OfferingTransition.values())
                .flatMap(move -> Arrays.stream(OfferingStatus.values())
                        .filter(move::isAllowedFrom)
                        .map(status -> "    " + status + " --> " + move.target() + ": " + move))
                .collect(Collectors.joining("\n"));
    }
}
