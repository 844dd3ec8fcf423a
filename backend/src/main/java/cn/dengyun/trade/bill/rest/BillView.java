package cn.dengyun.trade.bill.rest;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import cn.dengyun.trade.bill.BillService.Whole;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillLowering;
import cn.dengyun.trade.bill.domain.BillLoweringStatus;
import cn.dengyun.trade.bill.domain.BillStatus;
import cn.dengyun.trade.bill.domain.CreditNote;
import cn.dengyun.trade.bill.domain.CreditNoteLine;
import cn.dengyun.trade.bill.domain.DisputeAnswer;
import cn.dengyun.trade.bill.domain.ToldLowering;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A bill with its lines, what was taken off it and what is disputed of it. */
@Schema(name = "Bill", description = "What an order comes to in a month")
record BillView(
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

        @Schema(required = true, description = "Counts its changes", examples = "2")
        int version,

        @Schema(required = true, description = "Whether vouchers may pay of it", examples = "true")
        boolean withSubsidy,

        @Schema(
                required = true,
                nullable = true,
                description = "The delivery of the order by which vouchers pay it; null where there is none")
        UUID deliveryId,

        @Schema(
                required = true,
                nullable = true,
                description = "When the enterprise accepted it; null where it did not")
        Instant acceptedAt,

        @Schema(required = true, nullable = true, description = "What is disputed of it; null where nothing is")
        DisputeView dispute,

        @Schema(required = true, description = "Its lines, which sum up to it; none before it locks")
        List<BillLineView> lines,

        @Schema(required = true, description = "What was taken off it, oldest first")
        List<CreditNoteView> credits,

        @Schema(
                required = true,
                description = "What vouchers pay less of earlier bills because this one takes it back, and of this one"
                        + " because later ones do, oldest first")
        List<LoweringView> lowerings,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"ACCEPT\", \"DISPUTE\"]")
        List<String> availableActions)
        implements Tagged {

    /** Its month ends, it is overdue, and later bills lower it without a new version. */
    @Override
    public String entityTag() {
        return EntityTags.of(version, List.of(status, overdue, availableActions, lowerings));
    }

    /** What is disputed of a bill. */
    @Schema(name = "BillDispute", description = "What is disputed of a bill, and what was said of it")
    record DisputeView(
            @Schema(required = true, description = "In the words of the enterprise", examples = "7 月 12 日的用量重复")
            String reason,

            @Schema(
                    required = true,
                    description = "The numbers of the lines that are disputed; empty where all of it is",
                    examples = "[1]")
            List<Integer> lines,

            @Schema(required = true, description = "Since when")
            Instant disputedAt,

            @Schema(required = true, nullable = true, description = "What the provider says; null before")
            DisputeAnswer answer,

            @Schema(required = true, nullable = true, description = "In its words; null before", examples = "计量记录完整")
            String answerReason,

            @Schema(required = true, nullable = true, description = "When it said so; null before")
            Instant answeredAt,

            @Schema(required = true, nullable = true, description = "When an authority decided; null where none did")
            Instant decidedAt) {

        static DisputeView of(Bill bill) {
            return bill.disputedAt() == null
                    ? null
                    : new DisputeView(
                            bill.disputeReason(),
                            bill.disputedLines().stream().map(Integer::valueOf).toList(),
                            bill.disputedAt(),
                            bill.answer(),
                            bill.answerReason(),
                            bill.answeredAt(),
                            bill.decidedAt());
        }
    }

    /** Something that was taken off a bill. */
    @Schema(name = "CreditNote", description = "Something that was taken off a bill")
    record CreditNoteView(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(required = true, description = "From 1, of those of the bill", examples = "1")
            int number,

            @Schema(required = true, description = "How much, in fen", examples = "5000")
            long amountFen,

            @Schema(required = true, description = "Why", examples = "7 月 3 日服务中断补偿")
            String reason,

            @Schema(required = true, description = "When") Instant issuedAt,

            @Schema(
                    required = true,
                    description = "What it takes off which lines, together its amount; empty where it names none")
            List<CreditNoteLineView> lines) {

        static CreditNoteView of(CreditNote note) {
            return new CreditNoteView(
                    note.id(),
                    note.number(),
                    note.amountFen(),
                    note.reason(),
                    note.issuedAt(),
                    note.lines().stream().map(CreditNoteLineView::of).toList());
        }
    }

    /** What a credit note takes off a line. */
    @Schema(name = "CreditNoteLine", description = "What a credit note takes off a line of its bill")
    record CreditNoteLineView(
            @Schema(required = true, description = "The number of the line", examples = "1")
            int line,

            @Schema(required = true, description = "How much, in fen", examples = "5000")
            long amountFen) {

        static CreditNoteLineView of(CreditNoteLine line) {
            return new CreditNoteLineView(line.line(), line.amountFen());
        }
    }

    /** What vouchers pay less of a bill. */
    @Schema(
            name = "BillLowering",
            description = "What vouchers pay less of a bill because one of its months came to less")
    record LoweringView(
            @Schema(required = true, description = "Its id") UUID id,

            @Schema(required = true, description = "The bill whose lines take it back")
            UUID billId,

            @Schema(required = true, description = "Its number", examples = "B4K7-M2P9-QXT8-V")
            String billNumber,

            @Schema(
                    required = true,
                    description =
                            "The bill that vouchers pay less of: the one that had counted it, or a later one where"
                                    + " what was captured for that cannot be taken back")
            UUID loweredBillId,

            @Schema(required = true, description = "Its number", examples = "B3H6-K1N8-PWR7-T")
            String loweredBillNumber,

            @Schema(required = true, description = "The first day of its month", examples = "2018-06-01")
            LocalDate loweredBillMonth,

            @Schema(required = true, nullable = true, description = "Its delivery; null where it has none")
            UUID deliveryId,

            @Schema(
                    required = true,
                    description = "The first day of the month that came to less",
                    examples = "2018-06-01")
            LocalDate month,

            @Schema(required = true, description = "The plan", examples = "g1-2c8g-y")
            String planCode,

            @Schema(required = true, description = "How much less of it was used, in its unit", examples = "970")
            String quantity,

            @Schema(
                    required = true,
                    description = "How much less it comes to, tax included, in fen",
                    examples = "97000")
            long netFen,

            @Schema(
                    required = true,
                    nullable = true,
                    description =
                            "What vouchers pay less of the plan in that delivery, in fen, said once of a plan; null"
                                    + " while it is owed, and where the bill was delivered for less from the beginning",
                    examples = "38800")
            Long subsidyFen,

            @Schema(required = true, description = "Whether it is done or still owed")
            BillLoweringStatus status,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The code of the problem that is in the way; null where none is",
                    examples = "refund-in-payment")
            String refusal,

            @Schema(
                    required = true,
                    description =
                            "The number of the bill that takes it back, and why in the words of whoever corrected it",
                    examples = "B4K7-M2P9-QXT8-V 采集程序重复计量")
            String reason,

            @Schema(required = true, nullable = true, description = "When it is tried again; null where it is done")
            Instant dueAt,

            @Schema(required = true, nullable = true, description = "When it was done; null while it is owed")
            Instant loweredAt) {

        static LoweringView of(ToldLowering told) {
            BillLowering lowering = told.lowering();
            return new LoweringView(
                    lowering.id(),
                    lowering.billId(),
                    told.billNumber(),
                    lowering.loweredId(),
                    told.loweredNumber(),
                    told.loweredMonth(),
                    told.deliveryId(),
                    lowering.month(),
                    lowering.planCode(),
                    lowering.quantity().stripTrailingZeros().toPlainString(),
                    lowering.netFen(),
                    lowering.subsidyFen(),
                    lowering.status(),
                    lowering.refusal(),
                    lowering.reason(),
                    lowering.dueAt(),
                    lowering.loweredAt());
        }
    }

    static BillView of(Whole whole, Actor actor, Instant now) {
        Bill bill = whole.bill();
        return new BillView(
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
                bill.version(),
                bill.withSubsidy(),
                bill.deliveryId(),
                bill.acceptedAt(),
                DisputeView.of(bill),
                BillLineView.of(whole),
                whole.credits().stream().map(CreditNoteView::of).toList(),
                whole.lowerings().stream().map(LoweringView::of).toList(),
                bill.actionsAt(now, actor));
    }
}
