package cn.dengyun.monitoring.appraisal;

import static cn.dengyun.platform.frame.Effect.in;

import cn.dengyun.monitoring.appraisal.EvaluationForms.EvaluationObjectionOutcome;
import cn.dengyun.platform.aggregate.AggregateStore;
import cn.dengyun.platform.aggregate.Aggregates;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.aggregate.Filter;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.clock.Deadlines;
import cn.dengyun.platform.frame.ChangedMeanwhile;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.Precondition;
import cn.dengyun.platform.paging.Page;
import cn.dengyun.platform.rows.Rows;
import cn.dengyun.platform.web.MergePatch;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Evaluations of the reporting units. What is not there for the actor is refused with {@code city-evaluation-not-found}
 * (404), and with {@code not-yours} (403) whoever is not the one whose move it is.
 */
@ApplicationScoped
class CityEvaluationService {

    private static final String ONE_OF_YEAR = "city_evaluation_one_of_year";
    private static final String OBJECTED_ONCE = "evaluation_objection_once";
    private static final BigDecimal FULL = new BigDecimal(EvaluationScoring.FULL_POINTS);

    private final AggregateStore<CityEvaluation> evaluations;
    private final AggregateStore<EvaluationObjection> objections;
    private final EvaluationInputs inputs;
    private final Deadlines deadlines;
    private final MergePatch patches;
    private final Clock clock;

