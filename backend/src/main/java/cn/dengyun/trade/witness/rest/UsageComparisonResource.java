package cn.dengyun.trade.witness.rest;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.IfMatch;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.trade.witness.ComparisonService;
import cn.dengyun.trade.witness.NewUsageWitness;
import cn.dengyun.trade.witness.domain.ComparisonOutcome;
import cn.dengyun.trade.witness.domain.ComparisonStatus;
import cn.dengyun.trade.witness.domain.UsageComparison;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.YearMonth;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What providers report, held against what witnesses have seen. */
@Path("/api/v1/usage-comparisons")
@Tag(name = "Usage witnesses")
@RolesAllowed(Roles.AUTHORITY)
@Cancellable(false)
@DryRunnable
class UsageComparisonResource {

    private final ComparisonService comparisons;
    private final Once once;
    private final CurrentActor current;

    UsageComparisonResource(ComparisonService comparisons, Once once, CurrentActor current) {
        this.comparisons = comparisons;
        this.once = once;
        this.current = current;
    }

    @GET
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_READ)
    @Operation(
            operationId = "listUsageComparisons",
            summary = "What providers report, held against what witnesses have seen, newest first",
            description =
                    "One of each meter that is witnessed and each month, once ten days have passed since its end. Both"
                            + " sides of the order see it, and the authorities of the enterprise; the witness does not.")
    public Uni<RestResponse<Page<UsageComparisonView>>> list(
            @RestQuery @Parameter(description = "Only those of this meter") UUID meterId,
            @RestQuery @Parameter(description = "Only those of this order") UUID orderId,
            @RestQuery @Parameter(description = "Only those with this provider") UUID providerId,
            @RestQuery
                    @Pattern(regexp = NewUsageWitness.MONTH)
                    @Parameter(description = "Only those of this month", example = "2018-09")
                    String month,
            @RestQuery @Parameter(description = "Only those with this outcome") ComparisonOutcome outcome,
            @RestQuery @Parameter(description = "Only those that stand there") ComparisonStatus status,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Filter filter = new Filter()
                .is("meter_id", meterId)
                .is("order_id", orderId)
                .is("provider_id", providerId)
                .is("month", month == null ? null : YearMonth.parse(month).atDay(1))
                .is("outcome", outcome)
                .is("status", status);
        return comparisons
                .list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> UsageComparisonView.of(found, actor)), request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
    @RequiredScope(ClientScope.USAGE_READ)
    @Refuses({"usage-comparison-not-found"})
    @Operation(
            operationId = "getUsageComparison",
            summary = "What a meter came to in a month, as its provider and its witness say")
    public Uni<RestResponse<UsageComparisonView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return comparisons
                .find(actor, id)
                .map(found -> EntityTags.respond(UsageComparisonView.of(found, actor), ifNoneMatch));
    }

    @POST
    @Path("/{id}/explanations")
    @IdempotencyKey
    @IfMatch
    @Refuses({"not-yours", "review-own-side", "transition-not-allowed", "usage-comparison-not-found"})
    @Operation(
            operationId = "explainUsageDifference",
            summary = "Find that what was reported stands although it differs",
            description =
                    "By an authority of the enterprise's region, and a person who has nothing to do with any side."
                            + " It holds for these figures: once they become others, they are looked at anew. What is claimed of"
                            + " the month is not held for it any more.")
    public Uni<RestResponse<UsageComparisonView>> explain(@RestPath UUID id, @NotNull @Valid Reason why) {
        return decided(comparisons.explain(current.get(), id, once.precondition(), why.reason()));
    }

    @POST
    @Path("/{id}/objections")
    @IdempotencyKey
    @IfMatch
    @Refuses({"not-yours", "review-own-side", "transition-not-allowed", "usage-comparison-not-found"})
    @Operation(
            operationId = "upholdUsageDifference",
            summary = "Find that what was reported does not stand",
            description =
                    "By an authority of the enterprise's region, and a person who has nothing to do with any side."
                            + " What is claimed of the order goes to a reviewer; what is wrong the provider corrects, and the month"
                            + " is compared anew.")
    public Uni<RestResponse<UsageComparisonView>> uphold(@RestPath UUID id, @NotNull @Valid Reason why) {
        return decided(comparisons.uphold(current.get(), id, once.precondition(), why.reason()));
    }

    private Uni<RestResponse<UsageComparisonView>> decided(Effect<UsageComparison> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> UsageComparisonView.of(after, actor));
    }
}
