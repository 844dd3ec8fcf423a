package cn.dengyun.trade.demand;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
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
import java.time.Instant;
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

/** Quotes: submitted by providers, awarded by enterprises. */
@Path(QuoteResource.PATH)
@Tag(name = "Demands")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
class QuoteResource {

    static final String PATH = "/api/v1/quotes";

    private final QuoteService quotes;
    private final Once once;
    private final CurrentActor current;

    QuoteResource(QuoteService quotes, Once once, CurrentActor current) {
        this.quotes = quotes;
        this.once = once;
        this.current = current;
    }

    @GET
    @RequiredScope(ClientScope.ORDERS_READ)
    @Operation(
            operationId = "listQuotes",
            summary = "Quotes, newest first",
            description = "A provider sees its own; an enterprise those for its demands, and authorities those for the"
                    + " demands of enterprises of their region and below, as soon as they are open. What was replaced or taken"
                    + " back while it was sealed is never opened.")
    public Uni<RestResponse<Page<QuoteView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there now") QuoteStatus status,
            @RestQuery @Parameter(description = "Only those for this demand") UUID demandId,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = quotes.now();
        Filter filter = new Filter()
                .isAt(Quote.STATUS, now, status)
                .is("demand_id", demandId)
                .is("provider_id", providerId);
        return quotes.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> QuoteView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"quote-not-found"})
    @Operation(operationId = "getQuote", summary = "A quote")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<QuoteView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return quotes.find(actor, id)
                .map(found -> EntityTags.respond(QuoteView.of(found, actor, quotes.now()), ifNoneMatch));
    }

    @POST
    @Path("/{id}/withdrawals")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"demand-quoting-over", "not-yours", "quote-not-found", "transition-not-allowed"})
    @Operation(
            operationId = "withdrawQuote",
            summary = "Take a quote back while it is sealed",
            description = "Once the demand takes no more quotes, it binds the provider until its validity is over.")
    public Uni<RestResponse<QuoteView>> withdraw(@RestPath UUID id, @NotNull @Valid Reason why) {
        Actor actor = current.get();
        return once.ok(quotes.withdraw(actor, id, why.reason()), after -> QuoteView.of(after, actor, quotes.now()));
    }

    @POST
    @Path("/{id}/awards")
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @APIResponse(responseCode = "201", description = "Awarded; the order is at `Location`")
    @Refuses(
            value = {
                "demand-quoting-open",
                "enterprise-not-certified",
                "not-yours",
                "offering-lapsed",
                "offering-not-eligible",
                "offering-not-found",
                "offering-not-offered",
                "offering-not-subsidised",
                "offering-prices-unsettled",
                "offering-version-outdated",
                "offering-without-plans",
                "order-holds-too-many",
                "order-reference-taken",
                "order-without-subsidy",
                "orders-open-too-many",
                "provider-not-qualified",
                "quote-not-found",
                "quote-outdated",
                "self-dealing",
                "transition-not-allowed",
                "voucher-not-found",
                "voucher-of-another-provider",
                "voucher-transition-not-allowed"
            },
            defects = {
                "order-end-unfit",
                "order-quantity-differs",
                "order-start-unfit",
                "order-vouchers-unused",
                "plan-price-open",
                "plan-tax-rate-missing",
                "plan-unknown",
                "quote-own-words-unsupported"
            })
    @Operation(
            operationId = "awardQuote",
            summary = "Order what was quoted",
            description =
                    "Once the demand takes no more quotes. The order costs what was quoted, or less where the offering has"
                            + " become cheaper; vouchers pay a share of that, and never of more than everybody's price. All"
                            + " other quotes are rejected. The provider accepts the order as any other.")
    public Uni<RestResponse<QuoteView>> award(@RestPath UUID id, @NotNull @Valid NewAward wanted) {
        Actor actor = current.get();
        return once.created(
                quotes.award(actor, id, wanted),
                after -> QuoteView.of(after, actor, quotes.now()),
                after -> "/api/v1/orders/" + after.orderId());
    }
}
