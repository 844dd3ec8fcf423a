package cn.dengyun.catalogue.hosting;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A hosting as its caller sees it. */
@Schema(name = "Hosting", description = "That an industrial app is, was or is to be hosted on a platform")
record HostingView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "The platform") UUID platformId,

        @Schema(description = "Its name when it was proposed", examples = "皖云工业互联网平台")
        String platformName,

        @Schema(description = "The provider that runs the platform")
        UUID hostId,

        @Schema(description = "Its name", examples = "皖云示范云平台")
        String hostName,

        @Schema(description = "The industrial app") UUID offeringId,

        @Schema(description = "Its name when it was proposed", examples = "设备巡检助手")
        String offeringName,

        @Schema(description = "The provider whose app it is")
        UUID developerId,

        @Schema(description = "Its name", examples = "江城示范软件")
        String developerName,

        @Schema(description = "Where it stands") HostingStatus status,

        @Schema(description = "When it was proposed") Instant proposedAt,

        @Schema(nullable = true, description = "Since when the app is hosted there; null until both sides say so")
        Instant confirmedAt,

        @Schema(nullable = true, description = "Until when it was; null as long as it is")
        Instant endedAt,

        @Schema(nullable = true, description = "Why the last step was taken", examples = "情况属实，同意办理")
        String reason,

        @Schema(description = "What the caller may do now", examples = "[\"CONFIRM\", \"REJECT\"]")
        List<String> availableActions)
        implements Tagged {

    static HostingView of(HostingService.Known known, Actor actor) {
        Hosting hosting = known.hosting();
        return new HostingView(
                hosting.id(),
                hosting.version(),
                hosting.platformId(),
                hosting.platformName(),
                hosting.hostId(),
                known.hostName(),
                hosting.offeringId(),
                hosting.offeringName(),
                hosting.developerId(),
                known.developerName(),
                hosting.status(),
                hosting.proposedAt(),
                hosting.confirmedAt(),
                hosting.endedAt(),
                hosting.reason(),
                hosting.actions(actor));
    }
}
