package cn.dengyun.application.rest;

import cn.dengyun.application.ApplicationForms.NewPriceCut;
import cn.dengyun.application.PriceCuts;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.web.Answer;
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

/** Prices that fell after a voucher was issued. */
@Path("/api/v1/voucher-applications/{id}/price-cuts")
@Tag(name = "Voucher applications")
@RolesAllowed(Roles.AUTHORITY)
public class PriceCutResource {

    private final PriceCuts cuts;
    private final ApplicationAnswers answers;
    private final CurrentActor current;

    PriceCutResource(PriceCuts cuts, ApplicationAnswers answers, CurrentActor current) {
        this.cuts = cuts;
        this.answers = answers;
        this.current = current;
    }

    @POST
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "application-not-found",
                "application-transition-not-allowed",
                "price-cut-without-effect",
                "review-not-yours",
                "review-own-side",
                "voucher-transition-not-allowed"
            },
            defects = {"application-tax-reversed", "price-cut-lines-unfit"})
    @Operation(
            operationId = "createPriceCut",
            summary = "Lower an issued voucher after a price has fallen",
            description = "By an authority with a say in it. The application is judged again by its version of the"
                    + " rules at the lower prices; what the voucher is worth less goes back to the budget as far"
                    + " as it is free. A voucher is never worth more by it: a price above the one it was granted"
                    + " for counts as that one.")
    @APIResponse(
            responseCode = "200",
            description = "Lowered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PriceCutView.class)))
    public Uni<RestResponse<String>> cut(
            @RestPath UUID id,
            @RestHeader("Idempotency-Key") @Parameter(description = "Makes it safe to repeat", required = true)
                    String key,
            @NotNull @Valid NewPriceCut request) {
        return cuts.cut(current.get(), key, id, request, cut -> Answer.ok(answers.render(PriceCutView.of(cut)), null))
                .map(Answer::toResponse);
    }
}
