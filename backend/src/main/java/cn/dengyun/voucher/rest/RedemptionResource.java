package cn.dengyun.voucher.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.ClaimDays;
import cn.dengyun.voucher.ClaimDays.ClaimDay;
import cn.dengyun.voucher.RedemptionService;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.RedemptionFilter;
import cn.dengyun.voucher.rest.RedemptionView.RefundView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** What was captured, and taking it back. */
@Path("/api/v1/redemptions")
@Tag(name = "Vouchers")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
public class RedemptionResource {

    private final RedemptionService redemptions;
    private final ClaimDays claimDays;
    private final Once once;
    private final CurrentActor current;

    RedemptionResource(RedemptionService redemptions, ClaimDays claimDays, Once once, CurrentActor current) {
        this.redemptions = redemptions;
        this.claimDays = claimDays;
        this.once = once;
        this.current = current;
    }

    /** How much is taken back, and why. */
    @Schema(name = "RefundRequest", description = "How much is taken back, and why")
    public record NewRefund(
            @Min(1)
            @Schema(
                    nullable = true,
                    description = "In fen; all that was not refunded yet when absent",
                    examples = "44000")
            Long amountFen,

            @NotBlank
            @Size(max = 500)
            @Schema(required = true, description = "Why it is taken back", examples = "服务中途终止，按未使用月份退回")
            String reason) {}

    @GET
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Operation(
            operationId = "listRedemptions",
            summary = "Captures, newest first",
            description = "An enterprise sees those of its vouchers, a provider those made with it, an authority"
                    + " those of its region and below, finance and auditors all.")
    public Uni<RestResponse<Page<RedemptionView>>> list(
            @RestQuery @Parameter(description = "Only those of this voucher") UUID voucherId,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery
                    @Parameter(
                            description = "Only those captured from this moment on",
                            example = "2018-07-01T00:00:00Z")
                    Instant from,
            @RestQuery
                    @Parameter(description = "Only those captured before this moment", example = "2018-10-01T00:00:00Z")
                    Instant to,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        RedemptionFilter filter = new RedemptionFilter(voucherId, providerId, from, to);
        return redemptions
                .list(current.get(), filter, cursor, limit)
                .chain(page -> days(page.data())
                        .map(days -> page.map(found -> RedemptionView.of(found, days.get(found.id())))))
                .map(page -> PageLinks.respond(page, request));
    }

    private Uni<Map<UUID, ClaimDay>> days(List<Redemption> found) {
        return claimDays.of(found.stream().map(Redemption::id).toList());
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Refuses({"redemption-not-found"})
    @Operation(operationId = "getRedemption", summary = "A capture")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<RedemptionView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        return redemptions
                .find(current.get(), id)
                .chain(found -> days(List.of(found)).map(days -> {
                    ClaimDay day = days.get(found.id());
                    return EntityTags.respond(
                            RedemptionView.of(found, day), EntityTags.of(found.revision(), day), ifNoneMatch);
                }));
    }

    @GET
    @Path("/{id}/refunds")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Refuses({"redemption-not-found"})
    @Operation(operationId = "listRefunds", summary = "Refunds of a capture, newest first")
    public Uni<RestResponse<Page<RefundView>>> refunds(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return redemptions
                .refunds(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(RefundView::of), request));
    }

    @POST
    @Path("/{id}/refunds")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.VOUCHERS_REDEEM)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({"redemption-not-found", "refund-after-payment", "refund-exceeds-capture", "refund-in-payment"})
    @Operation(
            operationId = "refundRedemption",
            summary = "Take captured money back",
            description = "By the provider, in whole or in parts, however old the capture is: to the voucher, which"
                    + " can be used for it again, or to the budget when the voucher is over.")
    @APIResponse(
            responseCode = "201",
            description = "Refunded",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RefundView.class)))
    public Uni<RestResponse<RefundView>> refund(@RestPath UUID id, @NotNull @Valid NewRefund request) {
        return once.created(
                redemptions.refund(current.get(), id, request.amountFen(), request.reason()),
                RefundView::of,
                refunded -> "/api/v1/redemptions/" + id + "/refunds");
    }
}
