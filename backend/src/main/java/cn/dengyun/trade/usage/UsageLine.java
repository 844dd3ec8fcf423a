package cn.dengyun.trade.usage;

import cn.dengyun.platform.operation.PlausibleDay;
import cn.dengyun.trade.usage.domain.UsageReading;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A line of what is reported: what was read of a meter.
 *
 * @param meterId null where the order and the plan say which it is
 */
@Schema(
        name = "UsageEventLine",
        description = "What was read of a meter, which is named by its id or by the number of the order and the code of"
                + " the plan")
public record UsageLine(
        @Schema(nullable = true, description = "The meter", examples = "01997c1e-5d4a-7b1c-9f0e-3b1d8a6c2e41")
        UUID meterId,

        @Size(max = 40)
        @Schema(nullable = true, description = "Else the number of the order", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Size(max = 64) @Schema(nullable = true, description = "And the code of its plan", examples = "gb-out")
        String planCode,

        @NotNull
        @Pattern(regexp = EVENT_ID)
        @Schema(
                required = true,
                description = "The provider's own key, unique within the meter, of printable ASCII without blanks:"
                        + " the same key with the same content counts once",
                examples = "ecs-0042-2018-09-01T08:00")
        String eventId,

        @NotNull
        @PlausibleDay(min = 2000)
        @Schema(required = true, description = "When it was read or, of what lasted, from when")
        Instant occurredAt,

        @PlausibleDay(min = 2000) @Schema(nullable = true, description = "Until when it lasted; absent for a moment")
        Instant endsAt,

        @Pattern(regexp = QUANTITY)
        @Schema(
                nullable = true,
                description =
                        "In units of the meter, as a decimal; of money in whole fen. Beyond 18 digits it is held back",
                examples = "12.5")
        String quantity,

        @Size(min = 1, max = 200)
        @Schema(
                nullable = true,
                description = "In place of the quantity, where the meter counts different values",
                examples = "user-0815")
        String value) {

    static final String EVENT_ID = "^[\\x21-\\x7e]{1,100}$";
    static final String QUANTITY = "^[0-9]{1,40}(\\.[0-9]{1,9})?$";

    /** What it says, as it is kept. */
    UsageReading reading() {
        return reading(eventId, occurredAt, endsAt, quantity, value);
    }

    static UsageReading reading(String eventId, Instant occurredAt, Instant endsAt, String quantity, String value) {
        return new UsageReading(
                eventId, micros(occurredAt), endsAt == null ? null : micros(endsAt), decimal(quantity), value);
    }

    private static Instant micros(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }

    private static BigDecimal decimal(String quantity) {
        if (quantity == null) {
            return null;
        }
        BigDecimal number = new BigDecimal(quantity).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
