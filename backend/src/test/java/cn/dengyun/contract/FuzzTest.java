package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Asks every operation as every kind of caller for what is right, nearly right and not right at all, and holds each
 * answer against the contract. What it sends depends on the seed and the number of the call alone; each finding names
 * both:
 *
 * <pre>
 * ./mvnw -pl backend test -Dtest=FuzzTest -Dfuzz.calls=200000 -Dfuzz.seed=7
 * ./mvnw -pl backend test -Dtest=FuzzTest -Dfuzz.calls=1 -Dfuzz.seed=7 -Dfuzz.first=1234
 * </pre>
 */
@QuarkusTest
@TestProfile(FuzzPlatform.class)
class FuzzTest {

    private static final Logger LOG = Logger.getLogger(FuzzTest.class);

    /** Some calls of every operation, each by another kind of caller, in half a minute; thrice as many are all. */
    private static final int CALLS = Integer.getInteger("fuzz.calls", 2_800);

    private static final long SEED = Long.getLong("fuzz.seed", 2018);
    private static final int FIRST = Integer.getInteger("fuzz.first", 0);

    /** So many calls are enough for the heap to be judged, and so many more until caches and pools are full. */
    private static final int LONG = 50_000;

    private static final int WARM = 20_000;
    private static final double MAX_GROWTH = 1.1;
    private static final int REPORTED = 10_000;

    /** Calls for which an endpoint of webhooks is let be. */
    private static final int LISTENED = 1_000;

    private static final int SEEDS_BETWEEN_CALLS = 0x9E3779B9;

    private final Contract contract = Contract.generated();

    @Inject
    DataSource database;

    @Test
    void everyAnswerIsOneOfTheContract() throws Exception {
        // What it makes to ask about is made, and held against the contract, by other tests too.
        RestAssured.replaceFiltersWith(List.of());
        FuzzWorld world = new FuzzWorld(database);
        FuzzRequests requests = new FuzzRequests(contract, world, new AccessTokens().forged());
        FuzzFindings findings = new FuzzFindings(contract);
        List<Contract.Operation> operations = List.copyOf(contract.operations().values());
        AccessColumn[] callers = AccessColumn.values();
        long heap = 0;
        try (FuzzConnection connection = new FuzzConnection()) {
            for (int call = FIRST; call < FIRST + CALLS; call++) {
                Contract.Operation operation = operations.get(call % operations.size());
                int round = call / operations.size();
                AccessColumn caller = callers[(round + call % operations.size()) % callers.length];
                SplittableRandom random = new SplittableRandom(SEED * SEEDS_BETWEEN_CALLS + call);
                FuzzRequest request;
                try {
                    request = requests.next(operation, caller, random);
                } catch (RuntimeException | StackOverflowError e) {
                    LOG.error("call " + call + " of " + operation.id() + " could not be made", e);
                    continue;
                }
                FuzzAnswer answer = connection.ask(request);
                findings.judge("seed " + SEED + " call " + call + " as " + caller + ":", request, answer);
                world.settle(request, answer);
                if ((call + 1) % LISTENED == 0) {
                    world.removeEndpoints();
                }
                if (call == FIRST + WARM) {
                    heap = usedAfterCollection();
                }
                if ((call + 1) % REPORTED == 0) {
                    LOG.infof(
                            "%d calls: %s, %d kinds of findings, %s",
                            call + 1, findings.statuses(), findings.all().size(), world.effort());
                }
            }
        }

        LOG.infof("Answers by status: %s", findings.statuses());
        LOG.infof(
                "%d of %d operations let somebody in; %s", findings.opened().size(), operations.size(), world.effort());
        world.unmade().forEach((what, why) -> LOG.warnf("%s could not be made: %s", what, why));
        findings.all().forEach(LOG::warn);
        assertThat(findings.all()).as("answers that the contract does not know").isEmpty();
        if (CALLS >= LONG) {
            assertThat((double) usedAfterCollection())
                    .as("bytes of heap after so many calls")
                    .isLessThan(heap * MAX_GROWTH);
        }
    }

    private static long usedAfterCollection() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
