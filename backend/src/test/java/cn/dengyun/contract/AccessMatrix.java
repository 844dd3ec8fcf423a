package cn.dengyun.contract;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Who may call what, one operation a line: what reviewers of a change of access look at. */
final class AccessMatrix {

    private static final List<String> COLUMNS =
            List.of("PUBLIC", "ENTERPRISE", "PROVIDER", "AUTHORITY", "FINANCE", "AUDITOR", "SYSADMIN");

    private AccessMatrix() {}

    static String of(Contract contract) {
        String header = "method,path,operationId," + String.join(",", COLUMNS) + "\n";
        return contract.operations().values().stream()
                .sorted(Comparator.comparing(Contract.Operation::path).thenComparing(Contract.Operation::method))
                .map(AccessMatrix::line)
                .collect(Collectors.joining("", header, ""));
    }

    private static String line(Contract.Operation operation) {
        List<String> roles = operation.roles().isEmpty() ? COLUMNS : operation.roles();
        if (!COLUMNS.containsAll(roles)) {
            throw new IllegalStateException(operation.id() + " allows a role without a column: " + roles);
        }
        String cells = COLUMNS.stream()
                .map(role -> roles.contains(role) ? "yes" : "no")
                .collect(Collectors.joining(","));
        return operation.method() + "," + operation.path() + "," + operation.id() + "," + cells + "\n";
    }
}
