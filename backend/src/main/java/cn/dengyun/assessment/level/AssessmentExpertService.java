package cn.dengyun.assessment.level;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.identity.impartiality.Judges;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.InTurn;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Draw;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keeps the list of experts, draws those who judge an assessment of the highest levels, and takes their opinions.
 * Whoever changes anything holds the assessment first, as whoever decides on it does.
 */
@ApplicationScoped
class AssessmentExpertService {

    private final AggregateStore<AssessmentExpert> experts;
    private final AggregateStore<AssessmentExpertDraw> draws;
    private final AggregateStore<AssessmentOpinion> opinions;
    private final AssessmentExpertStore store;
    private final AssessmentService assessments;
    private final Judges judges;
    private final AssessmentExpertBars bars;
    private final AssessmentOpinions awaited;
    private final WorkingCalendar calendar;

    AssessmentExpertService(
            Aggregates aggregates,
            AssessmentExpertStore store,
            AssessmentService assessments,
            Judges judges,
            AssessmentExpertBars bars,
            AssessmentOpinions awaited,
            WorkingCalendar calendar) {
        this.experts = aggregates.of(AssessmentExpert.class, "false");
        this.draws = aggregates.of(AssessmentExpertDraw.class, "false");
        this.opinions = aggregates.of(AssessmentOpinion.class, "false");
        this.store = store;
        this.assessments = assessments;
        this.judges = judges;
        this.bars = bars;
        this.awaited = awaited;
        this.calendar = calendar;
    }

    Instant now() {
        return assessments.now();
    }

    /** Rejects with {@code assessment-expert-not-found} (404). */
    Uni<AssessmentExpert> findExpert(Actor actor, UUID id) {
        return experts.find(actor, id);
    }

    /** Newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<AssessmentExpert>> listExperts(Actor actor, Filter filter, String cursor, int limit) {
        return experts.page(actor, filter, cursor, limit);
    }

    /** Rejects with {@code assessment-expert-draw-not-found} (404). */
    Uni<AssessmentExpertDraw> findDraw(Actor actor, UUID id) {
        return draws.find(actor, id);
    }

    /** Newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<AssessmentExpertDraw>> listDraws(Actor actor, Filter filter, String cursor, int limit) {
        return draws.page(actor, filter, cursor, limit);
    }

    /** Rejects with {@code assessment-opinion-not-found} (404). */
    Uni<AssessmentOpinion> findOpinion(Actor actor, UUID id) {
        return opinions.find(actor, id);
    }

    /** Newest first; null lets everything through. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<AssessmentOpinion>> listOpinions(
            Actor actor, UUID assessment, UUID draw, AssessmentOpinionStatus status, String cursor, int limit) {
        return store.page(actor, assessment, draw, status, cursor, limit);
    }

    /**
     * The province puts somebody on the list. Rejects with {@code not-yours} (403), {@code expert-repeated},
     * {@code experts-full} (409) and {@code invalid-request} (400): whether there is an account that cannot judge is
     * not told.
     */
    Effect<AssessmentExpert> add(Actor actor, AssessmentExpertForms.NewExpert says) {
        return Effect.of(connection -> {
            requireProvince(actor);
            return judges.fit(connection, List.of(says.accountId()))
                    .chain(fit -> {
                        if (fit.isEmpty()) {
                            throw Rejection.invalid(List.of(Defect.at("/accountId", "expert-unfit")));
                        }
                        return store.countInForce(connection);
                    })
                    .chain(inForce -> {
                        if (inForce >= AssessmentExpert.MOST) {
                            throw Rejection.conflict("experts-full", AssessmentExpert.MOST);
                        }
                        Instant now = now();
                        AssessmentExpert made = new AssessmentExpert(
                                Ids.next(),
                                0,
                                actor.organizationId(),
                                Assessment.PROVINCE,
                                says.accountId(),
                                says.name(),
                                says.statedOrganization(),
                                says.industries() == null
                                        ? List.of()
                                        : says.industries().stream().distinct().toList(),
                                actor.id(),
                                now,
                                null,
                                null,
                                null);
                        return in(connection, experts.create(actor, made, made.told(AssessmentExpertEvent.ADDED, now)))
                                .onFailure(Rows.broken(AssessmentExpertStore.ONE_IN_FORCE))
                                .transform(broken -> Rejection.conflict("expert-repeated"));
                    });
        });
    }

