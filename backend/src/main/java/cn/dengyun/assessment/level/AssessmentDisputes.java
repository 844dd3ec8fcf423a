package cn.dengyun.assessment.level;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.assessment.standard.AssessmentLevel;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.reference.WorkingCalendar;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What others have against a level that they are shown, and its enterprise against what was found. Whatever is decided
 * holds the assessment first, as the clock does when it lets a level take effect.
 */
@ApplicationScoped
class AssessmentDisputes {

    private final AggregateStore<AssessedLevel> levels;
    private final AggregateStore<AssessmentObjection> objections;
    private final AggregateStore<AssessmentAppeal> appeals;
    private final AssessmentService assessments;
    private final AssessmentOpinions opinions;
    private final WorkingCalendar calendar;

    AssessmentDisputes(
            Aggregates aggregates,
            AssessmentService assessments,
            AssessmentOpinions opinions,
            WorkingCalendar calendar) {
        this.levels = aggregates.of(AssessedLevel.class, AssessedLevel.PUBLIC);
        this.objections = aggregates.of(AssessmentObjection.class, AssessmentObjection.FILED);
        this.appeals = aggregates.of(AssessmentAppeal.class, "false");
        this.assessments = assessments;
        this.opinions = opinions;
        this.calendar = calendar;
    }

    /** Levels in public notice and levels that hold, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<AssessedLevel>> levels(Actor actor, Filter filter, String cursor, int limit) {
        return levels.page(actor, filter.isAt(AssessedLevel.SHOWN, assessments.now(), true), cursor, limit);
    }

    /** Rejects with {@code assessed-level-not-found} (404). */
    Uni<AssessedLevel> level(Actor actor, UUID id) {
        return levels.find(actor, id).invoke(found -> {
            if (!found.isShownAt(assessments.now())) {
                throw Rejection.notFound("assessed-level-not-found");
            }
        });
    }

    Uni<AssessmentObjection> objection(Actor actor, UUID id) {
        return objections.find(actor, id);
    }

    Uni<Page<AssessmentObjection>> objections(Actor actor, Filter filter, String cursor, int limit) {
        return objections.page(actor, filter, cursor, limit);
    }

    Uni<AssessmentAppeal> appeal(Actor actor, UUID id) {
        return appeals.find(actor, id);
    }

    Uni<Page<AssessmentAppeal>> appeals(Actor actor, Filter filter, String cursor, int limit) {
        return appeals.page(actor, filter, cursor, limit);
    }

    /**
     * Objects to a level in public notice, once for each organisation. Rejects with {@code assessed-level-not-found}
     * (404), {@code assessment-own} (403), {@code assessment-notice-over} and {@code assessment-objection-repeated}
     * (409).
     */
    Effect<AssessmentObjection> object(Actor actor, UUID id, String statement) {
        return Effect.of(
                () -> level(actor, id),
                (connection, shown) -> assessments.held(connection, id).chain(found -> {
                    Instant now = assessments.now();
                    if (actor.actsFor(found.organizationId())) {
                        throw Rejection.forbidden("assessment-own");
                    }
                    if (!found.isInNoticeAt(now)) {
                        throw Rejection.conflict("assessment-notice-over");
                    }
                    AssessmentObjection made = filed(actor, found, statement, now);
                    return in(connection, objections.create(actor, made, made.told(AssessmentObjectionEvent.FILED)))
                            .onFailure(Rows.broken("assessment_objection_once"))
                            .transform(another -> Rejection.conflict("assessment-objection-repeated"));
                }));
    }

    private AssessmentObjection filed(Actor actor, Assessment found, String statement, Instant now) {
        return new AssessmentObjection(
                Ids.next(),
                0,
                found.organizationId(),
                found.regionCode(),
                found.id(),
                found.enterprise().enterpriseName(),
                found.noticeUntil(),
                found.decidingRegion(),
                statement,
                AssessmentObjectionStatus.PENDING,
                actor.id(),
                actor.organizationId() == null ? actor.id() : actor.organizationId(),
                involved(found, List.of()),
                now,
                calendar.after(now, AssessmentObjection.WORKING_DAYS),
                null,
                null,
                null,
                now);
    }

