package cn.dengyun.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.Patience;
import cn.dengyun.platform.outbound.HostResolver;
import cn.dengyun.platform.outbound.OutboundCalls;
import cn.dengyun.platform.outbound.TargetGuard;
import cn.dengyun.platform.outbound.TestOutboundRules;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection goes to the checked address, but its certificate must be that of the name. */
class TlsPinningTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static HttpServer server;
    private static PfxOptions certificate;
    private static final AtomicReference<String> INDICATED = new AtomicReference<>();

    @BeforeAll
    static void serve() throws IOException, InterruptedException {
        Path store = folder.resolve("receiver.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "receiver",
                        "-dname",
                        "CN=hook.example",
                        "-ext",
                        "san=dns:hook.example",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        certificate = new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
        server = VERTX.createHttpServer(
                        new HttpServerOptions().setSsl(true).setSni(true).setPfxKeyCertOptions(certificate))
                .requestHandler(request -> {
                    INDICATED.set(request.connection().indicatedServerName());
                    request.response().setStatusCode(204).end();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aReceiverWithTheCertificateOfItsNameIsDeliveredTo() {
        DeliveryAttempt attempt = attempt("hook.example", new HttpClientOptions().setPfxTrustOptions(certificate));

        assertThat(attempt.failure()).isNull();
        assertThat(attempt.status()).isEqualTo(204);
        assertThat(INDICATED.get()).isEqualTo("hook.example");
    }

    @Test
    void aReceiverWithTheCertificateOfAnotherNameIsNot() {
        DeliveryAttempt attempt = attempt("other.example", new HttpClientOptions().setPfxTrustOptions(certificate));

        assertThat(attempt.failure()).isEqualTo(DeliveryAttempt.Failure.TLS);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        DeliveryAttempt attempt = attempt("hook.example", new HttpClientOptions());

        assertThat(attempt.failure()).isEqualTo(DeliveryAttempt.Failure.TLS);
    }

    private static DeliveryAttempt attempt(String host, HttpClientOptions options) {
        HostResolver resolver = name -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        OutboundCalls calls =
                new OutboundCalls(new TargetGuard(resolver, TestOutboundRules.everything()), VERTX, options);
        WebhookSender sender = new WebhookSender(calls, Clock.systemUTC());
        try {
            return sender.send(
                            UUID.randomUUID(), "https://" + host + ":" + server.actualPort() + "/", 0, Map.of(), "{}")
                    .subscribeAsCompletionStage()
                    .orTimeout(Patience.LONG.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } finally {
            calls.close();
        }
    }
}
