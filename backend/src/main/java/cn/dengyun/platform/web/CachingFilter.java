package cn.dengyun.platform.web;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Sends what {@link Caching} says, unless the answer is a refusal. */
public class CachingFilter {

    private static final int FIRST_ERROR = 400;

    private final Map<Method, Optional<String>> known = new ConcurrentHashMap<>();

    @ServerResponseFilter
    public void send(ContainerResponseContext response, ResourceInfo resource) {
        Method method = response.getStatus() < FIRST_ERROR ? resource.getResourceMethod() : null;
        if (method == null) {
            return;
        }
        known.computeIfAbsent(method, CachingFilter::declared)
                .filter(value -> !response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL))
                .ifPresent(value -> response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, value));
    }

    private static Optional<String> declared(Method method) {
        return Optional.ofNullable(method.getAnnotation(Caching.class)).map(Caching::value);
    }
}
