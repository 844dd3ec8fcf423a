package cn.dengyun.trade.bill.rest;

import cn.dengyun.trade.bill.BillService.Whole;
import cn.dengyun.trade.bill.domain.BillCredits;
import cn.dengyun.trade.bill.domain.BillLine;
import cn.dengyun.trade.bill.domain.BillLineKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of a bill. */
@Schema(name = "BillLine", description = "A line of a bill")
record BillLineView(
        @Schema(required = true, description = "From 1", examples = "1")
        int number,

        @Schema(required = true, description = "The line of the order, from 1", examples = "1")
        int orderLine,

        @Schema(required = true, description = "The plan", examples = "g1-2c8g-y")
        String planCode,

        @Schema(required = true, description = "Its name when it was ordered", examples = "按量付费")
        String planName,

        @Schema(required = true, description = "What it is") BillLineKind kind,

        @Schema(
                required = true,
                description = "The first day of the month in which it was used, or was accepted in own words. Of a"
                        + " month before that of the bill the line says what that comes to more, or less, than was"
                        + " billed of it before",
                examples = "2018-07-01")
        LocalDate month,

        @Schema(
                required = true,
                nullable = true,
                description = "How much of it, a decimal string; null but for usage and own words. Below 0 where it is"
                        + " taken back",
                examples = "1024.5")
        String quantity,

        @Schema(
                required = true,
                nullable = true,
                description = "Code of `meter-units`, or in own words what the provider counts in; null where there is"
                        + " no quantity",
                examples = "GB_MONTH")
        String unit,

        @Schema(
                required = true,
                nullable = true,
                description = "The share that is taken off, a decimal string; null where none is",
                examples = "0.1")
        String rate,

        @Schema(
                required = true,
                nullable = true,
                description = "What the concession or the campaign is called; null otherwise",
                examples = "暑期优惠")
        String name,

        @Schema(
                required = true,
                description = "Tax included, in fen; below 0 where it is taken off or back",
                examples = "120000")
        long amountFen,

        @Schema(
                required = true,
                nullable = true,
                description = "The tax rate that is contained, a decimal string; null where the plan says none",
                examples = "0.06")
        String taxRate,

        @Schema(
                required = true,
                nullable = true,
                description = "The tax contained, in fen; null where the plan says no rate",
                examples = "6793")
        Long taxFen,

        @Schema(
                required = true,
                nullable = true,
                description = "The accepted delivery that it rests on (`/order-deliveries/{id}`); null but for own"
                        + " words, everything else rests on readings (`/bills/{id}/events`)")
        UUID deliveryId,

        @Schema(
                required = true,
                description = "What credit notes have taken off it, in fen, of all lines together `creditedFen` of the"
                        + " bill. A note that names no line takes off what is left: first of what is measured, then of"
                        + " own words, in the order of the lines",
                examples = "0")
        long creditedFen,

        @Schema(
                required = true,
                description = "What a credit note can take off it still, in fen: together with the others of its plan"
                        + " and month, of which some take something off themselves, no more than these come to",
                examples = "120000")
        long remainingFen) {

    /** Of a bill that has locked. */
    static List<BillLineView> of(Whole whole) {
        Map<Integer, Long> taken = whole.taken();
        Map<Integer, Long> left = whole.left();
        return whole.lines().stream()
                .map(line -> of(line, taken.get(line.number()), left.get(line.number())))
                .toList();
    }

    /** Of one that has not, so that nothing was taken off it. */
    static List<BillLineView> of(List<BillLine> lines) {
        Map<Integer, Long> left = BillCredits.NONE.left(lines);
        return lines.stream().map(line -> of(line, 0, left.get(line.number()))).toList();
    }

    private static BillLineView of(BillLine line, long creditedFen, long remainingFen) {
        return new BillLineView(
                line.number(),
                line.orderLine(),
                line.planCode(),
                line.planName(),
                line.kind(),
                line.month(),
                line.quantity() == null ? null : line.quantity().toPlainString(),
                line.unit(),
                line.rate() == null ? null : line.rate().toPlainString(),
                line.name(),
                line.amountFen(),
                line.taxRate() == null ? null : line.taxRate().toPlainString(),
                line.taxFen(),
                line.deliveryId(),
                creditedFen,
                remainingFen);
    }
}
