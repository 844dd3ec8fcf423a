package cn.dengyun.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.work.WorkSource;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/what-waits.md} has every status of every lifecycle, and says as what it waits or why it does not. */
@QuarkusTest
class WaitingStatusesTest {

    @Inject
    Instance<WorkSource> sources;

    private record Line(String lifecycle, String status, String kind, String reason) {}

    @Test
    void everyStatusWaitsForSomebodyOrHasAReason() throws IOException {
        List<String> listed = lines().stream()
                .filter(line -> line.lifecycle().endsWith("Status"))
                .map(line -> line.lifecycle() + " " + line.status())
                .toList();

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(listed)).isEqualTo(statuses());
    }

    @Test
    void eachLineSaysOneOfTheTwo() throws IOException {
        assertThat(lines())
                .hasSizeGreaterThan(50)
                .allSatisfy(line -> assertThat(line.kind().isEmpty())
                        .as(line.toString())
                        .isNotEqualTo(line.reason().isEmpty()));
    }

    @Test
    void theKindsAreThoseOfTheSources() throws IOException {
        Set<String> named =
                lines().stream().map(Line::kind).filter(kind -> !kind.isEmpty()).collect(Collectors.toSet());
        Set<String> contributed = sources.stream()
                .flatMap(source -> source.kinds().stream())
                .map(kind -> kind.code())
                .collect(Collectors.toSet());

        assertThat(named).isEqualTo(contributed);
    }

    /** Those of all enums of slices that are called so. */
    private static Set<String> statuses() {
        Set<String> statuses = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("cn.dengyun")) {
            boolean isLifecycle = type.isEnum()
                    && type.getSimpleName().endsWith("Status")
                    && !type.getPackageName().startsWith("cn.dengyun.platform");
            if (isLifecycle) {
                String name = type.getName().substring(type.getPackageName().length() + 1);
                String called = type.getSimpleName().equals("Status") ? name.replace('$', '.') : type.getSimpleName();
                type.getFields().stream()
                        .filter(field -> field.getRawType().equals(type))
                        .forEach(field -> statuses.add(called + " " + field.getName()));
            }
        }
        return statuses;
    }

    private static List<Line> lines() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("docs", "what-waits.md"))) {
            return lines.filter(line -> line.startsWith("| "))
                    .skip(2)
                    .map(line -> line.split("\\|", -1))
                    .map(cells -> new Line(cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip()))
                    .toList();
        }
    }
}
