package cn.dengyun.trade.bill.rest;

import cn.dengyun.trade.bill.BillMaking.Preview;
import cn.dengyun.trade.bill.domain.Bill;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an order comes to this month so far. */
@Schema(name = "BillPreview", description = "What an order comes to this month so far")
record BillPreviewView(
        @Schema(required = true, description = "The order") UUID orderId,

        @Schema(required = true, description = "Its number", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name when it ordered", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Its name then", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "The first day of the month", examples = "2018-07-01")
        LocalDate month,

        @Schema(
                required = true,
                description = "What it comes to if nothing more is used, tax included, in fen",
                examples = "120000")
        long netFen,

        @Schema(
                required = true,
                nullable = true,
                description = "The tax contained in it, in fen; null where a plan says no rate",
                examples = "6793")
        Long taxFen,

        @Schema(required = true, description = "The lines, which sum up to it")
        List<BillLineView> lines,

        @Schema(required = true, description = "As of when") Instant asOf) {

    static BillPreviewView of(Preview preview) {
        return new BillPreviewView(
                preview.order().id(),
                preview.order().number(),
                preview.order().organizationId(),
                preview.order().organizationName(),
                preview.order().providerId(),
                preview.order().providerName(),
                preview.month(),
                Bill.sum(preview.lines()),
                Bill.tax(preview.lines()),
                BillLineView.of(preview.lines()),
                preview.asOf());
    }
}
