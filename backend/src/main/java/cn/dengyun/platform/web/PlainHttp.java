package cn.dengyun.platform.web;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The server speaks HTTP/1.1 without an upgrade to anything: proxies in front of it ask for nothing else, and every
 * connection is set up before its first byte, so that a {@link ConnectionWatch} can be on it.
 */
@ApplicationScoped
class PlainHttp implements HttpServerOptionsCustomizer {

    private final boolean isBehindProxies;

    PlainHttp(
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean isBehindProxies) {
        this.isBehindProxies = isBehindProxies;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false).setSendBufferSize(ReadAnswers.SEND_BUFFER);
        WatchedConnections.holdTo(options, isBehindProxies);
    }
}
