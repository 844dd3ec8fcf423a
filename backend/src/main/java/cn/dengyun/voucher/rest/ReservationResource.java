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
import cn.dengyun.voucher.ClaimDays;
import cn.dengyun.voucher.NewReservation;
import cn.dengyun.voucher.ReservationService;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.ReservationFilter;
import cn.dengyun.voucher.domain.ReservationStatus;
import cn.dengyun.voucher.domain.StandingReservation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import java.util.UUID;
import java.util.function.Function;
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

/** Holds on vouchers, and their ends. */
@Path("/api/v1/reservations")
@Tag(name = "Vouchers")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.FINANCE, Roles.AUDITOR})
public class ReservationResource {

    private final ReservationService reservations;
    private final ClaimDays claimDays;
    private final Once once;
    private final CurrentActor current;

    ReservationResource(ReservationService reservations, ClaimDays claimDays, Once once, CurrentActor current) {
        this.reservations = reservations;
        this.claimDays = claimDays;
        this.once = once;
        this.current = current;
    }

    /** An order that several vouchers pay. */
    @Schema(name = "ReservationsRequest", description = "An order that several vouchers pay")
    public record NewReservations(
            @Size(max = 50)
            @Schema(
                    nullable = true,
                    description = "Which vouchers may be used; all that can be when absent",
                    examples = "[\"01900000-0000-7000-8000-000000000601\"]")
            List<@NotNull UUID> voucherIds,

            @NotNull @Valid @Schema(required = true) NewReservation order) {}

    /** The holds of one order. */
    @Schema(name = "Reservations", description = "The holds of one order")
    record ReservationsView(
            @Schema(required = true, description = "The provider's own number of the order", examples = "PO-2018-0042")
            String externalReference,

            @Schema(required = true, description = "What is held in all, in fen", examples = "144000")
            long amountFen,

            @Schema(required = true, description = "The hold on each voucher")
            List<ReservationView> reservations) {}

    /** How much is captured. */
    @Schema(name = "CaptureRequest", description = "How much is captured")
    public record NewCapture(
            @Min(1) @Schema(nullable = true, description = "In fen; all that is held when absent", examples = "100000")
            Long amountFen) {}

    /** Why a hold is given up. */
    @Schema(name = "ReleaseRequest", description = "Why a hold is given up")
    public record NewRelease(
            @Size(max = 500)
            @Schema(nullable = true, description = "Why it is given up, if anybody wants to say", examples = "订单取消")
            String reason) {}

    @GET
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Operation(
            operationId = "listReservations",
            summary = "Holds, newest first",
            description = "An enterprise sees those of its vouchers, a provider those made with it, an authority"
                    + " those of its region and below, finance and auditors all. One that was split is followed by its"
                    + " parts: whoever sums up leaves out what is `SPLIT`.")
    public Uni<RestResponse<Page<ReservationView>>> list(
            @RestQuery @Parameter(description = "Only those of this voucher") UUID voucherId,
            @RestQuery @Parameter(description = "Only those in this status now") ReservationStatus status,
            @RestQuery @Parameter(description = "Only those of this provider") UUID providerId,
            @RestQuery
                    @Size(max = 100)
                    @Parameter(description = "Only those of the order with this number", example = "PO-2018-0815")
                    String externalReference,
            @RestQuery @Parameter(description = "Only those made from this moment on", example = "2018-07-01T00:00:00Z")
                    Instant from,
            @RestQuery @Parameter(description = "Only those made before this moment", example = "2018-10-01T00:00:00Z")
                    Instant to,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = reservations.now();
        ReservationFilter filter = new ReservationFilter(voucherId, status, providerId, externalReference, from, to);
        return reservations
                .list(actor, filter, now, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> ReservationView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @Delegable("vouchers:read")
    @RequiredScope(ClientScope.VOUCHERS_READ)
    @Refuses({"reservation-not-found"})
    @Operation(operationId = "getReservation", summary = "A hold on a voucher")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<ReservationView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        Instant now = reservations.now();
        return reservations
                .find(actor, id, now)
                .map(found -> EntityTags.respond(ReservationView.of(found, actor, now), tag(found, now), ifNoneMatch));
    }

    private static String tag(StandingReservation found, Instant now) {
        return found.reservation().revision() + "-" + found.reservation().statusAt(now) + "-" + found.voucherStatus();
    }

    @POST
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
                "voucher-not-found"
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
            operationId = "createReservations",
            summary = "Hold what an order needs of several vouchers",
            description =
                    "Those that expire first are used first; all or nothing. Otherwise like" + " `createReservation`.")
    @APIResponse(
            responseCode = "201",
            description = "Held",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReservationsView.class)))
    public Uni<RestResponse<ReservationsView>> reserve(@NotNull @Valid NewReservations request) {
        Actor actor = current.get();
        return once.created(
                reservations.reserveAcross(
                        actor, request.voucherIds() == null ? List.of() : request.voucherIds(), request.order()),
                held -> view(held, actor));
    }

    private static ReservationsView view(List<Reservation> held, Actor actor) {
        return new ReservationsView(
                held.get(0).externalReference(),
                held.stream().mapToLong(Reservation::amountFen).sum(),
                held.stream()
                        .map(each -> ReservationView.of(each, actor, each.createdAt()))
                        .toList());
    }

    @POST
    @Path("/{id}/captures")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.VOUCHERS_REDEEM)
    @Cancellable(false)
    @IdempotencyKey
    @DryRunnable
    @Refuses({
        "capture-exceeds-hold",
        "hold-of-order",
        "reservation-ended",
        "reservation-not-found",
        "voucher-transition-not-allowed"
    })
    @Operation(
            operationId = "captureReservation",
            summary = "Redeem what is held",
            description = "By the provider, when the service was rendered: the payee of the programme is owed the"
                    + " amount, what was held beyond it is free again. One hold is captured once. What was held while"
                    + " offering and provider were fit can be captured until the hold ends, whatever became of them"
                    + " since.")
    @APIResponse(
            responseCode = "201",
            description = "Captured",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RedemptionView.class)))
    public Uni<RestResponse<RedemptionView>> capture(@RestPath UUID id, @NotNull @Valid NewCapture request) {
        return once.created(
                reservations
                        .capture(current.get(), id, request.amountFen())
                        .then((connection, captured) -> claimDays
                                .of(connection, List.of(captured.id()))
                                .map(days -> RedemptionView.of(captured, days.get(captured.id())))),
                Function.identity(),
                captured -> "/api/v1/redemptions/" + captured.id());
    }

    @POST
    @Path("/{id}/releases")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @Delegable("vouchers:redeem")
    @RequiredScope(ClientScope.VOUCHERS_REDEEM)
    @Cancellable(false)
    @IdempotencyKey
    @Refuses({"hold-of-order", "reservation-ended", "reservation-not-found"})
    @Operation(
            operationId = "releaseReservation",
            summary = "Give a hold up",
            description = "By the enterprise or by the provider.")
    @APIResponse(responseCode = "200", description = "Released")
    public Uni<RestResponse<ReservationView>> release(@RestPath UUID id, @NotNull @Valid NewRelease request) {
        Actor actor = current.get();
        return once.ok(
                reservations.release(actor, id, request.reason()),
                ended -> ReservationView.of(ended, actor, reservations.now()));
    }
}
