package cn.dengyun.trade.order.domain;

import cn.dengyun.shared.Rejection;
import cn.dengyun.voucher.domain.HoldPart;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * What was delivered of an order in one go.
 *
 * @param organizationId the enterprise
 * @param number from 1, of the deliveries of the order
 * @param sourceId the bill; null where the provider said it
 * @param exTaxFen null where one of the plans says no tax rate
 * @param withSubsidy whether vouchers may pay of one of its lines: nobody accepts that by saying nothing
 * @param subsidyFen what vouchers were held for it with, in fen
 * @param capturedFen of that what was captured and is still due, in fen
 * @param loweredFen what was due once, before it became cheaper or less, in fen
 * @param paid by which voucher of which line; comes to {@code capturedFen}
 * @param askedBack what of {@code loweredFen} had left its voucher for good and is asked back from whoever was paid, by
 *     voucher and line
 * @param note what the provider says of it; null where it says nothing
 * @param reportedBy null where it is a bill
 * @param dueAt by when the enterprise answers
 * @param lapsesAt when it is looked at whether it ends because nobody ever answered; null where no voucher may pay
 * @param decidedBy null where nobody has decided, or the clock did
 * @param reason why it was rejected or taken back; null otherwise
 */
public record Delivery(
        UUID id,
        UUID orderId,
        UUID organizationId,
        String regionCode,
        int number,
        DeliverySource source,
        UUID sourceId,
        DeliveryStatus status,
        List<DeliveredLine> lines,
        long netFen,
        Long exTaxFen,
        boolean withSubsidy,
        long subsidyFen,
        long capturedFen,
        long loweredFen,
        List<HoldPart> paid,
        List<HoldPart> askedBack,
        String note,
        UUID reportedBy,
        Instant reportedAt,
        Instant dueAt,
        Instant lapsesAt,
        UUID decidedBy,
        Instant decidedAt,
        String reason) {

    public Delivery {
        lines = List.copyOf(lines);
        paid = List.copyOf(paid);
        askedBack = List.copyOf(askedBack);
        if (HoldPart.sum(paid) != capturedFen) {
            throw new IllegalStateException("what vouchers pay of delivery " + id + " does not come to what they do");
        }
    }

    /** Where it stands at a moment: what nobody answers and no voucher pays is accepted in time. */
    public DeliveryStatus statusAt(Instant now) {
        boolean isPassed = status == DeliveryStatus.REPORTED && !withSubsidy && !now.isBefore(dueAt);
        return isPassed ? DeliveryStatus.ACCEPTED : status;
    }

    /** Whether it was not answered in time and can still be. */
    public boolean isOverdueAt(Instant now) {
        return statusAt(now) == DeliveryStatus.REPORTED && !now.isBefore(dueAt);
    }

    /** Whether it counts as delivered: it waits, or was accepted. */
    public boolean isLiving() {
        return status == DeliveryStatus.REPORTED || status == DeliveryStatus.ACCEPTED;
    }

    public boolean isWaiting() {
        return status == DeliveryStatus.REPORTED;
    }

    public boolean isAccepted() {
        return status == DeliveryStatus.ACCEPTED;
    }

    /** What it has of a line. */
    LineSubsidy.Part part(String planCode) {
        return sum(planCode, DeliveredLine::part);
    }

    /** The same had nothing been taken off it alone. */
    LineSubsidy.Part full(String planCode) {
        return sum(planCode, DeliveredLine::full);
    }

    private LineSubsidy.Part sum(String planCode, Function<DeliveredLine, LineSubsidy.Part> what) {
        return lines.stream()
                .filter(line -> line.planCode().equals(planCode))
                .map(what)
                .reduce(LineSubsidy.Part.NONE, LineSubsidy.Part::plus);
    }

    /** What vouchers pay of a line of it, by voucher, in fen. */
    Map<UUID, Long> paidFen(String planCode) {
        Map<UUID, Long> fen = new HashMap<>();
        paid.stream()
                .filter(part -> part.planCode().equals(planCode))
                .forEach(part -> fen.merge(part.voucherId(), part.amountFen(), Math::addExact));
        return fen;
    }

    /**
     * It after a move. Rejects with {@code transition-not-allowed} (409).
     *
     * @param captured what vouchers pay of it; empty unless it is accepted
     */
    public Delivery moved(DeliveryMove move, UUID by, List<HoldPart> captured, String why, Instant now) {
        DeliveryStatus stands = move.side() == OrderMove.Side.NOBODY ? status : statusAt(now);
        return new Delivery(
                id,
                orderId,
                organizationId,
                regionCode,
                number,
                source,
                sourceId,
                move.from(stands),
                lines,
                netFen,
                exTaxFen,
                withSubsidy,
                Math.max(subsidyFen, HoldPart.sum(captured)),
                HoldPart.sum(captured),
                loweredFen,
                captured,
                askedBack,
                note,
                reportedBy,
                reportedAt,
                dueAt,
                lapsesAt,
                by,
                now,
                why);
    }

    /** The same with other times: nobody could answer, or its vouchers are not over yet. */
    public Delivery postponed(Instant due, Instant lapses) {
        return with(lines, paid, askedBack, loweredFen, due, lapses);
    }

    /** The same with less, or cheaper. */
    Delivery worth(List<DeliveredLine> less) {
        return with(less, paid, askedBack, loweredFen, dueAt, lapsesAt);
    }

    /**
     * The same of which vouchers pay less.
     *
     * @param open what is to be paid less by each voucher of each plan, in fen: what this one takes of it is taken off
     */
    Delivery lowered(Map<UUID, Map<String, Long>> open) {
        List<HoldPart> left = new ArrayList<>();
        long lowered = 0;
        for (HoldPart part : paid) {
            Map<String, Long> ofVoucher = open.getOrDefault(part.voucherId(), Map.of());
            long fen = Math.min(part.amountFen(), ofVoucher.getOrDefault(part.planCode(), 0L));
            if (fen > 0) {
                ofVoucher.merge(part.planCode(), -fen, Math::addExact);
                lowered += fen;
            }
            if (fen < part.amountFen()) {
                left.add(new HoldPart(part.voucherId(), part.planCode(), part.amountFen() - fen));
            }
        }
        return lowered == 0 ? this : with(lines, left, askedBack, loweredFen + lowered, dueAt, lapsesAt);
    }

    /** The same of which so much more is asked back. */
    Delivery askingBack(List<HoldPart> more) {
        List<HoldPart> asked = new ArrayList<>(askedBack);
        asked.addAll(more);
        List<HoldPart> sums = new ArrayList<>();
        HoldPart.byVoucher(asked)
                .forEach(
                        (voucher, byPlan) -> byPlan.forEach((plan, fen) -> sums.add(new HoldPart(voucher, plan, fen))));
        return with(lines, paid, sums, loweredFen, dueAt, lapsesAt);
    }

    private Delivery with(
            List<DeliveredLine> less,
            List<HoldPart> left,
            List<HoldPart> asked,
            long lowered,
            Instant due,
            Instant lapses) {
        return new Delivery(
                id,
                orderId,
                organizationId,
                regionCode,
                number,
                source,
                sourceId,
                status,
                less,
                sum(less),
                withoutTax(less),
                withSubsidy,
                subsidyFen,
                HoldPart.sum(left),
                lowered,
                left,
                asked,
                note,
                reportedBy,
                reportedAt,
                due,
                lapses,
                decidedBy,
                decidedAt,
                reason);
    }

    /** What lines come to, in fen. */
    public static long sum(List<DeliveredLine> lines) {
        return lines.stream().mapToLong(DeliveredLine::netFen).reduce(0, Math::addExact);
    }

    /** The same without tax, in fen; null where that is not known of one of them. */
    public static Long withoutTax(List<DeliveredLine> lines) {
        return lines.stream().anyMatch(line -> line.exTaxFen() == null)
                ? null
                : Long.valueOf(lines.stream().mapToLong(DeliveredLine::exTaxFen).reduce(0, Math::addExact));
    }

    /** How much of a plan it has. */
    public BigDecimal quantity(String planCode) {
        return part(planCode).quantity();
    }

    /** Rejects with {@code order-delivery-not-found} (404) what is of another order. */
    public void requireOf(UUID order) {
        if (!orderId.equals(order)) {
            throw Rejection.notFound("order-delivery-not-found");
        }
    }
}
