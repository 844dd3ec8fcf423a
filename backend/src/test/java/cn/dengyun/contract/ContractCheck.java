package cn.dengyun.contract;

import cn.dengyun.identity.SignedIn;
import io.quarkus.test.junit.callback.QuarkusTestAfterEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import org.jboss.logging.Logger;

/**
 * Holds every HTTP exchange of every test that runs with Quarkus against the contract, without a word in the test. Of a
 * test that failed it says what was asked and answered last; RestAssured would write every exchange down for that.
 */
public final class ContractCheck implements QuarkusTestBeforeEachCallback, QuarkusTestAfterEachCallback {

    private static final Logger LOG = Logger.getLogger(ContractCheck.class);

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
        String tested = context.getTestInstance().getClass().getPackageName();
        // Who signs in, and what becomes of it, is what these are about.
        SignedIn.keepTokens(!tested.startsWith("cn.dengyun.identity"));
    }

    @Override
    public void afterEach(QuarkusTestMethodContext context) {
        if (context.getTestStatus().isTestFailed()) {
            LOG.warnf("%s failed; the last exchange was%n%s", context.getTestMethod(), ContractFilter.last());
        }
        ContractFilter.forgetLast();
    }
}
