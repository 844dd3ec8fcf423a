package cn.dengyun.voucher.status.rest;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.JsonWriter;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.status.StatusLimits;
import cn.dengyun.voucher.status.StatusService;
import cn.dengyun.voucher.status.StatusWatch;
import cn.dengyun.voucher.status.VoucherListener;
import cn.dengyun.voucher.status.domain.VoucherStanding;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Watching a voucher. */
@Path("/api/v1/vouchers/{id}/events")
@Tag(name = "Voucher status")
public class VoucherEventResource {

    /** A delegation can be revoked, and agents come back often enough to be told. */
    private static final Duration MAX_FOR_AGENTS = Duration.ofMinutes(1);

    private final StatusService vouchers;
    private final StatusWatch watch;
    private final StatusLimits limits;
    private final CurrentActor current;
    private final JsonWriter json;

    VoucherEventResource(
            StatusService vouchers, StatusWatch watch, StatusLimits limits, CurrentActor current, JsonWriter json) {
        this.vouchers = vouchers;
        this.watch = watch;
        this.limits = limits;
        this.current = current;
        this.json = json;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Refuses({"overloaded", "voucher-not-found"})
    @Operation(
            operationId = "watchVoucher",
            summary = "Watch how a voucher stands as server-sent events",
            description = "An event `status` at once and with every change, each a VoucherStanding; what changes"
                    + " several times in quick succession may be told once. The id of an event is the ETag of"
                    + " the status without its quotes: sent as `Last-Event-ID` it saves the first event when"
                    + " nothing has changed. A comment every 15 seconds says that the stream is alive. It ends"
                    + " after ten minutes, when the access token does, and when its reader does not read; come"
                    + " back then.")
    @APIResponse(
            responseCode = "200",
            description = "Events, each with a VoucherStanding.",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = VoucherStandingView.class)))
    public Multi<OutboundSseEvent> watch(
            @RestPath UUID id,
            @RestHeader("Last-Event-ID")
                    @Parameter(description = "The id of the last event that was received", example = "4-ACTIVE")
                    String lastEventId,
            @Context Sse sse,
            @Context RoutingContext request) {
        Actor actor = current.get();
        BooleanSupplier isAllowed = current.isStillTrusted();
        HttpServerResponse response = request.response();
        // A stream of events has sent its status before it can fail, so whether it may begin is found out first.
        VoucherListener listener = WorkerThread.await(watch.open(id));
        VoucherStanding standing;
        try {
            standing = WorkerThread.await(vouchers.find(actor, id));
        } catch (RuntimeException e) {
            listener.close();
            throw e;
        }
        return listener.stream(standing, lastEventId, end(actor), isAllowed, response::reset)
                .map(news -> event(sse, news));
    }

    private Instant end(Actor actor) {
        Duration lifetime = limits.streamLifetime();
        boolean isAgentsTooLong = actor.mandate() != null && lifetime.compareTo(MAX_FOR_AGENTS) > 0;
        return vouchers.now().plus(isAgentsTooLong ? MAX_FOR_AGENTS : lifetime);
    }

    private OutboundSseEvent event(Sse sse, VoucherListener.News news) {
        if (news.standing() == null) {
            return sse.newEventBuilder().comment("").build();
        }
        return sse.newEventBuilder()
                .id(news.tag())
                .name("status")
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, json.write(VoucherStandingView.of(news.standing(), news.at())))
                .build();
    }
}
