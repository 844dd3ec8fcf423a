package cn.dengyun.programme.rest;

import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.programme.ProgrammeForms;
import cn.dengyun.programme.ProgrammeService;
import cn.dengyun.programme.domain.ProgrammeMove;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What moves a programme along its lifecycle. */
@Path("/api/v1/programmes/{id}")
@Tag(name = "Programmes")
@RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
public class ProgrammeMoveResource {

    private final ProgrammeService programmes;
    private final ProgrammeAnswers answers;
    private final CurrentActor current;

    ProgrammeMoveResource(ProgrammeService programmes, ProgrammeAnswers answers, CurrentActor current) {
        this.programmes = programmes;
        this.answers = answers;
        this.current = current;
    }

    @POST
    @Path("/approvals")
    @RolesAllowed({Roles.AUTHORITY, Roles.FINANCE})
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"four-eyes-required", "programme-not-found", "programme-not-yours", "programme-transition-not-allowed"})
    @Operation(
            operationId = "approveProgramme",
            summary = "Approve a programme with the rules that were tried",
            description = "By finance or the owner, but nobody who wrote any of it.")
    @APIResponse(
            responseCode = "200",
            description = "Approved",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProgrammeView.class)))
    public Uni<RestResponse<String>> approve(
            @RestPath UUID id,
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key,
            @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return programmes
                .approve(actor, key, id, request.reason(), moved -> answers.ok(moved, actor))
                .map(Answer::toResponse);
    }

    @POST
    @Path("/announcements")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {"programme-not-found", "programme-not-yours", "programme-transition-not-allowed"},
            defects = {"programme-closing-early", "programme-opening-past"})
    @Operation(
            operationId = "announceProgramme",
            summary = "Make a programme public",
            description = "By its owner, with the time at which it opens by itself.")
    @APIResponse(
            responseCode = "200",
            description = "Public",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProgrammeView.class)))
    public Uni<RestResponse<String>> announce(
            @RestPath UUID id,
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key,
            @NotNull @Valid ProgrammeForms.Window request) {
        Actor actor = current.get();
        return programmes
                .announce(actor, key, id, request, moved -> answers.ok(moved, actor))
                .map(Answer::toResponse);
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
    @APIResponse(
            responseCode = "200",
            description = "Open, or to be opened",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProgrammeView.class)))
    public Uni<RestResponse<String>> open(
            @RestPath UUID id,
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key,
            @NotNull @Valid ProgrammeForms.Opening request) {
        Actor actor = current.get();
        return programmes
                .open(actor, key, id, request, moved -> answers.ok(moved, actor))
                .map(Answer::toResponse);
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
    @APIResponse(
            responseCode = "200",
            description = "Suspended",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProgrammeView.class)))
    public Uni<RestResponse<String>> suspend(
            @RestPath UUID id,
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key,
            @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return programmes
                .take(ProgrammeMove.SUSPEND, actor, key, id, request.reason(), moved -> answers.ok(moved, actor))
                .map(Answer::toResponse);
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
    @APIResponse(
            responseCode = "200",
            description = "Open again",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProgrammeView.class)))
    public Uni<RestResponse<String>> resume(
            @RestPath UUID id,
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key,
            @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return programmes
                .take(ProgrammeMove.RESUME, actor, key, id, request.reason(), moved -> answers.ok(moved, actor))
                .map(Answer::toResponse);
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
    @APIResponse(
            responseCode = "200",
            description = "Closed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProgrammeView.class)))
    public Uni<RestResponse<String>> close(
            @RestPath UUID id,
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key,
            @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return programmes
                .take(ProgrammeMove.CLOSE, actor, key, id, request.reason(), moved -> answers.ok(moved, actor))
                .map(Answer::toResponse);
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
    @APIResponse(
            responseCode = "200",
            description = "In settlement",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProgrammeView.class)))
    public Uni<RestResponse<String>> settle(
            @RestPath UUID id,
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key,
            @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return programmes
                .take(ProgrammeMove.SETTLE, actor, key, id, request.reason(), moved -> answers.ok(moved, actor))
                .map(Answer::toResponse);
    }

    @POST
    @Path("/accountings")
    @RolesAllowed(Roles.FINANCE)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"programme-money-open", "programme-not-found", "programme-not-yours", "programme-transition-not-allowed"})
    @Operation(
            operationId = "accountProgramme",
            summary = "State that every fen of a programme is where it ends",
            description = "By finance, once nothing is free, held, in a voucher or on its way to a payee.")
    @APIResponse(
            responseCode = "200",
            description = "Accounted for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProgrammeView.class)))
    public Uni<RestResponse<String>> account(
            @RestPath UUID id,
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key,
            @NotNull @Valid ProgrammeForms.Reason request) {
        Actor actor = current.get();
        return programmes
                .account(actor, key, id, request.reason(), moved -> answers.ok(moved, actor))
                .map(Answer::toResponse);
    }
}