    private static void requireProvince(Actor actor) {
        if (!Oversight.of(actor).covers(Assessment.PROVINCE)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /**
     * The province takes somebody off the list, who stays on record. Rejects with {@code assessment-expert-not-found}
     * (404), {@code not-yours} (403) and {@code expert-ended} (409).
     */
    Effect<AssessmentExpert> end(Actor actor, UUID id, String why) {
        return experts.change(actor, id, found -> found.ended(actor, why, now()));
    }

    /**
     * The province draws those who are missing for an assessment. Rejects with {@code assessment-not-found} (404),
     * {@code not-yours}, {@code four-eyes-required}, {@code review-own-side} (403), {@code expert-draw-needless} and
     * {@code experts-none} (409; how many are on the list, how many are kept from it, how many were asked before).
     */
    Effect<AssessmentExpertDraw> draw(Actor actor, UUID assessment, String why) {
        return Effect.of(connection -> assessments
                .lock(connection, actor, assessment)
                .chain(found -> {
                    requireProvince(actor);
                    if (found.submission() != null) {
                        FourEyes.require(found.submission().submittedBy(), actor.id());
                    }
                    return assessments
                            .requireOtherSide(connection, actor, found)
                            .chain(() -> awaited.of(connection, found))
                            .map(matter -> matter.orElseThrow(() -> Rejection.conflict("expert-draw-needless")))
                            .chain(matter -> store.ofSubmission(connection, found.id(), matter.submittedAt())
                                    .chain(before -> drawn(connection, actor, found, matter, before, why)));
                }));
    }

    private Uni<AssessmentExpertDraw> drawn(
            SqlConnection connection,
            Actor actor,
            Assessment found,
            AssessmentMatter matter,
            List<AssessmentOpinion> before,
            String why) {
        int live = (int) before.stream().filter(each -> each.isLiveIn(matter)).count();
        if (live >= AssessmentExpertDraw.EXPERTS) {
            throw Rejection.conflict("expert-draw-needless");
        }
        Set<UUID> askedBefore = before.stream()
                .filter(each -> each.askedAt() != null)
                .map(AssessmentOpinion::accountId)
                .collect(Collectors.toSet());
        return store.inForce(connection).chain(all -> {
            List<AssessmentExpert> left = all.stream()
                    .filter(each -> !askedBefore.contains(each.accountId()))
                    .toList();
            return bars.of(connection, found, left)
                    .map(kept -> withDrawer(actor, left, kept))
                    .chain(kept -> record(connection, actor, found, matter, all.size(), left, kept, live, why));
        });
    }

    /** Who draws is not drawn. */
    private static Map<UUID, AssessmentExpertBar> withDrawer(
            Actor actor, List<AssessmentExpert> left, Map<UUID, AssessmentExpertBar> kept) {
        Map<UUID, AssessmentExpertBar> all = new HashMap<>(kept);
        left.stream()
                .filter(each -> each.accountId().equals(actor.id()))
                .forEach(each -> all.put(each.id(), AssessmentExpertBar.INVOLVED));
        return all;
    }

    private Uni<AssessmentExpertDraw> record(
            SqlConnection connection,
            Actor actor,
            Assessment found,
            AssessmentMatter matter,
            int known,
            List<AssessmentExpert> left,
            Map<UUID, AssessmentExpertBar> bars,
            int live,
            String why) {
        int candidates = left.size() - bars.size();
        if (candidates == 0) {
            throw Rejection.conflict("experts-none", known, bars.size(), known - left.size());
        }
        Instant now = now();
        AssessmentExpertDraw made = new AssessmentExpertDraw(
                Ids.next(),
                0,
                actor.organizationId(),
                Assessment.PROVINCE,
                found.id(),
                matter.submittedAt(),
                matter.appealId(),
                Draw.seed(),
                AssessmentExpertDraw.EXPERTS - live,
                candidates,
                bars.size(),
                why,
                actor.id(),
                now);
        List<AssessmentOpinion> everybody = everybody(made, found, left, bars);
        List<AssessmentOpinion> chosen = everybody.stream()
                .filter(each -> each.place() != null && each.place() <= made.wanted())
                .toList();
        return in(connection, draws.create(actor, made, made.told()))
                .call(() -> store.insert(connection, everybody))
                .call(() ->
                        InTurn.each(chosen, each -> ask(connection, each, now).replaceWithVoid()));
    }

    /** Those who can be drawn by their keys, and the others. */
    private static List<AssessmentOpinion> everybody(
            AssessmentExpertDraw draw,
            Assessment of,
            List<AssessmentExpert> left,
            Map<UUID, AssessmentExpertBar> bars) {
        List<AssessmentExpert> sorted = left.stream()
                .filter(each -> !bars.containsKey(each.id()))
                .sorted(Comparator.comparing((AssessmentExpert each) -> Draw.key(draw.seed(), each.id()))
                        .thenComparing(AssessmentExpert::id))
                .toList();
        List<AssessmentOpinion> everybody = new ArrayList<>();
        IntStream.range(0, sorted.size()).forEach(i -> everybody.add(opinion(draw, of, sorted.get(i), i + 1, null)));
        left.stream()
                .filter(each -> bars.containsKey(each.id()))
                .forEach(each -> everybody.add(opinion(draw, of, each, null, bars.get(each.id()))));
        return everybody;
    }

    private static AssessmentOpinion opinion(
            AssessmentExpertDraw draw, Assessment of, AssessmentExpert expert, Integer place, AssessmentExpertBar bar) {
        return new AssessmentOpinion(
                Ids.next(),
                0,
                draw.organizationId(),
                draw.regionCode(),
                draw.id(),
                of.id(),
                of.organizationId(),
                of.enterprise().enterpriseName(),
                draw.submittedAt(),
                draw.appealId(),
                expert.id(),
                expert.accountId(),
                expert.name(),
                place,
                Draw.key(draw.seed(), expert.id()),
                bar == null ? AssessmentOpinionStatus.RESERVE : AssessmentOpinionStatus.BARRED,
                bar,
                null,
                null,
                null,
                null,
                null,
                bar == null ? null : draw.drawnAt(),
                null,
                draw.drawnAt());
    }

    private Uni<AssessmentOpinion> ask(SqlConnection connection, AssessmentOpinion next, Instant now) {
        return opinions.carryOut(
                connection, next, next.asked(calendar.after(now, AssessmentOpinion.WORKING_DAYS), now));
    }

    /**
     * An expert states an opinion, once and in time. Rejects with {@code assessment-opinion-not-found} (404),
     * {@code not-yours}, {@code expert-conflict} (403), {@code expert-opinion-late}, {@code transition-not-allowed}
     * (409) and {@code invalid-request} (400).
     */
    Effect<AssessmentOpinion> state(Actor actor, UUID id, AssessmentExpertForms.Statement says) {
        AssessmentService.requireLevel(says.level());
        return act(actor, id, (connection, assessment, found) -> {
            Instant now = now();
            Change<AssessmentOpinion> change = found.stated(actor, says, now);
            requireDimensions(assessment, says);
            return store.expert(connection, found.expertId())
                    .chain(expert -> bars.of(connection, assessment, List.of(expert)))
                    .invoke(kept -> {
                        if (kept.values().stream().anyMatch(AssessmentExpertBar::isConflict)) {
                            throw Rejection.forbidden("expert-conflict");
                        }
                    })
                    .chain(() -> opinions.carryOut(connection, found, change));
        });
    }

    private static void requireDimensions(Assessment assessment, AssessmentExpertForms.Statement says) {
        Set<String> known = assessment.findings().dimensions().stream()
                .map(AssessmentFindings.DimensionScore::dimension)
                .collect(Collectors.toSet());
        List<AssessmentExpertForms.Remark> remarks = says.allRemarks();
        List<Defect> defects = IntStream.range(0, remarks.size())
                .filter(i -> !known.contains(remarks.get(i).dimension()))
                .mapToObj(i -> Defect.at("/remarks/" + i + "/dimension", "expert-dimension-unknown"))
                .toList();
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    /**
     * An expert says that something keeps him from it; the next of the draw is asked. Rejects with
     * {@code assessment-opinion-not-found} (404), {@code not-yours} (403), {@code expert-opinion-late} and
     * {@code transition-not-allowed} (409).
     */
    Effect<AssessmentOpinion> decline(Actor actor, UUID id, String why) {
        return act(actor, id, (connection, assessment, found) -> {
            Instant now = now();
            return opinions.carryOut(connection, found, found.declined(actor, why, now))
                    .call(() -> askNext(connection, assessment, found, now));
        });
    }

    /** What an expert does while both the assessment and the opinion are held. */
    @FunctionalInterface
    private interface Act {
        Uni<AssessmentOpinion> on(SqlConnection connection, Assessment assessment, AssessmentOpinion found);
    }

    private Effect<AssessmentOpinion> act(Actor actor, UUID id, Act act) {
        return Effect.of(
                () -> opinions.find(actor, id),
                (connection, known) -> assessments
                        .held(connection, known.assessmentId())
                        .chain(assessment -> opinions.lock(connection, actor, id)
                                .chain(found -> act.on(connection, assessment, found))));
    }

    /** Asks the next of a draw whom nothing keeps from it meanwhile; nobody where none is left. */
    private Uni<Void> askNext(SqlConnection connection, Assessment assessment, AssessmentOpinion last, Instant now) {
        return awaited.of(connection, assessment)
                .chain(matter -> matter.filter(last.matter()::equals).isPresent()
                        ? store.lockNext(connection, last.drawId())
                        : Uni.createFrom().item(Optional.<AssessmentOpinion>empty()))
                .chain(next -> next.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : store.expert(connection, next.get().expertId())
                                .chain(expert -> bars.of(connection, assessment, List.of(expert)))
                                .chain(kept -> kept.isEmpty()
                                        ? ask(connection, next.get(), now).replaceWithVoid()
                                        : barred(connection, assessment, next.get(), kept, now)));
    }

    private Uni<Void> barred(
            SqlConnection connection,
            Assessment assessment,
            AssessmentOpinion next,
            Map<UUID, AssessmentExpertBar> kept,
            Instant now) {
        return opinions.carryOut(connection, next, next.barred(kept.get(next.expertId()), now))
                .chain(() -> askNext(connection, assessment, next, now));
    }

    /** Those whose time is over, by id. */
    Uni<List<AssessmentOpinion>> due(Instant now, UUID after, int rows) {
        return store.due(now, after, rows);
    }

    /** What the clock does with one, unless somebody was faster; the next of the draw is asked. */
    Effect<AssessmentOpinion> passTime(AssessmentOpinion due) {
        return Effect.of(connection -> assessments
                .held(connection, due.assessmentId())
                .chain(assessment -> store.lock(connection, due.id()).chain(found -> {
                    Instant now = now();
                    if (!found.isLateAt(now)) {
                        return Uni.createFrom().item(found);
                    }
                    return opinions.carryOut(connection, found, found.missed(now))
                            .call(() -> askNext(connection, assessment, found, now));
                })));
    }
}
