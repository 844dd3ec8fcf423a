package cn.dengyun.trade.witness.rest;

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
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.witness.NewUsageWitness;
import cn.dengyun.trade.witness.WitnessService;
import cn.dengyun.trade.witness.domain.UsageWitness;
import cn.dengyun.trade.witness.domain.UsageWitnessStatus;
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

/** Appointments of witnesses: proposed by one person of the province, approved by another. */
@Path(UsageWitnessResource.PATH)
@Tag(
        name = "Usage witnesses",
        description =
                "Who witnesses what is used of services, what witnesses have read of meters, and how that compares"
                        + " with what providers report.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class UsageWitnessResource {

    static final String PATH = "/api/v1/usage-witnesses";

    private final WitnessService witnesses;
    private final Once once;
    private final CurrentActor current;

    UsageWitnessResource(WitnessService witnesses, Once once, CurrentActor current) {
        this.witnesses = witnesses;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_WITNESS)
    @Operation(
            operationId = "listUsageWitnesses",
            summary = "Appointments of witnesses, newest first",
            description =
                    "A provider sees those by which it witnesses, and those by which it is witnessed; the province"
                            + " and auditors see all.")
    public Uni<RestResponse<Page<UsageWitnessView>>> list(
            @RestQuery @Parameter(description = "Only those of services of this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those of this witness") UUID organizationId,
            @RestQuery @Parameter(description = "Only those that stand there") UsageWitnessStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter()
                .is("provider_id", providerId)
                .is("organization_id", organizationId)
                .is("status", status);
        return witnesses
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> UsageWitnessView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_WITNESS)
    @Refuses({"usage-witness-not-found"})
    @Operation(operationId = "getUsageWitness", summary = "The appointment of a witness")
    public Uni<RestResponse<UsageWitnessView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return witnesses
                .find(actor, id)
                .map(found -> EntityTags.respond(UsageWitnessView.of(found, actor), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Proposed; another person of the province has to approve it")
    @Refuses(
            value = {
                "not-yours",
                "offering-not-found",
                "provider-not-found",
                "provider-not-qualified",
                "review-own-side",
                "usage-meter-not-found",
                "usage-witness-related"
            },
            defects = {"usage-witness-foreign", "usage-witness-kind", "usage-witness-of-one", "usage-witness-too-early"
            })
    @Operation(
            operationId = "proposeUsageWitness",
            summary = "Propose a witness of what is used of a provider's services",
            description =
                    "For the provincial authority. The witness is a qualified telecommunications operator or cloud"
                            + " platform that is neither the provider nor related to it: another legal entity, with other"
                            + " people in charge and another contact, none acting for the other.")
    public Uni<RestResponse<UsageWitnessView>> propose(@NotNull @Valid NewUsageWitness wanted) {
        Actor actor = current.get();
        return once.created(
                witnesses.propose(actor, wanted),
                made -> UsageWitnessView.of(made, actor),
                made -> PATH + "/" + made.id());
    }

    @POST
    @Path("/{id}/approvals")
    @IdempotencyKey
    @IfMatch(required = false)
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "provider-not-qualified",
        "review-own-side",
        "transition-not-allowed",
        "usage-witness-not-found",
        "usage-witness-overlaps",
        "usage-witness-related"
    })
    @Operation(
            operationId = "approveUsageWitness",
            summary = "Approve a witness that somebody else has proposed",
            description = "From now on it reports, and months from the first that is named are compared. Of the same"
                    + " services there is one witness at a time; that of a meter goes before that of its offering, and"
                    + " that before the one of all offerings.")
    public Uni<RestResponse<UsageWitnessView>> approve(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(witnesses.approve(current.get(), id, once.precondition(), why.reason()));
    }

    @POST
    @Path("/{id}/rejections")
    @IdempotencyKey
    @IfMatch(required = false)
    @Refuses({"not-yours", "transition-not-allowed", "usage-witness-not-found"})
    @Operation(
            operationId = "rejectUsageWitness",
            summary = "Reject a witness that is proposed, or take the proposal back")
    public Uni<RestResponse<UsageWitnessView>> reject(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(witnesses.reject(current.get(), id, once.precondition(), why.reason()));
    }

    @POST
    @Path("/{id}/endings")
    @IdempotencyKey
    @IfMatch(required = false)
    @Refuses({"not-yours", "transition-not-allowed", "usage-witness-not-found"})
    @Operation(
            operationId = "endUsageWitness",
            summary = "End the appointment of a witness",
            description = "It reports nothing more, and nothing more is compared with it; what was compared stays.")
    public Uni<RestResponse<UsageWitnessView>> end(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(witnesses.end(current.get(), id, once.precondition(), why.reason()));
    }

    private Uni<RestResponse<UsageWitnessView>> moved(Effect<UsageWitness> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> UsageWitnessView.of(after, actor));
    }
}
