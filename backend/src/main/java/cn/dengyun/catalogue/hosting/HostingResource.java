package cn.dengyun.catalogue.hosting;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Hostings of industrial apps: said by one side, confirmed by the other, public from then on. */
@Path("/api/v1/hostings")
@Tag(name = "Platforms")
@RolesAllowed(Roles.PROVIDER)
@Cancellable(false)
@DryRunnable
class HostingResource {

    private final HostingService hostings;
    private final Once once;
    private final CurrentActor current;

    HostingResource(HostingService hostings, Once once, CurrentActor current) {
        this.hostings = hostings;
        this.once = once;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listHostings",
            summary = "Hostings of industrial apps, newest first",
            description = "Everybody sees those that both sides have confirmed, also when they have ended: from one"
                    + " platform to the next. What is only proposed is seen by both sides.")
    public Uni<RestResponse<Page<HostingView>>> list(
            @RestQuery @Parameter(description = "Only those on this platform") UUID platformId,
            @RestQuery @Parameter(description = "Only those of this app") UUID offeringId,
            @RestQuery @Parameter(description = "Only those on platforms of this provider") UUID hostId,
            @RestQuery @Parameter(description = "Only those of apps of this provider") UUID developerId,
            @RestQuery @Parameter(description = "Only those that stand there") HostingStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter()
                .is("platform_id", platformId)
                .is("offering_id", offeringId)
                .is("host_id", hostId)
                .is("developer_id", developerId)
                .is("status", status);
        return hostings.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> HostingView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"hosting-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getHosting", summary = "A hosting of an industrial app")
    public Uni<RestResponse<HostingView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return hostings.find(actor, id).map(found -> EntityTags.respond(HostingView.of(found, actor), ifNoneMatch));
    }

    @POST
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @Path("/{id}/confirmations")
    @IdempotencyKey
    @Refuses({
        "hosting-elsewhere",
        "hosting-not-found",
        "not-yours",
        "provider-not-qualified",
        "provider-platform-closed",
        "transition-not-allowed"
    })
    @Operation(operationId = "confirmHosting", summary = "Confirm what the other side has said")
    public Uni<RestResponse<HostingView>> confirm(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(id, HostingMove.CONFIRM, why);
    }

    @POST
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @Path("/{id}/rejections")
    @IdempotencyKey
    @Refuses({"hosting-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "rejectHosting", summary = "State that what the other side has said is not so")
    public Uni<RestResponse<HostingView>> reject(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(id, HostingMove.REJECT, why);
    }

    @POST
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @Path("/{id}/withdrawals")
    @IdempotencyKey
    @Refuses({"hosting-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "withdrawHosting", summary = "Take back a hosting that nobody has confirmed")
    public Uni<RestResponse<HostingView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(id, HostingMove.WITHDRAW, why);
    }

    @POST
    @RequiredScope(ClientScope.CATALOGUE_WRITE)
    @Path("/{id}/endings")
    @IdempotencyKey
    @Refuses({"hosting-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "endHosting", summary = "End a hosting; either side may")
    public Uni<RestResponse<HostingView>> end(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(id, HostingMove.END, why);
    }

    private Uni<RestResponse<HostingView>> moved(UUID id, HostingMove move, Reason why) {
        Actor actor = current.get();
        return once.ok(hostings.move(actor, id, move, why.reason()), after -> HostingView.of(after, actor));
    }
}
