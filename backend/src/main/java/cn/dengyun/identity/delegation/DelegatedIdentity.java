package cn.dengyun.identity.delegation;

import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * Makes the caller of a request with {@value Delegable#HEADER} act for the principal, with the principal's role, before
 * anybody asks who may do what. The delegation is read anew for each request, so that a revocation holds at once.
 */
@ApplicationScoped
class DelegatedIdentity implements SecurityIdentityAugmentor {

    /** Attribute of the identity: the delegation by which it acts. */
    static final String DELEGATION = "dengyun.delegation";

    private final DelegationStore store;
    private final AgentBars bars;
    private final Clock clock;

    DelegatedIdentity(DelegationStore store, AgentBars bars, Clock clock) {
        this.store = store;
        this.bars = bars;
        this.clock = clock;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity);
    }

    /**
     * Rejects with {@code invalid-request} (400) for what is no id, {@code delegation-not-found} (404),
     * {@code delegation-not-in-force} and {@code delegation-agent-barred} (403); where the operation is not for agents,
     * with {@code delegation-not-accepted} (403) instead of all of them.
     */
    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        RoutingContext request = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        String header = request == null ? null : request.request().getHeader(Delegable.HEADER);
        if (header == null || identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        boolean isForAgents = isForAgents();
        return Uni.createFrom()
                .deferred(() -> store.byId(idOf(header)))
                .map(found -> found.orElseThrow(() -> Rejection.notFound("delegation-not-found")))
                .map(delegation -> acting(identity, delegation))
                .onFailure(Rejection.class)
                .transform(refusal -> isForAgents ? refusal : Rejection.forbidden("delegation-not-accepted"));
    }

    /** Whether the operation that the request has been routed to may be carried out for somebody else. */
    private static boolean isForAgents() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        return request == null
                || request.getResteasyReactiveResourceInfo() == null
                || request.getResteasyReactiveResourceInfo().getMethod().isAnnotationPresent(Delegable.class);
    }

    private static UUID idOf(String header) {
        if (!Ids.isId(header)) {
            throw Rejection.invalid(List.of(Defect.at("header/" + Delegable.HEADER, "wrong-type")));
        }
        return UUID.fromString(header);
    }

    private SecurityIdentity acting(SecurityIdentity identity, Delegation delegation) {
        Instant now = clock.instant();
        Actor actor = delegation.actFor(CurrentActor.of(identity), now);
        if (bars.isBarred(delegation.agentOrganizationId(), now)) {
            throw Rejection.forbidden("delegation-agent-barred");
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addRoles(actor.roles())
                .addAttributes(identity.getAttributes())
                .addAttribute(CurrentActor.ACTS_AS, actor)
                .addAttribute(DELEGATION, delegation)
                .build();
    }
}
