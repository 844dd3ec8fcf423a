package cn.dengyun.ledger.domain;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Where all money of a programme is at one position of its ledger.
 *
 * @param position of the last transfer that is counted; 0 before the first
 * @param numberedAt when that transfer got its position; null before the first
 * @param totals the balance of each kind of account in fen; kinds that no money has touched are missing
 */
public record ConservationStatement(
        UUID programmeId, long position, Instant numberedAt, Map<AccountKind, Long> totals) {

    /** All that finance has given, in fen. */
    public long appropriatedFen() {
        return -totalOf(AccountKind.TREASURY);
    }

    /** All that is somewhere downstream of the treasury, in fen. */
    public long downstreamFen() {
        return totals.entrySet().stream()
                .filter(total -> total.getKey() != AccountKind.TREASURY)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public long totalOf(AccountKind kind) {
        return totals.getOrDefault(kind, 0L);
    }

    /** Whether appropriated = the sum of everything downstream, and nothing is negative that may not be. */
    public boolean holds() {
        return appropriatedFen() == downstreamFen()
                && totals.entrySet().stream()
                        .allMatch(total -> total.getKey().mayBeNegative() || total.getValue() >= 0);
    }
}
