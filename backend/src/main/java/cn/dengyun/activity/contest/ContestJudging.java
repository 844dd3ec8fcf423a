package cn.dengyun.activity.contest;

import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a jury does. Nobody but the juror, auditors and administrators reads a score before the notice, the organiser
 * neither: whoever sets a juror aside must not know what that changes. A score that is not there for the actor is
 * refused with {@code contest-score-not-found} (404).
 */
@ApplicationScoped
class ContestJudging {

    private final ContestService contests;
    private final ContestEntryStore entries;
    private final ContestScoreStore scores;
    private final ContestImpartiality impartiality;
    private final ChangeNotes notes;
    private final MergePatch patches;
    private final Pool pool;

    ContestJudging(
            ContestService contests,
            ContestEntryStore entries,
            ContestScoreStore scores,
            ContestImpartiality impartiality,
            ChangeNotes notes,
            MergePatch patches,
            Pool pool) {
        this.contests = contests;
        this.entries = entries;
        this.scores = scores;
        this.impartiality = impartiality;
        this.notes = notes;
        this.patches = patches;
        this.pool = pool;
    }

    /** A score with the number of its juror. */
    record Known(ContestScore score, Contest contest) {

        int juror() {
            return contest.numberOf(score.accountId());
        }
    }

    /** One of the actor's own, or any for who sees all. */
    Uni<Known> find(Actor actor, UUID id) {
        return scores.find(pool, id).chain(found -> {
            if (found == null || !isKnown(actor, found)) {
                throw Rejection.notFound("contest-score-not-found");
            }
            return entries.contest(pool, found.contestId()).map(contest -> new Known(found, contest));
        });
    }

    private static boolean isKnown(Actor actor, ContestScore score) {
        return score.accountId().equals(actor.id()) || Aggregate.seesAll(actor);
    }

    /**
     * Of a contest the actor's own, or all for who sees all, newest first. Rejects with {@code cursor-invalid} (400).
     */
    Uni<Page<Known>> page(Actor actor, Contest contest, String cursor, int limit) {
        return scores.page(contest.id(), Aggregate.seesAll(actor) ? null : actor.id(), cursor, limit)
                .map(page -> page.map(score -> new Known(score, contest)));
    }

    /** A conflict with the number of the juror. */
    record Stated(ContestConflict conflict, int juror) {}

    /**
     * Says that a juror does not judge an entry: the juror himself at any time before the notice, which sets aside what
     * he has scored; the organiser only before that. Rejects with {@code not-yours} (403), {@code contest-not-found}
     * (404), {@code transition-not-allowed}, {@code contest-conflict-stated-before}, {@code contest-scored-before}
     * (409) and {@code invalid-request} (400).
     */
    Effect<Stated> state(Actor actor, UUID id, ContestForms.Conflict says) {
        return Effect.of(connection -> contests.lock(connection, actor, id, ContestMove.STATE_CONFLICT)
                .chain(contest -> {
                    UUID juror = says.accountId() == null ? actor.id() : says.accountId();
                    if (!juror.equals(actor.id()) && !contest.isOrganizedBy(actor)) {
                        throw Rejection.forbidden("not-yours");
                    }
                    if (contest.numberOf(juror) == 0) {
                        throw Rejection.invalid(List.of(Defect.at("/accountId", "contest-juror-unknown")));
                    }
                    return entry(connection, id, says.entryId())
                            .chain(entry -> state(connection, actor, contest, entry, juror, says.reason()));
                }));
    }

    private Uni<Stated> state(
            SqlConnection connection, Actor actor, Contest contest, ContestEntry entry, UUID juror, String reason) {
        Instant now = contests.now();
        ContestConflict made = new ContestConflict(
                contest.id(), entry.id(), juror, ContestConflictKind.STATED, reason, actor.id(), now);
        return scores.ofEntries(connection, List.of(entry.id()))
                .invoke(given -> {
                    boolean isScored =
                            given.stream().anyMatch(score -> score.accountId().equals(juror));
                    if (isScored && !juror.equals(actor.id())) {
                        throw Rejection.conflict("contest-scored-before");
                    }
                })
                .chain(() -> scores.insert(connection, made))
                .invoke(isNew -> {
                    if (!isNew) {
                        throw Rejection.conflict("contest-conflict-stated-before");
                    }
                })
                .chain(() ->
                        note(connection, contest, entry.id(), juror, ContestJuryEvent.CONFLICT_STATED, reason, now))
                .replaceWith(() -> new Stated(made, contest.numberOf(juror)));
    }

    /**
     * Scores an entry, once. Rejects with {@code not-yours} and as {@link #requireImpartial} (403),
     * {@code contest-not-found} (404), {@code transition-not-allowed}, {@code contest-scored-before} (409) and
     * {@code invalid-request} (400; all defects).
     */
    Effect<Known> score(Actor actor, UUID id, ContestForms.NewScore says) {
        return scoreAt(actor, id, says, contests.now());
    }

