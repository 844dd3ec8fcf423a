package cn.dengyun.activity.contest;

import cn.dengyun.platform.rows.KeptTexts;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a juror gives an entry. Nobody but the juror and auditors knows of it before the notice.
 *
 * @param points a list of {@link ContestForms.Points} as a text
 * @param remark for the juror; may be null
 */
record ContestScore(
        UUID id,
        int version,
        UUID contestId,
        UUID entryId,
        UUID accountId,
        String points,
        String remark,
        Instant scoredAt,
        Instant updatedAt) {

    private static final TypeReference<List<ContestForms.Points>> POINTS = new TypeReference<>() {};

    ContestForms.Score says() {
        return new ContestForms.Score(KeptTexts.read(points, POINTS), remark);
    }

    ContestScore saying(ContestForms.Score says, Instant now) {
        return new ContestScore(
                id,
                version + 1,
                contestId,
                entryId,
                accountId,
                KeptTexts.write(says.points()),
                says.remark(),
                scoredAt,
                now);
    }
}
