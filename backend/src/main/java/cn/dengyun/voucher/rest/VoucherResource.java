package cn.dengyun.voucher.rest;

import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.Refuses;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.paging.PageLinks;
import cn.dengyun.platform.security.CurrentActor;
import cn.dengyun.platform.security.Delegable;
import cn.dengyun.platform.security.RequiredScope;
import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.NewReservation;
import cn.dengyun.voucher.ReservationService;
import cn.dengyun.voucher.VoucherService;
import cn.dengyun.voucher.domain.Voucher;
import cn.dengyun.voucher.domain.VoucherFilter;
import cn.dengyun.voucher.domain.VoucherStatus;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
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

/** Vouchers, and what their enterprise does with them. */
@Path("/api/v1/vouchers")
@Tag(name = "Vouchers")
@RolesAllowed({Roles.ENTERPRISE, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
public class VoucherResource {

    private final VoucherService vouchers;
    private final ReservationService reservations;
    private final Once once;
    private final CurrentActor current;

    VoucherResource(VoucherService vouchers, ReservationService reservations, Once once, CurrentActor current) {
        this.vouchers = vouchers;
        this.reservations = reservations;
        this.once = once;
        this.current = current;
    }

    @GET
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Operation(
            operationId = "listVouchers",
            summary = "Vouchers, newest first",
            description = "An enterprise sees its own, an authority those of its region and below, finance and"
                    + " auditors all.")
    public Uni<RestResponse<Page<VoucherView>>> list(
            @RestQuery @Parameter(description = "Only those of this programme") UUID programmeId,
            @RestQuery @Parameter(description = "Only those in this status now") VoucherStatus status,
            @RestQuery @Parameter(description = "Only those for services of this provider") UUID providerId,
            @RestQuery
                    @Parameter(description = "Only those issued from this moment on", example = "2018-07-01T00:00:00Z")
                    Instant from,
            @RestQuery
                    @Parameter(description = "Only those issued before this moment", example = "2018-10-01T00:00:00Z")
                    Instant to,
            @RestQuery
                    @Parameter(
                            description =
                                    "Only those where a proposed revocation waits for its decision, or only others")
                    Boolean revocationProposed,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = vouchers.now();
        VoucherFilter filter = new VoucherFilter(programmeId, status, providerId, from, to, revocationProposed);
        return vouchers.list(actor, filter, now, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> VoucherView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Refuses({"voucher-not-found"})
    @Operation(
            operationId = "getVoucher",
            summary = "A voucher",
            description = "Its ETag changes with its balances and with its status, which the clock may change.")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<VoucherView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Instant now = vouchers.now();
        return vouchers.find(actor, id)
                .map(found -> EntityTags.respond(VoucherView.of(found, actor, now), tag(found, now), ifNoneMatch));
    }

    private static String tag(Voucher voucher, Instant now) {
        return voucher.revision() + "-" + voucher.statusAt(now);
    }

    @GET
    @Path("/{id}/entries")
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Refuses({"voucher-not-found"})
    @Operation(operationId = "listVoucherEntries", summary = "What the ledger says of a voucher, oldest first")
    public Uni<RestResponse<Page<VoucherEntryView>>> entries(
            @RestPath UUID id,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        return vouchers.entries(current.get(), id, cursor, limit)
                .map(page -> PageLinks.respond(page.map(VoucherEntryView::of), request));
    }

    @POST
    @Path("/{id}/acceptances")
    @RolesAllowed(Roles.ENTERPRISE)
    @Delegable("vouchers:redeem")
    @RequiredScope(ClientScope.VOUCHERS_REDEEM)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"voucher-not-found", "voucher-transition-not-allowed"})
    @Operation(
            operationId = "acceptVoucher",
            summary = "Accept a voucher",
            description = "Where the programme asks for it; one that is not accepted in time lapses.")
    @APIResponse(responseCode = "200", description = "Accepted")
    public Uni<RestResponse<VoucherView>> accept(@RestPath UUID id) {
        Actor actor = current.get();
        return once.ok(vouchers.accept(actor, id), changed -> VoucherView.of(changed, actor, vouchers.now()));
    }

    @POST
    @Path("/{id}/reservations")
    @RolesAllowed(Roles.ENTERPRISE)
    @Delegable("vouchers:redeem")
    @RequiredScope(ClientScope.VOUCHERS_REDEEM)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses(
            value = {
                "enterprise-not-certified",
                "offering-lapsed",
                "offering-not-eligible",
                "offering-not-found",
                "offering-not-subsidised",
                "offering-prices-unsettled",
                "offering-version-outdated",
                "offering-without-plans",
                "order-holds-too-many",
                "provider-not-qualified",
                "self-dealing",
                "voucher-balance-too-low",
                "voucher-not-found",
                "voucher-of-another-provider",
                "voucher-transition-not-allowed"
            },
            defects = {
                "number-out-of-range",
                "order-line-repeated",
                "order-line-too-dear",
                "order-quantity-differs",
                "plan-tax-rate-missing",
                "plan-unknown",
                "quantity-not-whole",
                "reservation-end-over",
                "reservation-end-too-far",
                "voucher-share-exceeded"
            })
    @Operation(
            operationId = "createReservation",
            summary = "Hold an amount of a voucher for an order",
            description =
                    "Each line is paid up to the programme's share of its base, rounded down, by all holds for the"
                            + " order together: those of the enterprise with the same provider and `externalReference`,"
                            + " whatever vouchers they are on. Released and expired holds do not count, nor what was"
                            + " refunded. The base is the lowest price of quantity and set-up that everybody had in the"
                            + " last 90 days, without tax where the programme counts without; no later hold for the order"
                            + " raises it. Offering and provider have to be fit for vouchers now.")
    @APIResponse(
            responseCode = "201",
            description = "Held",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReservationView.class)))
    public Uni<RestResponse<ReservationView>> reserve(@RestPath UUID id, @NotNull @Valid NewReservation request) {
        Actor actor = current.get();
        return once.created(
                reservations.reserve(actor, id, request),
                held -> ReservationView.of(held, actor, held.createdAt()),
                held -> "/api/v1/reservations/" + held.id());
    }
}
