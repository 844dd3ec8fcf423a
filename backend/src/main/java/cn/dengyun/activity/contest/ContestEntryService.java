package cn.dengyun.activity.contest;

import cn.dengyun.identity.organization.CertifiedStanding;
import cn.dengyun.identity.organization.CertifiedStandings;
import cn.dengyun.identity.organization.ContractParties;
import cn.dengyun.platform.aggregate.ChangeNotes;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who takes part in contests. What is not there for the actor is refused with {@code contest-entry-not-found} (404).
 * Nominations are judged by the moment behind the lock of the contest.
 */
@ApplicationScoped
class ContestEntryService {

    /** A notice has all of them in one row. */
    static final int MAX_ENTRIES = 300;

    private final ContestEntryStore store;
    private final ContestScoreStore scores;
    private final ContestService contests;
    private final CertifiedStandings standings;
    private final ContractParties parties;
    private final ChangeNotes notes;
    private final Pool pool;

    ContestEntryService(
            ContestEntryStore store,
            ContestScoreStore scores,
            ContestService contests,
            CertifiedStandings standings,
            ContractParties parties,
            ChangeNotes notes,
            Pool pool) {
        this.store = store;
        this.scores = scores;
        this.contests = contests;
        this.standings = standings;
        this.parties = parties;
        this.notes = notes;
        this.pool = pool;
    }

    /** An entry with its contest, and what is on record of its judging. */
    record Known(ContestEntry entry, Contest contest, List<ContestConflict> conflicts, List<ContestScore> given) {}

    /** One of the actor's own, of what it judges or oversees, any once they are shown, or any for who sees all. */
    Uni<Known> find(Actor actor, UUID id) {
        return store.find(pool, id)
                .chain(found -> found == null
                        ? Uni.createFrom().failure(Rejection.notFound("contest-entry-not-found"))
                        : store.contest(pool, found.contestId()).chain(contest -> {
                            if (!isKnown(actor, found, contest)) {
                                throw Rejection.notFound("contest-entry-not-found");
                            }
                            return known(pool, contest, List.of(found)).map(all -> all.get(0));
                        }));
    }

    private static boolean isKnown(Actor actor, ContestEntry entry, Contest contest) {
        return entry.isOf(actor)
                || Oversight.of(actor).covers(entry.regionCode())
                || isAllKnown(actor, contest)
                || isMostKnown(actor, contest) && entry.status() != ContestEntryStatus.WITHDRAWN;
    }

    private static boolean isAllKnown(Actor actor, Contest contest) {
        return contest.isOverseenBy(actor) || Aggregate.seesAll(actor);
    }

    /** But for those that were withdrawn. */
    private static boolean isMostKnown(Actor actor, Contest contest) {
        return contest.isShown() || contest.isJudgedBy(actor);
    }

    /**
     * Those of a contest: all for the organiser, who oversees it and who sees everything; for the jury, and everybody
     * once they are shown, those that were not withdrawn; else the actor's own. Rejects with {@code cursor-invalid}
     * (400).
     */
    Uni<Page<Known>> page(Actor actor, Contest contest, ContestEntryStatus status, String cursor, int limit) {
        boolean isAll = isAllKnown(actor, contest);
        boolean isMost = !isAll && isMostKnown(actor, contest);
        if (!isAll && !isMost && actor.organizationId() == null) {
            return Uni.createFrom().item(Page.of(List.of(), limit, none -> null));
        }
        UUID own = isAll || isMost ? null : actor.organizationId();
        return store.page(contest.id(), own, status, isMost, cursor, limit)
                .chain(page -> known(pool, contest, page.data()).map(all -> new Page<>(all, page.page())));
    }

    private Uni<List<Known>> known(SqlClient client, Contest contest, List<ContestEntry> found) {
        List<UUID> ids = found.stream().map(ContestEntry::id).toList();
        return scores.conflicts(client, ids)
                .chain(conflicts -> scores.ofEntries(client, ids)
                        .map(given -> found.stream()
                                .map(entry -> new Known(
                                        entry,
                                        contest,
                                        conflicts.stream()
                                                .filter(each -> each.entryId().equals(entry.id()))
                                                .toList(),
                                        given.stream()
                                                .filter(each -> each.entryId().equals(entry.id()))
                                                .toList()))
                                .toList()));
    }

