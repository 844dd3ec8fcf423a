package cn.dengyun.trade.witness.rest;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import cn.dengyun.trade.witness.domain.UsageWitness;
import cn.dengyun.trade.witness.domain.UsageWitnessStatus;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An appointment as its caller sees it. */
@Schema(name = "UsageWitness", description = "Who witnesses what is used of whose services")
record UsageWitnessView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The witness")
        UUID organizationId,

        @Schema(required = true, description = "Its name when it was proposed", examples = "示范通信安徽分公司")
        String organizationName,

        @Schema(required = true, description = "The provider that it is")
        UUID witnessProviderId,

        @Schema(required = true, description = "The provider whose services are witnessed")
        UUID providerId,

        @Schema(required = true, description = "Its name when it was proposed", examples = "皖云示范云平台")
        String providerName,

        @Schema(required = true, nullable = true, description = "The offering; null where all of the provider are")
        UUID offeringId,

        @Schema(required = true, nullable = true, description = "Its name; null for the same", examples = "云服务器")
        String offeringName,

        @Schema(required = true, nullable = true, description = "The meter; null unless one alone is")
        UUID meterId,

        @Schema(required = true, description = "The first month that is compared", examples = "2018-09")
        String fromMonth,

        @Schema(
                required = true,
                description = "By how many thousandths of the larger of two totals they may differ and still agree",
                minimum = "0",
                maximum = "200",
                examples = "20")
        int tolerancePerMille,

        @Schema(required = true, description = "Where it stands")
        UsageWitnessStatus status,

        @Schema(required = true, description = "When it was proposed")
        Instant proposedAt,

        @Schema(required = true, nullable = true, description = "When it was approved or rejected; null before")
        Instant decidedAt,

        @Schema(required = true, nullable = true, description = "When it was ended; null before")
        Instant endedAt,

        @Schema(
                required = true,
                nullable = true,
                description = "Why the last step was taken; null before",
                examples = "情况属实，同意办理")
        String reason,

        @Schema(
                required = true,
                description = "What the caller may do now",
                maxItems = 10,
                examples = "[\"APPROVE\", \"REJECT\"]")
        List<String> availableActions)
        implements Tagged {

    static UsageWitnessView of(UsageWitness witness, Actor actor) {
        return new UsageWitnessView(
                witness.id(),
                witness.version(),
                witness.organizationId(),
                witness.organizationName(),
                witness.witnessProviderId(),
                witness.providerId(),
                witness.providerName(),
                witness.offeringId(),
                witness.offeringName(),
                witness.meterId(),
                YearMonth.from(witness.fromMonth()).toString(),
                witness.tolerancePerMille(),
                witness.status(),
                witness.proposedAt(),
                witness.decidedAt(),
                witness.endedAt(),
                witness.reason(),
                witness.actions(actor));
    }
}
