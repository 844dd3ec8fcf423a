package cn.dengyun.trade.bill.rest;

import cn.dengyun.platform.form.CsvOutput;
import cn.dengyun.platform.form.XlsxOutput;
import cn.dengyun.shared.Fen;
import cn.dengyun.trade.bill.BillService.Whole;
import cn.dengyun.trade.bill.domain.Bill;
import cn.dengyun.trade.bill.domain.BillLine;
import cn.dengyun.trade.bill.domain.BillLineKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The lines of a bill as tables. */
final class BillTables {

    private static final String IN_FEN = "Fen";
    private static final String IN_YUAN = "Yuan";
    private static final List<String> HEADER = List.of(
            "bill",
            "order",
            "organization",
            "provider",
            "offering",
            "billMonth",
            "line",
            "plan",
            "planName",
            "kind",
            "month",
            "quantity",
            "unit",
            "rate",
            "name",
            "amountFen",
            "taxRate",
            "taxFen",
            "delivery",
            "creditedFen");

    /** Columns of FinOps FOCUS 1.0 that a bill can fill truly, and one of its own, which begins with {@code x_}. */
    private static final List<String> FOCUS = List.of(
            "BillingAccountId",
            "BillingAccountName",
            "BillingPeriodStart",
            "BillingPeriodEnd",
            "ChargePeriodStart",
            "ChargePeriodEnd",
            "ChargeCategory",
            "ChargeDescription",
            "BilledCost",
            "EffectiveCost",
            "ListCost",
            "BillingCurrency",
            "ConsumedQuantity",
            "ConsumedUnit",
            "PricingQuantity",
            "PricingUnit",
            "ProviderName",
            "PublisherName",
            "InvoiceIssuerName",
            "ServiceName",
            "SkuId",
            "x_CreditedCost");

    private static final Set<BillLineKind> OFF =
            Set.of(BillLineKind.CONCESSION, BillLineKind.CAMPAIGN, BillLineKind.CUT);

    private BillTables() {}

    /** As the platform says it; amounts in fen. What was credited stands beside the amounts, which stay. */
    static String lines(Whole whole) {
        return CsvOutput.MARK
                + CsvOutput.write(
                        HEADER, rows(whole, (line, credited) -> line(whole.bill(), line, credited, fen -> fen)));
    }

    /** The same as a spreadsheet; amounts in yuan. They sum up to the bill. */
    static byte[] sheet(Whole whole) {
        return XlsxOutput.write(
                whole.bill().number(),
                HEADER.stream().map(name -> name.replace(IN_FEN, IN_YUAN)).toList(),
                rows(whole, (line, credited) -> line(whole.bill(), line, credited, BillTables::amount)));
    }

    /** @param row of a line and what credit notes have taken off it, in fen */
    private static List<List<Object>> rows(Whole whole, BiFunction<BillLine, Long, List<Object>> row) {
        Map<Integer, Long> taken = whole.taken();
        return whole.lines().stream()
                .map(line -> row.apply(line, taken.get(line.number())))
                .toList();
    }

    /** Null stays null. */
    private static Fen amount(Long fen) {
        return fen == null ? null : Fen.of(fen);
    }

    private static List<Object> line(Bill bill, BillLine line, long creditedFen, Function<Long, Object> amount) {
        return Arrays.asList(
                bill.number(),
                bill.orderNumber(),
                bill.organizationName(),
                bill.providerName(),
                bill.offeringName(),
                bill.month(),
                line.number(),
                line.planCode(),
                line.planName(),
                line.kind(),
                line.month(),
                plain(line.quantity()),
                line.unit(),
                plain(line.rate()),
                line.name(),
                amount.apply(line.amountFen()),
                plain(line.taxRate()),
                amount.apply(line.taxFen()),
                line.deliveryId(),
                amount.apply(creditedFen));
    }

    /** As FOCUS says it; amounts in yuan, moments in UTC. The billed costs sum up to the bill. */
    static String focus(Whole whole) {
        return CsvOutput.write(FOCUS, rows(whole, (line, credited) -> focus(whole.bill(), line, credited)));
    }

    private static List<Object> focus(Bill bill, BillLine line, long creditedFen) {
        BigDecimal cost = Fen.of(line.amountFen()).toYuan();
        boolean isOff = OFF.contains(line.kind());
        boolean isUsed = line.kind() == BillLineKind.USAGE;
        return Arrays.asList(
                bill.organizationId(),
                bill.organizationName(),
                Bill.startOf(bill.month()),
                Bill.endOf(bill.month()),
                Bill.startOf(line.month()),
                Bill.endOf(line.month()),
                category(line.kind()),
                line.planName() + " " + line.kind() + (line.name() == null ? "" : " " + line.name()),
                cost,
                cost,
                isOff ? BigDecimal.ZERO.setScale(cost.scale()) : cost,
                "CNY",
                isUsed ? plain(line.quantity()) : null,
                isUsed ? line.unit() : null,
                plain(line.quantity()),
                line.unit(),
                bill.providerName(),
                bill.providerName(),
                bill.providerName(),
                bill.offeringName(),
                line.planCode(),
                Fen.of(creditedFen).toYuan());
    }

    private static String category(BillLineKind kind) {
        return switch (kind) {
            case USAGE -> "Usage";
            case SETUP, OWN_WORDS -> "Purchase";
            case MINIMUM, MAXIMUM -> "Adjustment";
            case CONCESSION, CAMPAIGN, CUT -> "Credit";
        };
    }

    /** Without an exponent; null stays null. */
    private static Number plain(BigDecimal number) {
        return number == null || number.scale() >= 0 ? number : number.setScale(0);
    }
}
