package cn.dengyun.settlement.recovery.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Of a payment, how much is asked back.
 *
 * @param fen in fen, positive
 */
public record PaidShare(PaidLine line, long fen) {

    /**
     * What is asked back of which payments: those of the delivery first, and the youngest first of those. No payment is
     * ever asked back twice.
     *
     * @param lines what was paid, oldest first
     * @param wanted in fen, by voucher
     * @param askedBefore what was asked back of payments before, in fen, by line
     * @return empty where that is more than was paid and not asked back
     */
    public static Optional<List<PaidShare>> of(
            List<PaidLine> lines, UUID deliveryId, Map<UUID, Long> wanted, Map<UUID, Long> askedBefore) {
        Map<UUID, Long> open = new HashMap<>(wanted);
        List<PaidShare> shares = new ArrayList<>();
        for (boolean isOfDelivery : new boolean[] {true, false}) {
            for (int i = lines.size() - 1; i >= 0; i--) {
                PaidLine line = lines.get(i);
                long missing = open.getOrDefault(line.voucherId(), 0L);
                long left = line.amountFen() - askedBefore.getOrDefault(line.lineId(), 0L);
                long fen = Math.min(missing, left);
                if (deliveryId.equals(line.deliveryId()) == isOfDelivery && fen > 0) {
                    shares.add(new PaidShare(line, fen));
                    open.put(line.voucherId(), missing - fen);
                }
            }
        }
        boolean isAll = open.values().stream().allMatch(fen -> fen <= 0);
        return isAll ? Optional.of(shares) : Optional.empty();
    }

    /**
     * All that is left of payments. What was asked back of one before, whatever has asked it, is not asked back again.
     *
     * @param lines what was paid
     * @param askedBefore as {@link #of}
     */
    public static List<PaidShare> rest(List<PaidLine> lines, Map<UUID, Long> askedBefore) {
        return lines.stream()
                .map(line -> new PaidShare(line, line.amountFen() - askedBefore.getOrDefault(line.lineId(), 0L)))
                .filter(share -> share.fen() > 0)
                .toList();
    }
}
