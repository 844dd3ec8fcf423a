package cn.dengyun.trade.bill;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.EventType;
import cn.dengyun.platform.outbox.EventTypes;
import cn.dengyun.platform.outbox.Events;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillStatus;
import cn.dengyun.trade.bill.domain.DisputeAnswer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is told of bills: to both sides of the order and the authorities of the enterprise. */
@Events(family = "cn.dengyun.trade.bill.", subject = "/api/v1/bills/{billId}")
enum BillEvent implements EventType<BillEvent.Data> {
    /** Its month is over. */
    MONTH_ENDED,
    LOCKED,
    ACCEPTED,
    DISPUTED,
    /** The provider stands by it. */
    DISPUTE_REJECTED,
    CREDITED,
    /** Both sides have accepted it, or it was decided. */
    FINALIZED;

    DomainEvent told(Bill bill) {
        Data data = new Data(
                bill.id(),
                bill.number(),
                bill.orderId(),
                bill.orderNumber(),
                bill.organizationId(),
                bill.organizationName(),
                bill.providerId(),
                bill.providerName(),
                bill.offeringName(),
                bill.month(),
                bill.status(),
                bill.netFen(),
                bill.creditedFen(),
                bill.answer(),
                bill.dueAt(),
                bill.reason());
        return about(bill, data, bill.updatedAt()).alsoTo(bill.providerOrganizationId());
    }

    @Schema(name = "BillEventData", description = "How a bill stands afterwards.")
    record Data(
            @Schema(description = "The bill.") UUID billId,

            @Schema(description = "Its number.", examples = "B4K7-M2P9-QXT8-V")
            String number,

            @Schema(description = "The order.") UUID orderId,

            @Schema(description = "The number of the order.", examples = "D4K7-M2P9-QXT8-V")
            String orderNumber,

            @Schema(description = "The enterprise.") UUID organizationId,

            @Schema(description = "Its name.", examples = "合肥示范制造有限公司")
            String organizationName,

            @Schema(description = "The provider.") UUID providerId,

            @Schema(description = "Its name.", examples = "皖云示范云平台")
            String providerName,

            @Schema(description = "What the offering is called.", examples = "云服务器")
            String offeringName,

            @Schema(description = "The first day of its month.", examples = "2018-07-01")
            LocalDate month,

            @Schema(description = "Where it stands.") BillStatus status,

            @Schema(
                    description =
                            "What it comes to, tax included, in fen; 0 before it locks. Below 0 where more is taken"
                                    + " back of earlier months than was used.",
                    examples = "360000")
            long netFen,

            @Schema(description = "What credit notes have taken off, in fen.", minimum = "0", examples = "0")
            long creditedFen,

            @Schema(nullable = true, description = "What the provider says of the dispute; null where it says nothing.")
            DisputeAnswer answer,

            @Schema(description = "By when the next step has to be done, or had to be.")
            Instant dueAt,

            @Schema(
                    nullable = true,
                    description = "Why the last step was taken; null where nobody had to say.",
                    examples = "7 月 12 日的用量重复")
            String reason) {}

    @Singleton
    static final class Declared extends EventTypes.Of<BillEvent> {}
}
