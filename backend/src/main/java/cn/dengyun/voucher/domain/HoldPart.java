package cn.dengyun.voucher.domain;

import java.util.Collection;
import java.util.LinkedHashMap;
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
