package cn.dengyun.platform.audit;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts sensitive reads on record. Bound to their operations, so that no other read even passes by here. */
@Provider
@AuditedRead
public class AuditReadFilter implements ContainerResponseFilter {

    private static final int FIRST_FAILURE = 400;
    private static final Pattern OF_ORGANIZATION =
            Pattern.compile("/api/v1/organizations/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?:/.*)?");

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
        Matcher organization = OF_ORGANIZATION.matcher(path);
        trail.read(AuditNote.ofRead(
                "record.read", path, organization.matches() ? UUID.fromString(organization.group(1)) : null));
    }
}
