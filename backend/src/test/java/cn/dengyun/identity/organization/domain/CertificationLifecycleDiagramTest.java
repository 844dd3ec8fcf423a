package cn.dengyun.identity.organization.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The picture of the lifecycle is drawn from the table, so it cannot differ from what the platform does. */
class CertificationLifecycleDiagramTest {

    private static final Path PICTURE = Path.of("docs", "lifecycles", "certification.md");

    @Test
    void thePictureShowsTheTable() throws IOException {
        String drawn = draw();
        if (System.getProperty("update") != null) {
            Files.createDirectories(PICTURE.getParent());
            Files.writeString(PICTURE, drawn);
        }

        assertThat(PICTURE)
                .as("the picture of CertificationTransition; -Dupdate draws it again")
                .content()
                .isEqualTo(drawn);
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
                """.formatted(arrows());
    }

    private static String arrows() {
        return Arrays.stream(CertificationTransition.values())
                .flatMap(move -> Arrays.stream(CertificationStatus.values())
                        .filter(move::isAllowedFrom)
                        .map(status -> "    " + status + " --> " + move.target() + ": " + move))
                .collect(Collectors.joining("\n"));
    }
}
