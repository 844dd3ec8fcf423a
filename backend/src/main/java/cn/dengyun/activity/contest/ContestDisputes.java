package cn.dengyun.activity.contest;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.identity.organization.OrganizationLinks;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What entrants have against what they read in the notice. Whatever is decided holds the contest first. */
@ApplicationScoped
class ContestDisputes {

    private static final String ONCE = "contest_objection_once";

    private final AggregateStore<ContestObjection> objections;
    private final ContestService contests;
    private final ContestEntryStore entries;
    private final OrganizationLinks links;

    ContestDisputes(
            Aggregates aggregates, ContestService contests, ContestEntryStore entries, OrganizationLinks links) {
        this.objections = aggregates.of(ContestObjection.class, ContestObjection.PUBLIC);
        this.contests = contests;
        this.entries = entries;
        this.links = links;
    }

    Uni<ContestObjection> find(Actor actor, UUID id) {
        return objections.find(actor, id);
    }

    /** Those of a contest that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<ContestObjection>> page(
            Actor actor, Contest contest, ContestObjectionStatus status, String cursor, int limit) {
        return objections.page(
                actor, new Filter().is("contest_id", contest.id()).is("status", status), cursor, limit);
    }

    /**
     * Objects to an entry in the notice, or to a score. Rejects with {@code not-yours} (403), {@code contest-not-found}
     * (404), {@code transition-not-allowed}, {@code contest-notice-over}, {@code contest-objected-before} (409) and
     * {@code invalid-request} (400).
     */
    Effect<ContestObjection> object(Actor actor, UUID id, ContestForms.Objection says) {
        return Effect.of(connection -> contests.lock(connection, actor, id, ContestMove.OBJECT)
                .chain(contest -> {
                    Instant now = contests.now();
                    Change<Contest> change = contest.objectedTo(now);
                    ContestObjection made = filed(actor, contest, says, now);
                    return in(connection, objections.create(actor, made, made.told(ContestObjectionEvent.FILED)))
                            .onFailure(Rows.broken(ONCE))
                            .transform(twice -> Rejection.conflict("contest-objected-before"))
                            .call(() -> contests.carryOut(connection, contest, change));
                }));
    }

    private static ContestObjection filed(Actor actor, Contest contest, ContestForms.Objection says, Instant now) {
        ContestSheet sheet = contest.notice().shown();
        ContestSheet.Row row = sheet.of(says.entryId())
                .orElseThrow(() -> Rejection.invalid(List.of(Defect.at("/entryId", "contest-entry-unknown"))));
        boolean isScore =
                says.juror() == null || row.scores().stream().anyMatch(scored -> scored.juror() == says.juror());
        if (!isScore) {
            throw Rejection.invalid(List.of(Defect.at("/juror", "contest-juror-unknown")));
        }
        String name = sheet.rows().stream()
                .filter(each -> actor.actsFor(each.organizationId()))
                .map(ContestSheet.Row::organizationName)
                .findFirst()
                .orElseThrow();
        return new ContestObjection(
                Ids.next(),
                0,
                contest.id(),
                says.entryId(),
                says.juror(),
                actor.organizationId(),
                name,
                contest.regionCode(),
                says.statement(),
                ContestObjectionStatus.PENDING,
                actor.id(),
                now,
                null,
                null,
                null,
                now);
    }

    /**
     * Decides an objection: what is upheld strikes the entry, or sets the score of the juror aside, and ranks follow.
     * Rejects with {@code not-yours}, {@code four-eyes-required}, {@code review-own-side} (403),
     * {@code contest-objection-not-found} (404), {@code transition-not-allowed} and, where too few scores would be
     * left, {@code contest-scores-left} (409).
     */
    Effect<ContestObjection> decide(Actor actor, UUID id, ContestForms.Decision says) {
        return Effect.of(
                () -> objections.find(actor, id).invoke(found -> {
                    // Whoever has filed it knows of it, and has no say.
                    if (actor.actsFor(found.organizationId())) {
                        throw Rejection.forbidden("not-yours");
                    }
                }),
                (connection, filed) -> contests.lock(connection, actor, filed.contestId(), ContestMove.ANSWER)
                        .chain(contest -> objections
                                .lock(connection, actor, id)
                                .chain(objection -> links.requireNoContact(connection, actor, sides(contest, objection))
                                        .chain(() -> decide(connection, actor, contest, objection, says)))));
    }

    private static List<UUID> sides(Contest contest, ContestObjection objection) {
        UUID entrant =
                contest.notice().shown().of(objection.entryId()).orElseThrow().organizationId();
        return List.of(objection.organizationId(), entrant);
    }

    private Uni<ContestObjection> decide(
            SqlConnection connection,
            Actor actor,
            Contest contest,
            ContestObjection objection,
            ContestForms.Decision says) {
        Instant now = contests.now();
        boolean isUpheld = says.decision() == ContestObjectionMove.UPHOLD;
        Change<ContestObjection> decided = objection.decided(actor, says.decision(), says.reason(), now);
        ContestSheet.Correction correction = isUpheld
                ? new ContestSheet.Correction(objection.id(), objection.entryId(), objection.juror(), says.reason())
                : null;
        Change<Contest> answered = contest.answered(correction, says.reason(), now);
        if (isUpheld && objection.juror() != null) {
            requireEnough(answered.after(), objection.entryId());
        }
        return objections
                .carryOut(connection, objection, decided)
                .call(() -> contests.carryOut(connection, contest, answered))
                .call(() -> isUpheld && objection.juror() == null
                        ? strike(connection, contest, objection.entryId(), says.reason(), now)
                        : Uni.createFrom().voidItem());
    }

    private static void requireEnough(Contest after, UUID entry) {
        ContestSheet.Row row = after.notice().shown().of(entry).orElseThrow();
        int left = ContestScoring.counting(row, after.notice().corrected()).size();
        if (left < ContestForms.MIN_JURORS) {
            throw Rejection.conflict("contest-scores-left", left, ContestForms.MIN_JURORS);
        }
    }

    /** One that was struck before stays so. */
    private Uni<Void> strike(SqlConnection connection, Contest contest, UUID id, String why, Instant now) {
        return entries.find(connection, id)
                .chain(entry -> entry.status() == ContestEntryStatus.STRUCK
                        ? Uni.createFrom().voidItem()
                        : contests.move(
                                        connection,
                                        contest,
                                        entry,
                                        ContestEntryMove.STRIKE,
                                        ContestEntryEvent.STRUCK,
                                        why,
                                        now)
                                .replaceWithVoid());
    }
}
