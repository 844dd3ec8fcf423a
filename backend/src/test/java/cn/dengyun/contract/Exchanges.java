package cn.dengyun.contract;

import cn.dengyun.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the tests of this run have asked and been answered. It is kept in a file, because Quarkus gives each application
 * that it starts classes of its own, and the build divides the tests among JVMs; named after the run, so that none
 * reads what another has left, and beside the contract that it was held against.
 */
final class Exchanges {

    private static final String NAME = "exchanges-" + run() + ".txt";
    private static final Path FILE = Contract.GENERATED.resolveSibling(NAME);
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

    /** All exchanges of this run so far, those of other class loaders and of the other JVM included. */
    static Set<Exchange> all() {
        Path contract = TestFolder.of("").relativize(FILE);
        Set<Exchange> all = new TreeSet<>(ORDER);
        try (Stream<Path> jvms = Files.list(TestFolder.of("").getParent())) {
            jvms.filter(jvm -> jvm.getFileName().toString().startsWith("test-"))
                    .map(jvm -> jvm.resolve(contract))
                    .filter(Files::exists)
                    .flatMap(file -> Contract.text(file).lines())
                    .map(Exchange::of)
                    .forEach(all::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static final java.util.Comparator<Exchange> ORDER = java.util.Comparator.comparing(Exchange::line);

    /** As the build calls it; without one, the process. */
    private static String run() {
        String build = System.getProperty("test.run");
        if (build != null) {
            return build;
        }
        ProcessHandle process = ProcessHandle.current();
        return process.pid() + "-"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
