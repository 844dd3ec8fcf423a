package cn.dengyun.platform.startup;

import io.quarkus.arc.All;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the person who started the platform on the embedded database where to go.
 *
 * <p>With an external database the platform is one of many services on a machine and only logs.
 */
@ApplicationScoped
final class StartupBanner {

    private final DengyunConfig config;
    private final HttpServer server;
    private final List<StartupNotice> notices;

    StartupBanner(DengyunConfig config, HttpServer server, @All List<StartupNotice> notices) {
        this.config = config;
        this.server = server;
        this.notices = notices;
    }

    void print(@ObservesAsync HttpServerStart start) {
        if (config.embeddedDatabase() && LaunchMode.current() != LaunchMode.TEST) {
            System.out.println(text("http://localhost:" + server.getPort(), notices));
        }
    }

    static String text(String address, List<StartupNotice> notices) {
        Stream<String> addresses = Stream.of(
                "",
                "Dengyun is ready. Ctrl-C stops it; the data stays.",
                "  API         " + address + "/api/v1",
                "  Swagger UI  " + address + "/swagger-ui",
                "  OpenAPI     " + address + "/openapi",
                "  Health      " + address + "/q/health");
        Stream<String> contributed = notices.stream()
                .filter(notice -> !notice.lines().isEmpty())
                .flatMap(notice -> Stream.concat(
                        Stream.of(notice.heading()), notice.lines().stream().map(line -> "  " + line)));
        return String.join(
                System.lineSeparator(), Stream.concat(addresses, contributed).toList());
    }
}
