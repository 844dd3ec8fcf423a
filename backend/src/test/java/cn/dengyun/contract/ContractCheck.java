package cn.dengyun.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.config.LogConfig;

/** Holds every HTTP exchange of every test that runs with Quarkus against the contract, without a word in the test. */
public final class ContractCheck implements QuarkusTestBeforeEachCallback {

    /**
     * Each exchange is written out for the case that a check of it fails. Prettily, as Quarkus would have it, that
     * costs more than the exchange.
     */
    private static final LogConfig LOG = LogConfig.logConfig()
            .enableLoggingOfRequestAndResponseIfValidationFails()
            .enablePrettyPrinting(false);

    private static final class Once {
        private static final ContractFilter FILTER = new ContractFilter();

        static {
            CompiledPaths.use();
        }
    }

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        boolean isMissing = RestAssured.filters().stream().noneMatch(filter -> filter instanceof ContractFilter);
        if (isMissing) {
            RestAssured.filters(Once.FILTER);
        }
        RestAssured.config = RestAssured.config().logConfig(LOG);
    }
}
