package cn.dengyun.settlement.award.rest;

import cn.dengyun.settlement.award.domain.Award;
import cn.dengyun.settlement.award.domain.AwardStatus;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An award of a list. */
@Schema(name = "Award", description = "An award of a list")
record AwardView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Its place on the list, from 1", examples = "1")
        int line,

        @Schema(required = true, description = "The beneficiary")
        UUID organizationId,

        @Schema(required = true, description = "Its name then", examples = "合肥示范制造有限公司")
        String organizationName,

        @Schema(required = true, description = "Where it is certified, GB/T 2260", examples = "340123")
        String regionCode,

        @Schema(required = true, description = "What was spent, in fen; 0 where the award is fixed", examples = "0")
        long baseFen,

        @Schema(required = true, description = "What it is, in fen", examples = "50000000")
        long amountFen,

        @Schema(
                required = true,
                description = "What proves that it meets the condition",
                examples = "皖经信云〔2018〕12 号，第 3 位")
        String proof,

        @Schema(required = true, description = "Where it stands")
        AwardStatus status,

        @Schema(
                required = true,
                nullable = true,
                description = "Why it was struck off; null where it was not",
                examples = "经核实不符合评选条件")
        String struckReason,

        @Schema(required = true, nullable = true, description = "What became owed of it; null before")
        UUID entitlementId) {

    static AwardView of(Award award) {
        return new AwardView(
                award.id(),
                award.line(),
                award.organizationId(),
                award.organizationName(),
                award.regionCode(),
                award.baseFen(),
                award.amountFen(),
                award.proof(),
                award.status(),
                award.struckReason(),
                award.entitlementId());
    }
}
