package cn.dengyun.platform.audit;

import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.RequestFacts;
import cn.dengyun.shared.Actor;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;

/** What the request at hand says about a deed, or that there is none. */
@ApplicationScoped
class AuditContext {

    private static final String WRITTEN = "dengyun.audit-written";

    private final CurrentActor current;
    private final RequestFacts request;

    AuditContext(CurrentActor current, RequestFacts request) {
        this.current = current;
        this.request = request;
    }

    /**
     * Where a deed comes from.
     *
     * @param address of the caller; null without a request
     * @param traceId of the request; null without one
     */
    record Origin(AuditActor actor, String address, String traceId) {

        static final Origin SYSTEM = new Origin(AuditActor.SYSTEM, null, null);

        Origin by(Actor actor) {
            return new Origin(AuditActor.of(actor), address, traceId);
        }
    }

    /** A job has no request, so what it does the platform does by itself. */
    Origin origin() {
        if (!Arc.container().requestContext().isActive() || !request.isPresent()) {
            return Origin.SYSTEM;
        }
        return new Origin(actor(), request.address(), request.traceId());
    }

    /** Remembers for the rest of the request that a change of it is on record. */
    void markWritten() {
        if (Arc.container().requestContext().isActive() && request.isPresent()) {
            request.put(WRITTEN, true);
        }
    }

    boolean hasWritten() {
        return request.get(WRITTEN) != null;
    }

    /** Who calls, for counting: the actor, or without one the address. */
    String caller() {
        Origin origin = origin();
        return origin.actor().id() == null
                ? String.valueOf(origin.address())
                : origin.actor().id().toString();
    }

    private AuditActor actor() {
        try {
            return AuditActor.of(current.get());
        } catch (RuntimeException badToken) {
            // A public operation takes no notice of a token that is not good; neither does its entry.
            return AuditActor.of(Actor.ANONYMOUS);
        }
    }
}
