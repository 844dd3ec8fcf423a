package cn.dengyun.activity;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Who has registered for an activity. */
@Path(ActivityResource.PATH + "/{id}/registrations")
@Tag(name = "Activities")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
@Cancellable(false)
@DryRunnable
class RegistrationsResource {

    private final ActivityService activities;
    private final RegistrationService registrations;
    private final CheckInCodes codes;
    private final Once once;
    private final CurrentActor current;

    RegistrationsResource(
            ActivityService activities,
            RegistrationService registrations,
            CheckInCodes codes,
            Once once,
            CurrentActor current) {
        this.activities = activities;
        this.registrations = registrations;
        this.codes = codes;
        this.once = once;
        this.current = current;
    }

    @GET
    @Refuses("activity-not-found")
    @Operation(
            operationId = "listActivityRegistrations",
            summary = "Who has registered for an activity, newest first",
            description = "Enterprises see their own. The organiser sees all; authorities above it and auditors see all"
                    + " with names and numbers masked.")
    public Uni<RestResponse<Page<RegistrationView>>> list(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "Only those that stand there") RegistrationStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return activities
                .find(actor, id)
                .chain(shown -> registrations.page(actor, shown.activity(), status, cursor, limit))
                .map(page -> PageLinks.respond(page.map(known -> view(known, actor)), request));
    }

    @POST
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Registered, with a seat or waiting for one")
    @Refuses({
        "activity-not-for-providers",
        "activity-not-found",
        "activity-not-open",
        "activity-organizer-frozen",
        "activity-participant-registered",
        "activity-registration-too-early",
        "activity-registration-too-late",
        "activity-registrations-too-many",
        "organization-frozen",
        "provider-not-found",
        "provider-not-qualified"
    })
    @Operation(
            operationId = "registerForActivity",
            summary = "Register a person for an activity",
            description =
                    "Who comes when all seats are taken waits, and gets the next that is free, in the order of the"
                            + " registrations. A person is registered once, whichever enterprise does it. Providers"
                            + " register people for matchmaking.")
    public Uni<RestResponse<RegistrationView>> register(
            @RestPath UUID id, @NotNull @Valid ActivityForms.Participant person) {
        Actor actor = current.get();
        return activities
                .find(actor, id)
                .chain(shown -> once.created(
                        registrations.register(actor, shown.activity(), person),
                        known -> view(known, actor),
                        known -> ActivityRegistrationResource.PATH + "/"
                                + known.registration().id()));
    }

    private RegistrationView view(RegistrationService.Known known, Actor actor) {
        return RegistrationView.of(known, actor, activities.now(), codes);
    }
}
