package cn.dengyun.trade.complaint;

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
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.security.RightToBeHeard;
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
import jakarta.validation.constraints.Pattern;
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

/** What becomes of complaints: providers answer, enterprises settle or take them further, authorities decide. */
@Path(ComplaintResource.PATH)
@Tag(
        name = "Complaints",
        description = "What enterprises complain about of orders that were accepted. Only both sides and their"
                + " authorities read complaints; everybody reads how many there are.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
public class ComplaintResource {

    static final String PATH = "/api/v1/complaints";

    private final ComplaintService complaints;
    private final Once once;
    private final CurrentActor current;

    ComplaintResource(ComplaintService complaints, Once once, CurrentActor current) {
        this.complaints = complaints;
        this.once = once;
        this.current = current;
    }

    @GET
    @RequiredScope(ClientScope.ORDERS_READ)
    @Operation(
            operationId = "listComplaints",
            summary = "Complaints, newest first",
            description = "An enterprise sees its own, a provider those about its offerings, an authority those of"
                    + " enterprises or about providers of its region and below, auditors all.")
    public Uni<RestResponse<Page<ComplaintView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there now") ComplaintStatus status,
            @RestQuery @Parameter(description = "Only those about this") ComplaintKind kind,
            @RestQuery @Parameter(description = "Only those of which an authority found this") ComplaintFinding finding,
            @RestQuery @Parameter(description = "Only those about this order") UUID orderId,
            @RestQuery @Parameter(description = "Only those about this offering") UUID offeringId,
            @RestQuery @Parameter(description = "Only those about this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those of this enterprise") UUID organizationId,
            @RestQuery
                    @Pattern(regexp = "^[0-9]{6}$")
                    @Parameter(
                            description = "Only those of enterprises of this region and the regions in it",
                            example = "340100")
                    String regionCode,
            @RestQuery
                    @Parameter(
                            description = "`true`: only those that an authority has not decided in time; `false`: only"
                                    + " the others")
                    Boolean overdue,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = complaints.now();
        Filter filter = new Filter()
                .is("kind", kind)
                .is("finding", finding)
                .is("order_id", orderId)
                .is("offering_id", offeringId)
                .is("provider_id", providerId)
                .is("organization_id", organizationId)
                .within("region_code", regionCode);
        if (status != null) {
            filter.isAt(OrderComplaint.STATUS, now, status);
        }
        if (overdue != null) {
            filter.isAt(OrderComplaint.OVERDUE, now, overdue);
        }
        return complaints
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> ComplaintView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"order-complaint-not-found"})
    @Operation(operationId = "getComplaint", summary = "A complaint, for both sides of its order and their authorities")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<ComplaintView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return complaints
                .find(actor, id)
                .map(found -> EntityTags.respond(ComplaintView.of(found, actor, complaints.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/steps")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"order-complaint-not-found"})
    @Operation(operationId = "listComplaintSteps", summary = "What was said and done about a complaint, newest first")
    public Uni<RestResponse<Page<ComplaintStepView>>> steps(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return complaints
                .steps(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(ComplaintStepView::of), request));
    }

    @POST
    @RightToBeHeard
    @Path("/{id}/answers")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"complaint-answered-before", "not-yours", "order-complaint-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "answerComplaint",
            summary = "Answer a complaint",
            description = "Once, within five working days. Within ten the enterprise then says whether that settles it."
                    + " Of an answer that comes later the authority decides all the same, and reads it before. Also for"
                    + " a provider that is frozen.")
    public Uni<RestResponse<ComplaintView>> answer(@RestPath UUID id, @NotNull @Valid ComplaintForms.Answer says) {
        return moved(complaints.answer(current.get(), id, says.text()));
    }

    @POST
    @Path("/{id}/settlements")
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "order-complaint-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "settleComplaint",
            summary = "Say that a complaint is settled",
            description = "Once the provider has answered, or while the authority has not decided.")
    public Uni<RestResponse<ComplaintView>> settle(@RestPath UUID id) {
        return moved(complaints.settle(current.get(), id));
    }

    @POST
    @RightToBeHeard
    @Path("/{id}/decision-requests")
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "order-complaint-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "requestComplaintDecision",
            summary = "Ask the authority to decide on a complaint",
            description = "Within ten working days of the answer; whoever says nothing leaves it at that. Also for an"
                    + " enterprise that is frozen.")
    public Uni<RestResponse<ComplaintView>> escalate(
            @RestPath UUID id, @NotNull @Valid ComplaintForms.Escalation wanted) {
        return moved(complaints.escalate(current.get(), id, wanted.grounds()));
    }

    @POST
    @Path("/{id}/decisions")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {"not-yours", "order-complaint-not-found", "review-own-side", "transition-not-allowed"},
            defects = {
                "complaint-measures-missing",
                "complaint-measures-too-early",
                "complaint-measures-too-late",
                "complaint-measures-unfit"
            })
    @Operation(
            operationId = "decideComplaint",
            summary = "Decide on a complaint",
            description = "By an authority of the enterprise's region, and a person who has nothing to do with either"
                    + " side. It is closed by that; what is to be done, and by which day, is told to both.")
    public Uni<RestResponse<ComplaintView>> decide(@RestPath UUID id, @NotNull @Valid ComplaintForms.Decision says) {
        return moved(complaints.decide(current.get(), id, says));
    }

    @POST
    @RightToBeHeard
    @Path("/{id}/fulfilments")
    @RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY})
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "complaint-fulfilled-before",
        "complaint-without-measures",
        "not-yours",
        "order-complaint-not-found",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "fulfilComplaintMeasures",
            summary = "Say that what was ordered was done",
            description = "By the provider, once, also behind the day by which it was to be done; and, once, by an"
                    + " authority of the enterprise's region that has seen it: what the provider says waits for that.")
    public Uni<RestResponse<ComplaintView>> fulfil(@RestPath UUID id, @NotNull @Valid ComplaintForms.Fulfilment says) {
        return moved(complaints.fulfil(current.get(), id, says.text()));
    }

    @POST
    @Path("/{id}/incident-exclusions")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "complaint-handed-over",
        "complaint-not-of-security",
        "complaint-ruled-out",
        "not-yours",
        "order-complaint-not-found",
        "review-own-side"
    })
    @Operation(
            operationId = "excludeComplaintIncident",
            summary = "Find no security incident in a complaint about data security",
            description =
                    "By an authority that acts on incidents of the provider; the reason is told to both sides. The"
                            + " complaint goes on where it stands, and an incident that is found later can still be named.")
    public Uni<RestResponse<ComplaintView>> ruleOut(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(complaints.ruleOut(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/incidents")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "complaint-handed-over",
        "complaint-incident-unfit",
        "complaint-not-of-security",
        "not-yours",
        "order-complaint-not-found",
        "review-own-side",
        "security-incident-not-found"
    })
    @Operation(
            operationId = "addComplaintIncident",
            summary = "Hand a complaint about data security over to a security incident",
            description =
                    "By an authority that acts on incidents of the provider, to one of these that is not dismissed;"
                            + " once. Where that is dismissed later the complaint is handed back, and the authority says"
                            + " anew what is in it. The complaint goes on where it stands.")
    @APIResponse(responseCode = "200", description = "Handed over")
    public Uni<RestResponse<ComplaintView>> handOver(
            @RestPath UUID id, @NotNull @Valid ComplaintForms.Incident wanted) {
        return moved(complaints.handOver(current.get(), id, wanted.incidentId()));
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "order-complaint-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawComplaint",
            summary = "Take a complaint back",
            description = "Before an authority has to decide; then it can be settled. It does not count any more among"
                    + " the complaints about the provider, but among those that can be filed about an order.")
    public Uni<RestResponse<ComplaintView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(complaints.withdraw(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<ComplaintView>> moved(Effect<OrderComplaint> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> ComplaintView.of(after, actor, complaints.now()));
    }
}
