package cn.dengyun.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the contract was executed by the tests of this run, with a success and with a refusal, and refused
 * with no code that it does not document. Quarkus orders tests without it last, so this one has all exchanges behind
 * it; it judges only a run of all tests.
 */
class ContractCoverageTest {

    private static final Map<String, Contract.Operation> OPERATIONS =
            Contract.generated().operations();

    /**
     * They change nothing but what the caller holds or has seen, or answer before anything is looked at; that they were
     * called is noted by the net (ADR 0024).
     */
    private static final Set<String> LEFT_TO_THE_NET = Set.of(
            "searchVoucherStatuses",
            "createEligibilityCheck",
            "createSession",
            "refreshSession",
            "createAccessToken",
            "requestPasswordReset",
            "readNotification",
            "readNotifications");

    @BeforeAll
    static void onlyARunOfAllTestsIsJudged() {
        assumeThat(System.getProperty("test"))
                .as("the tests that -Dtest selects")
                .isNull();
        assumeThat(Exchanges.all()).as("exchanges of this run").isNotEmpty();
    }

    @Test
    void everyOperationHasSucceeded() {
        assertThat(missing(exchange -> exchange.isSuccess()))
                .as("operations that no test has seen succeed")
                .isEmpty();
    }

    @Test
    void everyOperationHasRefused() {
        assertThat(missing(exchange -> exchange.isRefusal()))
                .as("operations that no test has seen refuse")
                .isEmpty();
    }

    @Test
    void everyChangeIsOnTheAuditTrail() {
        Set<String> missing = new TreeSet<>();
        OPERATIONS.values().stream()
                .filter(Contract.Operation::isChange)
                .map(Contract.Operation::id)
                .forEach(missing::add);
        missing.removeAll(LEFT_TO_THE_NET);
        Exchanges.all().stream()
                .filter(Exchanges.Exchange::isAudited)
                .map(Exchanges.Exchange::operationId)
                .forEach(missing::remove);
        assertThat(missing)
                .as(
                        "operations whose success leaves nothing in the audit trail: call AuditTrail.write in their unit of work")
                .isEmpty();
    }

    @Test
    void everyRefusalIsDocumented() {
        Contract contract = Contract.generated();
        List<Exchanges.Exchange> undocumented = Exchanges.all().stream()
                .filter(exchange -> !exchange.code().isEmpty())
                .filter(exchange -> !contract.problemCodes(OPERATIONS.get(exchange.operationId()))
                        .contains(exchange.code()))
                .toList();
        assertThat(undocumented)
                .as("declare these codes with @Refuses at the operations")
                .isEmpty();
    }

    private static Set<String> missing(java.util.function.Predicate<Exchanges.Exchange> wanted) {
        Set<String> missing = new TreeSet<>(OPERATIONS.keySet());
        Exchanges.all().stream()
                .filter(wanted)
                .map(Exchanges.Exchange::operationId)
                .forEach(missing::remove);
        return missing;
    }
}
