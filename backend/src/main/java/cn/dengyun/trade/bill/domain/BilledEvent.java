package cn.dengyun.trade.bill.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A reading that a bill counts, or takes back.
 *
 * @param orderLine the line of the order that its meter measures
 * @param eventId the provider's key
 * @param endsAt null for a moment
 * @param quantity null where a value was read
 * @param value null where a quantity was
 * @param takenBack whether this bill takes it back, because a correction has reversed it after another had counted it
 */
public record BilledEvent(
        UUID id,
        UUID meterId,
        int orderLine,
        String planCode,
        String unit,
        String eventId,
        Instant occurredAt,
        Instant endsAt,
        BigDecimal quantity,
        String value,
        Instant receivedAt,
        boolean takenBack) {

    /** Where it stands in the list of those of its bill. */
    public List<String> key() {
        return List.of(meterId.toString(), occurredAt.toString(), eventId, String.valueOf(takenBack));
    }
}
