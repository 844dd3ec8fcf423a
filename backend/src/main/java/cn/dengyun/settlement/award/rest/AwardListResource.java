package cn.dengyun.settlement.award.rest;

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
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.settlement.award.AwardService;
import cn.dengyun.settlement.award.AwardStrike;
import cn.dengyun.settlement.award.NewAwardList;
import cn.dengyun.settlement.award.domain.AwardList;
import cn.dengyun.settlement.award.domain.AwardListStatus;
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
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Lists of awards: drawn up, granted, put on notice, made final. */
@Path(AwardListResource.PATH)
@Tag(
        name = "Awards",
        description = "Rewards after the fact: who gets how much under a programme of rewards. What is left of a list"
                + " behind its public notice is owed as entitlements.")
@RolesAllowed({Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
class AwardListResource {

    static final String PATH = "/api/v1/award-lists";

    private final AwardService awards;
    private final Once once;
    private final CurrentActor current;

    AwardListResource(AwardService awards, Once once, CurrentActor current) {
        this.awards = awards;
        this.once = once;
        this.current = current;
    }

    @GET
    @Operation(
            operationId = "listAwardLists",
            summary = "Lists of awards, newest first",
            description = "Offices see their own and those of their region, finance and auditors all.")
    public Uni<RestResponse<Page<AwardListView>>> list(
            @RestQuery @Parameter(description = "Only those of this programme") UUID programmeId,
            @RestQuery @Parameter(description = "Only those that stand there") AwardListStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter().is("programme_id", programmeId).is("status", status);
        return awards.list(actor, filter, cursor, limit)
                .map(page ->
                        PageLinks.respond(page.map(found -> AwardListView.of(found, actor, awards.now())), request));
    }

    @GET
    @Path("/{id}")
    @Refuses({"award-list-not-found"})
    @Operation(operationId = "getAwardList", summary = "A list of awards")
    public Uni<RestResponse<AwardListView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return awards.find(actor, id)
                .map(found -> EntityTags.respond(AwardListView.of(found, actor, awards.now()), ifNoneMatch));
    }

    @GET
    @Path("/{id}/awards")
    @Refuses({"award-list-not-found"})
    @Operation(operationId = "listAwards", summary = "The awards of a list in their order")
    public Uni<RestResponse<Page<AwardView>>> awards(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return awards.awards(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(AwardView::of), request));
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
                "programme-suspended"
            },
            defects = {
                "award-base-unfit",
                "award-beneficiary-elsewhere",
                "award-beneficiary-repeated",
                "award-beneficiary-unfit",
                "award-comes-to-nothing"
            })
    @Operation(
            operationId = "createAwardList",
            summary = "Draw up a list of awards",
            description =
                    "By the office whose programme of rewards it is. Each award is the same fixed amount, or a share"
                            + " of what was spent, rounded down, up to that amount. Nothing is held before another person grants it.")
    @APIResponse(responseCode = "201", description = "Drawn up; another person has to grant it")
    public Uni<RestResponse<AwardListView>> create(@NotNull @Valid NewAwardList wanted) {
        Actor actor = current.get();
        return once.created(
                awards.drawUp(actor, wanted),
                made -> AwardListView.of(made, actor, awards.now()),
                made -> PATH + "/" + made.id());
    }

    @POST
    @Path("/{id}/approvals")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "award-beneficiary-frozen",
        "award-cap-exceeded",
        "award-fact-used",
        "award-list-empty",
        "award-list-not-found",
        "budget-insufficient",
        "four-eyes-required",
        "not-yours",
        "programme-budget-missing",
        "programme-kind-differs",
        "programme-not-open",
        "programme-suspended",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "grantAwardList",
            summary = "Grant a list of awards",
            description =
                    "By another person of the office than who drew it up. One proof is awarded once, unless the rules"
                            + " of both programmes allow stacking. Its money is held in the budgets that pay"
                            + " for the regions of its beneficiaries, all of it or nothing.")
    public Uni<RestResponse<AwardListView>> grant(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(awards.grant(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/public-notices")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"award-list-empty", "award-list-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "announceAwardList",
            summary = "Put a list of awards on public notice",
            description = "Everybody can look at it for as many working days as the rules of the programme say, five at"
                    + " least, see `getAwardNotice`.")
    public Uni<RestResponse<AwardListView>> announce(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(awards.notice(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/strikes")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"award-list-not-found", "award-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "strikeAward",
            summary = "Strike an award off its list",
            description =
                    "Between its grant and the end of its notice, where an objection was right for example. Its money"
                            + " is let go, and the reason is public; the other awards go on.")
    public Uni<RestResponse<AwardListView>> strike(@RestPath UUID id, @NotNull @Valid AwardStrike why) {
        return changed(awards.strike(current.get(), id, why));
    }

    @POST
    @Path("/{id}/confirmations")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "award-list-empty",
        "award-list-not-found",
        "award-notice-still-running",
        "four-eyes-required",
        "not-yours",
        "review-own-side",
        "transition-not-allowed"
    })
    @Operation(
            operationId = "finalizeAwardList",
            summary = "Make a list of awards final",
            description =
                    "When its notice is over, by another person than who put it on notice. Each award that is left is"
                            + " owed from then on: its beneficiary claims it with `claimEntitlement`.")
    public Uni<RestResponse<AwardListView>> finalizeAwardList(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(awards.finalizeList(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/cancellations")
    @RolesAllowed(Roles.AUTHORITY)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"award-list-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "cancelAwardList",
            summary = "Give up a list of awards",
            description = "Before it is final. What is held for it is let go.")
    public Uni<RestResponse<AwardListView>> cancel(@RestPath UUID id, @NotNull @Valid Reason why) {
        return changed(awards.cancel(current.get(), id, why.reason()));
    }

    private Uni<RestResponse<AwardListView>> changed(Effect<AwardList> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> AwardListView.of(after, actor, awards.now()));
    }
}
