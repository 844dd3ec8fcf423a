package cn.dengyun.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.rows.Statement;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every statement that is kept in a constant fits the tables that the migrations make. */
@QuarkusTest
class StatementsTest {

    @Test
    void theDatabasePreparesEveryStatement() throws Exception {
        Map<String, String> statements = statements();
        try (Connection connection = OwnerDatabase.connect()) {
            assertThat(refused(connection, statements)).isEmpty();
        }

        assertThat(statements).hasSizeGreaterThan(300);
    }

    @Test
    void aStatementThatFitsNoTableIsFound() throws Exception {
        try (Connection connection = OwnerDatabase.connect()) {
            assertThat(refused(connection, Map.of("planted", "SELECT colour FROM provider WHERE id = $1")))
                    .hasSize(1);
        }
    }

    static List<String> refused(Connection connection, Map<String, String> statements) throws SQLException {
        List<String> refused = new ArrayList<>();
        try (java.sql.Statement prepare = connection.createStatement()) {
            for (Map.Entry<String, String> statement : statements.entrySet()) {
                try {
                    prepare.execute("PREPARE tried AS " + statement.getValue());
                    prepare.execute("DEALLOCATE tried");
                } catch (SQLException e) {
                    refused.add(statement.getKey() + ": " + e.getMessage());
                }
            }
        }
        return refused;
    }

    /** By class and constant. */
    static Map<String, String> statements() throws Exception {
        Path classes = Path.of("target", "classes");
        Map<String, String> statements = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes.resolve("cn"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                if (!ClassTexts.of(Files.newInputStream(file)).contains("Lcn/dengyun/platform/rows/Statement;")) {
                    continue;
                }
                String name = classes.relativize(file)
                        .toString()
                        .replaceAll("\\.class$", "")
                        .replace(file.getFileSystem().getSeparator(), ".");
                for (Field field : Class.forName(
                                name, true, Thread.currentThread().getContextClassLoader())
                        .getDeclaredFields()) {
                    if (Modifier.isStatic(field.getModifiers()) && field.getType() == Statement.class) {
                        field.setAccessible(true);
                        statements.put(
                                name + "." + field.getName(), field.get(null).toString());
                    }
                }
            }
        }
        return statements;
    }
}
