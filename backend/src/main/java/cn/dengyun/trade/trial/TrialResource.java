package cn.dengyun.trade.trial;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
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
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Free trials: asked for by enterprises, answered by providers. */
@Path(TrialResource.PATH)
@Tag(name = "Trials", description = "What enterprises try for nothing before they order.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
public class TrialResource {

    static final String PATH = "/api/v1/trials";

    private final TrialService trials;
    private final Once once;
    private final CurrentActor current;

    TrialResource(TrialService trials, Once once, CurrentActor current) {
        this.trials = trials;
        this.once = once;
        this.current = current;
    }

    @GET
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Operation(
            operationId = "listTrials",
            summary = "Trials, newest first",
            description = "An enterprise sees its own, a provider those asked of it, an authority those of enterprises"
                    + " of its region and below, auditors all.")
    public Uni<RestResponse<Page<TrialView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there now") TrialStatus status,
            @RestQuery @Parameter(description = "Only those of this offering") UUID offeringId,
            @RestQuery @Parameter(description = "Only those with this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those of this enterprise") UUID organizationId,
            @RestQuery
                    @Parameter(
                            description = "Only those that are to be answered, or end, before this moment",
                            example = "2018-10-01T00:00:00Z")
                    Instant dueBefore,
            @RestQuery
                    @Parameter(
                            description =
                                    "`true`: only those that the provider did not answer in time, so that they have"
                                            + " lapsed; `false`: only the others")
                    Boolean overdue,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = trials.now();
        Filter filter = new Filter()
                .is("offering_id", offeringId)
                .is("provider_id", providerId)
                .is("organization_id", organizationId)
                .between("due_at", null, dueBefore);
        if (status != null) {
            filter.isAt(ServiceTrial.STATUS, now, status);
        }
        if (dueBefore != null) {
            filter.isAt(ServiceTrial.WAITS, now, true);
        }
        if (overdue != null) {
            filter.isAt(ServiceTrial.OVERDUE, now, overdue);
        }
        return trials.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> TrialView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"service-trial-not-found"})
    @Operation(operationId = "getTrial", summary = "A trial")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<TrialView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return trials.find(actor, id)
                .map(found -> EntityTags.respond(TrialView.of(found, actor, trials.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/steps")
    @Delegable("orders:read")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"service-trial-not-found"})
    @Operation(operationId = "listTrialSteps", summary = "What was done with a trial, newest first")
    public Uni<RestResponse<Page<TrialStepView>>> steps(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return trials.steps(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(TrialStepView::of), request));
    }

    @POST
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "enterprise-not-certified",
                "offering-lapsed",
                "offering-not-found",
                "offering-not-offered",
                "offering-version-outdated",
                "offering-without-trial",
                "provider-not-qualified",
                "self-dealing",
                "trial-open",
                "trial-requests-exhausted",
                "trial-used-up",
                "trials-of-provider-too-many",
                "trials-open-too-many"
            },
            defects = "trial-concession-unfit")
    @Operation(
            operationId = "createTrial",
            summary = "Ask for a free trial",
            description =
                    "Of an offering that has one, or by a concession. Each legal entity tries an offering once; what"
                            + " was declined, withdrawn or not answered in five working days does not count, but after three"
                            + " requests there is no other. It ends by itself, and never becomes an order: to go on, place one that"
                            + " names it (`trialId`).")
    @APIResponse(responseCode = "201", description = "Asked for; it waits for the provider")
    public Uni<RestResponse<TrialView>> request(@NotNull @Valid NewTrial wanted) {
        Actor actor = current.get();
        return once.created(
                trials.request(actor, wanted),
                made -> TrialView.of(made, actor, made.requestedAt()),
                made -> PATH + "/" + made.id());
    }

    @POST
    @Path("/{id}/grants")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "enterprise-not-certified",
        "not-yours",
        "offering-lapsed",
        "offering-not-found",
        "offering-not-offered",
        "provider-not-qualified",
        "service-trial-not-found",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "grantTrial",
            summary = "Grant a trial",
            description = "It runs from now on for as long as was offered, and ends by itself.")
    public Uni<RestResponse<TrialView>> grant(@RestPath UUID id, @NotNull @Valid TrialGrant says) {
        return moved(trials.grant(current.get(), id, says));
    }

    @POST
    @Path("/{id}/declines")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "service-trial-not-found", "transition-not-allowed"})
    @Operation(operationId = "declineTrial", summary = "Do not grant a trial; the enterprise may ask again")
    public Uni<RestResponse<TrialView>> decline(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(trials.move(current.get(), id, TrialMove.DECLINE, why.reason()));
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "service-trial-not-found", "transition-not-allowed"})
    @Operation(operationId = "withdrawTrial", summary = "Take back a request for a trial that nobody has answered")
    public Uni<RestResponse<TrialView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(trials.move(current.get(), id, TrialMove.WITHDRAW, why.reason()));
    }

    @POST
    @Path("/{id}/ends")
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "service-trial-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "endTrial",
            summary = "End a trial before its time is over",
            description = "It has been used up all the same.")
    public Uni<RestResponse<TrialView>> end(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(trials.move(current.get(), id, TrialMove.END, why.reason()));
    }

    private Uni<RestResponse<TrialView>> moved(Effect<ServiceTrial> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> TrialView.of(after, actor, trials.now()));
    }
}