    /** Whoever has submitted it or decided anything of it. */
    private static List<UUID> involved(Assessment found, List<UUID> others) {
        return Stream.of(List.of(found.submission().submittedBy()), found.reviewers(), others)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /**
     * Decides on an objection; one that is upheld rejects the assessment. Rejects with
     * {@code assessment-objection-not-found} (404), {@code not-yours}, {@code four-eyes-required},
     * {@code review-own-side} (403) and {@code transition-not-allowed} (409).
     */
    Effect<AssessmentObjection> decide(Actor actor, UUID id, AssessmentObjectionMove move, String why) {
        return Effect.of(
                () -> objections.find(actor, id),
                (connection, filed) -> assessments
                        .held(connection, filed.assessmentId())
                        .chain(found -> objections.lock(connection, actor, id).chain(objection -> {
                            objection.requireDecider(actor);
                            return assessments
                                    .requireOtherSide(connection, actor, found)
                                    .chain(() -> decided(connection, actor, found, objection, move, why));
                        })));
    }

    private Uni<AssessmentObjection> decided(
            SqlConnection connection,
            Actor actor,
            Assessment found,
            AssessmentObjection objection,
            AssessmentObjectionMove move,
            String why) {
        Instant now = assessments.now();
        boolean isStruck = move == AssessmentObjectionMove.UPHOLD && found.status() == AssessmentStatus.PUBLIC_NOTICE;
        return objections
                .carryOut(connection, objection, objection.decided(move, actor, why, now))
                .call(() -> isStruck
                        ? assessments.carryOut(
                                connection, found, found.struck(actor, assessments.appealUntil(now), why, now))
                        : Uni.createFrom().nullItem());
    }

    /**
     * The enterprise appeals, once against each decision. Rejects with {@code assessment-not-found} (404),
     * {@code not-yours} (403), {@code assessment-appeal-late} and {@code transition-not-allowed} (409).
     */
    Effect<AssessmentAppeal> appeal(Actor actor, UUID id, String statement) {
        return Effect.of(connection -> assessments.lock(connection, actor, id).chain(found -> {
            found.requireHand(actor, AssessmentMove.APPEAL);
            Instant now = assessments.now();
            AssessmentAppeal made = appealed(actor, found, statement, now);
            return assessments
                    .carryOut(connection, found, found.appealed(statement, now))
                    .chain(() -> in(connection, appeals.create(actor, made, made.told(AssessmentAppealEvent.FILED))));
        }));
    }

    private AssessmentAppeal appealed(Actor actor, Assessment found, String statement, Instant now) {
        return new AssessmentAppeal(
                Ids.next(),
                0,
                found.organizationId(),
                found.regionCode(),
                found.id(),
                found.enterprise().enterpriseName(),
                found.status(),
                found.review() == null ? null : found.review().level(),
                statement,
                AssessmentAppealStatus.PENDING,
                null,
                actor.id(),
                found.submission() == null ? List.of(actor.id()) : involved(found, List.of(actor.id())),
                now,
                calendar.after(now, AssessmentAppeal.WORKING_DAYS),
                null,
                null,
                null,
                now);
    }

    /**
     * Decides on an appeal. Rejects with {@code assessment-appeal-not-found} (404), {@code not-yours},
     * {@code four-eyes-required}, {@code review-own-side} (403), {@code assessment-appeal-level-unfit},
     * {@code assessment-open}, {@code expert-opinions-missing}, {@code expert-level-exceeded} and
     * {@code transition-not-allowed} (409).
     *
     * @param level null unless another one is found
     */
    Effect<AssessmentAppeal> decide(
            Actor actor, UUID id, AssessmentAppealMove move, AssessmentLevel level, String why) {
        return Effect.of(
                () -> appeals.find(actor, id),
                (connection, filed) -> assessments
                        .held(connection, filed.assessmentId())
                        .chain(found -> appeals.lock(connection, actor, id).chain(appeal -> {
                            appeal.requireDecider(actor);
                            return assessments
                                    .requireOtherSide(connection, actor, found)
                                    .chain(() -> decided(connection, actor, found, appeal, move, level, why));
                        })));
    }

    private Uni<AssessmentAppeal> decided(
            SqlConnection connection,
            Actor actor,
            Assessment found,
            AssessmentAppeal appeal,
            AssessmentAppealMove move,
            AssessmentLevel level,
            String why) {
        Instant now = assessments.now();
        Change<AssessmentAppeal> decided = appeal.decided(move, actor, level, why, now);
        Uni<Change<Assessment>> change = move == AssessmentAppealMove.REVOKE
                ? assessments
                        .noticeUntil(connection, found, now)
                        .map(until -> found.changedByAppeal(actor, level, until, why, now))
                : Uni.createFrom().item(Change.none(found));
        return change.call(() -> requireOpinions(connection, found, appeal, move, level))
                .chain(changed -> assessments.carryOut(connection, found, changed))
                .call(() -> opinions.close(connection, found.id(), true, now))
                .chain(() -> appeals.carryOut(connection, appeal, decided));
    }

    /** A level that is given back was granted with opinions; one that is found instead needs them. */
    private Uni<Void> requireOpinions(
            SqlConnection connection,
            Assessment found,
            AssessmentAppeal appeal,
            AssessmentAppealMove move,
            AssessmentLevel level) {
        boolean isGranted =
                move == AssessmentAppealMove.REVOKE && !found.status().isInForce();
        return isGranted
                ? opinions.requireFor(connection, found, AssessmentMatter.appeal(found, appeal.id()), level)
                : Uni.createFrom().voidItem();
    }
}
