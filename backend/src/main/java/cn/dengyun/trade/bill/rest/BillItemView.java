package cn.dengyun.trade.bill.rest;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A bill in a list. */
@Schema(name = "BillItem", description = "A bill in a list")
record BillItemView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "What people read out", examples = "B4K7-M2P9-QXT8-V")
        String number,

        @Schema(required = true, description = "The order") UUID orderId,

        @Schema(required = true, description = "The number of the order", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name when it ordered", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "Where it was then, GB/T 2260", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Its name then", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "What the offering was called then", examples = "云服务器")
        String offeringName,

        @Schema(required = true, description = "The first day of its month", examples = "2018-07-01")
        LocalDate month,

        @Schema(required = true, description = "Where it stands")
        BillStatus status,

        @Schema(
                required = true,
                description = "What it comes to, tax included, in fen; 0 before it locks",
                examples = "120000")
        long netFen,

        @Schema(
                required = true,
                nullable = true,
                description = "The tax contained in it, in fen; null where a plan says no rate, or before it locks",
                examples = "6793")
        Long taxFen,

        @Schema(required = true, description = "What credit notes have taken off, in fen", examples = "0")
        long creditedFen,

        @Schema(required = true, description = "What is left of it, in fen", examples = "120000")
        long remainingFen,

        @Schema(required = true, description = "By when the next step has to be done, or had to be")
        Instant dueAt,

        @Schema(required = true, description = "Whether somebody did not act in time and still can", examples = "false")
        boolean overdue,

        @Schema(required = true, nullable = true, description = "When it locked; null before")
        Instant lockedAt,

        @Schema(required = true, nullable = true, description = "Since when it is final; null before")
        Instant finalAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"ACCEPT\", \"DISPUTE\"]")
        List<String> availableActions) {

    static BillItemView of(Bill bill, Actor actor, Instant now) {
        return new BillItemView(
                bill.id(),
                bill.number(),
                bill.orderId(),
                bill.orderNumber(),
                bill.organizationId(),
                bill.organizationName(),
                bill.regionCode(),
                bill.providerId(),
                bill.providerName(),
                bill.offeringName(),
                bill.month(),
                bill.statusAt(now),
                bill.netFen(),
                bill.taxFen(),
                bill.creditedFen(),
                bill.remainingFen(),
                bill.dueAt(),
                bill.isOverdueAt(now),
                bill.lockedAt(),
                bill.finalAt(),
                bill.actionsAt(now, actor));
    }
}
