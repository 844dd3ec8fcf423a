package cn.dengyun.monitoring.pilot;

import cn.dengyun.monitoring.plan.PlanRegions;
import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A pilot as its caller sees it. */
@Schema(name = "Pilot", description = "An enterprise that is connected first, and its provider")
record PilotView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @JsonUnwrapped PilotForm form,

        @Schema(required = true, description = "What the region is called", examples = "肥西县")
        String regionName,

        @Schema(required = true, description = "The unit that the region is, or lies in", examples = "340100")
        String unitCode,

        @Schema(required = true, description = "What that is called", examples = "合肥市")
        String unitName,

        @Schema(required = true, description = "What the provider was called when it was planned", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, description = "Where it stands")
        PilotStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "What came of it; null before it is completed",
                examples = "三类业务系统登云，运维成本下降三成。")
        String outcome,

        @Schema(required = true, nullable = true, description = "When it started; null before")
        Instant startedAt,

        @Schema(required = true, nullable = true, description = "When it was over; null before")
        Instant endedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the last step was taken; null where nobody said",
                examples = "情况属实，同意办理")
        String reason,

        @Schema(
                required = true,
                nullable = true,
                description = "The division whose authority has to act; null where none has to",
                examples = "340123")
        String ownerRegionCode,

        @Schema(
                required = true,
                nullable = true,
                description = "By when what came of it is to be told; null where nothing is")
        Instant dueAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"START\"]")
        List<String> availableActions)
        implements Tagged {

    static PilotView of(PilotEnterprise pilot, Actor actor, PlanRegions regions, Language language) {
        return new PilotView(
                pilot.id(),
                pilot.version(),
                pilot.form(),
                regions.name(pilot.regionCode(), language),
                pilot.unitCode(),
                regions.name(pilot.unitCode(), language),
                pilot.providerName(),
                pilot.status(),
                pilot.outcome(),
                pilot.startedAt(),
                pilot.endedAt(),
                pilot.reason(),
                pilot.dueAt() == null ? null : pilot.regionCode(),
                pilot.dueAt(),
                pilot.actions(actor));
    }
}
