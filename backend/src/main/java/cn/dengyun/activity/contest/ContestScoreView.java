package cn.dengyun.activity.contest;

import cn.dengyun.platform.web.EntityTags;
import cn.dengyun.platform.web.Tagged;
import cn.dengyun.shared.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A score, for the juror who gave it and for auditors. */
@Schema(name = "ContestScore", description = "What a juror gives an entry")
record ContestScoreView(
        @Schema(required = true, description = "Its id") UUID id,

        @Schema(required = true, description = "Grows with each change")
        int version,

        @Schema(required = true, description = "The contest")
        UUID contestId,

        @Schema(required = true, description = "The entry") UUID entryId,

        @Schema(required = true, description = "The number of the juror", examples = "2")
        int juror,

        @Schema(required = true, description = "By criterion", maxItems = ContestForms.MAX_CRITERIA)
        List<ContestForms.Points> points,

        @Schema(required = true, nullable = true, description = "For the juror; null without", examples = "成效数据翔实")
        String remark,

        @Schema(required = true, description = "When it was given")
        Instant scoredAt,

        @Schema(required = true, description = "When it was last changed")
        Instant updatedAt,

        @Schema(required = true, description = "What the caller may do now", examples = "[\"SCORE\"]")
        List<String> availableActions)
        implements Tagged {

    @Override
    public String entityTag() {
        return EntityTags.of(version, availableActions);
    }

    static ContestScoreView of(ContestJudging.Known known, Actor actor) {
        ContestScore score = known.score();
        boolean mayChange = score.accountId().equals(actor.id())
                && !actor.isViewer()
                && ContestMove.SCORE.isAllowedFrom(known.contest().status());
        return new ContestScoreView(
                score.id(),
                score.version(),
                score.contestId(),
                score.entryId(),
                known.juror(),
                score.says().points(),
                score.remark(),
                score.scoredAt(),
                score.updatedAt(),
                mayChange ? List.of(ContestMove.SCORE.name()) : List.of());
    }
}
