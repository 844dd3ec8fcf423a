package cn.dengyun.assessment.level;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import java.util.List;
import java.util.UUID;

/**
 * A level that could be drawn, which nobody changes.
 *
 * @param place by its key, from 1; the first ones are drawn
 * @param drawKey of the id of its assessment, see {@link cn.dengyun.shared.Draw}
 */
record SpotCheckCandidate(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        UUID drawId,
        UUID assessmentId,
        String enterpriseName,
        AssessmentLevel level,
        int place,
        String drawKey)
        implements Aggregate {

    @Override
    public boolean isPublic() {
        return true;
    }

    @Override
    public List<String> actions(Actor actor) {
        return List.of();
    }
}
