package cn.dengyun.trade.bill.domain;

import cn.dengyun.trade.order.domain.DeliveredLine;
import cn.dengyun.trade.order.domain.Delivery;
import cn.dengyun.trade.order.domain.OrderLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was accepted of an order in own words turned into the lines of a bill, one of each delivery and line of the
 * order. A delivery is always counted whole, as it stands; where it was billed before, the line says the difference. So
 * over all bills it comes to what is left of it, whatever was taken off and when, and all deliveries of a line come to
 * its price, for that is how they were worth it.
 *
 * @param billed the lines of all bills before that have locked
 */
public record BillOwnWords(List<OrderLine> ordered, List<BillLine> billed) {

    public BillOwnWords {
        ordered = ordered.stream()
                .filter(line -> line.ownWords() != null)
                .sorted(Comparator.comparingInt(OrderLine::line))
                .toList();
        billed = billed.stream().filter(line -> line.deliveryId() != null).toList();
    }

    /**
     * The lines of the bill, by line of the order and number of the delivery. What comes to nothing is left out.
     *
     * @param accepted deliveries with something in own words
     * @param before how many lines the bill has before them
     */
    public List<BillLine> lines(List<Delivery> accepted, int before) {
        List<BillLine> lines = new ArrayList<>();
        for (OrderLine line : ordered) {
            accepted.stream().sorted(Comparator.comparingInt(Delivery::number)).forEach(delivery -> {
                BillPart left = now(line, delivery).minus(then(line, delivery));
                if (!left.isNothing()) {
                    lines.add(line(before + lines.size() + 1, line, delivery, left));
                }
            });
        }
        return lines;
    }

    private static BillPart now(OrderLine line, Delivery delivery) {
        return delivery.lines().stream()
                .filter(each -> each.planCode().equals(line.planCode()))
                .map(BillOwnWords::part)
                .reduce(BillPart.NONE, BillPart::plus);
    }

    private static BillPart part(DeliveredLine line) {
        return new BillPart(line.quantity(), line.netFen(), line.exTaxFen());
    }

    private BillPart then(OrderLine line, Delivery delivery) {
        return billed.stream()
                .filter(each ->
                        each.orderLine() == line.line() && each.deliveryId().equals(delivery.id()))
                .map(BillPart::of)
                .reduce(BillPart.NONE, BillPart::plus);
    }

    /** Its tax is what was quoted of it: the price without it was pinned with the delivery. */
    private static BillLine line(int number, OrderLine line, Delivery delivery, BillPart part) {
        return new BillLine(
                number,
                line.line(),
                line.planCode(),
                line.planName(),
                BillLineKind.OWN_WORDS,
                Bill.monthOf(delivery.decidedAt()),
                part.quantity(),
                line.ownWords().unit(),
                null,
                null,
                part.netFen(),
                line.taxRate(),
                part.exTaxFen() == null ? null : Long.valueOf(Math.subtractExact(part.netFen(), part.exTaxFen())),
                delivery.id());
    }
}
