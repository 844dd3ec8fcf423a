package cn.dengyun.adoption.record;

import cn.dengyun.platform.web.Language;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.reference.ReferenceService;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch as its caller sees it. */
@Schema(name = "AdoptionBatch", description = "The part of an import that one county judges, and how it was looked at")
record AdoptionBatchView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "The import that it is a part of")
        UUID importId,

        @Schema(description = "The provider") UUID providerId,

        @Schema(description = "Its name", examples = "皖云示范云平台")
        String providerName,

        @Schema(description = "The county", examples = "340123")
        String regionCode,

        @Schema(description = "Its name", examples = "肥西县") String regionName,

        @Schema(description = "The rule by which it was drawn", examples = "1")
        int ruleNumber,

        @Schema(description = "Records in it", examples = "240")
        long recordCount,

        @Schema(description = "Records that would make their enterprise deeply connected", examples = "20")
        long deepCount,

        @Schema(
                description = "Records of enterprises that are not on the platform, so that nobody could tell them",
                examples = "31")
        long unregisteredCount,

        @Schema(
                nullable = true,
                description =
                        "From which the sample follows: its records have the smallest SHA-256 of the seed and their"
                                + " id, in hexadecimal. Null for the provider before the county has decided",
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String seed,

        @Schema(description = "How many were drawn", examples = "12")
        int sampleSize,

        @Schema(description = "How many of these the county has looked at", examples = "5")
        int inspectedCount,

        @Schema(description = "How many of these were not confirmed", examples = "0")
        int unconfirmedCount,

        @Schema(description = "How many an authority above the county has looked at", examples = "2")
        int recheckedCount,

        @Schema(description = "How many of these were not confirmed", examples = "0")
        int recheckUnconfirmedCount,

        @Schema(description = "Where it stands") AdoptionBatchStatus status,

        @Schema(description = "When it was drawn") Instant preparedAt,

        @Schema(nullable = true, description = "By when the county decides; null once it has")
        Instant dueAt,

        @Schema(nullable = true, description = "When it was decided; null before")
        Instant decidedAt,

        @Schema(nullable = true, description = "Why it was decided so; null before", examples = "抽查核实无误")
        String reason,

        @Schema(description = "What the caller may do now", examples = "[\"INSPECT\", \"RETURN\"]")
        List<String> availableActions)
        implements Tagged {

    static AdoptionBatchView of(
            AdoptionBatch batch, Actor actor, ReferenceService reference, Language language, Instant now) {
        boolean isSealed = actor.actsFor(batch.organizationId()) && batch.status() == AdoptionBatchStatus.CHECKING;
        return new AdoptionBatchView(
                batch.id(),
                batch.version(),
                batch.importId(),
                batch.providerId(),
                batch.providerName(),
                batch.regionCode(),
                reference
                        .name(ReferenceService.REGIONS, batch.regionCode(), language)
                        .orElse(batch.regionCode()),
                batch.ruleNumber(),
                batch.recordCount(),
                batch.deepCount(),
                batch.unregistered(),
                isSealed ? null : batch.seed(),
                batch.sampleSize(),
                batch.inspected(),
                batch.unconfirmed(),
                batch.rechecked(),
                batch.recheckUnconfirmed(),
                batch.status(),
                batch.preparedAt(),
                batch.nextDueAt(),
                batch.decidedAt(),
                batch.reason(),
                batch.actionsAt(actor, now));
    }
}
