package cn.dengyun.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the exchanges of this run so far show to be missing in one chapter of the contract, or in the audit trail. */
public final class ContractCoverage {

    private ContractCoverage() {}

    /** Codes that were answered and are not declared, and changes of which none is on the audit trail. */
    public static List<String> gapsOf(String tag) {
        Contract contract = Contract.generated();
        Map<String, Contract.Operation> operations = contract.operations();
        operations.values().removeIf(operation -> !operation.tag().equals(tag));
        List<String> gaps = new ArrayList<>();
        seen(operations, exchange -> !exchange.code().isEmpty())
                .filter(exchange -> !contract.problemCodes(operations.get(exchange.operationId()))
                        .contains(exchange.code()))
                .forEach(exchange -> gaps.add(exchange.operationId() + " does not declare " + exchange.code()));
        TreeSet<String> changed = new TreeSet<>();
        seen(operations, Exchanges.Exchange::isSuccess)
                .filter(exchange -> operations.get(exchange.operationId()).isChange())
                .forEach(exchange -> changed.add(exchange.operationId()));
        seen(operations, Exchanges.Exchange::isAudited).forEach(exchange -> changed.remove(exchange.operationId()));
        changed.forEach(operation -> gaps.add(operation + " leaves nothing in the audit trail"));
        return gaps;
    }

    private static Stream<Exchanges.Exchange> seen(
            Map<String, Contract.Operation> operations, Predicate<Exchanges.Exchange> wanted) {
        return Exchanges.all().stream()
                .filter(exchange -> operations.containsKey(exchange.operationId()))
                .filter(wanted);
    }
}
