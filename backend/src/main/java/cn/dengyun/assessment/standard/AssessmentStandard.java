package cn.dengyun.assessment.standard;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A standard.
 *
 * @param number by which assessments name it, from 1
 * @param organizationId of the office that has drawn it up
 * @param content {@link StandardForm} as a text
 * @param editedBy who has written of it last, and does not publish it
 * @param publishedAt null before, as who has done so is
 * @param supersededAt null before
 * @param reason of the last move; null where none was given
 */
public record AssessmentStandard(
        UUID id,
        int version,
        int number,
        UUID organizationId,
        String regionCode,
        @JsonRawValue String content,
        AssessmentStandardStatus status,
        UUID editedBy,
        UUID publishedBy,
        Instant publishedAt,
        Instant supersededAt,
        String reason,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "published_at IS NOT NULL";

    static final String PROVINCE = "340000";

    @Override
    public boolean isPublic() {
        return publishedAt != null;
    }

    /** Only the province has a say. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.has(Roles.AUTHORITY) && Aggregate.super.isHandledBy(actor);
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                AssessmentStandardMove.values(),
                status,
                move -> move != AssessmentStandardMove.SUPERSEDE
                        && isHandledBy(actor)
                        && !actor.isViewer()
                        && !(move == AssessmentStandardMove.PUBLISH
                                && actor.id().equals(editedBy)));
    }

    public StandardForm form() {
        return KeptTexts.read(content, StandardForm.class);
    }

    /** The change of what it says. Rejects with {@code transition-not-allowed} (409). */
    Change<AssessmentStandard> edited(Actor by, StandardForm says, Instant now) {
        AssessmentStandardStatus target = AssessmentStandardMove.EDIT.from(status);
        return changed(
                new AssessmentStandard(
                        id,
                        version + 1,
                        number,
                        organizationId,
                        regionCode,
                        KeptTexts.write(says),
                        target,
                        by.id(),
                        null,
                        null,
                        null,
                        null,
                        createdAt,
                        now),
                AssessmentStandardMove.EDIT,
                null);
    }

    /**
     * Another person publishes it. Rejects with {@code not-yours}, {@code four-eyes-required} (403) and
     * {@code transition-not-allowed} (409).
     */
    Change<AssessmentStandard> published(Actor by, String why, Instant now) {
        if (!isHandledBy(by)) {
            throw Rejection.forbidden("not-yours");
        }
        AssessmentStandardStatus target = AssessmentStandardMove.PUBLISH.from(status);
        FourEyes.require(editedBy, by.id());
        return changed(stood(target, by.id(), now, null, why, now), AssessmentStandardMove.PUBLISH, why);
    }

    /** The change by the publication of the next. */
    Change<AssessmentStandard> superseded(String why, Instant now) {
        AssessmentStandardStatus target = AssessmentStandardMove.SUPERSEDE.from(status);
        return changed(stood(target, publishedBy, publishedAt, now, why, now), AssessmentStandardMove.SUPERSEDE, why);
    }

    private AssessmentStandard stood(
            AssessmentStandardStatus target,
            UUID publisher,
            Instant published,
            Instant superseded,
            String why,
            Instant now) {
        return new AssessmentStandard(
                id,
                version + 1,
                number,
                organizationId,
                regionCode,
                content,
                target,
                editedBy,
                publisher,
                published,
                superseded,
                why,
                createdAt,
                now);
    }

    private static Change<AssessmentStandard> changed(
            AssessmentStandard after, AssessmentStandardMove move, String why) {
        return new Change<>(after, move.event.told(after), why);
    }
}