    /** Those that the jury judges. */
    Uni<List<ContestEntry>> standing(SqlClient client, UUID contest) {
        return store.standing(client, contest);
    }

    /**
     * Nominates the actor's enterprise, once. Rejects with {@code organization-frozen}, {@code contest-region-unfit}
     * (403), {@code contest-not-found} (404), {@code contest-not-certified}, {@code contest-not-open},
     * {@code contest-nominations-too-early}, {@code contest-nominations-over}, {@code contest-full},
     * {@code contest-nominated-before} (409) and {@code invalid-request} (400).
     */
    Effect<Known> nominate(Actor actor, UUID id, ContestForms.Nomination says) {
        return nominateAt(actor, id, says, null);
    }

    /** @param at null for the moment behind the lock of the contest */
    Effect<Known> nominateAt(Actor actor, UUID id, ContestForms.Nomination says, Instant at) {
        List<UUID> own = List.of(actor.organizationId());
        return Effect.of(connection -> parties.held(connection, own)
                .invoke(held -> requireFit(held.get(actor.organizationId())))
                .chain(() -> standings.of(connection, own))
                .map(known -> known.get(actor.organizationId()))
                .chain(enterprise -> contests.lock(connection, actor, id)
                        .chain(contest -> nominate(
                                connection, actor, contest, enterprise, says, at == null ? contests.now() : at))));
    }

    private static void requireFit(ContractParties.Party enterprise) {
        if (enterprise.isFrozen()) {
            throw Rejection.forbidden("organization-frozen");
        }
        if (!enterprise.isCertified()) {
            throw Rejection.conflict("contest-not-certified");
        }
    }

    private Uni<Known> nominate(
            SqlConnection connection,
            Actor actor,
            Contest contest,
            CertifiedStanding enterprise,
            ContestForms.Nomination says,
            Instant now) {
        if (!Oversight.of(contest.regionCode()).covers(enterprise.region())) {
            throw Rejection.forbidden("contest-region-unfit", contest.regionCode());
        }
        contest.requireNominationsAt(now);
        ContestCheck.require(contest.kind(), says);
        ContestForms.Person person = says.person();
        ContestEntry made = new ContestEntry(
                Ids.next(),
                contest.id(),
                enterprise.organizationId(),
                enterprise.nameZh(),
                enterprise.region(),
                says.title(),
                says.statement(),
                person == null ? null : new ContestEntry.Person(person.name(), person.position(), now),
                ContestEntryStatus.NOMINATED,
                actor.id(),
                now,
                null);
        return store.standing(connection, contest.id())
                .invoke(standing -> {
                    if (standing.size() >= MAX_ENTRIES) {
                        throw Rejection.conflict("contest-full", MAX_ENTRIES);
                    }
                })
                .chain(() -> store.insert(connection, made))
                .onFailure(Rows.broken(ContestEntryStore.ONCE))
                .transform(twice -> Rejection.conflict("contest-nominated-before"))
                .chain(() -> notes.write(
                        connection,
                        made.told(ContestEntryEvent.NOMINATED, contest, now),
                        null,
                        made.data(contest),
                        null))
                .replaceWith(() -> new Known(made, contest, List.of(), List.of()));
    }

    /**
     * Withdraws one of the actor's own. Rejects with {@code not-yours} (403), {@code contest-not-open} once the judging
     * has begun, and {@code transition-not-allowed} (409).
     */
    Effect<Known> withdraw(Actor actor, UUID id) {
        return Effect.of(
                () -> find(actor, id).invoke(known -> {
                    if (!known.entry().isOf(actor)) {
                        throw Rejection.forbidden("not-yours");
                    }
                }),
                (connection, known) -> contests.lock(
                                connection, actor, known.contest().id())
                        .chain(contest -> store.find(connection, id).chain(entry -> {
                            if (contest.status() != ContestStatus.ANNOUNCED) {
                                throw Rejection.conflict("contest-not-open", contest.status());
                            }
                            return contests.move(
                                            connection,
                                            contest,
                                            entry,
                                            ContestEntryMove.WITHDRAW,
                                            ContestEntryEvent.WITHDRAWN,
                                            null,
                                            contests.now())
                                    .map(after -> new Known(after, contest, List.of(), List.of()));
                        })));
    }
}
