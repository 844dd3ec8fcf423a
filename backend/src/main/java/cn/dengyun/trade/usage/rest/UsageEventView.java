package cn.dengyun.trade.usage.rest;

import cn.dengyun.shared.Actor;
import cn.dengyun.trade.usage.UsageService.Read;
import cn.dengyun.trade.usage.domain.Quarantine;
import cn.dengyun.trade.usage.domain.UsageEvent;
import cn.dengyun.trade.usage.domain.UsageEventStatus;
import cn.dengyun.trade.usage.domain.UsageMeter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was read of a meter, as its caller sees it. */
@Schema(name = "UsageEvent", description = "What was read of a meter")
record UsageEventView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "The meter") UUID meterId,

        @Schema(required = true, description = "The order") UUID orderId,

        @Schema(required = true, description = "Its number", examples = "D4K7-M2P9-QXT8-V")
        String orderNumber,

        @Schema(required = true, description = "The plan that is measured", examples = "gb-out")
        String planCode,

        @Schema(required = true, description = "What it is called", examples = "公网流量")
        String planName,

        @Schema(required = true, description = "What is counted; code list `meter-units`", examples = "GB")
        String unit,

        @Schema(required = true, description = "The enterprise")
        UUID organizationId,

        @Schema(required = true, description = "Its name", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(
                required = true,
                description = "The provider's own key, unique within the meter",
                examples = "ecs-0042-2018-09-01T08:00")
        String eventId,

        @Schema(required = true, description = "When it was read or, of what lasted, from when")
        Instant occurredAt,

        @Schema(required = true, nullable = true, description = "Until when it lasted; null for a moment")
        Instant endsAt,

        @Schema(
                required = true,
                nullable = true,
                description = "In units of the meter; null where values are counted",
                examples = "12.5")
        String quantity,

        @Schema(
                required = true,
                nullable = true,
                description = "Where different values are counted; else null",
                examples = "user-0815")
        String value,

        @Schema(required = true, description = "When it came")
        Instant receivedAt,

        @Schema(required = true, description = "Where it stands")
        UsageEventStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was held back when it came; null where it was not. It stays when it is released")
        Quarantine quarantine,

        @Schema(
                required = true,
                nullable = true,
                description = "By when somebody should say what becomes of it, 14 days behind its arrival; null unless"
                        + " it is held back")
        Instant dueAt,

        @Schema(
                required = true,
                nullable = true,
                description = "The receipt of the request that it came in; null where it came with a correction")
        UUID receiptId,

        @Schema(
                required = true,
                nullable = true,
                description = "Its line there, from 1; null for the same",
                minimum = "1",
                examples = "1")
        Integer line,

        @Schema(
                required = true,
                nullable = true,
                description = "The event in whose place a correction has put it; else null")
        UUID replaces,

        @Schema(required = true, nullable = true, description = "The bill that counts it; null until one does")
        UUID billId,

        @Schema(
                required = true,
                nullable = true,
                description = "When it was released, dismissed or reversed; null before")
        Instant decidedAt,

        @Schema(required = true, nullable = true, description = "Why that was", examples = "促销期间流量激增，属实")
        String reason,

        @Schema(
                required = true,
                description = "What the caller can do with it now: `RELEASE`, `DISMISS`, `REVERSE` (with a correction)",
                maxItems = 10)
        List<String> availableActions) {

    private static final Duration TIME_TO_SAY = Duration.ofDays(14);

    static UsageEventView of(Read read, Actor actor) {
        UsageEvent event = read.event();
        UsageMeter meter = read.meter();
        return new UsageEventView(
                event.id(),
                meter.id(),
                meter.orderId(),
                meter.orderNumber(),
                meter.planCode(),
                meter.planName(),
                meter.unit(),
                meter.organizationId(),
                meter.organizationName(),
                meter.providerId(),
                meter.providerName(),
                event.eventId(),
                event.occurredAt(),
                event.endsAt(),
                decimal(event.quantity()),
                event.value(),
                event.receivedAt(),
                event.status(),
                event.quarantine(),
                event.status() == UsageEventStatus.QUARANTINED
                        ? event.receivedAt().plus(TIME_TO_SAY)
                        : null,
                event.receiptId(),
                event.line(),
                event.reverses(),
                event.billId(),
                event.decidedAt(),
                event.reason(),
                event.actions(actor));
    }

    private static String decimal(BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
