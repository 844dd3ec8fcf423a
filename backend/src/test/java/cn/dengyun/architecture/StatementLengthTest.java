package cn.dengyun.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.architecture.planted.trade.TradeWithAnEndlessStatement;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No SQL text reaches the length from which the Vert.x client prepares a statement again on every call, and holds its
 * pipeline meanwhile.
 *
 * <p>Seen are the constants of compiled classes, which is where SQL lives here; of what is put together from them, a
 * {@code Statement} refuses what is too long.
 */
class StatementLengthTest {

    private static final int LIMIT = 2_048;
    private static final Pattern SQL = Pattern.compile(
            "\\s*(select|insert|update|delete|merge|with)\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Test
    void everyStatementIsShortEnoughToStayPrepared() throws Exception {
        Path classes = Path.of(location("/cn/dengyun/DengyunApplication.class").toURI())
                .getParent();
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                longStatements(Files.newInputStream(file)).forEach(sql -> tooLong.add(file + ": " + sql));
            }
        }

        assertThat(tooLong).isEmpty();
    }

    @Test
    void aStatementThatIsTooLongIsFound() throws IOException, URISyntaxException {
        String planted = "/" + TradeWithAnEndlessStatement.class.getName().replace('.', '/') + ".class";

        assertThat(longStatements(Files.newInputStream(Path.of(location(planted).toURI()))))
                .hasSize(1);
    }

    private static URL location(String resource) {
        return StatementLengthTest.class.getResource(resource);
    }

    private static List<String> longStatements(InputStream classFile) throws IOException {
        return ClassTexts.of(classFile).stream()
                .filter(text -> text.length() >= LIMIT && SQL.matcher(text).matches())
                .toList();
    }
}
