package cn.dengyun.identity.organization;

import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.OwnAccount;
import cn.dengyun.platform.security.ReadOnlyPost;
import cn.dengyun.platform.security.RightToBeHeard;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The one place where a freeze takes effect: who acts for a frozen organisation, or by a mandate of or to one, reads
 * everything and writes nothing. What concerns a person's own account stays open, what is open to all, and what
 * somebody says to a decision against him.
 */
public class FreezeGate {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final CurrentActor current;
    private final FrozenOrganizations frozen;

    FreezeGate(CurrentActor current, FrozenOrganizations frozen) {
        this.current = current;
        this.frozen = frozen;
    }

    /** Rejects with {@code organization-frozen} (403). */
    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        if (SAFE.contains(request.getMethod()) || isOpen(resource.getResourceMethod())) {
            return;
        }
        Actor actor = current.get();
        if (frozen.contains(actor.organizationId()) || frozen.contains(actor.agentOrganizationId())) {
            throw Rejection.forbidden("organization-frozen");
        }
    }

    private static boolean isOpen(Method method) {
        return method == null
                || method.isAnnotationPresent(PermitAll.class)
                || method.isAnnotationPresent(OwnAccount.class)
                || method.isAnnotationPresent(ReadOnlyPost.class)
                || method.isAnnotationPresent(RightToBeHeard.class)
                || method.getDeclaringClass().isAnnotationPresent(OwnAccount.class);
    }
}
