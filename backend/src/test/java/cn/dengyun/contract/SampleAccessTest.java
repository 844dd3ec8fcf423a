package cn.dengyun.contract;

import cn.dengyun.sample.SamplePlatform;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Collection;

/** Every cell of the access matrix that the sample makes. */
@QuarkusTest
@TestProfile(SamplePlatform.class)
class SampleAccessTest extends AccessMatrixTest {

    @Override
    Collection<Contract.Operation> operations() {
        return contract.operations().values().stream()
                .filter(operation -> operation.tag().equals("Suggestions"))
                .toList();
    }
}
