package cn.dengyun.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What the tests of this run have asked and been answered. It is kept in a file, because Quarkus gives each application
 * that it starts classes of its own, named after the process, so that no run reads what another has left, and beside
 * the contract that it was held against.
 */
final class Exchanges {

    private static final Path FILE = Contract.GENERATED.resolveSibling("exchanges-" + run() + ".txt");
    private static final Set<Exchange> WRITTEN = ConcurrentHashMap.newKeySet();

    private Exchanges() {}

    /**
     * An operation that was answered with a status.
     *
     * @param code the problem's code; empty for a success, or a refusal that is no problem
     * @param isAudited whether the change that it made is on the audit trail, noted in the change's unit of work
     */
    record Exchange(String operationId, int status, String code, boolean isAudited) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        boolean isRefusal() {
            return status >= 400;
        }

        private String line() {
            return operationId + " " + status + " " + code + " " + isAudited;
        }

        private static Exchange of(String line) {
            String[] parts = line.split(" ", -1);
            return new Exchange(parts[0], Integer.parseInt(parts[1]), parts[2], Boolean.parseBoolean(parts[3]));
        }
    }

    static synchronized void add(Exchange exchange) {
        if (!WRITTEN.add(exchange)) {
            return;
        }
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, exchange.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All exchanges of this run so far, those of other class loaders included. */
    static Set<Exchange> all() {
        if (Files.notExists(FILE)) {
            return Set.of();
        }
        return Contract.text(FILE)
                .lines()
                .map(Exchange::of)
                .collect(Collectors.toCollection(() -> new TreeSet<>(ORDER)));
    }

    private static final java.util.Comparator<Exchange> ORDER = java.util.Comparator.comparing(Exchange::line);

    private static String run() {
        ProcessHandle process = ProcessHandle.current();
        return process.pid() + "-"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
