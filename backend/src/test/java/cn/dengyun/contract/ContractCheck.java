package cn.dengyun.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;

/** Holds every HTTP exchange of every test that runs with Quarkus against the contract, without a word in the test. */
public final class ContractCheck implements QuarkusTestBeforeEachCallback {

    private static final class Once {
        private static final ContractFilter FILTER = new ContractFilter();
    }

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        boolean isMissing = RestAssured.filters().stream().noneMatch(filter -> filter instanceof ContractFilter);
        if (isMissing) {
            RestAssured.filters(Once.FILTER);
        }
    }
}