    CityEvaluationService(
            Aggregates aggregates, EvaluationInputs inputs, Deadlines deadlines, MergePatch patches, Clock clock) {
        this.evaluations = aggregates.of(CityEvaluation.class, CityEvaluation.BEGUN);
        this.objections = aggregates.of(EvaluationObjection.class, EvaluationObjection.PUBLIC);
        this.inputs = inputs;
        this.deadlines = deadlines;
        this.patches = patches;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Uni<CityEvaluation> find(Actor actor, UUID id) {
        return evaluations.find(actor, id);
    }

    /** Those that the actor may know of, newest first. Rejects with {@code cursor-invalid} (400). */
    Uni<Page<CityEvaluation>> list(Actor actor, Filter filter, String cursor, int limit) {
        boolean isProvince = Oversight.of(actor).covers(CityEvaluation.PROVINCE);
        if (!isProvince && !Aggregate.seesAll(actor)) {
            boolean isOffice = actor.has(Roles.AUTHORITY) && actor.regionCode() != null;
            filter.holds("(status = 'PUBLISHED' OR units @> ARRAY[%s]::text[])", isOffice ? actor.regionCode() : "");
        }
        return evaluations.page(actor, filter, cursor, limit);
    }

    /**
     * Objections to an evaluation that the actor may know of, newest first: of a unit its own, of the province all.
     * Rejects with {@code cursor-invalid} (400).
     */
    Uni<Page<EvaluationObjection>> objections(Actor actor, UUID id, String cursor, int limit) {
        return find(actor, id)
                .chain(found -> objections.page(actor, new Filter().is("evaluation_id", id), cursor, limit));
    }

    /**
     * Begins an evaluation. Rejects with {@code not-yours} (403), {@code evaluation-year-taken} (409) and
     * {@code invalid-request} (400; all defects).
     */
    Effect<CityEvaluation> draft(Actor actor, EvaluationForm form) {
        CityEvaluation made = CityEvaluation.drafted(Ids.next(), actor, form, now());
        Effect<CityEvaluation> created = evaluations.create(actor, made, made.told(CityEvaluationEvent.CREATED));
        return Effect.of(inputs::indicators, (connection, indicators) -> {
            EvaluationCheck.require(form, indicators, units());
            return oneOfYear(in(connection, created), form.year());
        });
    }

    private static <T> Uni<T> oneOfYear(Uni<T> written, int year) {
        return written.onFailure(Rows.broken(ONE_OF_YEAR))
                .transform(taken -> Rejection.conflict("evaluation-year-taken", Integer.toString(year)));
    }

    private Set<String> units() {
        return inputs.units(LocalDate.ofInstant(clock.instant(), ClockProducer.BUSINESS_ZONE));
    }

    /**
     * Changes a draft. Rejects with {@code not-yours} (403), {@code transition-not-allowed},
     * {@code evaluation-year-taken} (409), {@code invalid-request} (400; all defects) and as the precondition does.
     */
    Effect<CityEvaluation> edit(Actor actor, UUID id, Precondition precondition, JsonNode patch) {
        return Effect.of(
                inputs::indicators,
                (connection, indicators) -> lock(connection, actor, id, CityEvaluationMove.EDIT, precondition)
                        .chain(found -> {
                            EvaluationForm says = patches.valid(found.form(), patch, EvaluationForm.class);
                            if (says.equals(found.form())) {
                                return Uni.createFrom().item(found);
                            }
                            EvaluationCheck.require(says, indicators, units());
                            return oneOfYear(
                                    evaluations.carryOut(connection, found, found.edited(actor, says, now())),
                                    says.year());
                        }));
    }

    /**
     * Freezes what is scored as of the last recount up to a moment, and begins the consultation. Rejects with
     * {@code not-yours} (403), {@code transition-not-allowed}, {@code evaluation-not-counted},
     * {@code evaluation-plan-missing} (409), {@code invalid-request} (400) and as the precondition does.
     *
     * @param upTo null for now
     */
    Effect<CityEvaluation> open(Actor actor, UUID id, Precondition precondition, Instant upTo, String why) {
        return openAt(actor, id, precondition, upTo, why, now());
    }

    /** The same with a consultation that has begun at a moment. */
    Effect<CityEvaluation> openAt(
            Actor actor, UUID id, Precondition precondition, Instant upTo, String why, Instant begun) {
        record Looked(CityEvaluation draft, EvaluationInputs.Frozen frozen) {}
        return Effect.of(
                () -> find(actor, id)
                        .invoke(found -> requireMove(actor, found, CityEvaluationMove.OPEN, precondition))
                        .chain(found -> frozen(found, upTo).map(frozen -> new Looked(found, frozen))),
                (connection, looked) -> lock(connection, actor, id, CityEvaluationMove.OPEN, precondition)
                        .chain(found -> {
                            ChangedMeanwhile.unless(
                                    found.version() == looked.draft().version());
                            Instant until = deadlines.after(begun, found.form().objectionDays());
                            return evaluations.carryOut(
                                    connection, found, found.opened(looked.frozen(), until, why, begun));
                        }));
    }

    private Uni<EvaluationInputs.Frozen> frozen(CityEvaluation found, Instant upTo) {
        Instant now = now();
        if (upTo != null && upTo.isAfter(now)) {
            throw Rejection.invalid(List.of(Defect.at("/asOf", "observation-moment-ahead", now)));
        }
        return inputs.freeze(found.form(), upTo == null ? now : upTo);
    }

    /** An objection with the evaluation, as it is after a change. */
    record Objected(CityEvaluation evaluation, EvaluationObjection objection) {}

    /**
     * A unit objects to a component of its own row. Rejects with {@code not-yours} (403),
     * {@code transition-not-allowed}, {@code evaluation-objections-over}, {@code evaluation-objected-before} (409) and
     * {@code invalid-request} (400) for a component that is none.
     */
    Effect<Objected> object(Actor actor, UUID id, EvaluationForms.Objection says) {
        return Effect.of(connection -> lock(connection, actor, id, CityEvaluationMove.OBJECT, Precondition.NONE)
                .chain(found -> {
                    Instant now = now();
                    found.requireOpenAt(now);
                    if (found.form().component(says.component()).isEmpty()) {
                        throw Rejection.invalid(
                                List.of(Defect.at("/component", "evaluation-component-unknown", says.component())));
                    }
                    EvaluationObjection made = made(actor, id, says, now);
                    return in(connection, objections.create(actor, made, made.told(EvaluationObjectionEvent.SUBMITTED)))
                            .onFailure(Rows.broken(OBJECTED_ONCE))
                            .transform(twice -> Rejection.conflict("evaluation-objected-before", says.component()))
                            .chain(() -> evaluations.carryOut(connection, found, found.objectedTo(now)))
                            .map(after -> new Objected(after, made));
                }));
    }

    private static EvaluationObjection made(Actor actor, UUID id, EvaluationForms.Objection says, Instant now) {
        return new EvaluationObjection(
                Ids.next(),
                0,
                id,
                actor.organizationId(),
                actor.regionCode(),
                says.component(),
                says.reasons(),
                EvaluationObjectionStatus.OPEN,
                actor.id(),
                now,
                null,
                null,
                null,
                null,
                now);
    }

    /**
     * A person of the province who has not written of the evaluation decides an objection; where it is upheld, the
     * number or the points take the place of what was frozen. Rejects with {@code not-yours},
     * {@code four-eyes-required} (403), {@code evaluation-objection-not-found} (404), {@code transition-not-allowed},
     * {@code evaluation-objection-decided} (409) and {@code invalid-request} (400).
     */
    Effect<Objected> answer(Actor actor, UUID id, UUID objection, EvaluationForms.Decision says) {
        return Effect.of(connection -> lock(connection, actor, id, CityEvaluationMove.ANSWER, Precondition.NONE)
                .chain(found -> objections.lock(connection, actor, objection).chain(asked -> {
                    if (!asked.evaluationId().equals(id)) {
                        throw Rejection.notFound("evaluation-objection-not-found");
                    }
                    String corrected = correction(found, asked, says);
                    Instant now = now();
                    Change<EvaluationObjection> decision = asked.decided(actor, corrected, says.reason(), now);
                    return objections
                            .carryOut(connection, asked, decision)
                            .chain(after -> evaluations
                                    .carryOut(
                                            connection,
                                            found,
                                            found.answered(asked, Optional.ofNullable(corrected), says.reason(), now))
                                    .map(evaluation -> new Objected(evaluation, after)));
                })));
    }

    /** Null where it is rejected. Rejects with {@code invalid-request} (400) what does not fit the component. */
    private static String correction(CityEvaluation found, EvaluationObjection asked, EvaluationForms.Decision says) {
        boolean isUpheld = says.outcome() == EvaluationObjectionOutcome.UPHOLD;
        boolean isTyped =
                found.form().component(asked.component()).orElseThrow().source() == EvaluationSource.TYPED;
        boolean isFit = isUpheld
                ? says.corrected() != null
                        && (isTyped
                                ? new BigDecimal(says.corrected()).compareTo(FULL) <= 0
                                : says.corrected().indexOf('.') < 0)
                : says.corrected() == null;
        if (!isFit) {
            throw Rejection.invalid(List.of(Defect.at("/corrected", "evaluation-correction-unfit")));
        }
        return says.corrected();
    }

    /**
     * The first and then the second of two persons of the province decide. Rejects with {@code not-yours},
     * {@code four-eyes-required} (403), {@code transition-not-allowed}, {@code evaluation-consultation-open},
     * {@code evaluation-objections-undecided} (409) and as the precondition does.
     */
    Effect<CityEvaluation> decide(Actor actor, UUID id, Precondition precondition, String why) {
        return moved(actor, id, precondition, CityEvaluation::nextDecision, (found, now) -> {
            found.requireReadyAt(now);
            return found.decided(actor, why, now);
        });
    }

    /** Shows it to everybody. Rejects with {@code not-yours} (403) and {@code transition-not-allowed} (409). */
    Effect<CityEvaluation> publish(Actor actor, UUID id, String why) {
        return ended(actor, id, CityEvaluationMove.PUBLISH, why);
    }

    /** Gives it up before that, so that the year can be evaluated anew. Rejects as {@link #publish}. */
    Effect<CityEvaluation> withdraw(Actor actor, UUID id, String why) {
        return ended(actor, id, CityEvaluationMove.WITHDRAW, why);
    }

    private Effect<CityEvaluation> ended(Actor actor, UUID id, CityEvaluationMove move, String why) {
        return moved(actor, id, Precondition.NONE, found -> move, (found, now) -> found.ended(move, why, now));
    }

    private Effect<CityEvaluation> moved(
            Actor actor,
            UUID id,
            Precondition precondition,
            Function<CityEvaluation, CityEvaluationMove> next,
            BiFunction<CityEvaluation, Instant, Change<CityEvaluation>> decide) {
        return Effect.of(connection -> evaluations
                .lock(connection, actor, id)
                .invoke(found -> requireMove(actor, found, next.apply(found), precondition))
                .chain(found -> evaluations.carryOut(connection, found, decide.apply(found, now()))));
    }

    /** One whose move it is, held until the unit of work ends. */
    private Uni<CityEvaluation> lock(
            SqlConnection connection, Actor actor, UUID id, CityEvaluationMove move, Precondition precondition) {
        return evaluations.lock(connection, actor, id).invoke(found -> requireMove(actor, found, move, precondition));
    }

    private static void requireMove(
            Actor actor, CityEvaluation found, CityEvaluationMove move, Precondition precondition) {
        found.requireMove(actor, move);
        precondition.check(String.valueOf(found.version()));
    }
}
