package cn.dengyun.platform.web;

import cn.dengyun.platform.problem.Problems;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.smallrye.config.ConfigMapping;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A second port, for those who run the platform: metrics and documentation are there alone, beside everything else.
 * Without one they are on the only port there is.
 */
@ApplicationScoped
class OperationsPort {

    /** Where that port is. */
    @ConfigMapping(prefix = "dengyun")
    interface OperationsConfig {

        /** The port, on the same address as the first. */
        OptionalInt operationsPort();
    }

    private static final List<String> RESERVED = List.of("/q/metrics", "/openapi", "/swagger-ui");

    /** Before anything answers; after the caps of the head. */
    static final int ORDER = LanguageChoice.ORDER + 1;

    private final OperationsConfig config;
    private final String host;
    private final Problems problems;
    private final Vertx vertx;

    OperationsPort(
            OperationsConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host,
            Problems problems,
            Vertx vertx) {
        this.config = config;
        this.host = host;
        this.problems = problems;
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        config.operationsPort().ifPresent(port -> router.route().order(ORDER).handler(context -> check(context, port)));
    }

    private void check(RoutingContext context, int port) {
        String path = context.normalizedPath();
        boolean isHere = context.request().connection().localAddress().port() == port;
        if (!isHere && RESERVED.stream().anyMatch(path::startsWith)) {
            problems.send(context, "path-not-found", 404);
        } else {
            context.next();
        }
    }

    /** Ends the start when the port is taken. */
    void listen(@Observes StartupEvent start) {
        config.operationsPort()
                .ifPresent(port -> vertx.createHttpServer(options(port))
                        .requestHandler(
                                request -> VertxHttpRecorder.getRootHandler().handle(request))
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join());
    }

    private HttpServerOptions options(int port) {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setSendBufferSize(ReadAnswers.SEND_BUFFER)
                .setHost(host)
                .setPort(port);
    }
}
