package cn.dengyun.provider.rest;

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
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.provider.IncidentForms;
import cn.dengyun.provider.IncidentService;
import cn.dengyun.provider.NewIncident;
import cn.dengyun.provider.domain.IncidentGrade;
import cn.dengyun.provider.domain.IncidentStatus;
import cn.dengyun.provider.domain.SecurityIncident;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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

/** Security incidents: recorded and decided by authorities, known to the provider. */
@Path("/api/v1/security-incidents")
@Tag(
        name = "Supervision",
        description = "What authorities find of providers and decide about them: security incidents and evaluations,"
                + " interim suspensions, sanctions and appeals.")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
public class SecurityIncidentResource {

    private final IncidentService incidents;
    private final Once once;
    private final CurrentActor current;

    SecurityIncidentResource(IncidentService incidents, Once once, CurrentActor current) {
        this.incidents = incidents;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.AUTHORITY, Roles.PROVIDER, Roles.AUDITOR, Roles.SYSADMIN})
    @Operation(
            operationId = "listSecurityIncidents",
            summary = "Security incidents that the caller may know of, newest first",
            description = "A provider knows of its own, an authority of those in its region.")
    public Uni<RestResponse<Page<SecurityIncidentView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there") IncidentStatus status,
            @RestQuery @Parameter(description = "Only those of this grade") IncidentGrade grade,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery @Size(max = 100) @Parameter(description = "Only those with this in their title", example = "泄露")
                    String q,
            @RestQuery @Parameter(description = "Only those that happened at this moment or later") Instant since,
            @RestQuery @Parameter(description = "Only those that happened before this moment") Instant before,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = incidents.now();
        Filter filter = new Filter()
                .is("status", status)
                .is("grade", grade)
                .is("provider_id", providerId)
                .contains("title", q)
                .between("occurred_at", since, before);
        return incidents
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> SecurityIncidentView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.AUTHORITY, Roles.PROVIDER, Roles.AUDITOR, Roles.SYSADMIN})
    @Refuses("security-incident-not-found")
    @Operation(operationId = "getSecurityIncident", summary = "A security incident")
    public Uni<RestResponse<SecurityIncidentView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Instant now = incidents.now();
        return incidents
                .find(actor, id)
                .map(found -> EntityTags.respond(SecurityIncidentView.of(found, actor, now), ifNoneMatch));
    }

    @POST
    @IdempotencyKey
    @Refuses({
        "incident-dismissed-before",
        "incident-not-the-same",
        "not-yours",
        "provider-not-found",
        "security-incident-not-found"
    })
    @Operation(
            operationId = "recordSecurityIncident",
            summary = "Put a security incident on record",
            description = "By the authority of the provider's city or the province. The record of an event that was"
                    + " dismissed before names that record and keeps its dates; where a dismissed record of the provider"
                    + " is of about the same day (three days before or behind) or of the same platform or product, it"
                    + " names that, or says why it is another event.")
    @APIResponse(responseCode = "201", description = "On record")
    public Uni<RestResponse<SecurityIncidentView>> record(@NotNull @Valid NewIncident request) {
        Actor actor = current.get();
        return once.created(
                incidents.record(actor, request),
                made -> SecurityIncidentView.of(made, actor, incidents.now()),
                made -> "/api/v1/security-incidents/" + made.id());
    }

    @POST
    @Path("/{id}/investigations")
    @IdempotencyKey
    @Refuses({"not-yours", "security-incident-not-found", "transition-not-allowed"})
    @Operation(operationId = "investigateSecurityIncident", summary = "Begin to look into an incident")
    @APIResponse(responseCode = "200", description = "It is looked into")
    public Uni<RestResponse<SecurityIncidentView>> investigate(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(incidents.investigate(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/determinations")
    @IdempotencyKey
    @Refuses({"four-eyes-required", "not-yours", "security-incident-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "determineSecurityIncident",
            summary = "Find that an incident happened and how grave it is",
            description = "By another person than has recorded it. It opens the way to a sanction.")
    @APIResponse(responseCode = "200", description = "Determined")
    public Uni<RestResponse<SecurityIncidentView>> determine(
            @RestPath UUID id, @NotNull @Valid IncidentForms.Determination request) {
        return answer(incidents.determine(current.get(), id, request));
    }

    @POST
    @Path("/{id}/dismissals")
    @IdempotencyKey
    @Refuses({
        "decided-by-superior",
        "four-eyes-required",
        "not-yours",
        "security-incident-not-found",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "dismissSecurityIncident",
            summary = "Find that an incident was none, which lifts a suspension",
            description =
                    "By the authority that has recorded it or looks into it, or one above; once it is looked into,"
                            + " by another person than has recorded it.")
    @APIResponse(responseCode = "200", description = "Dismissed")
    public Uni<RestResponse<SecurityIncidentView>> dismiss(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(incidents.dismiss(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/suspensions")
    @IdempotencyKey
    @Refuses({"not-yours", "security-incident-not-found", "suspension-used-before", "transition-not-allowed"})
    @Operation(
            operationId = "suspendProvider",
            summary = "Suspend the provider while an incident is looked into",
            description =
                    "Once for an event, however often it is recorded, and for 30 days at the most; it ends by itself. Nothing of the provider"
                            + " is shown to the public meanwhile, and no new hold is made with it; holds that there are stay.")
    @APIResponse(responseCode = "200", description = "Suspended")
    public Uni<RestResponse<SecurityIncidentView>> suspend(
            @RestPath UUID id, @NotNull @Valid IncidentForms.Suspension request) {
        return answer(incidents.suspend(current.get(), id, request));
    }

    @POST
    @Path("/{id}/suspension-extensions")
    @IdempotencyKey
    @Refuses({
        "not-yours",
        "security-incident-not-found",
        "suspension-extended-before",
        "suspension-not-longer",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "extendProviderSuspension",
            summary = "Let a suspension that runs take longer, once",
            description = "60 days behind the day on which it began at the most.")
    @APIResponse(responseCode = "200", description = "Extended")
    public Uni<RestResponse<SecurityIncidentView>> extend(
            @RestPath UUID id, @NotNull @Valid IncidentForms.Extension request) {
        return answer(incidents.extend(current.get(), id, request));
    }

    @POST
    @Path("/{id}/suspension-liftings")
    @IdempotencyKey
    @Refuses({"decided-by-superior", "not-yours", "security-incident-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "liftProviderSuspension",
            summary = "End a suspension before its time",
            description = "By the authority that has ordered it or looks into the incident, or one above.")
    @APIResponse(responseCode = "200", description = "Lifted")
    public Uni<RestResponse<SecurityIncidentView>> lift(@RestPath UUID id, @NotNull @Valid Reason why) {
        return answer(incidents.lift(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<SecurityIncidentView>> answer(Effect<SecurityIncident> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> SecurityIncidentView.of(after, actor, incidents.now()));
    }
}
