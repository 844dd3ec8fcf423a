package cn.dengyun.platform.web;

import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Rejection;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * What goes on after its caller was let in, for as long as the caller likes: every operation that answers with a
 * stream. A caller has a bounded number of them, and each ends when the token that it was opened with is not trusted
 * any more; a revocation is known 30 seconds late at the most, so that a stream is over within a minute.
 */
public class Streams {

    private static final int COME_AGAIN_SECONDS = 10;

    private final CurrentActor caller;
    private final CurrentVertxRequest current;
    private final StreamLimits limits;
    private final Vertx vertx;
    private final Map<UUID, Integer> open = new ConcurrentHashMap<>();

    Streams(CurrentActor caller, CurrentVertxRequest current, StreamLimits limits, Vertx vertx) {
        this.caller = caller;
        this.current = current;
        this.limits = limits;
        this.vertx = vertx;
    }

    /** Rejects with {@code too-many-streams} (429). */
    @ServerRequestFilter
    public void watch(ResourceInfo resource) {
        Method operation = resource.getResourceMethod();
        if (operation == null || !Multi.class.isAssignableFrom(operation.getReturnType())) {
            return;
        }
        Actor actor = caller.get();
        // Streams are for those who are signed in; whoever is not is refused by the operation.
        if (!actor.equals(Actor.ANONYMOUS)) {
            take(actor.id(), current.getCurrent());
            endWithTrust(caller.isStillTrusted(), current.getCurrent());
        }
    }

    private void take(UUID actor, RoutingContext context) {
        if (open.merge(actor, 1, Integer::sum) > limits.ofCaller()) {
            giveBack(actor);
            throw Rejection.of(Rejection.Kind.TOO_MANY, "too-many-streams", COME_AGAIN_SECONDS, limits.ofCaller());
        }
        // The response ends or its connection breaks, and sometimes both are reported.
        AtomicBoolean isOver = new AtomicBoolean();
        context.addEndHandler(end -> {
            if (isOver.compareAndSet(false, true)) {
                giveBack(actor);
            }
        });
    }

    private void giveBack(UUID actor) {
        open.computeIfPresent(actor, (id, count) -> count == 1 ? null : count - 1);
    }

    private void endWithTrust(BooleanSupplier isTrusted, RoutingContext context) {
        long timer = vertx.setPeriodic(limits.look().toMillis(), id -> {
            if (!isTrusted.getAsBoolean() && context.response().headWritten()) {
                vertx.cancelTimer(id);
                end(context);
            }
        });
        context.addEndHandler(end -> vertx.cancelTimer(timer));
    }

    /** The reader sees an orderly end, and whoever still feeds the stream that there is nobody left. */
    private static void end(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        if (!context.response().ended()) {
            context.response().end().onComplete(ended -> connection.close());
        }
    }
}
