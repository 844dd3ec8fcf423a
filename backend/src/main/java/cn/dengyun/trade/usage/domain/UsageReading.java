package cn.dengyun.trade.usage.domain;

import cn.dengyun.shared.Hashes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;

/**
 * What was read of a meter.
 *
 * @param eventId the provider's own key, unique within the meter, of printable ASCII
 * @param occurredAt when, or from when; to the microsecond
 * @param endsAt until when, later than that; null for a moment
 * @param quantity in units of the meter, not negative, without zeros at its end; null where a value was read
 * @param value what was read where different values are counted; else null
 */
public record UsageReading(String eventId, Instant occurredAt, Instant endsAt, BigDecimal quantity, String value) {

    /** By when they occurred; at the same moment by their keys. No two of a meter are alike in it. */
    public static final Comparator<UsageReading> BY_TIME =
            Comparator.comparing(UsageReading::occurredAt).thenComparing(UsageReading::eventId);

    /**
     * What makes two reports of it the same, and what the digest of a receipt is made of: one line of JSON without
     * blanks, its members in the order of the alphabet, those that are absent left out, moments in UTC, the quantity
     * without zeros at its end.
     */
    public String canonical(String meterId) {
        StringBuilder line = new StringBuilder("{");
        if (endsAt != null) {
            member(line, "endsAt", endsAt.toString());
        }
        member(line, "eventId", eventId);
        member(line, "meterId", meterId);
        member(line, "occurredAt", occurredAt.toString());
        if (quantity != null) {
            member(line, "quantity", quantity.toPlainString());
        }
        if (value != null) {
            member(line, "value", value);
        }
        return line.append('}').toString();
    }

    /** SHA-256 of {@link #canonical}. */
    public byte[] hash(String meterId) {
        return hashOf(canonical(meterId));
    }

    /** The same of what is known already. */
    public static byte[] hashOf(String canonical) {
        return Hashes.sha256(canonical.getBytes(StandardCharsets.UTF_8));
    }

    /** Values have no control characters, so a backslash and a quotation mark are all there is to escape. */
    private static void member(StringBuilder line, String name, String value) {
        if (line.length() > 1) {
            line.append(',');
        }
        line.append('"')
                .append(name)
                .append("\":\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }
}
