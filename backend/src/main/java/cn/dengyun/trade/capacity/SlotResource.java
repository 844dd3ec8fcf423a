package cn.dengyun.trade.capacity;

import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.aggregate.Reason;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Once;
import cn.dengyun.platform.operation.DryRunnable;
import cn.dengyun.platform.operation.IdempotencyKey;
import cn.dengyun.platform.operation.PlausibleDay;
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

/** Slots: booked by enterprises, answered by providers, cancelled by either, rendered or not. */
@Path(SlotResource.PATH)
@Tag(name = "Capacity slots", description = "Time of capacities that enterprises have booked.")
@RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER, Roles.AUTHORITY, Roles.AUDITOR})
@Cancellable(false)
@DryRunnable
class SlotResource {

    static final String PATH = "/api/v1/capacity-slots";

    private final SlotService slots;
    private final Once once;
    private final CurrentActor current;

    SlotResource(SlotService slots, Once once, CurrentActor current) {
        this.slots = slots;
        this.once = once;
        this.current = current;
    }

    @GET
    @RequiredScope(ClientScope.ORDERS_READ)
    @Operation(
            operationId = "listCapacitySlots",
            summary = "Slots, newest first",
            description =
                    "An enterprise sees its own, a provider those of its capacities, an authority those of enterprises"
                            + " of its region and below, auditors all.")
    public Uni<RestResponse<Page<SlotView>>> list(
            @RestQuery @Parameter(description = "Only those that stand there now") SlotStatus status,
            @RestQuery @Parameter(description = "Only those of this capacity") UUID capacityId,
            @RestQuery @Parameter(description = "Only those with this provider") UUID providerId,
            @RestQuery @Parameter(description = "Only those of this enterprise") UUID organizationId,
            @RestQuery @Parameter(description = "Only those that are for this order") UUID orderId,
            @RestQuery
                    @PlausibleDay
                    @Parameter(
                            description = "Only those that begin at this moment or later",
                            example = "2018-07-10T00:00:00Z")
                    Instant startsFrom,
            @RestQuery
                    @PlausibleDay
                    @Parameter(
                            description = "Only those that begin before this moment",
                            example = "2018-07-17T00:00:00Z")
                    Instant startsBefore,
            @RestQuery @Parameter(description = "`nextCursor` of the page before") String cursor,
            @RestQuery @DefaultValue("20") @Min(1) @Max(Page.MAX_LIMIT) @Parameter(description = "Rows a page")
                    int limit,
            @Context UriInfo request) {
        Actor actor = current.get();
        Instant now = slots.now();
        Filter filter = new Filter()
                .isAt(CapacitySlot.STATUS, now, status)
                .is("capacity_id", capacityId)
                .is("provider_id", providerId)
                .is("organization_id", organizationId)
                .is("order_id", orderId)
                .between("starts_at", startsFrom, startsBefore);
        return slots.list(actor, filter, cursor, limit)
                .map(page -> PageLinks.respond(page.map(found -> SlotView.of(found, actor, now)), request));
    }

    @GET
    @Path("/{id}")
    @RequiredScope(ClientScope.ORDERS_READ)
    @Refuses({"capacity-slot-not-found"})
    @Operation(operationId = "getCapacitySlot", summary = "A slot")
    @APIResponse(responseCode = "200", description = "As it is now, with its ETag")
    @APIResponse(responseCode = "304", description = "Unchanged since the answer with that ETag")
    public Uni<RestResponse<SlotView>> get(
            @RestPath UUID id, @RestHeader("If-None-Match") @Parameter(hidden = true) String ifNoneMatch) {
        Actor actor = current.get();
        return slots.find(actor, id)
                .map(found -> EntityTags.respond(SlotView.of(found, actor, slots.now()), ifNoneMatch));
    }

    @POST
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @APIResponse(responseCode = "201", description = "Held until the provider answers")
    @Refuses(
            value = {
                "capacity-not-bookable",
                "capacity-not-found",
                "capacity-slots-too-many",
                "capacity-taken",
                "capacity-taken-throughout",
                "enterprise-not-certified",
                "provider-not-qualified",
                "provider-slots-too-many",
                "self-dealing"
            },
            defects = {
                "moment-not-at-midnight",
                "moment-not-on-the-hour",
                "slot-beyond-mark",
                "slot-length-unfit",
                "slot-not-open",
                "slot-order-unfit",
                "slot-too-far",
                "slot-too-soon"
            })
    @Operation(
            operationId = "bookCapacitySlot",
            summary = "Book a capacity",
            description = "The lowest unit that is free is held until the provider answers, within two working days and"
                    + " before the slot begins; nobody else gets it meanwhile. Where none is free the problem says when the"
                    + " next is, for as long. At most 100 slots of an enterprise are not over.")
    public Uni<RestResponse<SlotView>> book(@NotNull @Valid NewSlot wanted) {
        Actor actor = current.get();
        return once.created(
                slots.book(actor, wanted),
                made -> SlotView.of(made, actor, made.requestedAt()),
                made -> PATH + "/" + made.id());
    }

