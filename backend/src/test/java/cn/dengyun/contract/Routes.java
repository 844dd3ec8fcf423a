package cn.dengyun.contract;

import cn.dengyun.contract.Contract.Operation;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which operation of a contract serves a request; of several the one whose path has the most literal characters. */
final class Routes {

    private static final String VARIABLE = "\\{[^/]+}";

    private final Map<String, List<Route>> byMethod;

    Routes(Collection<Operation> operations) {
        byMethod = operations.stream()
                .map(Route::to)
                .sorted(Comparator.comparingInt(Route::literals).reversed())
                .collect(Collectors.groupingBy(route -> route.operation().method()));
    }

    private record Route(Operation operation, Pattern path, int literals) {

        static Route to(Operation operation) {
            String path = operation.path();
            String regex = path.replaceAll(VARIABLE, "[^/]+").replace(".", "\\.");
            return new Route(
                    operation,
                    Pattern.compile(regex),
                    path.replaceAll(VARIABLE, "").length());
        }
    }

    /** @param path without a query; empty when it is no operation's */
    Optional<Operation> of(String method, String path) {
        return byMethod.getOrDefault(method, List.of()).stream()
                .filter(route -> route.path().matcher(path).matches())
                .map(Route::operation)
                .findFirst();
    }
}