    /** The same at a moment. */
    Effect<Known> scoreAt(Actor actor, UUID id, ContestForms.NewScore says, Instant now) {
        return Effect.of(connection -> contests.lock(connection, actor, id, ContestMove.SCORE)
                .chain(contest -> entry(connection, id, says.entryId())
                        .call(entry -> requireImpartial(connection, actor, entry))
                        .invoke(() -> ContestCheck.require(contest.says(), says.points()))
                        .chain(entry -> {
                            ContestScore made = made(actor, entry, says.says(), now);
                            return scores.insert(connection, made)
                                    .onFailure(Rows.broken(ContestScoreStore.ONCE))
                                    .transform(twice -> Rejection.conflict("contest-scored-before"))
                                    .chain(() -> contests.carryOut(connection, contest, contest.scored(now)))
                                    .call(after -> note(
                                            connection,
                                            after,
                                            entry.id(),
                                            actor.id(),
                                            ContestJuryEvent.SCORED,
                                            null,
                                            now))
                                    .map(after -> new Known(made, after));
                        })));
    }

    private static ContestScore made(Actor actor, ContestEntry entry, ContestForms.Score says, Instant now) {
        return new ContestScore(
                Ids.next(),
                0,
                entry.contestId(),
                entry.id(),
                actor.id(),
                KeptTexts.write(says.points()),
                says.remark(),
                now,
                now);
    }

    /**
     * Changes one of the actor's own before the notice. Rejects with {@code not-yours} and as {@link #requireImpartial}
     * (403), {@code transition-not-allowed} (409), {@code invalid-request} (400; all defects) and as the precondition
     * does.
     */
    Effect<Known> change(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return Effect.of(
                () -> find(actor, id).invoke(known -> {
                    if (!known.score().accountId().equals(actor.id())) {
                        throw Rejection.forbidden("not-yours");
                    }
                }),
                (connection, known) -> contests.lock(
                                connection, actor, known.contest().id(), ContestMove.SCORE)
                        .chain(contest -> scores.find(connection, id)
                                .invoke(found -> precondition.check(String.valueOf(found.version())))
                                .call(found -> entry(connection, contest.id(), found.entryId())
                                        .chain(entry -> requireImpartial(connection, actor, entry)))
                                .chain(found -> change(connection, contest, found, patch))));
    }

    private Uni<Known> change(SqlConnection connection, Contest contest, ContestScore found, JsonNode patch) {
        ContestForms.Score says = patches.valid(found.says(), patch, ContestForms.Score.class);
        if (says.equals(found.says())) {
            return Uni.createFrom().item(new Known(found, contest));
        }
        ContestCheck.require(contest.says(), says.points());
        Instant now = contests.now();
        ContestScore after = found.saying(says, now);
        return scores.update(connection, after)
                .chain(() -> note(
                        connection,
                        contest,
                        found.entryId(),
                        found.accountId(),
                        ContestJuryEvent.SCORE_CHANGED,
                        null,
                        now))
                .replaceWith(() -> new Known(after, contest));
    }

    /** One of the contest that stands. Rejects with {@code invalid-request} (400). */
    private Uni<ContestEntry> entry(SqlConnection connection, UUID contest, UUID id) {
        return entries.find(connection, id).invoke(found -> {
            if (found == null || !found.contestId().equals(contest) || found.status() != ContestEntryStatus.NOMINATED) {
                throw Rejection.invalid(List.of(Defect.at("/entryId", "contest-entry-unknown")));
            }
        });
    }

    /**
     * Rejects (403) with {@code contest-conflict-stated} where somebody has said so, with {@code contest-conflict-own}
     * where the entry is of the juror's own organisation or was nominated by him, and with
     * {@code contest-conflict-linked} where both are linked: by what, he is not told.
     */
    private Uni<Void> requireImpartial(SqlConnection connection, Actor actor, ContestEntry entry) {
        return impartiality
                .conflicts(connection, List.of(actor.id()), List.of(entry), contests.now())
                .chain(found -> scores.conflicts(connection, List.of(entry.id()))
                        .invoke(known -> {
                            found.forEach(ContestJudging::refuse);
                            known.stream()
                                    .filter(each -> each.accountId().equals(actor.id()))
                                    .forEach(ContestJudging::refuse);
                        }))
                .replaceWithVoid();
    }

    private static void refuse(ContestConflict conflict) {
        throw Rejection.forbidden(
                switch (conflict.kind()) {
                    case STATED -> "contest-conflict-stated";
                    case SAME_ORGANIZATION, NOMINATOR -> "contest-conflict-own";
                    case LINKED -> "contest-conflict-linked";
                });
    }

    /** Told to the organiser and on record, without points. */
    private Uni<Void> note(
            SqlConnection connection,
            Contest contest,
            UUID entry,
            UUID juror,
            ContestJuryEvent event,
            String why,
            Instant now) {
        ContestJuryEvent.Data data = new ContestJuryEvent.Data(contest.id(), entry, contest.numberOf(juror));
        DomainEvent told = event.of(contest.organizationId(), data, now).inRegion(contest.regionCode());
        return notes.write(connection, told, null, data, why);
    }
}
