package cn.dengyun.identity.session;

import io.vertx.core.http.HttpServerRequest;

/**
 * From where somebody signs in.
 *
 * @param userAgent null when it says nothing of itself
 */
public record Device(String address, String userAgent) {

    public static Device of(HttpServerRequest request) {
        return new Device(request.remoteAddress().hostAddress(), request.getHeader("User-Agent"));
    }
}
