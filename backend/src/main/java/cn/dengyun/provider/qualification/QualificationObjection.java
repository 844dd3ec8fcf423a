package cn.dengyun.provider.qualification;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody has against a qualification that is shown to the public.
 *
 * @param organizationId of the qualification, as regionCode is
 * @param filedBy who objects; the organisation is not told
 * @param filedFor the organisation of whoever objects: each objects once
 * @param reviewers who has passed the qualification, and does not decide
 * @param decidedBy null until it is decided, as decidedAt and reason are
 */
record QualificationObjection(
        UUID id,
        int version,
        UUID organizationId,
        String regionCode,
        UUID qualificationId,
        String organizationName,
        String statement,
        ObjectionStatus status,
        UUID filedBy,
        UUID filedFor,
        List<UUID> reviewers,
        Instant filedAt,
        Instant dueAt,
        UUID decidedBy,
        Instant decidedAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isFiledFor} in SQL. */
    static final String FILED = "filed_for = $4";

    /** Working days in which it should be decided. */
    static final int WORKING_DAYS = 10;

    @Override
    public boolean isPublic() {
        return false;
    }

    /** Whoever objects puts it on record. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return filedBy.equals(actor.id()) || Aggregate.super.isHandledBy(actor);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || isFiledFor(actor) || Aggregate.seesAll(actor);
    }

    /** Whether it is of the actor's own organisation, which learns what becomes of it. */
    private boolean isFiledFor(Actor actor) {
        return filedFor.equals(actor.organizationId());
    }

    @Override
    public List<String> actions(Actor actor) {
        boolean mayDecide = ProviderQualification.isProvincial(actor)
                && !filedBy.equals(actor.id())
                && !reviewers.contains(actor.id());
        return Move.available(ObjectionMove.values(), status, move -> mayDecide && isHandledBy(actor));
    }

    /** Whether the actor knows who has filed it. */
    boolean isFilerKnownTo(Actor actor) {
        return filedBy.equals(actor.id())
                || isFiledFor(actor)
                || actor.has(Roles.AUTHORITY)
                || Aggregate.seesAll(actor);
    }

    /** Rejects with {@code transition-not-allowed} (409). */
    Change<QualificationObjection> decided(ObjectionMove move, UUID by, String why, Instant now) {
        QualificationObjection after = new QualificationObjection(
                id,
                version + 1,
                organizationId,
                regionCode,
                qualificationId,
                organizationName,
                statement,
                move.from(status),
                filedBy,
                filedFor,
                reviewers,
                filedAt,
                dueAt,
                by,
                now,
                why,
                now);
        return new Change<>(after, after.told(QualificationObjectionEvent.DECIDED), why);
    }

    DomainEvent told(QualificationObjectionEvent event) {
        return event.about(
                this,
                new QualificationObjectionEvent.Data(id, qualificationId, organizationName, status, reason),
                updatedAt);
    }
}
