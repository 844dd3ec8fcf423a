package cn.dengyun.platform.audit;

import cn.dengyun.platform.security.ReadOnlyPost;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Catches what nobody noted: refused access, and changes whose service wrote no entry in its unit of work. Such an
 * entry comes after the change and may be lost with a node that dies, so it is a net and no substitute; a test tells
 * which operations rely on it.
 */
public class AuditNet {

    /** The action of a change that the net has caught. */
    static final String CAUGHT = "request.succeeded";

    private static final String REFUSED = "request.refused";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_REDIRECTION = 300;
    private static final int LONGEST_PATH = 300;

    /** Refusals of one caller that are put on record each minute; somebody who hammers at a door fills no table. */
    private static final int REFUSALS_PER_MINUTE = 60;

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final AuditTrail trail;
    private final AuditContext context;
    private final Cache<String, AtomicInteger> refusals = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    AuditNet(AuditTrail trail, AuditContext context) {
        this.trail = trail;
        this.context = context;
    }

    @ServerResponseFilter
    public void look(ContainerRequestContext request, ContainerResponseContext response, ResourceInfo resource) {
        int status = response.getStatus();
        if (status == FORBIDDEN || status == UNAUTHORIZED) {
            refused(request, status);
            return;
        }
        boolean isChange =
                status >= FIRST_SUCCESS && status < FIRST_REDIRECTION && !READS.contains(request.getMethod());
        if (isChange && !isReadOnlyPost(resource) && !context.hasWritten() && !isRepetition(request, response)) {
            trail.caught(note(CAUGHT, request));
        }
    }

    private static boolean isReadOnlyPost(ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        return method != null && method.isAnnotationPresent(ReadOnlyPost.class);
    }

    /** Nothing happens by a dry run, nor once more by a repeated request. */
    private static boolean isRepetition(ContainerRequestContext request, ContainerResponseContext response) {
        return response.getHeaders().containsKey("Idempotent-Replayed")
                || "true".equals(request.getUriInfo().getQueryParameters().getFirst("validateOnly"));
    }

    private void refused(ContainerRequestContext request, int status) {
        boolean hasCredentials = request.getHeaderString("Authorization") != null;
        boolean isSignIn = !READS.contains(request.getMethod());
        if (status == UNAUTHORIZED && !hasCredentials && !isSignIn) {
            return;
        }
        AtomicInteger count = refusals.get(context.caller(), caller -> new AtomicInteger());
        if (count.incrementAndGet() <= REFUSALS_PER_MINUTE) {
            trail.refused(note(REFUSED, request));
        }
    }

    private static AuditNote note(String action, ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        String shortened = path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path;
        return AuditNote.ofRead(action, shortened, null);
    }
}
