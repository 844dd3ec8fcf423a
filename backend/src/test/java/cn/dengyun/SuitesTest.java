package cn.dengyun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.SelectPackages;

class SuitesTest {

    @Test
    void eachTestIsInOneOfTheSuites() {
        assertThat(SecondSuite.class.getAnnotation(ExcludePackages.class).value())
                .isEqualTo(FirstSuite.class.getAnnotation(SelectPackages.class).value());
    }
}