    @POST
    @Path("/{id}/confirmations")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses({
        "capacity-not-bookable",
        "capacity-slot-not-found",
        "enterprise-not-certified",
        "not-yours",
        "provider-not-qualified",
        "transition-not-allowed"
    })
    @Operation(operationId = "confirmCapacitySlot", summary = "Confirm a slot that is held")
    public Uni<RestResponse<SlotView>> confirm(@RestPath UUID id) {
        return moved(slots.confirm(current.get(), id));
    }

    @POST
    @Path("/{id}/declines")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses({"capacity-slot-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "declineCapacitySlot", summary = "Decline a slot that is held; others may book its time")
    public Uni<RestResponse<SlotView>> decline(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(slots.move(current.get(), id, SlotMove.DECLINE, why.reason()));
    }

    @POST
    @Path("/{id}/cancellations")
    @RolesAllowed({Roles.ENTERPRISE, Roles.PROVIDER})
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses({"capacity-slot-not-found", "not-yours", "slot-over", "transition-not-allowed"})
    @Operation(
            operationId = "cancelCapacitySlot",
            summary = "Cancel a slot, or ask for that",
            description = "By the enterprise at once while it is held, and before `freeUntil`; later it is"
                    + " `CANCELLATION_ASKED` until the provider consents. By the provider once it has confirmed.")
    public Uni<RestResponse<SlotView>> cancel(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(slots.cancel(current.get(), id, why.reason()));
    }

    @POST
    @Path("/{id}/cancellation-consents")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses({"capacity-slot-not-found", "not-yours", "transition-not-allowed"})
    @Operation(operationId = "consentToSlotCancellation", summary = "Consent to a late cancellation")
    public Uni<RestResponse<SlotView>> consent(@RestPath UUID id) {
        return moved(slots.move(current.get(), id, SlotMove.CONSENT, null));
    }

    @POST
    @Path("/{id}/cancellation-refusals")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses({"capacity-slot-not-found", "not-yours", "transition-not-allowed"})
    @Operation(
            operationId = "refuseSlotCancellation",
            summary = "Do not consent to a late cancellation",
            description = "The slot stays confirmed; it does too when nobody answers before it ends.")
    public Uni<RestResponse<SlotView>> refuse(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(slots.move(current.get(), id, SlotMove.REFUSE, why.reason()));
    }

    @POST
    @Path("/{id}/completions")
    @RolesAllowed(Roles.ENTERPRISE)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses({"capacity-slot-not-found", "not-yours", "slot-not-over", "transition-not-allowed"})
    @Operation(
            operationId = "completeCapacitySlot",
            summary = "Say that what was booked was rendered",
            description = "After its end. Seven days later it counts as said.")
    public Uni<RestResponse<SlotView>> complete(@RestPath UUID id) {
        return moved(slots.move(current.get(), id, SlotMove.COMPLETE, null));
    }

    @POST
    @Path("/{id}/no-shows")
    @RolesAllowed(Roles.PROVIDER)
    @RequiredScope(ClientScope.ORDERS_WRITE)
    @IdempotencyKey
    @Refuses({"capacity-slot-not-found", "not-yours", "slot-not-over", "transition-not-allowed"})
    @Operation(
            operationId = "reportSlotNoShow",
            summary = "Say that the enterprise did not come",
            description =
                    "After the end of the slot, within seven days, unless the enterprise has said that it was rendered.")
    public Uni<RestResponse<SlotView>> miss(@RestPath UUID id, @NotNull @Valid Reason why) {
        return moved(slots.move(current.get(), id, SlotMove.MISS, why.reason()));
    }

    private Uni<RestResponse<SlotView>> moved(Effect<CapacitySlot> effect) {
        Actor actor = current.get();
        return once.ok(effect, after -> SlotView.of(after, actor, slots.now()));
    }
}
