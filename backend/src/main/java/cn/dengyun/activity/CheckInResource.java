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
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Who has come to an activity. */
@Path(ActivityResource.PATH + "/{id}/check-ins")
@Tag(name = "Activities")
@RolesAllowed({Roles.AUTHORITY, Roles.PROVIDER})
@Cancellable(false)
@DryRunnable
class CheckInResource {

    private final ActivityService activities;
    private final RegistrationService registrations;
    private final Once once;
    private final CurrentActor current;

    CheckInResource(ActivityService activities, RegistrationService registrations, Once once, CurrentActor current) {
        this.activities = activities;
        this.registrations = registrations;
        this.once = once;
        this.current = current;
    }

    @POST
    @IdempotencyKey
    @Refuses({"activity-not-found", "activity-not-open", "not-yours"})
    @Operation(
            operationId = "recordActivityCheckIns",
            summary = "Put on record who has come to an activity",
            description =
                    "For the organiser. Devices send what they have read, also later; a person counts once, by the"
                            + " earliest moment. Codes that are altered or of another activity, and moments more than two"
                            + " hours before the beginning, behind the end, in the future or before the check-in was"
                            + " revoked do not count; each entry is answered.")
    public Uni<RestResponse<CheckInsView>> checkIn(@RestPath UUID id, @NotNull @Valid ActivityForms.CheckIns says) {
        Actor actor = current.get();
        return activities
                .find(actor, id)
                .chain(shown ->
                        once.ok(registrations.checkIn(actor, shown.activity(), says.entries()), CheckInsView::of));
    }
}
