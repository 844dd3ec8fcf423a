package cn.dengyun.voucher;

import cn.dengyun.platform.audit.AuditNote;
import cn.dengyun.platform.audit.AuditTrail;
import cn.dengyun.platform.outbox.Fact;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.domain.Redemption;
import cn.dengyun.voucher.domain.Reservation;
import cn.dengyun.voucher.domain.Voucher;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is told and noted of vouchers: to the enterprise and its authorities, and to the provider of a reservation. */
@ApplicationScoped
class VoucherNotes {

    static final String VOUCHERS = "/api/v1/vouchers/";
    static final String RESERVATIONS = "/api/v1/reservations/";
    static final String REDEMPTIONS = "/api/v1/redemptions/";

    private final Outbox outbox;
    private final AuditTrail trail;

    VoucherNotes(Outbox outbox, AuditTrail trail) {
        this.outbox = outbox;
        this.trail = trail;
    }

    /** Something that happened to a voucher, with its balances afterwards. */
    Fact fact(String event, Voucher voucher, Instant now) {
        return fact(
                        "cn.dengyun.voucher." + event,
                        VOUCHERS + voucher.id(),
                        voucher.organizationId(),
                        state(voucher, now),
                        now)
                .inRegion(voucher.regionCode());
    }

    /** A voucher that will be over soon. */
    Fact expiring(Voucher voucher, long days, Instant now) {
        JsonObject data = state(voucher, now).put("daysLeft", days);
        return fact("cn.dengyun.voucher.expiring", VOUCHERS + voucher.id(), voucher.organizationId(), data, now)
                .inRegion(voucher.regionCode());
    }

    /** Something that happened to a reservation, for its provider. */
    Fact fact(String event, Reservation reservation, UUID providerOrganization, Instant now) {
        JsonObject data = new JsonObject()
                .put("id", reservation.id().toString())
                .put("voucherId", reservation.voucherId().toString())
                .put("providerId", reservation.providerId().toString())
                .put("externalReference", reservation.externalReference())
                .put("amountFen", reservation.amountFen())
                .put("capturedFen", reservation.capturedFen())
                .put("status", reservation.status().name());
        return fact(
                "cn.dengyun.voucher.reservation." + event,
                RESERVATIONS + reservation.id(),
                providerOrganization,
                data,
                now);
    }

    /** A refund, for the provider whom it costs. */
    Fact refunded(Redemption redemption, UUID refund, long amountFen, UUID providerOrganization, Instant now) {
        JsonObject data = new JsonObject()
                .put("id", redemption.id().toString())
                .put("voucherId", redemption.voucherId().toString())
                .put("refundId", refund.toString())
                .put("amountFen", amountFen)
                .put("refundedFen", redemption.refundedFen());
        return fact(
                "cn.dengyun.voucher.redemption.refunded",
                REDEMPTIONS + redemption.id(),
                providerOrganization,
                data,
                now);
    }

    Uni<Void> tell(SqlConnection connection, List<Fact> facts) {
        return outbox.writeAll(connection, facts);
    }

    /** @param before null when there was none */
    AuditNote note(String event, Voucher before, Voucher after, String reason, Instant now) {
        return new AuditNote(
                "voucher." + event,
                VOUCHERS + after.id(),
                after.organizationId(),
                before == null ? null : state(before, now).encode(),
                state(after, now).encode(),
                reason);
    }

    Uni<Void> write(SqlConnection connection, AuditNote note) {
        return trail.write(connection, note);
    }

    /** Somebody who is no party to it looked at vouchers. */
    void read(String subject, UUID organizationId) {
        trail.read(AuditNote.ofRead("voucher.read", subject, organizationId));
    }

    private static Fact fact(String type, String subject, UUID organization, JsonObject data, Instant now) {
        return new Fact(Ids.next(), type, subject, organization, false, data.encode(), now);
    }

    private static JsonObject state(Voucher voucher, Instant now) {
        return new JsonObject()
                .put("id", voucher.id().toString())
                .put("programmeId", voucher.programmeId().toString())
                .put("organizationId", voucher.organizationId().toString())
                .put("status", voucher.statusAt(now).name())
                .put("revision", voucher.revision())
                .put("faceFen", voucher.faceFen())
                .put("availableFen", voucher.availableFen())
                .put("heldFen", voucher.heldFen())
                .put("capturedFen", voucher.capturedFen())
                .put("validUntil", voucher.validity().validUntil().toString());
    }
}
