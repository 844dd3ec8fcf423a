package cn.dengyun.assessment.level;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.files.CaseDocument;
import cn.dengyun.files.DocumentService;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Draw;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws levels to be checked, and checks them. Whatever is found holds the assessment first, as the clock does when it
 * lets a level lapse.
 */
@ApplicationScoped
class SpotCheckService {

    private final AggregateStore<SpotCheckDraw> draws;
    private final AggregateStore<SpotCheckCandidate> candidates;
    private final AggregateStore<SpotCheck> checks;
    private final SpotCheckStore store;
    private final AssessmentService assessments;
    private final DocumentService documents;
    private final WorkingCalendar calendar;

    SpotCheckService(
            Aggregates aggregates,
            SpotCheckStore store,
            AssessmentService assessments,
            DocumentService documents,
            WorkingCalendar calendar) {
        this.draws = aggregates.of(SpotCheckDraw.class, SpotCheckDraw.PUBLIC);
        this.candidates = aggregates.of(SpotCheckCandidate.class, SpotCheckDraw.PUBLIC);
        this.checks = aggregates.of(SpotCheck.class, "false");
        this.store = store;
        this.assessments = assessments;
        this.documents = documents;
        this.calendar = calendar;
    }

    Instant now() {
        return assessments.now();
    }

    /** Rejects with {@code spot-check-draw-not-found} (404). */
    Uni<SpotCheckDraw> findDraw(Actor actor, UUID id) {
        return draws.find(actor, id);
    }

    /** Newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<SpotCheckDraw>> listDraws(Actor actor, Filter filter, String cursor, int limit) {
        return draws.page(actor, filter, cursor, limit);
    }

    /** What a draw could draw, in no order, and the draw. */
    record Candidates(SpotCheckDraw draw, Page<SpotCheckCandidate> page) {}

    /**
     * What a draw could draw. Rejects with {@code spot-check-draw-not-found} (404) and {@code cursor-invalid} (400).
     *
     * @param isDrawn null for all
     */
    Uni<Candidates> listCandidates(Actor actor, UUID id, Boolean isDrawn, String cursor, int limit) {
        return draws.find(actor, id).chain(draw -> {
            Filter filter = new Filter().is("draw_id", id).is("(place <= " + draw.drawn() + ")", isDrawn);
            return candidates.page(actor, filter, cursor, limit).map(page -> new Candidates(draw, page));
        });
    }

    /** Rejects with {@code spot-check-not-found} (404). */
    Uni<SpotCheck> find(Actor actor, UUID id) {
        return checks.find(actor, id);
    }

    /** One that the actor may know of, held until the unit of work ends. Rejects with {@code …-not-found} (404). */
    Uni<SpotCheck> lock(SqlConnection connection, Actor actor, UUID id) {
        return checks.lock(connection, actor, id);
    }

    /** Newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<SpotCheck>> list(Actor actor, Filter filter, String cursor, int limit) {
        return checks.page(actor, filter, cursor, limit);
    }

    /**
     * Draws levels and opens a spot check of each: the province those of all, a city those that it finds itself.
     * Rejects with {@code not-yours}, {@code assessment-level-of-province} (403), {@code spot-check-nobody},
     * {@code spot-check-too-many} (409) and {@code invalid-request} (400).
     */
    Effect<SpotCheckDraw> draw(Actor actor, SpotCheckForms.NewDraw says) {
        requireSound(says);
        Set<AssessmentLevel> levels = levelsOf(actor, says);
        String region = says.region() == null ? actor.regionCode() : says.region();
        if (!Oversight.of(actor).covers(region)) {
            throw Rejection.forbidden("not-yours");
        }
        return Effect.of(connection -> {
            UUID id = Ids.next();
            String seed = Draw.seed();
            Instant now = now();
            return store.gather(
                            connection, id, seed, now, levels, Oversight.of(actor), Oversight.of(region), says.period())
                    .chain(found -> {
                        SpotCheckDraw made = made(actor, says, levels, region, id, seed, found, now);
                        return in(connection, draws.create(actor, made, made.told()))
                                .call(() -> open(connection, actor, made));
                    });
        });
    }

