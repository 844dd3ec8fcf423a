package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.sample.SamplePlatform;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** The part of the contract that the sample makes is as good as that of every slice, and is not published. */
@QuarkusTest
@TestProfile(SamplePlatform.class)
class SampleContractTest extends GeneratedContractTest {

    @Override
    @Test
    void theCommittedContractIsTheGeneratedOne() {
        assertThat(Contract.generatedText()).contains("/api/v1/suggestions", "cn.dengyun.suggestion.published");
        assertThat(Contract.text(Contract.FOLDER.resolve("openapi.yaml")))
                .doesNotContain("/api/v1/suggestions", "cn.dengyun.suggestion");
    }

    @Override
    @Test
    void theCommittedAccessMatrixIsTheGeneratedOne() {
        assertThat(AccessMatrix.of(Contract.generated()).lines().filter(line -> line.contains("/api/v1/suggestions")))
                .hasSize(7);
    }
}
