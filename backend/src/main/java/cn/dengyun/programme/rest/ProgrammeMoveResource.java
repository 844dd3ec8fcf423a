package cn.dengyun.programme.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.programme.ProgrammeForms;
import cn.dengyun.programme.ProgrammeLifecycle;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What moves a programme along its lifecycle. */
@Path("/api/v1/programmes/{id}")
@Tag(name = "Programmes")
@RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
public class ProgrammeMoveResource {

    private final ProgrammeLifecycle programmes;
    private final ProgrammeViews views;
    private final Once once;
    private final CurrentActor current;

    ProgrammeMoveResource(ProgrammeLifecycle programmes, ProgrammeViews views, Once once, CurrentActor current) {
        this.programmes = programmes;
        this.views = views;
        this.once = once;
        this.current = current;
    }

    @POST
    @Path("/approvals")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "four-eyes-required",
                "programme-not-found",
                "programme-not-yours",
                "programme-transition-not-allowed",
                "rule-version-uncited"
            },
            defects = {"rule-anchor-dropped", "rule-anchor-unresolved"})
    @Operation(
            operationId = "approveProgramme",
            summary = "Approve a programme with the rules that were tried",
            description = "By finance or the owner, but nobody who wrote any of it.")
    @APIResponse(responseCode = "200", description = "Approved")
    public Uni<RestResponse<ProgrammeView>> approve(@RestPath UUID id, @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return once.reply(programmes.approve(actor, id, request.reason()), moved -> views.ok(moved, actor));
    }

    @POST
    @Path("/announcements")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "programme-not-found",
                "programme-not-yours",
                "programme-transition-not-allowed",
                "rule-version-uncited"
            },
            defects = {
                "programme-closing-before-contracts",
                "programme-closing-early",
                "programme-opening-after-contracts",
                "programme-opening-after-validity",
                "programme-opening-past",
                "rule-anchor-dropped",
                "rule-anchor-unresolved"
            })
    @Operation(
            operationId = "announceProgramme",
            summary = "Make a programme public",
            description = "By its owner, with the time at which it opens by itself.")
    @APIResponse(responseCode = "200", description = "Public")
    public Uni<RestResponse<ProgrammeView>> announce(@RestPath UUID id, @NotNull @Valid ProgrammeForms.Window request) {
        Actor actor = current.get();
        return once.reply(programmes.announce(actor, id, request), moved -> views.ok(moved, actor));
    }

    @POST
    @Path("/openings")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "programme-not-found",
        "programme-not-yours",
        "programme-opening-announced",
        "programme-transition-not-allowed"
    })
    @Operation(
            operationId = "openProgramme",
            summary = "Open an announced programme, or put its opening off",
            description = "By its owner. Without a time it opens now, unless a time was announced; what was"
                    + " announced is never brought forward.")
    @APIResponse(responseCode = "200", description = "Open, or to be opened")
    public Uni<RestResponse<ProgrammeView>> open(@RestPath UUID id, @NotNull @Valid ProgrammeForms.Opening request) {
        Actor actor = current.get();
        return once.reply(programmes.open(actor, id, request), moved -> views.ok(moved, actor));
    }

    @POST
    @Path("/suspensions")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"programme-not-found", "programme-not-yours", "programme-transition-not-allowed"})
    @Operation(
            operationId = "suspendProgramme",
            summary = "Take no applications for a while",
            description = "By its owner. Vouchers that were issued can be used.")
    @APIResponse(responseCode = "200", description = "Suspended")
    public Uni<RestResponse<ProgrammeView>> suspend(@RestPath UUID id, @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return once.reply(programmes.suspend(actor, id, request.reason()), moved -> views.ok(moved, actor));
    }

    @POST
    @Path("/resumptions")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"programme-not-found", "programme-not-yours", "programme-transition-not-allowed"})
    @Operation(
            operationId = "resumeProgramme",
            summary = "Take applications again",
            description = "By its owner, before it closes.")
    @APIResponse(responseCode = "200", description = "Open again")
    public Uni<RestResponse<ProgrammeView>> resume(@RestPath UUID id, @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return once.reply(programmes.resume(actor, id, request.reason()), moved -> views.ok(moved, actor));
    }

    @POST
    @Path("/closures")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"programme-not-found", "programme-not-yours", "programme-transition-not-allowed"})
    @Operation(
            operationId = "closeProgramme",
            summary = "Take no more applications",
            description = "By its owner, also before its time. Vouchers that were issued can be used.")
    @APIResponse(responseCode = "200", description = "Closed")
    public Uni<RestResponse<ProgrammeView>> close(@RestPath UUID id, @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return once.reply(programmes.close(actor, id, request.reason()), moved -> views.ok(moved, actor));
    }

    @POST
    @Path("/settlings")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"programme-not-found", "programme-not-yours", "programme-transition-not-allowed"})
    @Operation(
            operationId = "settleProgramme",
            summary = "Begin to settle a closed programme",
            description = "By its owner.")
    @APIResponse(responseCode = "200", description = "In settlement")
    public Uni<RestResponse<ProgrammeView>> settle(@RestPath UUID id, @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return once.reply(programmes.settle(actor, id, request.reason()), moved -> views.ok(moved, actor));
    }

    @POST
    @Path("/accountings")
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "programme-money-open",
        "programme-not-found",
        "programme-not-yours",
        "programme-recoveries-open",
        "programme-transition-not-allowed"
    })
    @Operation(
            operationId = "accountProgramme",
            summary = "State that every fen of a programme is where it ends",
            description =
                    "By finance, once nothing is free, held, in a voucher or on its way to a payee, nor still to be"
                            + " taken back.")
    @APIResponse(responseCode = "200", description = "Accounted for")
    public Uni<RestResponse<ProgrammeView>> account(@RestPath UUID id, @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return once.reply(programmes.account(actor, id, request.reason()), moved -> views.ok(moved, actor));
    }
}
