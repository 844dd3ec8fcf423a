package cn.dengyun.monitoring.bulletin;

import cn.dengyun.monitoring.bulletin.ErratumForm.Correction;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What of a published bulletin was wrong. It is proposed by one person and published by another; it gets its number
 * then, one after the other in each bulletin.
 *
 * @param corrections {@link Correction}s as a text
 * @param corrects number of the erratum that it corrects; null where it corrects none
 * @param number null, as who has published it and when, before
 * @param reason of the last move; null where none was given
 */
record BulletinErratum(
        UUID id,
        int version,
        UUID bulletinId,
        UUID organizationId,
        String regionCode,
        String text,
        @JsonRawValue String corrections,
        Integer corrects,
        Integer number,
        ErratumStatus status,
        UUID proposedBy,
        UUID publishedBy,
        Instant publishedAt,
        String reason,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "status = 'PUBLISHED'";

    /** By when another person decides. */
    static final Duration TIME_TO_DECIDE = Duration.ofDays(7);

    private static final TypeReference<List<Correction>> CORRECTIONS = new TypeReference<>() {};

    static BulletinErratum proposed(UUID id, Bulletin bulletin, Actor by, ErratumForm says, Instant now) {
        return new BulletinErratum(
                id,
                0,
                bulletin.id(),
                by.organizationId(),
                bulletin.regionCode(),
                says.text(),
                KeptTexts.write(says.corrections()),
                says.corrects(),
                null,
                ErratumStatus.PROPOSED,
                by.id(),
                null,
                null,
                null,
                now,
                now);
    }

    @Override
    public boolean isPublic() {
        return status == ErratumStatus.PUBLISHED;
    }

    /** Only the province has a say. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.has(Roles.AUTHORITY) && Aggregate.super.isHandledBy(actor);
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                ErratumMove.values(),
                status,
                move -> isHandledBy(actor)
                        && !actor.isViewer()
                        && (move != ErratumMove.APPROVE || !actor.id().equals(proposedBy)));
    }

    ErratumForm form() {
        return new ErratumForm(text, corrects, KeptTexts.read(corrections, CORRECTIONS));
    }

    /** By when somebody has to act; null where nobody has to. */
    Instant dueAt() {
        return status == ErratumStatus.PROPOSED ? createdAt.plus(TIME_TO_DECIDE) : null;
    }

    /** Publishes it. Rejects with {@code four-eyes-required} (403) and {@code transition-not-allowed} (409). */
    Change<BulletinErratum> published(Bulletin bulletin, int next, Actor by, String why, Instant now) {
        ErratumStatus target = ErratumMove.APPROVE.from(status);
        FourEyes.require(proposedBy, by.id());
        return changed(with(target, next, by.id(), now, why, now), bulletin, ErratumMove.APPROVE, why);
    }

    /** Gives it up. Rejects with {@code transition-not-allowed} (409). */
    Change<BulletinErratum> discarded(Bulletin bulletin, String why, Instant now) {
        ErratumStatus target = ErratumMove.DISCARD.from(status);
        return changed(with(target, null, null, null, why, now), bulletin, ErratumMove.DISCARD, why);
    }

    private BulletinErratum with(
            ErratumStatus target, Integer next, UUID publisher, Instant published, String why, Instant now) {
        return new BulletinErratum(
                id,
                version + 1,
                bulletinId,
                organizationId,
                regionCode,
                text,
                corrections,
                corrects,
                next,
                target,
                proposedBy,
                publisher,
                published,
                why,
                createdAt,
                now);
    }

    private static Change<BulletinErratum> changed(
            BulletinErratum after, Bulletin bulletin, ErratumMove move, String why) {
        return new Change<>(after, move.event.about(after, bulletin.data(after), after.updatedAt()), why);
    }
}
