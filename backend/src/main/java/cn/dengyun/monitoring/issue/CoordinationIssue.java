package cn.dengyun.monitoring.issue;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.RegionCode;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a county or a city cannot solve by itself. It waits for the authority above; what that does not solve or answer
 * in time goes to the province. Only the authorities from the one that has raised it upwards know of it.
 *
 * @param organizationId of the office that has raised it
 * @param ownerRegionCode of the division whose authority answers it
 * @param answerDueAt by when
 * @param answer the last one; null before, as who gave it and when are
 * @param settleDueAt until when whoever raised it says whether the answer helps; null before there is one
 * @param escalatedAt since when it waits for the province because it was handed on; null where it was not
 * @param closedAt null while it is open
 */
record CoordinationIssue(
        UUID id,
        int version,
        CoordinationIssueKind kind,
        String title,
        String description,
        String regionCode,
        UUID organizationId,
        String ownerRegionCode,
        CoordinationIssueStatus status,
        UUID raisedBy,
        Instant raisedAt,
        Instant answerDueAt,
        String answer,
        UUID answeredBy,
        Instant answeredAt,
        Instant settleDueAt,
        Instant escalatedAt,
        Instant closedAt,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "false";

    static final String PROVINCE = "340000";

    /** {@link #isOverdueAt} in SQL. */
    static final String OVERDUE = "(status IN ('RAISED', 'ESCALATED') AND answer_due_at <= :moment)";

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                CoordinationIssueMove.values(), status, move -> isOf(actor, move.hand) && !actor.isViewer());
    }

    private boolean isOf(Actor actor, CoordinationIssueMove.Hand hand) {
        boolean isRaiser = actor.has(Roles.AUTHORITY) && regionCode.equals(actor.regionCode());
        boolean isOfProvince = new RegionCode(ownerRegionCode).isProvince();
        return switch (hand) {
            case RAISER -> isRaiser;
            case RAISER_ABOVE_CITY -> isRaiser && !isOfProvince;
            case OWNER -> Oversight.of(actor).covers(ownerRegionCode);
            case CITY -> Oversight.of(actor).covers(ownerRegionCode) && !isOfProvince;
            case NOBODY -> false;
        };
    }

    /**
     * Rejects with {@code not-yours} (403) whoever is not the one whose move it is, and with {@code issue-of-province}
     * (409) where there is nobody above who could answer better.
     */
    void requireHand(Actor actor, CoordinationIssueMove move) {
        boolean goesFurther = move == CoordinationIssueMove.ESCALATE || move == CoordinationIssueMove.TAKE_FURTHER;
        CoordinationIssueMove.Hand side = move == CoordinationIssueMove.ESCALATE
                ? CoordinationIssueMove.Hand.OWNER
                : goesFurther ? CoordinationIssueMove.Hand.RAISER : move.hand;
        if (!isOf(actor, side)) {
            throw Rejection.forbidden("not-yours");
        }
        if (goesFurther && move.isAllowedFrom(status) && !isOf(actor, move.hand)) {
            throw Rejection.conflict("issue-of-province");
        }
    }

    /** By when somebody has to act, or may; null where nobody does. */
    Instant dueAt() {
        return switch (status) {
            case RAISED, ESCALATED -> answerDueAt;
            case ANSWERED -> settleDueAt;
            case SETTLED, CLOSED, WITHDRAWN -> null;
        };
    }

    boolean isOverdueAt(Instant now) {
        boolean isAsked = status == CoordinationIssueStatus.RAISED || status == CoordinationIssueStatus.ESCALATED;
        return isAsked && !now.isBefore(answerDueAt);
    }

    /** The division whose authority has to act; null where none has to. */
    String actingRegionCode() {
        return switch (status) {
            case RAISED, ESCALATED -> ownerRegionCode;
            case ANSWERED -> regionCode;
            case SETTLED, CLOSED, WITHDRAWN -> null;
        };
    }

    /** The change by an answer. Rejects with {@code transition-not-allowed} (409). */
    Change<CoordinationIssue> answered(String says, UUID by, Instant settleDue, Instant now) {
        CoordinationIssueStatus target = CoordinationIssueMove.ANSWER.from(status);
        return changed(
                new CoordinationIssue(
                        id,
                        version + 1,
                        kind,
                        title,
                        description,
                        regionCode,
                        organizationId,
                        ownerRegionCode,
                        target,
                        raisedBy,
                        raisedAt,
                        answerDueAt,
                        says,
                        by,
                        now,
                        settleDue,
                        escalatedAt,
                        null,
                        now),
                CoordinationIssueMove.ANSWER,
                says);
    }

    /** The change that gives more time. Rejects with {@code transition-not-allowed} (409). */
    Change<CoordinationIssue> deferred(Instant until, String why, Instant now) {
        CoordinationIssueStatus target = CoordinationIssueMove.DEFER.from(status);
        return changed(with(target, ownerRegionCode, until, escalatedAt, now), CoordinationIssueMove.DEFER, why);
    }

    /** The change that hands it to the province. Rejects with {@code transition-not-allowed} (409). */
    Change<CoordinationIssue> escalated(CoordinationIssueMove move, Instant due, String why, Instant now) {
        return changed(with(move.from(status), PROVINCE, due, now, now), move, why);
    }

    /** The change that ends it. Rejects with {@code transition-not-allowed} (409). */
    Change<CoordinationIssue> ended(CoordinationIssueMove move, String why, Instant now) {
        return changed(with(move.from(status), ownerRegionCode, answerDueAt, escalatedAt, now), move, why);
    }

    private CoordinationIssue with(
            CoordinationIssueStatus target, String owner, Instant due, Instant escalated, Instant now) {
        return new CoordinationIssue(
                id,
                version + 1,
                kind,
                title,
                description,
                regionCode,
                organizationId,
                owner,
                target,
                raisedBy,
                raisedAt,
                due,
                answer,
                answeredBy,
                answeredAt,
                settleDueAt,
                escalated,
                target.isOpen() ? null : now,
                now);
    }

    private static Change<CoordinationIssue> changed(CoordinationIssue after, CoordinationIssueMove move, String why) {
        return new Change<>(after, after.told(move.event, why), why);
    }

    /** @param said by whoever acted; null where nobody has */
    DomainEvent told(CoordinationIssueEvent event, String said) {
        CoordinationIssueEvent.Data data =
                new CoordinationIssueEvent.Data(id, title, kind, regionCode, ownerRegionCode, status, dueAt(), said);
        return event.about(this, data, updatedAt);
    }
}
