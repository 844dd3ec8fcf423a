package cn.dengyun.activity;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** One registration for an activity. */
@Path(ActivityRegistrationResource.PATH)
@Tag(name = "Activities")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR, Roles.SYSADMIN})
@Cancellable(false)
@DryRunnable
class ActivityRegistrationResource {

    static final String PATH = "/api/v1/activity-registrations";

    private final ActivityService activities;
    private final RegistrationService registrations;
    private final CheckInCodes codes;
    private final Once once;
    private final CurrentActor current;

    ActivityRegistrationResource(
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
    @Path("/{id}")
    @Refuses("activity-registration-not-found")
    @Operation(
            operationId = "getActivityRegistration",
            summary = "A registration, with its place among those who wait",
            description = "For its enterprise, the organiser, the authorities above both, and auditors.")
    public Uni<RegistrationView> get(@RestPath UUID id) {
        Actor actor = current.get();
        return registrations.find(actor, id).map(known -> view(known, actor));
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed(Roles.ENTERPRISE)
    @IdempotencyKey
    @Refuses({
        "activity-not-open",
        "activity-registration-not-found",
        "activity-started",
        "not-yours",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "withdrawActivityRegistration",
            summary = "Withdraw a registration",
            description = "For its enterprise, before the activity begins. Whoever waits longest gets the seat.")
    public Uni<RestResponse<RegistrationView>> withdraw(@RestPath UUID id) {
        Actor actor = current.get();
        return once.ok(registrations.withdraw(actor, id), known -> view(known, actor));
    }

    private RegistrationView view(RegistrationService.Known known, Actor actor) {
        return RegistrationView.of(known, actor, activities.now(), codes);
    }
}