    private static void requireSound(SpotCheckForms.NewDraw says) {
        List<Defect> defects = new ArrayList<>();
        if (says.isPercent() && says.size() > SpotCheckDraw.ALL_PERCENT) {
            defects.add(Defect.at("/size", "spot-check-percent-high"));
        }
        List<AssessmentLevel> levels = says.levels() == null ? List.of() : says.levels();
        IntStream.range(0, levels.size())
                .filter(i -> levels.get(i) == AssessmentLevel.UNRATED)
                .forEach(i -> defects.add(Defect.at("/levels/" + i, "spot-check-level-unrated")));
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /** Those that are wanted, or all that the actor's authority finds. */
    private static Set<AssessmentLevel> levelsOf(Actor actor, SpotCheckForms.NewDraw says) {
        Oversight office = Oversight.of(actor);
        if (office.region() == null
                || !Assessment.reviewRegion(AssessmentLevel.L1, actor.regionCode())
                        .equals(actor.regionCode())) {
            throw Rejection.forbidden("not-yours");
        }
        boolean isProvince = new RegionCode(actor.regionCode()).isProvince();
        AssessmentLevel highest = isProvince ? AssessmentLevel.L5 : AssessmentLevel.L3;
        if (says.levels() == null || says.levels().isEmpty()) {
            return EnumSet.range(AssessmentLevel.L1, highest);
        }
        for (AssessmentLevel each : says.levels()) {
            if (each.compareTo(highest) > 0) {
                throw Rejection.forbidden("assessment-level-of-province", each.name());
            }
        }
        return EnumSet.copyOf(says.levels());
    }

    private static SpotCheckDraw made(
            Actor actor,
            SpotCheckForms.NewDraw says,
            Set<AssessmentLevel> levels,
            String region,
            UUID id,
            String seed,
            int found,
            Instant now) {
        if (found == 0) {
            throw Rejection.conflict("spot-check-nobody");
        }
        int drawn = SpotCheckDraw.drawn(says.size(), says.isPercent(), found);
        if (drawn > SpotCheckDraw.MAX_DRAWN) {
            throw Rejection.conflict("spot-check-too-many", drawn, SpotCheckDraw.MAX_DRAWN);
        }
        return new SpotCheckDraw(
                id,
                0,
                actor.organizationId(),
                actor.regionCode(),
                says.period(),
                List.copyOf(levels),
                region,
                says.size(),
                says.isPercent(),
                says.answerWorkingDays(),
                seed,
                found,
                drawn,
                says.reason(),
                actor.id(),
                now);
    }

    /** Begins anew where a level has ended between being found and being held, or somebody else has drawn it. */
    private Uni<Void> open(SqlConnection connection, Actor actor, SpotCheckDraw draw) {
        Instant due = calendar.after(draw.drawnAt(), draw.answerWorkingDays());
        return store.lockDrawn(connection, draw.id(), draw.drawn())
                .invoke(held -> ChangedMeanwhile.unless(held.size() == draw.drawn()))
                .chain(held -> in(
                        connection,
                        Effect.all(held.stream()
                                .map(each -> opened(draw, each, due))
                                .map(each -> checks.create(actor, each, each.told(SpotCheckEvent.OPENED)))
                                .toList())))
                .onFailure(Rows.broken("spot_check_one_open"))
                .transform(another -> new ChangedMeanwhile())
                .replaceWithVoid();
    }

    private static SpotCheck opened(SpotCheckDraw draw, Assessment of, Instant due) {
        return new SpotCheck(
                Ids.next(),
                0,
                of.organizationId(),
                of.regionCode(),
                of.enterprise().enterpriseName(),
                of.id(),
                draw.id(),
                draw.regionCode(),
                draw.period(),
                of.review().level(),
                Stream.concat(Stream.of(of.submission().submittedBy()), of.reviewers().stream())
                        .distinct()
                        .toList(),
                SpotCheckStatus.OPEN,
                null,
                null,
                null,
                draw.reason(),
                draw.drawnAt(),
                due,
                null,
                draw.drawnAt());
    }

    /**
     * The enterprise answers, once and in time. Rejects with {@code spot-check-not-found} (404), {@code not-yours}
     * (403), {@code spot-check-answer-late}, {@code transition-not-allowed} (409) and {@code invalid-request} (400).
     */
    Effect<SpotCheck> answer(Actor actor, UUID id, SpotCheckForms.Answer says) {
        return Effect.of(connection -> checks.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, SpotCheckMove.ANSWER);
            Instant now = now();
            SpotCheckAnswer answer = new SpotCheckAnswer(
                    says.statement(), says.documentIds().stream().distinct().toList(), actor.id(), now);
            Change<SpotCheck> change = found.answered(answer, toCheck(now), now);
            return requireDocuments(connection, found, says).chain(() -> checks.carryOut(connection, found, change));
        }));
    }

    private Uni<Void> requireDocuments(SqlConnection connection, SpotCheck found, SpotCheckForms.Answer says) {
        return documents
                .ofRecord(connection, SpotCheckRecord.KIND, found.id())
                .invoke(known -> {
                    Set<UUID> inForce = known.stream()
                            .filter(CaseDocument::isInForce)
                            .map(CaseDocument::id)
                            .collect(Collectors.toSet());
                    List<Defect> defects = IntStream.range(0, says.documentIds().size())
                            .filter(i -> !inForce.contains(says.documentIds().get(i)))
                            .mapToObj(i -> Defect.at("/documentIds/" + i, "spot-check-document-unknown"))
                            .toList();
                    if (!defects.isEmpty()) {
                        throw Rejection.invalid(defects);
                    }
                })
                .replaceWithVoid();
    }

    private Instant toCheck(Instant now) {
        return calendar.after(now, SpotCheck.WORKING_DAYS);
    }

    /**
     * The office gives an enterprise that has not answered the same time again. Rejects with
     * {@code spot-check-not-found} (404), {@code not-yours}, {@code four-eyes-required}, {@code review-own-side} (403)
     * and {@code transition-not-allowed} (409).
     */
    Effect<SpotCheck> extend(Actor actor, UUID id, String why) {
        return act(
                actor,
                id,
                SpotCheckMove.EXTEND,
                (connection, assessment, check) -> draws.find(connection, actor, check.drawId())
                        .chain(draw -> {
                            Instant now = now();
                            Instant until = calendar.after(now, draw.answerWorkingDays());
                            return checks.carryOut(connection, check, check.extended(until, why, now));
                        }));
    }

    /**
     * The office says what it has found. Rejects with {@code spot-check-not-found} (404), {@code not-yours},
     * {@code four-eyes-required}, {@code review-own-side} (403), {@code assessment-level-not-lower} and
     * {@code transition-not-allowed} (409).
     */
    Effect<SpotCheck> conclude(Actor actor, UUID id, SpotCheckForms.Result says) {
        return switch (says.result()) {
            case CONFIRMED ->
                act(
                        actor,
                        id,
                        SpotCheckMove.CONFIRM,
                        (connection, assessment, check) ->
                                checks.carryOut(connection, check, check.confirmed(actor, says.findings(), now())));
            case PROPOSED ->
                act(actor, id, SpotCheckMove.PROPOSE, (connection, assessment, check) -> {
                    Instant now = now();
                    AssessmentLevel held = assessment.review().level();
                    return checks.carryOut(
                            connection,
                            check,
                            check.proposed(actor, says.findings(), says.level(), held, toCheck(now), now));
                });
        };
    }

    /**
     * Another person decides on a proposal; one that is accepted lowers the level as any other downgrade does. Rejects
     * with {@code spot-check-not-found} (404), {@code not-yours}, {@code four-eyes-required}, {@code review-own-side}
     * (403), {@code assessment-level-not-lower} and {@code transition-not-allowed} (409).
     */
    Effect<SpotCheck> decide(Actor actor, UUID id, SpotCheckForms.SpotCheckDecision decision, String why) {
        return switch (decision) {
            case DECLINE ->
                act(
                        actor,
                        id,
                        SpotCheckMove.DECLINE,
                        (connection, assessment, check) -> checks.carryOut(
                                connection, check, check.decided(SpotCheckMove.DECLINE, actor, why, now())));
            case ACCEPT ->
                act(
                        actor,
                        id,
                        SpotCheckMove.ACCEPT,
                        (connection, assessment, check) -> checks.carryOut(
                                        connection, check, check.decided(SpotCheckMove.ACCEPT, actor, why, now()))
                                .call(after -> assessments.downgradeBy(
                                        connection,
                                        actor,
                                        assessment,
                                        after.result().proposedLevel(),
                                        after.result().checkedBy(),
                                        why)));
        };
    }

    /** What an office does with a spot check while both it and its assessment are held. */
    @FunctionalInterface
    private interface Act {
        Uni<SpotCheck> on(SqlConnection connection, Assessment assessment, SpotCheck check);
    }

    private Effect<SpotCheck> act(Actor actor, UUID id, SpotCheckMove move, Act act) {
        return Effect.of(
                () -> checks.find(actor, id),
                (connection, known) -> assessments
                        .held(connection, known.assessmentId())
                        .chain(assessment -> checks.lock(connection, actor, id).chain(check -> {
                            check.requireHand(actor, move);
                            move.from(check.status());
                            return assessments
                                    .requireOtherSide(connection, actor, assessment)
                                    .chain(() -> act.on(connection, assessment, check));
                        })));
    }

    /** Those whose time to answer is over, by id. */
    Uni<List<SpotCheck>> due(Instant now, UUID after, int rows) {
        return store.due(now, after, rows);
    }

    /** What the clock does with one, unless somebody was faster. */
    Effect<SpotCheck> passTime(SpotCheck due) {
        return Effect.of(connection -> store.lock(connection, due.id()).chain(found -> {
            Instant now = now();
            return found.isMissedAt(now)
                    ? checks.carryOut(connection, found, found.missed(toCheck(now), now))
                    : Uni.createFrom().item(found);
        }));
    }
}
