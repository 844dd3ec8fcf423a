package cn.dengyun;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Move;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Pictures of lifecycles, drawn from their tables, so that they cannot differ from what the platform does. */
public final class LifecyclePicture {

    private static final Path FOLDER = Path.of("docs", "lifecycles");

    private LifecyclePicture() {}

    /** That the picture on record is the one that is drawn now. */
    public static void isDrawn(String file, String drawn) {
        Path picture = FOLDER.resolve(file);
        if (System.getProperty("update") != null) {
            try {
                Files.writeString(picture, drawn);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(picture).as("-Dupdate draws it again").content().isEqualTo(drawn);
    }

    /** A line for each status that a move may start from, in the order of the table. */
    public static <S extends Enum<S>, M extends Move<S>> String arrows(M[] moves, S[] statuses) {
        return Arrays.stream(moves)
                .flatMap(move -> Arrays.stream(statuses)
                        .filter(move::isAllowedFrom)
                        .map(status -> "    " + status + " --> " + move.from(status) + ": " + move))
                .collect(Collectors.joining("\n"));
    }
}
