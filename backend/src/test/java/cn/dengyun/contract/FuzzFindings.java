package cn.dengyun.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Answers that the contract does not know. Whatever was sent: no answer is a failure of the platform, status, media
 * type and code are those that the contract declares for the operation, and the body is as its schema says. What is no
 * request of an operation is refused with a problem.
 */
final class FuzzFindings {

    /** What the door answers, before anybody knows which operation is meant, with the statuses that go with it. */
    private static final Map<String, Integer> AT_THE_DOOR = Map.of(
            "bad-request", 400,
            "path-not-found", 404,
            "method-not-allowed", 405,
            "request-timeout", 408,
            "length-required", 411,
            "body-too-large", 413,
            "uri-too-long", 414,
            "expectation-failed", 417,
            "headers-too-large", 431);

    private static final int MAX_KINDS = 200;
    private static final int MAX_KIND = 160;
    private static final Set<String> PROBLEM = Set.of("type", "title", "status", "detail", "code", "traceId");

    private final Contract contract;
    private final ContractFilter schemas;
    private final Routes routes;
    private final Map<String, Finding> findings = new TreeMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<String> opened = new TreeSet<>();

    private static final class Finding {
        private final String first;
        private int times;

        private Finding(String first) {
            this.first = first;
        }
    }

    FuzzFindings(Contract contract) {
        this.contract = contract;
        routes = new Routes(contract.operations().values());
        schemas = new ContractFilter(contract);
    }

    /** Judges the answer to a request. */
    void judge(String call, FuzzRequest request, FuzzAnswer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        if (answer.isSuccess() && request.isAimed) {
            opened.add(request.operation.id());
        }
        for (String kind : kinds(request, answer)) {
            String key = request.operation.id() + ": " + kind.substring(0, Math.min(MAX_KIND, kind.length()));
            if (findings.containsKey(key) || findings.size() < MAX_KINDS) {
                findings.computeIfAbsent(key, any -> new Finding(call + " " + request + " → " + answer)).times++;
            }
        }
    }

    /** Each kind once, with the call that showed it first. */
    List<String> all() {
        return findings.entrySet().stream()
                .map(each ->
                        each.getKey() + " (" + each.getValue().times + " times), first by " + each.getValue().first)
                .toList();
    }

    /** The operations that have succeeded for somebody. */
    Set<String> opened() {
        return opened;
    }

    /** How often each status was answered. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    private List<String> kinds(FuzzRequest request, FuzzAnswer answer) {
        if (!answer.isComplete()) {
            boolean isDue = request.isFramed || answer == FuzzAnswer.LATE;
            return isDue ? List.of(answer == FuzzAnswer.LATE ? "no answer in time" : "no answer") : List.of();
        }
        List<String> kinds = new ArrayList<>();
        boolean isShed = answer.status() == 429 || answer.status() == 503;
        if (answer.status() >= 500 && !answer.code().equals("overloaded")) {
            kinds.add(answer.status() + " " + answer.code());
        }
        if (isShed && answer.header("Retry-After").isEmpty()) {
            kinds.add(answer.status() + " without Retry-After");
        }
        if (answer.status() != 101 && answer.header("Trace-Id").isEmpty()) {
            kinds.add(answer.status() + " without Trace-Id");
        }
        Optional<Contract.Operation> operation = operation(request);
        boolean isAtTheDoor = Integer.valueOf(answer.status()).equals(AT_THE_DOOR.get(answer.code()));
        if (request.isHead() || request.method.equals("OPTIONS") || answer.status() == 101) {
            return kinds;
        }
        if (answer.status() >= 400 && (isAtTheDoor || operation.isEmpty())) {
            if (!isOfOperationBehindDots(request, answer)) {
                problem(answer, kinds);
            }
        } else if (operation.isPresent()) {
            declared(operation.get(), answer, kinds);
        } else if (request.path.startsWith("/api/v1/") && !request.path.contains("%") && !request.path.contains(".")) {
            kinds.add(answer.status() + " where the contract has no operation");
        }
        return kinds;
    }

    /** The one that serves the request, with however many slashes in a row or behind it; empty where nobody can say. */
    private Optional<Contract.Operation> operation(FuzzRequest request) {
        return request.isAimed ? Optional.of(request.operation) : operation(request.method, request.path);
    }

    /** Requests for tokens are refused in the form of OAuth, also where dots in the path lead there. */
    private boolean isOfOperationBehindDots(FuzzRequest request, FuzzAnswer answer) {
        String path = request.path;
        for (String before = null; !path.equals(before); ) {
            before = path;
            path = path.replaceFirst("/[^/.]+/\\.\\.(?=/|$)", "").replaceFirst("/\\.(?=/|$)", "");
        }
        List<String> kinds = new ArrayList<>();
        Optional<Contract.Operation> meant =
                path.equals(request.path) ? Optional.empty() : operation(request.method, path);
        meant.ifPresent(operation -> declared(operation, answer, kinds));
        return meant.isPresent() && kinds.isEmpty();
    }

    private Optional<Contract.Operation> operation(String method, String written) {
        String path = written.replaceFirst("^http://localhost", "")
                .replaceAll("/+", "/")
                .replaceFirst("/$", "");
        boolean isPlain = !path.contains("%")
                && !path.contains(";")
                && !path.contains("/.")
                && !path.contains("#")
                && !path.contains(" ");
        return isPlain ? routes.of(method, path) : Optional.empty();
    }

    private void declared(Contract.Operation operation, FuzzAnswer answer, List<String> kinds) {
        String code = answer.code();
        if (answer.isProblem()) {
            problem(answer, kinds);
            if (!codes(operation, answer.status()).contains(code)) {
                kinds.add("undeclared " + answer.status() + " " + code);
                return;
            }
        }
        boolean isStream = answer.type().startsWith("text/event-stream");
        if (isStream || answer.body().length >= FuzzConnection.MAX_BYTES) {
            return;
        }
        schemas.defects(operation, answer.asResponse())
                .forEach(defect -> kinds.add(answer.status() + " " + FuzzRequest.shown(defect)));
    }

    private static void problem(FuzzAnswer answer, List<String> kinds) {
        JsonNode problem = answer.json();
        boolean isWhole = answer.isProblem() && PROBLEM.stream().allMatch(problem::has);
        if (!isWhole
                || problem.path("status").asInt() != answer.status()
                || !problem.path("traceId").asText().equals(answer.header("Trace-Id"))) {
            kinds.add(answer.status() + " that is no whole problem, as " + answer.type());
        }
    }

    /** Those that the operation, its parameters and its responses declare for the status. */
    private Set<String> codes(Contract.Operation operation, int status) {
        Set<String> codes = new TreeSet<>();
        String key = String.valueOf(status);
        JsonNode response = referred(operation.node().path("responses").path(key));
        texts(response.path("x-problem-codes"), codes);
        texts(operation.node().path("x-problem-codes").path(key), codes);
        operation
                .node()
                .path("parameters")
                .forEach(parameter ->
                        texts(referred(parameter).path("x-problem-codes").path(key), codes));
        return codes;
    }

    private JsonNode referred(JsonNode node) {
        return node.has("$ref") ? contract.root().at(node.get("$ref").asText().substring(1)) : node;
    }

    private static void texts(JsonNode array, Set<String> into) {
        into.addAll(StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet()));
    }
}
