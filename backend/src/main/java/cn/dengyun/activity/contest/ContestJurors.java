package cn.dengyun.activity.contest;

import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tells jurors that they judge, and when there is something to judge. */
@ApplicationScoped
class ContestJurors {

    private final ContestScoreStore scores;
    private final Outbox outbox;

    ContestJurors(ContestScoreStore scores, Outbox outbox) {
        this.scores = scores;
        this.outbox = outbox;
    }

    /** Tells those who were not of the jury before. */
    Uni<Void> tellNamed(SqlConnection connection, Contest before, Contest after) {
        return outbox.writeAll(
                connection,
                added(before, after).stream()
                        .map(juror -> told(ContestJurorEvent.NAMED, after, juror, 0, after.updatedAt()))
                        .toList());
    }

    /** Those who were not of the jury before. */
    static List<UUID> added(Contest before, Contest after) {
        return after.jurors().stream()
                .filter(juror -> !before.jurors().contains(juror))
                .toList();
    }

    /** Tells jurors of a contest that is judged how many entries wait for them; whom none waits for is not told. */
    Uni<Void> tellWaiting(
            SqlConnection connection, Contest contest, List<UUID> jurors, List<ContestEntry> standing, Instant now) {
        List<UUID> ids = standing.stream().map(ContestEntry::id).toList();
        return scores.conflicts(connection, ids)
                .chain(conflicts -> outbox.writeAll(
                        connection,
                        jurors.stream()
                                .filter(juror -> waiting(juror, ids, conflicts) > 0)
                                .map(juror -> told(
                                        ContestJurorEvent.ENTRIES_WAITING,
                                        contest,
                                        juror,
                                        waiting(juror, ids, conflicts),
                                        now))
                                .toList()));
    }

    private static long waiting(UUID juror, List<UUID> entries, List<ContestConflict> conflicts) {
        return entries.stream()
                .filter(entry -> conflicts.stream().noneMatch(conflict -> conflict.isOf(entry, juror)))
                .count();
    }

    private static DomainEvent told(ContestJurorEvent event, Contest contest, UUID juror, long entries, Instant now) {
        return event.of(
                contest.organizationId(),
                new ContestJurorEvent.Data(contest.id(), contest.title(), juror, entries),
                now);
    }
}
