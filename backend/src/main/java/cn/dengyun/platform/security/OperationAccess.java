package cn.dengyun.platform.security;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Rejection;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * What every operation asks of its caller beside a role, said once: a token that is good for one's own account only
 * opens nothing else, who may only read changes nothing, and an API client holds the scope that opens the operation to
 * systems. Public operations ask nothing.
 */
public class OperationAccess {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final CurrentActor caller;
    private final Map<Method, Rule> rules = new ConcurrentHashMap<>();

    OperationAccess(CurrentActor caller) {
        this.caller = caller;
    }

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        if (method == null) {
            return;
        }
        Rule rule = rules.computeIfAbsent(method, Rule::of);
        if (rule.isPublic()) {
            return;
        }
        if (!rule.isOwnAccount()) {
            requireWholeToken();
            requireNoViewer(request, rule);
        }
        requireScope(caller.get(), rule.scope());
    }

    private static void requireScope(Actor caller, ClientScope scope) {
        if (!caller.isClient()) {
            return;
        }
        if (scope == null) {
            throw Rejection.forbidden("api-client-not-accepted");
        }
        if (!caller.scopes().contains(scope.text())) {
            throw Rejection.forbidden("scope-missing", scope.text());
        }
    }

    private void requireWholeToken() {
        if (caller.isOwnAccountOnly()) {
            throw Rejection.forbidden("second-factor-enrolment-required");
        }
    }

    private void requireNoViewer(ContainerRequestContext request, Rule rule) {
        boolean isReading = rule.isReadOnlyPost() || READING.contains(request.getMethod());
        if (!isReading && caller.get().isViewer()) {
            throw Rejection.forbidden("viewer-may-only-read");
        }
    }

    /**
     * What the annotations of an operation, or of its class, ask.
     *
     * @param scope null for what is not open to API clients
     */
    private record Rule(boolean isPublic, boolean isOwnAccount, boolean isReadOnlyPost, ClientScope scope) {

        static Rule of(Method method) {
            RequiredScope scope = annotation(method, RequiredScope.class);
            return new Rule(
                    isPublic(method),
                    annotation(method, OwnAccount.class) != null,
                    method.isAnnotationPresent(ReadOnlyPost.class),
                    scope == null ? null : scope.value());
        }

        private static boolean isPublic(Method method) {
            return method.isAnnotationPresent(PermitAll.class)
                    || method.getDeclaringClass().isAnnotationPresent(PermitAll.class)
                            && !method.isAnnotationPresent(RolesAllowed.class);
        }

        private static <T extends Annotation> T annotation(Method method, Class<T> type) {
            T own = method.getAnnotation(type);
            return own == null ? method.getDeclaringClass().getAnnotation(type) : own;
        }
    }
}
