package cn.dengyun.settlement.purchase.rest;

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
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.settlement.purchase.NewPurchase;
import cn.dengyun.settlement.purchase.PurchaseService;
import cn.dengyun.settlement.purchase.PurchaseService.Shown;
import cn.dengyun.settlement.purchase.StageAct;
import cn.dengyun.settlement.purchase.domain.PurchaseStatus;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
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
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Contracts of offices: drawn up, concluded, delivered in stages, accepted. */
@Path(PurchaseResource.PATH)
@Tag(
        name = "Purchases",
        description = "Government purchases: services that an office buys of a provider itself. What is accepted of a"
                + " contract is owed as entitlements.")
@RolesAllowed({Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
class PurchaseResource {

    static final String PATH = "/api/v1/purchase-contracts";

    private final PurchaseService purchases;
    private final Once once;
    private final CurrentActor current;

    PurchaseResource(PurchaseService purchases, Once once, CurrentActor current) {
        this.purchases = purchases;
        this.once = once;
        this.current = current;
    }

    @GET
    @RequiredScope(ClientScope.SETTLEMENT_READ)
    @Operation(
            operationId = "listPurchaseContracts",
            summary = "Contracts of offices, newest first",
            description =
                    "Offices see their own and those of their region, providers their own once they are concluded,"
                            + " finance and auditors all.")
    public Uni<RestResponse<Page<PurchaseItemView>>> list(
            @RestQuery @Parameter(description = "Only those of this programme") UUID programmeId,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those that stand there") PurchaseStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter()
                .is("programme_id", programmeId)
                .is("provider_id", providerId)
                .is("status", status);
        return purchases
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> PurchaseItemView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.SETTLEMENT_READ)
    @Refuses({"purchase-contract-not-found"})
    @Operation(operationId = "getPurchaseContract", summary = "A contract of an office with its stages")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<PurchaseView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return purchases.find(actor, id).map(found -> EntityTags.respond(PurchaseView.of(found, actor), ifNoneMatch));
    }

    @POST
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "not-yours",
                "programme-kind-differs",
                "programme-not-found",
                "programme-not-open",
                "programme-suspended",
                "provider-not-found"
            },
            defects = {"purchase-of-oneself", "purchase-stage-early", "purchase-stages-sum"})
    @Operation(
            operationId = "createPurchaseContract",
            summary = "Draw up a contract of an office",
            description = "By the office whose programme of purchases it is. Nothing is held, and the provider does not"
                    + " see it, before another person concludes it.")
    @APIResponse(responseCode = "201", description = "Drawn up; another person has to conclude it")
    public Uni<RestResponse<PurchaseView>> create(@NotNull @Valid NewPurchase wanted) {
        Actor actor = current.get();
        return once.created(
                purchases.drawUp(actor, wanted),
                made -> PurchaseView.of(made, actor),
                made -> PATH + "/" + made.contract().id());
    }

    @POST
    @Path("/{id}/approvals")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "budget-insufficient",
        "four-eyes-required",
        "not-yours",
        "programme-budget-missing",
        "programme-kind-differs",
        "programme-not-open",
        "programme-suspended",
        "provider-not-qualified",
        "purchase-contract-not-found",
        "purchase-number-used",
        "purchase-provider-frozen",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "concludePurchaseContract",
            summary = "Conclude a contract of an office",
            description =
                    "By another person of the office than who drew it up. Its number stands for no other business of"
                            + " the provider, and its price is held.")
    public Uni<RestResponse<PurchaseView>> conclude(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(purchases.conclude(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/deliveries")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.SETTLEMENT_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "purchase-contract-not-found", "purchase-stage-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "deliverPurchaseStage",
            summary = "Say that a stage of a contract is delivered",
            description = "By the provider. The office checks it.")
    public Uni<RestResponse<PurchaseView>> deliver(@RestPath UUID id, @NotNull @Valid StageAct says) {
        return changed(purchases.deliver(current.get(), id, says));
    }

    @POST
    @Path("/{id}/checks")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "not-yours",
        "purchase-contract-not-found",
        "purchase-stage-not-found",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "checkPurchaseStage",
            summary = "Want a stage of a contract accepted",
            description = "By one person of the office, who has looked at what was delivered. Another one accepts it.")
    public Uni<RestResponse<PurchaseView>> check(@RestPath UUID id, @NotNull @Valid StageAct says) {
        return changed(purchases.check(current.get(), id, says));
    }

    @POST
    @Path("/{id}/acceptances")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "four-eyes-required",
        "not-yours",
        "purchase-contract-not-found",
        "purchase-stage-not-found",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "acceptPurchaseStage",
            summary = "Accept a stage of a contract",
            description =
                    "By another person of the office than who has checked it. It is owed from then on: the provider"
                            + " claims it with `claimEntitlement`.")
    public Uni<RestResponse<PurchaseView>> accept(@RestPath UUID id, @NotNull @Valid StageAct says) {
        return changed(purchases.accept(current.get(), id, says));
    }

    @POST
    @Path("/{id}/delivery-rejections")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "not-yours",
        "purchase-contract-not-found",
        "purchase-stage-not-found",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "rejectPurchaseStage",
            summary = "Have a stage of a contract delivered anew",
            description = "By the office, before it is accepted. The note says what is missing.")
    public Uni<RestResponse<PurchaseView>> reject(@RestPath UUID id, @NotNull @Valid StageAct says) {
        return changed(purchases.reject(current.get(), id, says));
    }

    @POST
    @Path("/{id}/terminations")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"not-yours", "purchase-contract-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "terminatePurchaseContract",
            summary = "End a contract of an office early",
            description =
                    "Also to give a draft up. What was not accepted is held no more; what was accepted stays owed.")
    public Uni<RestResponse<PurchaseView>> terminate(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(purchases.terminate(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<PurchaseView>> changed(Effect<Shown> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> PurchaseView.of(after, actor));
    }
}
