package cn.dengyun.application.rest;

import cn.dengyun.application.ApplicationForms.NewPriceCut;
import cn.dengyun.application.PriceCuts;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.security.CurrentActor;
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

/** Prices that fell after a voucher was issued. */
@Path("/api/v1/voucher-applications/{id}/price-cuts")
@Tag(name = "Voucher applications")
@RolesAllowed(Roles.AUTHORITY)
public class PriceCutResource {

    private final PriceCuts cuts;
    private final Once once;
    private final CurrentActor current;

    PriceCutResource(PriceCuts cuts, Once once, CurrentActor current) {
        this.cuts = cuts;
        this.once = once;
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
    @APIResponse(responseCode = "200", description = "Lowered")
    public Uni<RestResponse<PriceCutView>> cut(@RestPath UUID id, @NotNull @Valid NewPriceCut request) {
        return once.ok(cuts.cut(current.get(), id, request), PriceCutView::of);
    }
}
