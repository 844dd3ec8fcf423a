package cn.dengyun.trade.demand;

import cn.dengyun.catalogue.domain.OfferingKind;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Demands: published by enterprises, quoted for by providers, awarded or not. */
@Path(DemandResource.PATH)
@Tag(
        name = "Demands",
        description =
                "What enterprises need, and what providers quote for it. Quotes are sealed until no more are taken.")
@RolesAllowed(Roles.ENTERPRISE)
@Cancellable(false)
@DryRunnable
class DemandResource {

    static final String PATH = "/api/v1/demands";

    private static final String HAS_TEXT = "strpos(lower(title), lower(%s)) > 0";

    private final DemandService demands;
    private final DemandSuggestions suggestions;
    private final Once once;
    private final CurrentActor current;

    DemandResource(DemandService demands, DemandSuggestions suggestions, Once once, CurrentActor current) {
        this.demands = demands;
        this.suggestions = suggestions;
        this.once = once;
        this.current = current;
    }

    @GET
    @PermitAll
    @Refuses({"token-invalid", "unauthenticated"})
    @Operation(
            operationId = "listDemands",
            summary = "Demands, newest first",
            description = "Everybody sees those that are public once they were published, also when they have ended;"
                    + " an enterprise its own, a provider those that it is invited to, authorities those of enterprises of"
                    + " their region and below.")
    public Uni<RestResponse<Page<DemandView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there now") DemandStatus status,
            @RestQuery @Parameter(description = "`true`: only those that take quotes now; `false`: only the others")
                    Boolean quoting,
            @RestQuery @Parameter(description = "Only those that want this sort of service or capability")
                    OfferingKind kind,
            @RestQuery @Size(max = 20) @Parameter(description = "Only those of this service category", example = "I-1")
                    String category,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{6}$")
                    @Parameter(
                            description = "Only those wanted in this region and the regions in it",
                            example = "340100")
                    String regionCode,
            @RestQuery @Size(max = 100) @Parameter(description = "Only those with this in their title", example = "注塑")
                    String q,
            @RestQuery
                    @Parameter(
                            description = "Only those whose deadline for quotes is at this moment or later",
                            example = "2018-07-10T00:00:00Z")
                    Instant deadlineFrom,
            @RestQuery
                    @Parameter(
                            description = "Only those whose deadline for quotes is before this moment",
                            example = "2018-08-01T00:00:00Z")
                    Instant deadlineBefore,
            @RestQuery @Parameter(description = "`true`: only those of the caller's organisation") Boolean own,
            @RestQuery @Parameter(description = "`true`: only those that the caller's organisation is invited to")
                    Boolean invited,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = reader();
        Instant now = demands.now();
        Filter filter = new Filter()
                .isAt(Demand.STATUS, now, status)
                .isAt(Demand.QUOTING, now, quoting)
                .is("kind", kind)
                .is("category_code", category)
                .within("service_region_code", regionCode)
                .holds(HAS_TEXT, q)
                .between("quotes_until", deadlineFrom, deadlineBefore)
                .is("organization_id", mine(own, actor))
                .holds("invited @> ARRAY[%s]::uuid[]", mine(invited, actor));
        return demands.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> DemandView.listed(found, actor, now)), request));
    }

    /** A system without the scope for orders sees what everybody sees. */
    private Actor reader() {
        Actor actor = current.get();
        boolean isAnybody = actor.isClient() && !actor.scopes().contains(ClientScope.ORDERS_READ.text());
        return isAnybody ? Actor.ANONYMOUS : actor;
    }

    /** Nobody's organisation has nothing. */
    private static UUID mine(Boolean isWanted, Actor actor) {
        if (isWanted == null || !isWanted) {
            return null;
        }
        return actor.organizationId() == null ? new UUID(0, 0) : actor.organizationId();
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Refuses({"demand-not-found", "token-invalid", "unauthenticated"})
    @Operation(operationId = "getDemand", summary = "A demand")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<DemandView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = reader();
        return demands.find(actor, id)
                .map(found -> EntityTags.respond(DemandView.of(found, actor, demands.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/suggestions")
    @RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.AUDITOR})
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"demand-not-found", "not-yours"})
    @Operation(
            operationId = "listDemandSuggestions",
            summary = "Offerings that may be what is wanted, the best first",
            description =
                    "At most 20, for the enterprise and those who oversee it: by category, sort of service, words of the title,"
                            + " and only what can be had where it is wanted. Providers are told of none of it before they are"
                            + " invited.")
    public Uni<Page<SuggestionView>> suggestions(
            @RestPath UUID id, @RestHeader("Accept-Language") @Parameter(hidden = true) String language) {
        return suggestions
                .of(current.get(), id, Language.of(language))
                .map(found -> new Page<>(found, new Page.PageInfo(null, false)));
    }

    @POST
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Drawn up; nobody is told before it is published")
    @Refuses(
            value = {"demands-too-many", "enterprise-not-certified"},
            defects = {
                "category-contradicts-kind",
                "demand-deadline-unfit",
                "demand-wanted-too-early",
                "number-out-of-range",
                "unknown-code"
            })
    @Operation(
            operationId = "createDemand",
            summary = "Draw up a demand",
            description = "For certified enterprises. At most 500 of an enterprise are drafts or open.")
    public Uni<RestResponse<DemandView>> create(@NotNull @Valid DemandForm form) {
        Actor actor = current.get();
        return once.created(
                demands.create(actor, form),
                made -> DemandView.of(made, actor, demands.now()),
                made -> PATH + "/" + made.demand().id());
    }

    @PATCH
    @Path("/{id}")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IfMatch
    @Consumes(MergePatch.MEDIA_TYPE)
    @Refuses(
            value = {"demand-not-found", "not-yours", "transition-not-allowed"},
            defects = {
                "category-contradicts-kind",
                "demand-deadline-unfit",
                "demand-wanted-too-early",
                "number-out-of-range",
                "unknown-code"
            })
    @Operation(
            operationId = "updateDemand",
            summary = "Change a draft of a demand",
            description = "What is published stays as providers have read it; only its deadline can be prolonged.")
    public Uni<RestResponse<DemandView>> edit(
            @RestPath UUID id,
            @NotNull @RequestBody(content = @Content(schema = @Schema(implementation = DemandForm.class)))
                    JsonNode patch) {
        return changed(demands.edit(current.get(), id, once.precondition(), patch));
    }

    @POST
    @Path("/{id}/publications")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @IfMatch
    @Refuses(
            value = {
                "demand-not-found",
                "demand-without-invitations",
                "enterprise-not-certified",
                "not-yours",
                "transition-not-allowed"
            },
            defects = {"demand-deadline-unfit", "demand-wanted-too-early", "unknown-code"})
    @Operation(
            operationId = "publishDemand",
            summary = "Publish a demand, so that providers quote",
            description = "For at least 24 hours. Who is invited is told.")
    public Uni<RestResponse<DemandView>> publish(@RestPath UUID id) {
        return changed(demands.publish(current.get(), id, once.precondition()));
    }

    @POST
    @Path("/{id}/invitations")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses({
        "demand-invitation-own",
        "demand-invitations-too-many",
        "demand-not-found",
        "demand-quoting-over",
        "not-yours",
        "provider-not-found",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "inviteToDemand",
            summary = "Invite providers to quote",
            description =
                    "At most 20 in all. Those of a draft are told when it is published. Of a demand that is `INVITED`"
                            + " nobody else knows; to others the invitation is a hint.")
    public Uni<RestResponse<DemandView>> invite(@RestPath UUID id, @NotNull @Valid NewInvitations wanted) {
        return changed(demands.invite(current.get(), id, wanted));
    }

    @POST
    @Path("/{id}/prolongations")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses(
            value = {"demand-not-found", "demand-quoting-over", "not-yours", "transition-not-allowed"},
            defects = {"demand-deadline-not-later", "demand-deadline-unfit"})
    @Operation(
            operationId = "prolongDemand",
            summary = "Give providers more time to quote",
            description = "Before the deadline: once quotes are open, nobody quotes any more.")
    public Uni<RestResponse<DemandView>> prolong(@RestPath UUID id, @NotNull @Valid Deadline until) {
        return changed(demands.prolong(current.get(), id, until));
    }

    @POST
    @Path("/{id}/quoting-closures")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses({"demand-not-found", "demand-quoting-over", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "closeQuoting",
            summary = "Take no more quotes, and open those that there are",
            description = "Before the deadline. It cannot be taken back.")
    public Uni<RestResponse<DemandView>> closeQuoting(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(demands.closeQuoting(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/closures")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses({"demand-not-found", "demand-quoting-open", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "closeDemand",
            summary = "Award none of the quotes",
            description = "Once no more are taken. All of them are rejected.")
    public Uni<RestResponse<DemandView>> close(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(demands.end(current.get(), id, DemandMove.CLOSE, why.reason()));
    }

    @POST
    @Path("/{id}/withdrawals")
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses({"demand-not-found", "demand-quoting-over", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawDemand",
            summary = "Take a demand back while quotes are sealed",
            description = "They stay sealed for ever. Once they are open, `closeDemand` awards none of them.")
    public Uni<RestResponse<DemandView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(demands.end(current.get(), id, DemandMove.WITHDRAW, why.reason()));
    }

    private Uni<RestResponse<DemandView>> changed(Effect<DemandService.Whole> change) {
        Actor actor = current.get();
        return once.ok(change, after -> DemandView.of(after, actor, demands.now()));
    }
}
