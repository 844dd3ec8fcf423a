package cn.dengyun.platform.operation;

import cn.dengyun.shared.Ids;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The operation that the request at hand has reached, when the door has let it in, and what it was called with. */
@ApplicationScoped
public class CurrentOperation {

    private static final String DECLARATIONS = "dengyun.operation";
    private static final String BODY = "dengyun.body";
    private static final String FIRST_ID = "dengyun.first-id";
    /** After whatever may turn the caller away. */
    private static final int LAST = Priorities.USER + 1_000;

    private final CurrentVertxRequest current;
    private final Map<Method, Declarations> known = new ConcurrentHashMap<>();

    CurrentOperation(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerRequestFilter(priority = LAST)
    void reach(ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        if (method != null) {
            request().put(DECLARATIONS, known.computeIfAbsent(method, Declarations::of));
            request().put(FIRST_ID, Ids.next());
        }
    }

    /** An id that nothing has: those that the operation makes come after it. */
    public UUID firstId() {
        return request().get(FIRST_ID);
    }

    /** Notes the body that was read, as a value that can be written again. */
    public void read(Object body) {
        RoutingContext request = request();
        if (request != null) {
            request.put(BODY, body);
        }
    }

    /** The body that was read; null when there is none, or none that is a record. */
    public Object body() {
        return request().get(BODY);
    }

    /**
     * What the operation declares.
     *
     * @throws IllegalStateException outside a request that has reached one
     */
    public Declarations declarations() {
        Declarations declarations = request().get(DECLARATIONS);
        if (declarations == null) {
            throw new IllegalStateException("no operation has been reached");
        }
        return declarations;
    }

    /** Whether the request has reached an operation and only wants to see what that would do. */
    public boolean isDryRun() {
        return isDryRun(request());
    }

    /** The same of a request that may have reached none. */
    public static boolean isDryRun(RoutingContext request) {
        Declarations declarations = request == null ? null : request.get(DECLARATIONS);
        return declarations != null
                && declarations.isDryRunnable()
                && "true".equals(request.request().getParam(DryRunnable.PARAMETER));
    }

    /** A request header; null when it was not sent. */
    public String header(String name) {
        return request().request().getHeader(name);
    }

    /** Method, path and query of the request. */
    public String address() {
        String query = request().request().query();
        String address = request().request().method().name() + " " + request().normalizedPath();
        return query == null ? address : address + "?" + query;
    }

    private RoutingContext request() {
        return current.getCurrent();
    }
}
