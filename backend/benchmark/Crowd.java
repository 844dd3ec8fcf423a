import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Many connections that ask for more than there is: journeys fall due at a fixed rate, whether earlier ones were
 * answered or not, and each free connection takes the next that is due. Prints what came of them as JSON.
 *
 * <pre>java Crowd.java &lt;port&gt; &lt;connections&gt; &lt;rate&gt; &lt;seconds&gt; &lt;file of journeys&gt;</pre>
 *
 * <p>A journey is a line: steps parted by tabs, each an authorization, a method, a path and perhaps a body, parted by
 * blanks ({@code -} for no authorization; {@code ~} stands for a blank in it). A later step is taken at once, on the
 * same connection, when the one before was accepted; {@code {id}} in its path is the id that the answer gave, and
 * {@code {key}} anywhere is new each time. Latencies count from the moment at which a step was sent.
 */
public final class Crowd {

    private static final int MOST_LATENCIES = 2_000_000;
    private static final int BUFFER = 64 * 1024;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final List<String[]> journeys;
    private final double nanosBetween;
    private final long began;
    private final long ends;
    private final Selector selector = Selector.open();
    private final Deque<Connection> free = new ArrayDeque<>();
    private final ByteBuffer input = ByteBuffer.allocateDirect(BUFFER);
    private final Latencies answered = new Latencies();
    private final Latencies refused = new Latencies();
    private final int[] bySecond;
    private long due;
    private int next;
    private int begunRefused;
    private int followUpsRefused;
    private int others;
    private int broken;
    private String other = "";

    private Crowd(int port, double rate, int seconds, List<String> lines) throws IOException {
        this.port = port;
        this.journeys = lines.stream().map(line -> line.split("\t")).toList();
        this.nanosBetween = 1e9 / rate;
        this.began = System.nanoTime();
        this.ends = began + seconds * 1_000_000_000L;
        this.bySecond = new int[seconds];
    }

