package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Draw;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A draw of levels to be checked, which nobody changes: everybody may know of it and can draw again what it has drawn.
 *
 * @param organizationId of the office that has drawn, as regionCode is
 * @param period a year, a half or a quarter of one
 * @param levels that were drawn from
 * @param drawnRegionCode in which they are
 * @param size how many were wanted, or which share
 * @param isPercent whether it is percent of all that could be drawn, which were rounded up
 * @param answerWorkingDays how long enterprises have to answer
 * @param seed see {@link Draw}
 * @param candidates how many could be drawn
 * @param drawn how many were, those with the smallest keys
 */
record SpotCheckDraw(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        String period,
        List<AssessmentLevel> levels,
        String drawnRegionCode,
        int size,
        boolean isPercent,
        int answerWorkingDays,
        String seed,
        int candidates,
        int drawn,
        String reason,
        UUID drawnBy,
        Instant drawnAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "true";

    static final String PERIOD = "^20\\d{2}(-(H[12]|Q[1-4]))?$";

    /** How many are drawn at once, at the most. */
    static final int MAX_DRAWN = 200;

    static final int ALL_PERCENT = 100;

    @Override
    public boolean isPublic() {
        return true;
    }

    @Override
    public List<String> actions(Actor actor) {
        return List.of();
    }

    /** How many of so many are drawn: a share is rounded up, and more than all are all. */
    static int drawn(int size, boolean isPercent, int candidates) {
        return isPercent
                ? Math.toIntExact(((long) candidates * size + ALL_PERCENT - 1) / ALL_PERCENT)
                : Math.min(size, candidates);
    }

    DomainEvent told() {
        return SpotCheckDrawEvent.MADE.about(
                this, new SpotCheckDrawEvent.Data(id, regionCode, period, candidates, drawn, reason), drawnAt);
    }
}
