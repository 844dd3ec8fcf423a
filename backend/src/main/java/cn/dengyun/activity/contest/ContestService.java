package cn.dengyun.activity.contest;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.identity.impartiality.Judge;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.Deadlines;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Contests. What the actor may not know of is refused with {@code contest-not-found} (404), and with {@code not-yours}
 * (403) whoever is not the one whose move it is.
 */
@ApplicationScoped
class ContestService {

    private final AggregateStore<Contest> contests;
    private final ContestEntryStore entries;
    private final ContestScoreStore scores;
    private final ContestImpartiality impartiality;
    private final ContestJurors jurors;
    private final CertifiedStandings standings;
    private final ChangeNotes notes;
    private final Outbox outbox;
    private final Deadlines deadlines;
    private final MergePatch patches;
    private final Clock clock;

    ContestService(
            Aggregates aggregates,
            ContestEntryStore entries,
            ContestScoreStore scores,
            ContestImpartiality impartiality,
            ContestJurors jurors,
            CertifiedStandings standings,
            ChangeNotes notes,
            Outbox outbox,
            Deadlines deadlines,
            MergePatch patches,
            Clock clock) {
        this.contests = aggregates.of(Contest.class, Contest.PUBLIC);
        this.entries = entries;
        this.scores = scores;
        this.impartiality = impartiality;
        this.jurors = jurors;
        this.standings = standings;
        this.notes = notes;
        this.outbox = outbox;
        this.deadlines = deadlines;
        this.patches = patches;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<Contest> find(Actor actor, UUID id) {
        return contests.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<Contest>> list(Actor actor, Filter filter, String cursor, int limit) {
        return contests.page(actor, filter, cursor, limit);
    }

    /**
     * Begins a contest of the actor's own region. Rejects with {@code not-yours} (403), {@code invalid-request} (400).
     */
    Effect<Contest> draft(Actor actor, ContestForm form) {
        return draftAt(actor, form, now());
    }

    /** The same at a moment, as the others that end in it are. */
    Effect<Contest> draftAt(Actor actor, ContestForm form, Instant now) {
        return Effect.of(connection -> {
            if (actor.regionCode() == null) {
                throw Rejection.forbidden("not-yours");
            }
            ContestCheck.require(form);
            return standings.of(connection, List.of(actor.organizationId())).chain(known -> {
                String name = known.get(actor.organizationId()).nameZh();
                Contest made = Contest.drafted(Ids.next(), actor, name, form, now);
                return in(connection, contests.create(actor, made, made.told(ContestEvent.DRAFTED)));
            });
        });
    }

    /**
     * Changes a draft. Rejects with {@code invalid-request} (400; all defects), {@code not-yours} (403),
     * {@code transition-not-allowed} (409) and as the precondition does.
     */
    Effect<Contest> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return Effect.of(connection -> lock(connection, actor, id, ContestMove.EDIT, precondition)
                .chain(found -> {
                    ContestForm says = patches.valid(found.says(), patch, ContestForm.class);
                    if (says.equals(found.says())) {
                        return Uni.createFrom().item(found);
                    }
                    ContestCheck.require(says);
                    return contests.carryOut(connection, found, found.edited(says, now()));
                }));
    }

    /** Rejects with {@code not-yours} (403), {@code transition-not-allowed}, {@code contest-nominations-over} (409). */
    Effect<Contest> announce(Actor actor, UUID id) {
        return announceAt(actor, id, now());
    }

    Effect<Contest> announceAt(Actor actor, UUID id, Instant now) {
        return Effect.of(connection -> lock(connection, actor, id, ContestMove.ANNOUNCE)
                .chain(found -> contests.carryOut(connection, found, found.announced(actor, now))));
    }

    /**
     * Says who judges, instead of whoever did. Rejects with {@code invalid-request} (400; all defects),
     * {@code not-yours} (403), {@code transition-not-allowed} and {@code contest-scored} (409).
     */
    Effect<Contest> replaceJury(Actor actor, UUID id, ContestForms.Jury says) {
        return Effect.of(connection -> lock(connection, actor, id, ContestMove.REPLACE_JURY)
                .call(() -> requireFit(connection, says.accountIds()))
                .chain(found -> contests.carryOut(
                                connection, found, found.judgedBy(says.accountIds(), says.reason(), now()))
                        .call(after -> jurors.tellNamed(connection, found, after))
                        .call(after -> after.judgingAt() == null
                                ? Uni.createFrom().voidItem()
                                : entries.standing(connection, id)
                                        .call(all -> findConflicts(connection, after, all))
                                        .chain(all -> jurors.tellWaiting(
                                                connection,
                                                after,
                                                ContestJurors.added(found, after),
                                                all,
                                                after.updatedAt())))));
    }

    /** Whether an account exists is not told. */
    private Uni<Void> requireFit(SqlConnection connection, List<UUID> accounts) {
        return impartiality
                .fit(connection, accounts)
                .invoke(fit -> {
                    Set<UUID> known = fit.stream().map(Judge::accountId).collect(Collectors.toSet());
                    Set<UUID> named = new HashSet<>();
                    List<Defect> defects = new ArrayList<>();
                    for (int i = 0; i < accounts.size(); i++) {
                        UUID account = accounts.get(i);
                        if (!named.add(account)) {
                            defects.add(Defect.at("/accountIds/" + i, "contest-juror-repeated"));
                        } else if (!known.contains(account)) {
                            defects.add(Defect.at("/accountIds/" + i, "contest-juror-unfit"));
                        }
                    }
                    ContestCheck.requireNone(defects);
                })
                .replaceWithVoid();
    }

    /** Puts on record what keeps jurors from judging, so that everybody concerned sees it before anybody scores. */
    private Uni<Void> findConflicts(SqlConnection connection, Contest contest, List<ContestEntry> standing) {
        return impartiality
                .conflicts(connection, contest.jurors(), standing, now())
                .chain(found -> InTurn.each(
                        found, each -> scores.insert(connection, each).replaceWithVoid()));
    }

    /**
     * Rejects with {@code not-yours} (403), {@code transition-not-allowed}, {@code contest-nominations-open},
     * {@code contest-jury-missing} and {@code contest-entries-missing} (409).
     */
    Effect<Contest> startJudging(Actor actor, UUID id) {
        return startJudgingAt(actor, id, now());
    }

    Effect<Contest> startJudgingAt(Actor actor, UUID id, Instant now) {
        return Effect.of(connection -> lock(connection, actor, id, ContestMove.START_JUDGING)
                .chain(found -> entries.standing(connection, id)
                        .chain(standing -> contests.carryOut(
                                        connection, found, found.judgingStarted(standing.size(), now))
                                .call(after -> findConflicts(connection, after, standing))
                                .call(after -> outbox.writeAll(
                                        connection,
                                        standing.stream()
                                                .map(entry -> entry.told(ContestEntryEvent.ADMITTED, after, now))
                                                .toList()))
                                .call(after -> jurors.tellWaiting(connection, after, after.jurors(), standing, now)))));
    }

    /**
     * Locks the scores and shows them. A score of whoever may not judge the entry, as it stands now, does not count.
     * Rejects with {@code not-yours} (403), {@code transition-not-allowed} and {@code contest-scores-missing} (409).
     */
    Effect<Contest> postNotice(Actor actor, UUID id) {
        return postNoticeAt(actor, id, now());
    }

    Effect<Contest> postNoticeAt(Actor actor, UUID id, Instant posted) {
        return Effect.of(connection -> lock(connection, actor, id, ContestMove.POST_NOTICE)
                .chain(found -> entries.standing(connection, id)
                        .call(standing -> findConflicts(connection, found, standing))
                        .chain(standing -> sheet(connection, found, standing))
                        .chain(sheet -> contests.carryOut(
                                connection,
                                found,
                                found.noticed(
                                        actor,
                                        sheet,
                                        deadlines.after(posted, found.says().noticeDays()),
                                        posted)))));
    }

    private Uni<ContestSheet> sheet(SqlConnection connection, Contest contest, List<ContestEntry> standing) {
        List<UUID> ids = standing.stream().map(ContestEntry::id).toList();
        return scores.ofEntries(connection, ids)
                .chain(given -> scores.conflicts(connection, ids)
                        .map(conflicts -> sheet(
                                contest,
                                standing,
                                given.stream()
                                        .filter(score -> conflicts.stream()
                                                .noneMatch(
                                                        conflict -> conflict.isOf(score.entryId(), score.accountId())))
                                        .toList())));
    }

    private static ContestSheet sheet(Contest contest, List<ContestEntry> standing, List<ContestScore> counting) {
        Map<UUID, List<ContestScore>> byEntry = counting.stream().collect(Collectors.groupingBy(ContestScore::entryId));
        ContestSheet sheet = new ContestSheet(standing.stream()
                .map(entry -> row(contest, entry, byEntry.getOrDefault(entry.id(), List.of())))
                .toList());
        long lacking = sheet.rows().stream()
                .filter(row -> row.scores().size() < ContestForms.MIN_JURORS)
                .count();
        if (lacking > 0) {
            throw Rejection.conflict("contest-scores-missing", lacking, ContestForms.MIN_JURORS);
        }
        return sheet;
    }

    private static ContestSheet.Row row(Contest contest, ContestEntry entry, List<ContestScore> given) {
        return new ContestSheet.Row(
                entry.id(),
                entry.organizationId(),
                entry.organizationName(),
                entry.title(),
                entry.personName(),
                given.stream()
                        .map(score -> new ContestSheet.Scored(
                                contest.numberOf(score.accountId()),
                                score.says().points()))
                        .sorted(Comparator.comparing(ContestSheet.Scored::juror))
                        .toList());
    }

    /**
     * Grants the titles. Rejects with {@code not-yours} (403), {@code transition-not-allowed},
     * {@code contest-notice-open} and {@code contest-objections-undecided} (409).
     */
    Effect<Contest> conclude(Actor actor, UUID id) {
        return Effect.of(connection -> lock(connection, actor, id, ContestMove.CONCLUDE)
                .chain(found -> {
                    Instant now = now();
                    return contests.carryOut(connection, found, found.concluded(now))
                            .call(after -> grant(connection, after, now));
                }));
    }

    private Uni<Void> grant(SqlConnection connection, Contest contest, Instant now) {
        Set<UUID> titled = contest.ranking().stream()
                .filter(ContestScoring.Ranked::isTitled)
                .map(ranked -> ranked.row().entryId())
                .collect(Collectors.toSet());
        return entries.standing(connection, contest.id())
                .chain(standing -> InTurn.each(
                        standing.stream()
                                .filter(entry -> titled.contains(entry.id()))
                                .toList(),
                        entry -> move(
                                        connection,
                                        contest,
                                        entry,
                                        ContestEntryMove.GRANT,
                                        ContestEntryEvent.TITLED,
                                        null,
                                        now)
                                .replaceWithVoid()));
    }

    /** Moves an entry of a contest that is held. Rejects with {@code transition-not-allowed} (409). */
    Uni<ContestEntry> move(
            SqlConnection connection,
            Contest contest,
            ContestEntry entry,
            ContestEntryMove move,
            ContestEntryEvent event,
            String why,
            Instant now) {
        ContestEntry after = entry.moved(move, now);
        return entries.move(connection, after)
                .chain(() -> notes.write(
                        connection, after.told(event, contest, now), entry.data(contest), after.data(contest), why))
                .replaceWith(after);
    }

    /** Rejects with {@code not-yours} (403) and {@code transition-not-allowed} (409). */
    Effect<Contest> cancel(Actor actor, UUID id, String explanation) {
        return Effect.of(connection -> lock(connection, actor, id, ContestMove.CANCEL)
                .chain(found -> contests.carryOut(connection, found, found.cancelled(explanation, now()))));
    }

    /** One that the actor may know of, held until the unit of work ends. */
    Uni<Contest> lock(SqlConnection connection, Actor actor, UUID id) {
        return contests.lock(connection, actor, id);
    }

    /** The same where it is the actor's move. */
    Uni<Contest> lock(SqlConnection connection, Actor actor, UUID id, ContestMove move) {
        return lock(connection, actor, id, move, Precondition.NONE);
    }

    private Uni<Contest> lock(
            SqlConnection connection, Actor actor, UUID id, ContestMove move, Precondition precondition) {
        return contests.lock(connection, actor, id)
                .invoke(found -> found.requireMove(actor, move))
                .invoke(found -> precondition.check(String.valueOf(found.version())));
    }

    /** Carries out a change of one that is held. */
    Uni<Contest> carryOut(SqlConnection connection, Contest found, Change<Contest> change) {
        return contests.carryOut(connection, found, change);
    }
}