    public static void main(String[] arguments) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(arguments[4]));
        Crowd crowd = new Crowd(
                Integer.parseInt(arguments[0]),
                Double.parseDouble(arguments[2]),
                Integer.parseInt(arguments[3]),
                lines);
        crowd.run(Integer.parseInt(arguments[1]));
    }

    private void run(int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            new Connection().open();
        }
        while (System.nanoTime() < ends) {
            long soFar = (long) ((System.nanoTime() - began) / nanosBetween);
            while (due < soFar && !free.isEmpty()) {
                due++;
                free.poll().begin(journeys.get(next++ % journeys.size()));
            }
            // What nobody was free for is not asked later: a crowd goes away too.
            due = Math.max(due, soFar - connections);
            selector.select(this::ready, 1);
        }
        print();
        System.exit(0);
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isConnectable()) {
                connection.opened();
            } else {
                connection.read();
            }
        } catch (IOException e) {
            broken++;
            connection.reopen();
        }
    }

    private final class Connection {
        private final ByteBuffer output = ByteBuffer.allocate(BUFFER);
        private SocketChannel channel;
        private byte[] answer = new byte[BUFFER];
        private int length;
        private String[] journey;
        private int step;
        private long sent;

        void open() {
            try {
                channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_CONNECT, this);
                channel.connect(new InetSocketAddress("127.0.0.1", port));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void reopen() {
            try {
                channel.close();
            } catch (IOException e) {
                // It is gone all the same.
            }
            open();
        }

        void opened() throws IOException {
            channel.finishConnect();
            channel.register(selector, SelectionKey.OP_READ, this);
            free.add(this);
        }

        void begin(String[] steps) {
            journey = steps;
            step = 0;
            send(null);
        }

        private void send(String id) {
            String[] parts = journey[step].split(" ", 4);
            String key = UUID.randomUUID().toString();
            StringBuilder request = new StringBuilder(1_500)
                    .append(parts[1])
                    .append(' ')
                    .append(id == null ? parts[2] : parts[2].replace("{id}", id))
                    .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
            if (!parts[0].equals("-")) {
                request.append("Authorization: ")
                        .append(parts[0].replace('~', ' '))
                        .append("\r\n");
            }
            byte[] body = parts.length < 4
                    ? new byte[0]
                    : parts[3].replace("{key}", key).getBytes(StandardCharsets.UTF_8);
            if (!parts[1].equals("GET")) {
                request.append("Idempotency-Key: ")
                        .append(key)
                        .append("\r\nContent-Type: application/json\r\nContent-Length: ")
                        .append(body.length)
                        .append("\r\n");
            }
            output.clear();
            output.put(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII))
                    .put(body)
                    .flip();
            sent = System.nanoTime();
            try {
                while (output.hasRemaining()) {
                    channel.write(output);
                }
            } catch (IOException e) {
                broken++;
                reopen();
            }
        }

        void read() throws IOException {
            input.clear();
            int read = channel.read(input);
            if (read < 0) {
                throw new IOException("the connection was closed");
            }
            input.flip();
            if (length + read > answer.length) {
                answer = Arrays.copyOf(answer, 2 * (length + read));
            }
            input.get(answer, length, read);
            length += read;
            int head = headEnd();
            if (head > 0 && length >= head + contentLength(head)) {
                over(head);
            }
        }

        private int headEnd() {
            for (int i = 0; i + HEAD_END.length <= length; i++) {
                if (Arrays.equals(answer, i, i + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                    return i + HEAD_END.length;
                }
            }
            return -1;
        }

        private int contentLength(int head) {
            String text = new String(answer, 0, head, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
            int at = text.indexOf("content-length:");
            return at < 0 ? 0 : Integer.parseInt(text.substring(at + 15, text.indexOf("\r\n", at)).strip());
        }

        private void over(int head) {
            long now = System.nanoTime();
            int status = Integer.parseInt(new String(answer, 9, 3, StandardCharsets.US_ASCII));
            String body = new String(answer, head, length - head, StandardCharsets.UTF_8);
            length = 0;
            if (status < 400) {
                answered.add(now - sent);
                if (++step < journey.length) {
                    send(idOf(body));
                    return;
                }
                // Work is done when the last step of it is.
                bySecond[(int) Math.min(bySecond.length - 1, (now - began) / 1_000_000_000L)]++;
            } else if (status == 503 || status == 429) {
                refused.add(now - sent);
                begunRefused += step == 0 ? 1 : 0;
                followUpsRefused += step == 0 ? 0 : 1;
            } else {
                others++;
                other = status + " " + body.substring(0, Math.min(300, body.length()));
            }
            free.add(this);
        }

        private String idOf(String body) {
            int at = body.indexOf("\"id\":\"") + 6;
            return body.substring(at, body.indexOf('"', at));
        }
    }

    private static final class Latencies {
        private final long[] nanos = new long[MOST_LATENCIES];
        private int count;

        void add(long latency) {
            nanos[count++ % MOST_LATENCIES] = latency;
        }

        String quantile(double share) {
            long[] sorted = Arrays.copyOf(nanos, Math.min(count, MOST_LATENCIES));
            Arrays.sort(sorted);
            double millis = sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
            return String.format(Locale.ROOT, "%.1f", millis);
        }
    }

    private void print() {
        int done = Arrays.stream(bySecond).sum();
        System.out.printf(
                Locale.ROOT,
                "{\"seconds\":%d,\"done\":%d,\"bySecond\":%s,\"answered\":{\"count\":%d,\"p50Ms\":%s,\"p99Ms\":%s},"
                        + "\"refused\":{\"count\":%d,\"p50Ms\":%s,\"p99Ms\":%s,\"begun\":%d,\"followUps\":%d},"
                        + "\"others\":%d,\"broken\":%d,\"other\":\"%s\"}%n",
                bySecond.length,
                done,
                Arrays.toString(bySecond),
                answered.count,
                answered.quantile(0.5),
                answered.quantile(0.99),
                refused.count,
                refused.quantile(0.5),
                refused.quantile(0.99),
                begunRefused,
                followUpsRefused,
                others,
                broken,
                other.replace("\\", "/").replace('"', '\'').replaceAll("\\p{Cntrl}", " "));
    }
}
