package cn.dengyun.catalogue.duty;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of the evidence as everybody sees it. */
@Schema(name = "ObligationEvidence", description = "Whether an offering counts towards an obligation, and why")
record EvidenceView(
        @Schema(description = "The offering") UUID offeringId,

        @Schema(description = "Its name", examples = "设备巡检助手")
        String name,

        @Schema(description = "The provider whose offering it is")
        UUID developerId,

        @Schema(description = "Its name", examples = "江城示范软件")
        String developerName,

        @Schema(description = "The version that counts, or that was looked at", examples = "2")
        int version,

        @Schema(description = "When that came out, or the offering was last confirmed")
        Instant at,

        @Schema(description = "Whether it counts") boolean counts,

        @Schema(description = "Why, or why not") EvidenceVerdict verdict,

        @Schema(nullable = true, description = "Of a near-duplicate: the offering that was there before")
        UUID sameAs,

        @Schema(nullable = true, description = "Its name", examples = "设备巡检")
        String sameAsName) {

    static EvidenceView of(ObligationService.Line line) {
        AppEvidence evidence = line.evidence();
        return new EvidenceView(
                evidence.offeringId(),
                evidence.name(),
                evidence.developerId(),
                line.developerName(),
                evidence.version(),
                evidence.releasedAt(),
                evidence.verdict().counts(),
                evidence.verdict(),
                evidence.sameAs(),
                evidence.sameAsName());
    }
}
