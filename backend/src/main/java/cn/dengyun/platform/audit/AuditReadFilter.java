package cn.dengyun.platform.audit;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;

/** Puts sensitive reads on record. Bound to their operations, so that no other read even passes by here. */
@Provider
@AuditedRead
public class AuditReadFilter implements ContainerResponseFilter {

    private static final int FIRST_FAILURE = 400;
    /** The parameter of a path that names whose things are read. */
    private static final String ORGANIZATION = "organizationId";

    private final AuditTrail trail;

    AuditReadFilter(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean isRead =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!isRead || response.getStatus() >= FIRST_FAILURE) {
            return;
        }
        String path = request.getUriInfo().getRequestUri().getPath();
        String organization = request.getUriInfo().getPathParameters().getFirst(ORGANIZATION);
        trail.read(AuditNote.ofRead("record.read", path, organization == null ? null : UUID.fromString(organization)));
    }
}
