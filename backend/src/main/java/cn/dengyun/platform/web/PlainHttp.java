package cn.dengyun.platform.web;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The server speaks HTTP/1.1 without an upgrade to anything: proxies in front of it ask for nothing else, and every
 * connection is set up before its first byte, so that a {@link ConnectionWatch} can be on it.
 */
@ApplicationScoped
class PlainHttp implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
        WatchedConnections.holdTo(options);
    }
}
