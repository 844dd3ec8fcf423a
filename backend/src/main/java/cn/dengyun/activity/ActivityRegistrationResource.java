package cn.dengyun.activity;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Caching;
import cn.dengyun.platform.web.QrImage;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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

    private static final String PNG = "image/png";

    private final ActivityService activities;
    private final RegistrationService registrations;
    private final AttendanceCertificates certificates;
    private final CheckInCodes codes;
    private final Once once;
    private final CurrentActor current;

    ActivityRegistrationResource(
            ActivityService activities,
            RegistrationService registrations,
            AttendanceCertificates certificates,
            CheckInCodes codes,
            Once once,
            CurrentActor current) {
        this.activities = activities;
        this.registrations = registrations;
        this.certificates = certificates;
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
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
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

    @POST
    @Path("/{id}/check-in-revocations")
    @RolesAllowed({Roles.AUTHORITY, Roles.PROVIDER})
    @IdempotencyKey
    @Refuses({"activity-not-attended", "activity-registration-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "revokeActivityCheckIn",
            summary = "Take back that a person has come",
            description = "For the organiser, with the reason; the enterprise is told. The certificate lapses, feedback"
                    + " for the registration does not count, and how many were there is counted anew. What devices have"
                    + " read before does not count any more, also when it is sent again: whoever comes after that and"
                    + " before the end is checked in once more, with another certificate.")
    public Uni<RestResponse<RegistrationView>> revokeCheckIn(
            @RestPath UUID id, @NotNull @Valid ActivityForms.CheckInRevocation says) {
        Actor actor = current.get();
        return once.ok(activities.revokeCheckIn(actor, id, says.explanation()), known -> view(known, actor));
    }

    @GET
    @Path("/{id}/certificate")
    @Refuses({"activity-not-attended", "activity-not-open", "activity-not-over", "activity-registration-not-found"})
    @Operation(
            operationId = "getAttendanceCertificate",
            summary = "The certificate of a person who was at an activity, as a signed text",
            description = "Once the activity is over, for whoever may look at the registration. Of the person it says"
                    + " the first character of the name. It is verified without a connection, with the keys of"
                    + " `getCertificateKeys` and the list of `getCertificateStatusList`, which nobody may go by after a"
                    + " day. The code alone can be looked up by everybody with `getCertificate`.")
    public Uni<AttendanceCertificateView> certificate(@RestPath UUID id) {
        return issued(id);
    }

    @GET
    @Path("/{id}/certificate/qr")
    @Produces(PNG)
    @Caching(Caching.NEVER)
    @Refuses({"activity-not-attended", "activity-not-open", "activity-not-over", "activity-registration-not-found"})
    @Operation(
            operationId = "getAttendanceCertificateQr",
            summary = "The certificate of a person who was at an activity, as a QR image",
            description = "Of the signed text of `getAttendanceCertificate`, to be printed; it is verified like that.")
    @APIResponse(
            responseCode = "200",
            description = "A QR code of error correction M",
            content =
                    @Content(
                            mediaType = PNG,
                            schema =
                                    @Schema(
                                            implementation = String.class,
                                            format = "binary",
                                            examples = "iVBORw0KGgo")))
    public Uni<RestResponse<byte[]>> qr(@RestPath UUID id) {
        return issued(id).map(found -> RestResponse.ok(QrImage.of(found.text()), PNG));
    }

    private Uni<AttendanceCertificateView> issued(UUID id) {
        return registrations
                .find(current.get(), id)
                .chain(known -> certificates.issue(known, activities.now()))
                .map(AttendanceCertificateView::of);
    }

    private RegistrationView view(RegistrationService.Known known, Actor actor) {
        return RegistrationView.of(known, actor, activities.now(), codes);
    }
}
