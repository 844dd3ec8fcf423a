package cn.dengyun.monitoring.appraisal;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.rows.KeptTexts;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The evaluation of the reporting units for a year. What is scored is frozen when the consultation begins, and changes
 * after that only by objections that are upheld; what is published never changes.
 *
 * @param formulaVersion from 1, one more with each change of the formula
 * @param formula {@link EvaluationForm} as a text
 * @param makers who has written of it; none of them decides an objection
 * @param asOf the recount that numbers of the statistics are of; null, as the next three, before the consultation
 * @param plannedOn the day (Asia/Shanghai) at whose end targets were looked at
 * @param planId the annual plan; null as well where the formula has no target
 * @param rows what units are scored by, a list of {@link EvaluationRow} as a text
 * @param units the codes of the rows; empty before
 * @param objectionsUntil the first moment at which nobody objects any more
 * @param openObjections how many are not decided
 * @param agreedBy the first of the two who decide; null before
 */
record CityEvaluation(
        UUID id,
        int version,
        int year,
        String title,
        UUID organizationId,
        String regionCode,
        CityEvaluationStatus status,
        int formulaVersion,
        @JsonRawValue String formula,
        List<UUID> makers,
        Instant asOf,
        LocalDate plannedOn,
        UUID planId,
        @JsonRawValue String rows,
        List<String> units,
        Instant openedAt,
        Instant objectionsUntil,
        int openObjections,
        UUID agreedBy,
        Instant agreedAt,
        UUID decidedBy,
        Instant decidedAt,
        Instant publishedAt,
        String reason,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** Wider than what everybody may know: of what is not published, units and the province know. */
    static final String BEGUN = "opened_at IS NOT NULL";

    static final String PROVINCE = "340000";

    private static final TypeReference<List<EvaluationRow>> ROWS = new TypeReference<>() {};

    static CityEvaluation drafted(UUID id, Actor by, EvaluationForm form, Instant now) {
        return new CityEvaluation(
                id,
                0,
                form.year(),
                form.title(),
                by.organizationId(),
                PROVINCE,
                CityEvaluationStatus.DRAFT,
                1,
                KeptTexts.write(form),
                List.of(by.id()),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                now);
    }

    EvaluationForm form() {
        return KeptTexts.read(formula, EvaluationForm.class);
    }

    /** Empty before the consultation. */
    List<EvaluationRow> frozen() {
        return rows == null ? List.of() : KeptTexts.read(rows, ROWS);
    }

    @Override
    public boolean isPublic() {
        return status == CityEvaluationStatus.PUBLISHED;
    }

    /** Only the province has a say. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.has(Roles.AUTHORITY) && Aggregate.super.isHandledBy(actor);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isPublic() || isToldWholeTo(actor) || openedAt != null && isUnit(actor);
    }

    /** Whether the actor sees the rows of all units. */
    boolean isToldWholeTo(Actor actor) {
        return isPublic() || isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    /** Whether the actor is of the authority of a unit that is evaluated. */
    boolean isUnit(Actor actor) {
        return actor.has(Roles.AUTHORITY) && actor.regionCode() != null && units.contains(actor.regionCode());
    }

    /** What could be done but for the moment, see {@link #actionsAt}. */
    @Override
    public List<String> actions(Actor actor) {
        return Move.available(CityEvaluationMove.values(), status, move -> isOf(actor, move) && !actor.isViewer());
    }

    List<String> actionsAt(Actor actor, Instant now) {
        return Move.available(
                CityEvaluationMove.values(),
                status,
                move -> isOf(actor, move) && !actor.isViewer() && isTime(move, now));
    }

    private boolean isOf(Actor actor, CityEvaluationMove move) {
        return switch (move.hand) {
            case PROVINCE -> isHandledBy(actor);
            case OTHER_OF_PROVINCE -> isHandledBy(actor) && !makers.contains(actor.id());
            case SECOND_OF_PROVINCE -> isHandledBy(actor) && !actor.id().equals(agreedBy);
            case UNIT -> isUnit(actor);
        };
    }

    private boolean isTime(CityEvaluationMove move, Instant now) {
        return switch (move) {
            case OBJECT -> now.isBefore(objectionsUntil);
            case ANSWER -> openObjections > 0;
            case DECIDE -> isReadyAt(now) && agreedBy == null;
            case CONFIRM -> isReadyAt(now) && agreedBy != null;
            case EDIT, OPEN, PUBLISH, WITHDRAW -> true;
        };
    }

    private boolean isReadyAt(Instant now) {
        return !now.isBefore(objectionsUntil) && openObjections == 0;
    }

    /**
     * Rejects with {@code not-yours} (403) whoever is not the one whose move it is, with {@code transition-not-allowed}
     * (409) where it is not possible now, and with {@code four-eyes-required} (403) who answers objections to what he
     * has written, or decides twice.
     */
    void requireMove(Actor actor, CityEvaluationMove move) {
        if (move.hand == CityEvaluationMove.Hand.UNIT ? !isUnit(actor) : !isHandledBy(actor)) {
            throw Rejection.forbidden("not-yours");
        }
        move.from(status);
        if (move.hand == CityEvaluationMove.Hand.OTHER_OF_PROVINCE) {
            makers.forEach(maker -> FourEyes.require(maker, actor.id()));
        }
        if (move.hand == CityEvaluationMove.Hand.SECOND_OF_PROVINCE && agreedBy != null) {
            FourEyes.require(agreedBy, actor.id());
        }
    }

    /** Rejects with {@code evaluation-objections-over} (409) at the end of the period or later. */
    void requireOpenAt(Instant now) {
        if (!now.isBefore(objectionsUntil)) {
            throw Rejection.conflict("evaluation-objections-over", objectionsUntil);
        }
    }

    /**
     * Rejects with {@code evaluation-consultation-open} (409) before the end of the period, and with
     * {@code evaluation-objections-undecided} (409) while one waits.
     */
    void requireReadyAt(Instant now) {
        if (now.isBefore(objectionsUntil)) {
            throw Rejection.conflict("evaluation-consultation-open", objectionsUntil);
        }
        if (openObjections > 0) {
            throw Rejection.conflict("evaluation-objections-undecided", openObjections);
        }
    }

    /** The move by which a person of the province decides next. */
    CityEvaluationMove nextDecision() {
        return agreedBy == null ? CityEvaluationMove.DECIDE : CityEvaluationMove.CONFIRM;
    }

    /** The change of the formula. Rejects with {@code transition-not-allowed} (409). */
    Change<CityEvaluation> edited(Actor by, EvaluationForm says, Instant now) {
        CityEvaluationStatus target = CityEvaluationMove.EDIT.from(status);
        List<UUID> writers =
                Stream.concat(makers.stream(), Stream.of(by.id())).distinct().toList();
        return changed(
                new CityEvaluation(
                        id,
                        version + 1,
                        says.year(),
                        says.title(),
                        organizationId,
                        regionCode,
                        target,
                        formulaVersion + 1,
                        KeptTexts.write(says),
                        writers,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        createdAt,
                        now),
                CityEvaluationMove.EDIT,
                null);
    }

    /** The change that freezes what is scored. Rejects with {@code transition-not-allowed} (409). */
    Change<CityEvaluation> opened(EvaluationInputs.Frozen frozen, Instant until, String why, Instant now) {
        CityEvaluationStatus target = CityEvaluationMove.OPEN.from(status);
        return changed(
                new CityEvaluation(
                        id,
                        version + 1,
                        year,
                        title,
                        organizationId,
                        regionCode,
                        target,
                        formulaVersion,
                        formula,
                        makers,
                        frozen.asOf(),
                        frozen.plannedOn(),
                        frozen.planId(),
                        KeptTexts.write(frozen.rows()),
                        frozen.rows().stream().map(EvaluationRow::regionCode).toList(),
                        now,
                        until,
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        why,
                        createdAt,
                        now),
                CityEvaluationMove.OPEN,
                why);
    }

    /** The change by an objection. Rejects with {@code transition-not-allowed} (409). */
    Change<CityEvaluation> objectedTo(Instant now) {
        CityEvaluationStatus target = CityEvaluationMove.OBJECT.from(status);
        return changed(
                with(target, rows, openObjections + 1, agreedBy, agreedAt, decidedBy, decidedAt, null, reason, now),
                CityEvaluationMove.OBJECT,
                null);
    }

    /**
     * The change by the decision of an objection. Rejects with {@code transition-not-allowed} (409).
     *
     * @param corrected the number or the points that take the place of what was frozen; empty where it is rejected
     */
    Change<CityEvaluation> answered(
            EvaluationObjection objection, Optional<String> corrected, String why, Instant now) {
        CityEvaluationStatus target = CityEvaluationMove.ANSWER.from(status);
        String after = corrected
                .map(number -> KeptTexts.write(frozen().stream()
                        .map(row -> row.regionCode().equals(objection.regionCode())
                                ? row.corrected(objection.component(), number, objection.id(), why)
                                : row)
                        .toList()))
                .orElse(rows);
        return changed(
                with(target, after, openObjections - 1, agreedBy, agreedAt, decidedBy, decidedAt, null, why, now),
                CityEvaluationMove.ANSWER,
                why);
    }

    /** The change by the first or the second who decides. Rejects with {@code transition-not-allowed} (409). */
    Change<CityEvaluation> decided(Actor by, String why, Instant now) {
        CityEvaluationMove move = nextDecision();
        CityEvaluationStatus target = move.from(status);
        boolean isSecond = move == CityEvaluationMove.CONFIRM;
        return changed(
                with(
                        target,
                        rows,
                        openObjections,
                        isSecond ? agreedBy : by.id(),
                        isSecond ? agreedAt : now,
                        isSecond ? by.id() : null,
                        isSecond ? now : null,
                        null,
                        why,
                        now),
                move,
                why);
    }

    /** The change that shows it to everybody, or takes it back. Rejects with {@code transition-not-allowed} (409). */
    Change<CityEvaluation> ended(CityEvaluationMove move, String why, Instant now) {
        CityEvaluationStatus target = move.from(status);
        Instant published = move == CityEvaluationMove.PUBLISH ? now : null;
        return changed(
                with(target, rows, openObjections, agreedBy, agreedAt, decidedBy, decidedAt, published, why, now),
                move,
                why);
    }

    private CityEvaluation with(
            CityEvaluationStatus target,
            String scored,
            int open,
            UUID first,
            Instant firstAt,
            UUID second,
            Instant secondAt,
            Instant published,
            String why,
            Instant now) {
        return new CityEvaluation(
                id,
                version + 1,
                year,
                title,
                organizationId,
                regionCode,
                target,
                formulaVersion,
                formula,
                makers,
                asOf,
                plannedOn,
                planId,
                scored,
                units,
                openedAt,
                objectionsUntil,
                open,
                first,
                firstAt,
                second,
                secondAt,
                published,
                why,
                createdAt,
                now);
    }

    private static Change<CityEvaluation> changed(CityEvaluation after, CityEvaluationMove move, String why) {
        return new Change<>(after, after.told(move.event), why);
    }

    DomainEvent told(CityEvaluationEvent event) {
        return event.about(
                this, new CityEvaluationEvent.Data(id, year, status, objectionsUntil, openObjections), updatedAt);
    }
}
