package cn.dengyun.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.Patience;
import cn.dengyun.platform.outbound.HostResolver;
import cn.dengyun.platform.outbound.OutboundCalls;
import cn.dengyun.platform.outbound.TargetGuard;
import cn.dengyun.platform.outbound.TestOutboundRules;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Addresses that an attacker would register. A server that counts listens on every address of this machine, on a port
 * that the guard allows, so that only the check of the address stands between.
 */
class HostileTargetsTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final Names names = new Names();
    private Listener listener;
    private OutboundCalls guarded;
    private OutboundCalls free;
    private WebhookSender sender;
    private WebhookSender trusting;

    @BeforeEach
    void listen() throws IOException {
        listener = new Listener();
        guarded = calls(false, Set.of(443, 8443, listener.port()));
        free = calls(true, Set.of());
        sender = new WebhookSender(guarded, Clock.systemUTC());
        trusting = new WebhookSender(free, Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        guarded.close();
        free.close();
        listener.close();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // plain
                "https://127.0.0.1:PORT/",
                "https://127.255.255.254:PORT/",
                "https://0.0.0.0:PORT/",
                "https://10.0.0.1:PORT/",
                "https://172.16.0.1:PORT/",
                "https://172.31.255.255:PORT/",
                "https://192.168.1.1:PORT/",
                "https://100.64.0.1:PORT/",
                "https://100.100.100.200:PORT/latest/meta-data/",
                "https://169.254.169.254:PORT/latest/meta-data/",
                "https://168.63.129.16:PORT/",
                "https://192.0.2.1:PORT/",
                "https://198.18.0.1:PORT/",
                "https://203.0.113.7:PORT/",
                "https://224.0.0.1:PORT/",
                "https://255.255.255.255:PORT/",
                // IPv4 in disguise
                "https://2130706433:PORT/",
                "https://0177.0.0.1:PORT/",
                "https://0x7f000001:PORT/",
                "https://0x7f.0.0.1:PORT/",
                "https://127.1:PORT/",
                "https://127.0.1:PORT/",
                "https://127.0.0.1.:PORT/",
                "https://127.0.0.01:PORT/",
                "https://localhost.0x7f000001:PORT/",
                // IPv6
                "https://[::1]:PORT/",
                "https://[::]:PORT/",
                "https://[::ffff:127.0.0.1]:PORT/",
                "https://[::ffff:7f00:1]:PORT/",
                "https://[::ffff:8.8.8.8]:PORT/",
                "https://[::127.0.0.1]:PORT/",
                "https://[64:ff9b::7f00:1]:PORT/",
                "https://[64:ff9b::127.0.0.1]:PORT/",
                "https://[64:ff9b:1::7f00:1]:PORT/",
                "https://[2002:7f00:1::]:PORT/",
                "https://[2001:0:4136:e378:8000:63bf:80ff:fffe]:PORT/",
                "https://[fe80::1]:PORT/",
                "https://[fe80::1%25lo]:PORT/",
                "https://[fe80::1%lo]:PORT/",
                "https://[fc00::1]:PORT/",
                "https://[fd00:ec2::254]:PORT/",
                "https://[fec0::1]:PORT/",
                "https://[ff02::1]:PORT/",
                "https://[2001:db8::1]:PORT/",
                "https://[3fff::1]:PORT/",
                "https://[100::1]:PORT/",
                // names
                "https://localhost:PORT/",
                "https://LOCALHOST:PORT/",
                "https://localhost.:PORT/",
                "https://private.example:PORT/",
                "https://mixed.example:PORT/",
                "https://mapped.example:PORT/",
                "https://metadata.example:PORT/",
                "https://translated.example:PORT/",
                "https://tunnelled.example:PORT/",
                "https://intranet:PORT/",
                // other tricks
                "https://good.example@127.0.0.1:PORT/",
                "https://good.example:443@127.0.0.1:PORT/",
                "https://127.0.0.1:PORT\\@good.example/",
                "https://good.example#@127.0.0.1:PORT/",
                "https://good.example\u0000.127.0.0.1:PORT/",
                "https://127。0。0。1:PORT/",
                "https://127．0．0．1:PORT/",
                "https://①②⑦.0.0.1:PORT/",
                "https://loc%61lhost:PORT/",
                "https://ｌｏｃａｌｈｏｓｔ:PORT/",
                "https://127.0.0.1%2F.good.example:PORT/",
                "http://127.0.0.1:PORT/",
                "HTTP://good.example:PORT/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:PORT/_x",
                "https:127.0.0.1:PORT",
                "//127.0.0.1:PORT/",
                "https:///127.0.0.1:PORT/",
                "https://good.example:22/",
                "https://good.example:0/",
                "https://good.example:99999/",
                "https://good.example /",
                "https://good.example\r\nHost: 127.0.0.1/"
            })
    void aHostileTargetIsNotContacted(String url) {
        names.always("private.example", "10.1.2.3");
        names.always("mixed.example", "93.184.216.34", "127.0.0.1");
        names.always("mapped.example", "::ffff:127.0.0.1");
        names.always("metadata.example", "169.254.169.254");
        names.always("translated.example", "64:ff9b::7f00:1");
        names.always("tunnelled.example", "2606:2800:220:1::1", "2002:7f00:1::");
        names.always("good.example", "93.184.216.34");

        DeliveryAttempt attempt = attempt(sender, url.replace("PORT", String.valueOf(listener.port())));

        assertThat(attempt.failure()).isEqualTo(DeliveryAttempt.Failure.REFUSED);
        assertThat(attempt.status()).isNull();
        assertThat(listener.connections()).isZero();
    }

    @Test
    void theListenerWouldHaveCounted() {
        DeliveryAttempt attempt = attempt(trusting, "http://127.0.0.1:" + listener.port() + "/");

        assertThat(attempt.isDelivered()).isTrue();
        assertThat(listener.connections()).isOne();
    }

    @Test
    void aNameThatTurnsPrivateAfterItWasCheckedIsNotContacted() {
        names.inTurn("rebinding.example", "93.184.216.34", "127.0.0.1");
        String url = "https://rebinding.example:" + listener.port() + "/";
        TargetGuard guard = guard(false, Set.of(listener.port()));

        assertThat(guard.resolve(url, 0).address().getHostAddress()).isEqualTo("93.184.216.34");
        DeliveryAttempt attempt = attempt(sender, url);

        assertThat(attempt.failure()).isEqualTo(DeliveryAttempt.Failure.REFUSED);
        assertThat(listener.connections()).isZero();
        assertThatThrownBy(() -> guard.resolve(url, 0)).hasMessage("PRIVATE_ADDRESS");
    }

    @Test
    void aNameIsAskedForOnceAndTheCheckedAddressIsConnectedTo() {
        names.inTurn("pinned.example", "127.0.0.1", "127.0.0.2");

        DeliveryAttempt attempt = attempt(trusting, "http://pinned.example:" + listener.port() + "/");

        assertThat(attempt.isDelivered()).isTrue();
        assertThat(names.asked("pinned.example")).isOne();
        assertThat(listener.lastPeer()).isEqualTo("127.0.0.1");
        assertThat(listener.lastHead()).containsIgnoringCase("host: pinned.example:" + listener.port());
    }

    @Test
    void furtherAttemptsGoToFurtherAddresses() {
        names.always("several.example", "127.0.0.1", "127.0.0.3");
        String url = "http://several.example:" + listener.port() + "/";
        TargetGuard guard = guard(true, Set.of());

        assertThat(guard.resolve(url, 0).address().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(guard.resolve(url, 1).address().getHostAddress()).isEqualTo("127.0.0.3");
        assertThat(guard.resolve(url, 2).address().getHostAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (Listener inner = new Listener()) {
            listener.answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + inner.port()
                    + "/\r\nContent-Length: 0\r\n\r\n";

            DeliveryAttempt attempt = attempt(trusting, "http://127.0.0.1:" + listener.port() + "/");

            assertThat(attempt.failure()).isEqualTo(DeliveryAttempt.Failure.REDIRECT);
            assertThat(attempt.status()).isEqualTo(302);
            assertThat(inner.connections()).isZero();
        }
    }

    @Test
    void ofAnAnswerThatDoesNotEndLittleIsRead() {
        listener.answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        listener.isEndless = true;

        DeliveryAttempt attempt = attempt(trusting, "http://127.0.0.1:" + listener.port() + "/");

        assertThat(attempt.isDelivered()).isTrue();
        // What lies in the sockets' buffers was sent but not read.
        assertThat(listener.sentWithin(Patience.LONG)).isLessThan(16 * 1_024 * 1_024);
    }

    @Test
    void aPublicTargetPassesTheGuard() {
        names.always("good.example", "93.184.216.34");
        TargetGuard guard = guard(false, new WebhookRules(() -> false).ports());

        assertThat(guard.resolve("https://good.example/hook?a=b", 0).port()).isEqualTo(443);
        assertThat(guard.resolve("https://GOOD.example:8443/", 0).host()).isEqualTo("good.example");
        assertThat(guard.resolve("https://8.8.8.8/", 0).address().getHostAddress())
                .isEqualTo("8.8.8.8");
        assertThat(guard.resolve("https://[2606:2800:220:1::1]/", 0).isTls()).isTrue();
        assertThatThrownBy(() -> guard.resolve("https://absent.example/", 0)).hasMessage("UNRESOLVABLE");
    }

    private OutboundCalls calls(boolean allowsPrivateTargets, Set<Integer> ports) {
        return new OutboundCalls(guard(allowsPrivateTargets, ports), VERTX, new HttpClientOptions());
    }

    private TargetGuard guard(boolean allowsPrivateTargets, Set<Integer> ports) {
        return new TargetGuard(names, new TestOutboundRules(allowsPrivateTargets, ports));
    }

    private static DeliveryAttempt attempt(WebhookSender by, String url) {
        return by.send(UUID.randomUUID(), url, 0, Map.of("webhook-id", "1"), "{}")
                .subscribeAsCompletionStage()
                .orTimeout(Patience.LONG.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** A name service whose answers the test writes. */
    private static final class Names implements HostResolver {

        private final Map<String, Deque<List<String>>> answers = new ConcurrentHashMap<>();
        private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

        void always(String host, String... addresses) {
            answers.put(host, new ArrayDeque<>(List.of(List.of(addresses))));
        }

        void inTurn(String host, String... addresses) {
            answers.put(
                    host,
                    new ArrayDeque<>(Arrays.stream(addresses).map(List::of).toList()));
        }

        int asked(String host) {
            return asked.get(host).get();
        }

        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
            asked.computeIfAbsent(host, key -> new AtomicInteger()).incrementAndGet();
            Deque<List<String>> known = answers.get(host);
            if (known == null) {
                throw new UnknownHostException(host);
            }
            List<String> answer = known.size() > 1 ? known.poll() : known.peek();
            InetAddress[] addresses = new InetAddress[answer.size()];
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = InetAddress.getByName(answer.get(i));
            }
            return List.of(addresses);
        }
    }

    /** A server that counts who connects, reads a request's head and answers. */
    private static final class Listener implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0);
        private final AtomicInteger connections = new AtomicInteger();
        private volatile String lastHead = "";
        private volatile String lastPeer = "";
        private volatile long sent;
        private volatile boolean isEndless;
        private volatile Thread sending;
        private volatile String answer = "HTTP/1.1 204 No Content\r\n\r\n";

        Listener() throws IOException {
            Thread accepting = new Thread(this::accept, "listener");
            accepting.setDaemon(true);
            accepting.start();
        }

        int port() {
            return server.getLocalPort();
        }

        int connections() {
            return connections.get();
        }

        String lastHead() {
            return lastHead;
        }

        String lastPeer() {
            return lastPeer;
        }

        long sentWithin(Duration patience) {
            try {
                sending.join(patience.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            assertThat(sending.isAlive()).as("still sending").isFalse();
            return sent;
        }

        private void accept() {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    connections.incrementAndGet();
                    sending = new Thread(() -> serve(socket), "listener-connection");
                    sending.setDaemon(true);
                    sending.start();
                } catch (IOException e) {
                    return;
                }
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                byte[] head = new byte[8_192];
                int read = socket.getInputStream().read(head);
                lastHead = read < 0 ? "" : new String(head, 0, read, StandardCharsets.ISO_8859_1);
                lastPeer = socket.getLocalAddress().getHostAddress();
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                byte[] chunk = ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
                while (isEndless) {
                    socket.getOutputStream().write(chunk);
                    sent += chunk.length;
                }
                socket.getOutputStream().flush();
                while (socket.getInputStream().read(head) >= 0) {
                    // The rest of the request, until the client is done.
                }
            } catch (IOException e) {
                // The client has gone.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
