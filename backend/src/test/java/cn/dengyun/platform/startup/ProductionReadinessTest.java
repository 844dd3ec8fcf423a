package cn.dengyun.platform.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductionReadinessTest {

    @Test
    void whatAllOfThemFindIsNamedAtOnce() {
        assertThatThrownBy(() -> ProductionReadiness.refuse(
                        List.of(() -> List.of("one is unsafe."), List::of, () -> List.of("two.", "three."))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("one is unsafe.", "two.", "three.");
    }

    @Test
    void whatIsSafeStarts() {
        assertThatCode(() -> ProductionReadiness.refuse(List.of(List::of))).doesNotThrowAnyException();
    }
}
