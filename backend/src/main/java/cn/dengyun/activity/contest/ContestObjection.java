package cn.dengyun.activity.contest;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an entrant has against an entry in the notice, once for each entry and each of its scores.
 *
 * @param juror the number of the juror whose score it is about; null where it is about the entry
 * @param organizationId of the entrant that objects
 * @param regionCode of the organiser, which decides, or an authority above it
 * @param reason in the words of whoever has decided; null before, as who that was and when
 */
record ContestObjection(
        UUID id,
        int version,
        UUID contestId,
        UUID entryId,
        Integer juror,
        UUID organizationId,
        String organizationName,
        String regionCode,
        String statement,
        ContestObjectionStatus status,
        UUID filedBy,
        Instant filedAt,
        UUID decidedBy,
        Instant decidedAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "false";

    @Override
    public boolean isPublic() {
        return false;
    }

    /** What can be done is said by the contest. */
    @Override
    public List<String> actions(Actor actor) {
        return List.of();
    }

    /** Rejects with {@code transition-not-allowed} (409). */
    Change<ContestObjection> decided(Actor by, ContestObjectionMove move, String why, Instant now) {
        ContestObjection after = new ContestObjection(
                id,
                version + 1,
                contestId,
                entryId,
                juror,
                organizationId,
                organizationName,
                regionCode,
                statement,
                move.from(status),
                filedBy,
                filedAt,
                by.id(),
                now,
                why,
                now);
        ContestObjectionEvent event =
                move == ContestObjectionMove.UPHOLD ? ContestObjectionEvent.UPHELD : ContestObjectionEvent.DISMISSED;
        return new Change<>(after, after.told(event), why);
    }

    DomainEvent told(ContestObjectionEvent event) {
        return event.about(this, new ContestObjectionEvent.Data(id, contestId, entryId, status, reason), updatedAt);
    }
}
