package cn.dengyun.identity.session;

import io.vertx.core.http.HttpServerRequest;

/**
 * From where somebody signs in.
 *
 * @param userAgent null when it says nothing of itself
 */
public record SignInDevice(String address, String userAgent) {

    public static SignInDevice of(HttpServerRequest request) {
        return new SignInDevice(request.remoteAddress().hostAddress(), request.getHeader("User-Agent"));
    }
}
