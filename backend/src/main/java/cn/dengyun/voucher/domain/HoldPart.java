package cn.dengyun.voucher.domain;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one voucher pays of one line of an order, known by its plan.
 *
 * @param amountFen in fen, not negative
 */
public record HoldPart(UUID voucherId, String planCode, long amountFen) {

    public HoldPart {
        if (amountFen < 0) {
            throw new IllegalArgumentException("a voucher pays " + amountFen + " fen");
        }
    }

    /** What parts come to, in fen. */
    public static long sum(Collection<HoldPart> parts) {
        return parts.stream().mapToLong(HoldPart::amountFen).reduce(0, Math::addExact);
    }

    /** What one voucher pays of one line, in fen. */
    public static long sum(Collection<HoldPart> parts, UUID voucherId, String planCode) {
        return parts.stream()
                .filter(part ->
                        part.voucherId().equals(voucherId) && part.planCode().equals(planCode))
                .mapToLong(HoldPart::amountFen)
                .reduce(0, Math::addExact);
    }

    /** What lines of a hold, a capture or a refund come to. */
    public static List<HoldPart> of(UUID voucherId, List<ReservationLine> lines) {
        return lines.stream()
                .map(line -> new HoldPart(voucherId, line.planCode(), line.amountFen()))
                .toList();
    }

    /** Amounts by plan, those of each voucher; what is nothing is left out. */
    public static Map<UUID, Map<String, Long>> byVoucher(Collection<HoldPart> parts) {
        Map<UUID, Map<String, Long>> fen = new LinkedHashMap<>();
        for (HoldPart part : parts) {
            if (part.amountFen() > 0) {
                fen.computeIfAbsent(part.voucherId(), any -> new LinkedHashMap<>())
                        .merge(part.planCode(), part.amountFen(), Math::addExact);
            }
        }
        return fen;
    }
}
