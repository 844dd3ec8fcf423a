package cn.dengyun.trade.bill.domain;

import cn.dengyun.shared.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Bills for tests of what is pure. */
public final class BillRecords {

    public static final UUID ENTERPRISE = Ids.next();
    public static final UUID SELLER = Ids.next();
    public static final LocalDate MONTH = LocalDate.parse("2026-10-01");
    public static final Instant NOW = Instant.parse("2026-11-12T02:00:00Z");
    public static final Instant DUE = Instant.parse("2026-11-26T16:00:00Z");

    private BillRecords() {}

    /** One whose month goes on. */
    public static Bill open() {
        return new Bill(
                Ids.next(),
                0,
                "B000-0000-0000-0",
                Ids.next(),
                "D000-0000-0000-0",
                ENTERPRISE,
                "企业",
                "340123",
                Ids.next(),
                SELLER,
                "服务商",
                "云服务器",
                MONTH,
                BillStatus.OPEN,
                true,
                0,
                null,
                0,
                null,
                null,
                Bill.endOf(MONTH),
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Bill.startOf(MONTH),
                null);
    }

    /** One that stands there, with a line of 10,000 fen. */
    public static Bill in(BillStatus status) {
        Bill open = open();
        if (status == BillStatus.OPEN) {
            return open;
        }
        Bill grace = open.monthEnded(NOW);
        if (status == BillStatus.GRACE) {
            return grace;
        }
        Bill locked = grace.locked(List.of(line(10_000)), DUE, NOW);
        return switch (status) {
            case ACCEPTED -> locked.accepted(Ids.next(), DUE, NOW);
            case DISPUTED -> locked.disputed(Ids.next(), "重复", List.of(1), DUE, NOW);
            case FINAL -> locked.accepted(Ids.next(), DUE, NOW).confirmed(NOW);
            default -> locked;
        };
    }

    static BillLine line(long fen) {
        return new BillLine(
                1, 1, "fen", "按分", BillLineKind.SETUP, MONTH, null, null, null, null, fen, null, null, null);
    }
}
