import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends GET requests at a fixed rate, whether earlier ones were answered or not, until its standard input ends, and
 * prints the latencies as JSON.
 *
 * <pre>java OpenLoop.java &lt;port&gt; &lt;rate&gt; &lt;file of paths&gt; &lt;Authorization&gt; &lt;most seconds&gt;</pre>
 *
 * <p>A latency counts from the moment at which the request was due, not from the one at which it could be sent: what
 * waits behind a slow answer is slow too (no coordinated omission).
 */
public final class OpenLoop {

    private static final int CONNECTIONS = 32;
    private static final long START_DELAY_NANOS = 50_000_000;
    /** Not counted: this program and the connections are still cold. */
    private static final int WARM_UP_SECONDS = 2;

    private final int port;
    private final List<byte[]> requests;
    private final long intervalNanos;
    private final int uncounted;
    private final long[] latencies;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean isStopped;

    private OpenLoop(int port, List<byte[]> requests, double rate, int seconds) {
        this.port = port;
        this.requests = requests;
        this.intervalNanos = (long) (1e9 / rate);
        this.uncounted = (int) (rate * WARM_UP_SECONDS);
        this.latencies = new long[(int) Math.ceil(rate * seconds)];
    }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String head = " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + arguments[3] + "\r\n\r\n";
        List<byte[]> requests = Files.readAllLines(Path.of(arguments[2])).stream()
                .map(path -> ("GET " + path + head).getBytes(StandardCharsets.US_ASCII))
                .toList();
        new OpenLoop(port, requests, Double.parseDouble(arguments[1]), Integer.parseInt(arguments[4])).run();
    }

    private void run() throws InterruptedException {
        long start = System.nanoTime() + START_DELAY_NANOS;
        Thread[] senders = new Thread[CONNECTIONS];
        for (int i = 0; i < CONNECTIONS; i++) {
            senders[i] = new Thread(() -> send(start), "sender-" + i);
            senders[i].start();
        }
        Thread end = new Thread(this::awaitEndOfInput, "end");
        end.setDaemon(true);
        end.start();
        for (Thread sender : senders) {
            sender.join();
        }
        print();
    }

    private void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            // Then it has ended all the same.
        }
        isStopped = true;
    }

    private void send(long start) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
            OutputStream out = socket.getOutputStream();
            for (int i = next.getAndIncrement(); i < latencies.length && !isStopped; i = next.getAndIncrement()) {
                long due = start + i * intervalNanos;
                for (long wait = due - System.nanoTime(); wait > 0 && !isStopped; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(Math.min(wait, 100_000_000));
                }
                if (isStopped) {
                    return;
                }
                out.write(requests.get(i % requests.size()));
                String status = readAnswer(in);
                if (!status.contains(" 200 ")) {
                    fail(status);
                }
                latencies[i] = Math.max(1, System.nanoTime() - due);
            }
        } catch (IOException e) {
            fail(e.toString());
        }
    }

    private void fail(String why) {
        if (failures.getAndIncrement() == 0) {
            System.err.println("first failure: " + why);
        }
    }

    /** Reads one whole answer, and returns its first line. */
    private static String readAnswer(InputStream in) throws IOException {
        String status = readLine(in);
        int length = 0;
        boolean isChunked = false;
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).trim());
            }
            isChunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
        }
        in.skipNBytes(length);
        if (isChunked) {
            skipChunks(in);
        }
        return status;
    }

    /** RFC 9112 §7.1; the platform sends no trailers. */
    private static void skipChunks(InputStream in) throws IOException {
        int size;
        do {
            size = Integer.parseInt(readLine(in).trim(), 16);
            in.skipNBytes(size);
            readLine(in);
        } while (size > 0);
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void print() {
        long[] sorted = Arrays.stream(latencies, uncounted, latencies.length)
                .filter(nanos -> nanos > 0)
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "{\"requests\":%d,\"failures\":%d,\"p50Ms\":%.3f,\"p90Ms\":%.3f,\"p95Ms\":%.3f,\"p99Ms\":%.3f,\"maxMs\":%.3f}%n",
                sorted.length,
                failures.get(),
                quantile(sorted, 0.5),
                quantile(sorted, 0.9),
                quantile(sorted, 0.95),
                quantile(sorted, 0.99),
                quantile(sorted, 1));
    }

    private static double quantile(long[] sorted, double share) {
        return sorted.length == 0 ? -1 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }
}
