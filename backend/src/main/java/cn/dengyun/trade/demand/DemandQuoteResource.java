package cn.dengyun.trade.demand;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The quotes of a demand. */
@Path(DemandResource.PATH + "/{id}/quotes")
@Tag(name = "Demands")
class DemandQuoteResource {

    private final QuoteService quotes;
    private final Once once;
    private final CurrentActor current;

    DemandQuoteResource(QuoteService quotes, Once once, CurrentActor current) {
        this.quotes = quotes;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"demand-not-found"})
    @Operation(
            operationId = "listDemandQuotes",
            summary = "The quotes for a demand, newest first",
            description =
                    "A provider sees its own alone, always. The enterprise and its authorities see none as long as quotes"
                            + " are taken.")
    public Uni<RestResponse<Page<QuoteView>>> list(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        return quotes.list(actor, id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> QuoteView.of(found, actor, quotes.now())), request));
    }

    @POST
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "demand-enterprise-frozen",
                "demand-not-found",
                "demand-quoting-over",
                "offering-lapsed",
                "offering-not-found",
                "offering-not-offered",
                "offering-version-outdated",
                "offering-without-plans",
                "provider-not-qualified",
                "provider-not-yours",
                "quotes-too-many",
                "self-dealing"
            },
            defects = {
                "number-out-of-range",
                "order-line-repeated",
                "order-line-too-dear",
                "plan-unknown",
                "quantity-not-whole",
                "quote-above-price",
                "quote-sum-unfit",
                "quote-validity-unfit",
                "quote-without-lines",
                "too-many"
            })
    @Operation(
            operationId = "createQuote",
            summary = "Quote for a demand",
            description =
                    "Of plans of one's own published offering, at everybody's price of the day or for less, and in own"
                            + " words of what the catalogue has no entry for, which no voucher pays of. It is never"
                            + " changed: another one takes its place. Nobody else sees it before the demand takes no more"
                            + " quotes.")
    @APIResponse(responseCode = "201", description = "Submitted, and sealed")
    public Uni<RestResponse<QuoteView>> submit(@RestPath UUID id, @NotNull @Valid NewQuote wanted) {
        Actor actor = current.get();
        return once.created(
                quotes.submit(actor, id, wanted),
                made -> QuoteView.of(made, actor, quotes.now()),
                made -> QuoteResource.PATH + "/" + made.id());
    }
}
