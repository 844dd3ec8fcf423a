package cn.dengyun.trade.order.domain;

import cn.dengyun.catalogue.domain.Plan;
import cn.dengyun.catalogue.domain.PriceModel;
import cn.dengyun.policy.domain.SubsidyBase;
import cn.dengyun.shared.Ids;
import cn.dengyun.voucher.domain.HoldPart;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Orders, lines and deliveries as they stand on record, for tests of what is pure. */
public final class OrderRecords {

    public static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    public static final Instant DUE = NOW.plus(Duration.ofDays(7));
    public static final UUID ENTERPRISE = Ids.next();
    public static final UUID PROVIDER = Ids.next();
    public static final UUID ORDER = Ids.next();

    private OrderRecords() {}

    public static ServiceOrder in(OrderStatus status) {
        boolean isBegun = switch (status) {
            case ACTIVE, DELIVERED, COMPLETED, DISPUTED -> true;
            default -> false;
        };
        return new ServiceOrder(
                ORDER,
                0,
                "D000",
                ENTERPRISE,
                "企业",
                "340123",
                Ids.next(),
                PROVIDER,
                "服务商",
                Ids.next(),
                1,
                "云服务器",
                "PO-1",
                OrderOrigin.PLATFORM,
                null,
                status,
                status == OrderStatus.DISPUTED ? OrderStatus.ACTIVE : null,
                NOW,
                LocalDate.of(2026, 7, 1),
                LocalDate.of(2027, 6, 30),
                1_000,
                0,
                0,
                1_000,
                0,
                400,
                400,
                null,
                null,
                null,
                null,
                null,
                Ids.next(),
                NOW,
                isBegun ? NOW : null,
                isBegun ? NOW : null,
                status == OrderStatus.DELIVERED ? NOW : null,
                status == OrderStatus.COMPLETED ? NOW : null,
                status.isEnd() ? NOW : null,
                DUE,
                NOW,
                null,
                null);
    }

    /** A line of so many periods at a price. */
    public static OrderLine line(String planCode, long quantity, long netFen, List<LineShare> shares) {
        return line(planCode, PriceModel.SUBSCRIPTION, quantity, netFen, shares);
    }

    public static OrderLine line(
            String planCode, PriceModel model, long quantity, long netFen, List<LineShare> shares) {
        Plan plan = new Plan(
                planCode,
                planCode,
                null,
                model,
                1L,
                null,
                null,
                null,
                null,
                null,
                null,
                BigDecimal.ZERO,
                null,
                null,
                null,
                null,
                null);
        return new OrderLine(
                ORDER,
                1,
                planCode,
                planCode,
                plan,
                null,
                BigDecimal.valueOf(quantity),
                !shares.isEmpty(),
                netFen,
                null,
                0,
                null,
                0,
                netFen,
                netFen,
                BigDecimal.ZERO,
                0L,
                shares.stream().mapToLong(LineShare::subsidyFen).sum(),
                List.of(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                0,
                shares);
    }

    public static LineShare share(UUID voucher, long subsidyFen, String ratio) {
        return new LineShare(voucher, subsidyFen, new BigDecimal(ratio), SubsidyBase.EX_TAX);
    }

    public static Delivery reported(int number, List<DeliveredLine> lines, boolean withSubsidy) {
        return reported(number, lines, withSubsidy, List.of());
    }

    /** @param held for it */
    public static Delivery reported(int number, List<DeliveredLine> lines, boolean withSubsidy, List<HoldPart> held) {
        return new Delivery(
                Ids.next(),
                ORDER,
                ENTERPRISE,
                "340123",
                number,
                DeliverySource.REPORT,
                null,
                DeliveryStatus.REPORTED,
                lines,
                Delivery.sum(lines),
                Delivery.withoutTax(lines),
                withSubsidy,
                HoldPart.sum(held),
                0,
                0,
                List.of(),
                List.of(),
                null,
                PROVIDER,
                NOW,
                DUE,
                withSubsidy ? DUE.plus(Duration.ofDays(30)) : null,
                null,
                null,
                null);
    }
}
