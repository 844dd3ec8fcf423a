package cn.dengyun.provider.rest;

import cn.dengyun.provider.SanctionService;
import cn.dengyun.provider.domain.Consequence;
import cn.dengyun.provider.domain.ConsequenceKind;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A sanction that was imposed, and everything that it did; of a dry run, everything that it would do. */
@Schema(name = "SanctionDecision", description = "A sanction that was imposed, and everything that it did")
public record SanctionDecisionView(
        @Schema(required = true, description = "The sanction")
        SanctionView sanction,

        @Schema(required = true, description = "What it did beside disqualifying the provider, by kind")
        List<ConsequenceView> consequences) {

    /** One of them. */
    @Schema(name = "SanctionConsequence", description = "One thing that follows from a sanction")
    public record ConsequenceView(
            @Schema(required = true, description = "What it is")
            ConsequenceKind kind,

            @Schema(required = true, description = "How many of what the kind names", minimum = "0", examples = "12")
            long count,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "The money that it is about, in fen; null where it is about none",
                    minimum = "0",
                    examples = "2000000")
            Long amountFen) {

        static ConsequenceView of(Consequence consequence) {
            return new ConsequenceView(consequence.kind(), consequence.count(), consequence.amountFen());
        }
    }

    static SanctionDecisionView of(SanctionService.Imposed imposed, Actor actor, Instant now) {
        return new SanctionDecisionView(
                SanctionView.of(imposed.shown(), actor, now),
                imposed.consequences().stream().map(ConsequenceView::of).toList());
    }
}
