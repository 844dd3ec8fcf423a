package cn.dengyun.application.rest;

import cn.dengyun.application.ApplicationForms.NewPriceCut;
import cn.dengyun.application.ApplicationForms.NewPriceCutDecision;
import cn.dengyun.application.PriceCuts;
import cn.dengyun.platform.frame.Once;
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
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Prices that fell after a voucher was issued. */
@Path("/api/v1/voucher-applications/{id}")
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
    @Path("/price-cuts")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses(
            value = {
                "application-not-found",
                "application-transition-not-allowed",
                "price-cut-open",
                "price-cut-without-effect",
                "review-not-yours",
                "review-own-side",
                "voucher-transition-not-allowed"
            },
            defects = {"application-tax-reversed", "price-cut-lines-unfit"})
    @Operation(
            operationId = "createPriceCut",
            summary = "Propose to lower an issued voucher after a price has fallen",
            description = "By an authority with a say in it. The application is judged again by its version of the"
                    + " rules at the lower prices; what the voucher is worth less goes back to the budget, as far"
                    + " as it is free, when another person approves (`approvePriceCut`). Until then it can be used"
                    + " as before. A voucher is never worth more by it: a price above the one it was granted for"
                    + " counts as that one.")
    @APIResponse(responseCode = "200", description = "Proposed: what would become of the voucher now")
    public Uni<RestResponse<PriceCutView>> propose(@RestPath UUID id, @NotNull @Valid NewPriceCut request) {
        return once.ok(cuts.propose(current.get(), id, request), PriceCutView::of);
    }

    @POST
    @Path("/price-cut-approvals")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({
        "application-not-found",
        "application-transition-not-allowed",
        "four-eyes-required",
        "price-cut-without-effect",
        "review-not-yours",
        "review-own-side",
        "voucher-transition-not-allowed"
    })
    @Operation(
            operationId = "approvePriceCut",
            summary = "Lower an issued voucher as somebody else has proposed",
            description = "By an authority with a say in it, never by who proposed it. What the voucher is worth less"
                    + " goes back to the budget as far as it is free; what is held or captured stays.")
    @APIResponse(responseCode = "200", description = "Lowered")
    public Uni<RestResponse<PriceCutView>> approve(@RestPath UUID id, @NotNull @Valid NewPriceCutDecision request) {
        return once.ok(cuts.approve(current.get(), id, request.reason()), PriceCutView::of);
    }

    @POST
    @Path("/price-cut-rejections")
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"application-not-found", "application-transition-not-allowed", "review-not-yours", "review-own-side"})
    @Operation(
            operationId = "rejectPriceCut",
            summary = "Reject a proposed price cut, or take the proposal back",
            description = "By an authority with a say in it. The voucher stays as it is.")
    @APIResponse(responseCode = "200", description = "Rejected")
    public Uni<RestResponse<VoucherApplicationView>> reject(
            @RestPath UUID id, @NotNull @Valid NewPriceCutDecision request) {
        Actor actor = current.get();
        return once.ok(
                cuts.reject(actor, id, request.reason()),
                rejected -> VoucherApplicationView.of(rejected, null, Set.of(), actor, cuts.now()));
    }
}
