package cn.dengyun.identity.delegation;

import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerResponseFilter;

/**
 * Lets a request by delegation through to operations that are {@link Delegable} and whose scope was granted, and writes
 * every one down for the principal: before it is carried out, so that none can be done unseen, refused ones too; and
 * afterwards how it was answered. A request without the header costs nothing here.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class DelegationGate implements ResteasyReactiveContainerRequestFilter, ResteasyReactiveContainerResponseFilter {

    private static final Logger LOG = Logger.getLogger(DelegationGate.class);
    private static final String USE = "dengyun.delegation-use";
    private static final int LONGEST_PATH = 500;

    private final CurrentIdentityAssociation association;
    private final DelegationStore store;
    private final Clock clock;

    DelegationGate(CurrentIdentityAssociation association, DelegationStore store, Clock clock) {
        this.association = association;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Rejects with {@code unauthenticated} (401), {@code delegation-not-accepted} (403) by operations that are not for
     * agents, {@code delegation-scope-missing} (403), and what the identity rejects.
     */
    @Override
    public void filter(ResteasyReactiveContainerRequestContext request) {
        if (request.getHeaderString(Delegable.HEADER) == null) {
            return;
        }
        Method method = request.getServerRequestContext()
                .getResteasyReactiveResourceInfo()
                .getMethod();
        boolean isForAgents = method.isAnnotationPresent(Delegable.class);
        request.suspend();
        association
                .getDeferredIdentity()
                // A public operation has not looked at the token, and does not begin to because of the header.
                .onFailure()
                .transform(bad -> isForAgents ? bad : Rejection.forbidden("delegation-not-accepted"))
                .chain(identity -> admit(request, method, identity))
                .subscribe()
                .with(admitted -> request.resume(), request::resume);
    }

    private Uni<Void> admit(ContainerRequestContext request, Method method, SecurityIdentity identity) {
        Delegable delegable = method.getAnnotation(Delegable.class);
        if (!(identity.getAttribute(DelegatedIdentity.DELEGATION) instanceof Delegation delegation)) {
            throw delegable == null
                    ? Rejection.forbidden("delegation-not-accepted")
                    : Rejection.of(Rejection.Kind.UNAUTHENTICATED, "unauthenticated");
        }
        DelegationUse use = use(request, method, CurrentActor.of(identity));
        return store.insertUse(delegation.id(), use).invoke(() -> {
            request.setProperty(USE, use.id());
            if (delegable == null) {
                throw Rejection.forbidden("delegation-not-accepted");
            }
            delegation.require(delegable.value());
        });
    }

    private DelegationUse use(ContainerRequestContext request, Method method, Actor actor) {
        Operation operation = method.getAnnotation(Operation.class);
        String path = request.getUriInfo().getPath();
        return new DelegationUse(
                Ids.next(),
                actor.id(),
                operation == null ? method.getName() : operation.operationId(),
                request.getMethod(),
                path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null);
    }

    /** Writes down how a use was answered, before the answer goes out. */
    @Override
    public void filter(ResteasyReactiveContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(USE) instanceof UUID use)) {
            return;
        }
        request.suspend();
        store.endUse(use, response.getStatus()).subscribe().with(ended -> request.resume(), failure -> {
            LOG.warnf(failure, "The outcome of use %s of a delegation could not be written down.", use);
            request.resume();
        });
    }
}
