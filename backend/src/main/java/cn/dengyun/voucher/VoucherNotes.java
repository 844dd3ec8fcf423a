package cn.dengyun.voucher;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventData;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is told and noted of vouchers: to the enterprise and its authorities, and to the provider of a reservation. */
@ApplicationScoped
class VoucherNotes {

    static final String VOUCHERS = "/api/v1/vouchers/";

    private final Outbox outbox;
    private final AuditTrail trail;

    VoucherNotes(Outbox outbox, AuditTrail trail) {
        this.outbox = outbox;
        this.trail = trail;
    }

    /**
     * Something that happened to a voucher, with its balances afterwards.
     *
     * @param reason null where nobody had to give one
     */
    DomainEvent domainEvent(VoucherEvent event, Voucher voucher, String reason, Instant now) {
        return event.of(voucher.organizationId(), state(voucher, reason, now), now)
                .inRegion(voucher.regionCode());
    }

    /** A voucher that will be over soon. */
    DomainEvent expiring(Voucher voucher, long days, Instant now) {
        VoucherReminder.Data data = new VoucherReminder.Data(
                voucher.id(),
                voucher.code(),
                voucher.programmeId(),
                voucher.organizationId(),
                voucher.statusAt(now),
                voucher.revision(),
                voucher.faceFen(),
                voucher.availableFen(),
                voucher.heldFen(),
                voucher.capturedFen(),
                voucher.validity().validUntil(),
                days);
        return VoucherReminder.EXPIRING.of(voucher.organizationId(), data, now).inRegion(voucher.regionCode());
    }

    /** Something that happened to a reservation, for its provider. */
    DomainEvent domainEvent(ReservationEvent event, Reservation reservation, UUID providerOrganization, Instant now) {
        ReservationEvent.Data data = new ReservationEvent.Data(
                reservation.id(),
                reservation.voucherId(),
                reservation.providerId(),
                reservation.externalReference(),
                reservation.amountFen(),
                reservation.capturedFen(),
                reservation.status(),
                reservation.orderId(),
                reservation.parentId());
        return event.of(providerOrganization, data, now);
    }

    /** A refund, for the provider whom it costs. */
    DomainEvent refunded(Redemption redemption, UUID refund, long amountFen, UUID providerOrganization, Instant now) {
        RedemptionEvent.Data data = new RedemptionEvent.Data(
                redemption.id(), redemption.voucherId(), refund, amountFen, redemption.refundedFen());
        return RedemptionEvent.REFUNDED.of(providerOrganization, data, now);
    }

    Uni<Void> tell(SqlConnection connection, List<DomainEvent> domainEvents) {
        return outbox.writeAll(connection, domainEvents);
    }

    /** @param before null when there was none */
    AuditNote note(VoucherEvent event, Voucher before, Voucher after, String reason, Instant now) {
        return new AuditNote(
                "voucher." + event.act(),
                VOUCHERS + after.id(),
                after.organizationId(),
                before == null ? null : EventData.render(state(before, null, now)),
                EventData.render(state(after, null, now)),
                reason);
    }

    Uni<Void> write(SqlConnection connection, AuditNote note) {
        return trail.write(connection, note);
    }

    /** Somebody who is no party to it looked at vouchers. */
    void read(String subject, UUID organizationId) {
        trail.read(AuditNote.ofRead("voucher.read", subject, organizationId));
    }

    private static VoucherEvent.Data state(Voucher voucher, String reason, Instant now) {
        return new VoucherEvent.Data(
                voucher.id(),
                voucher.code(),
                voucher.programmeId(),
                voucher.organizationId(),
                voucher.statusAt(now),
                voucher.revision(),
                voucher.faceFen(),
                voucher.availableFen(),
                voucher.heldFen(),
                voucher.capturedFen(),
                voucher.voidFen(),
                voucher.validity().validUntil(),
                reason);
    }
}
