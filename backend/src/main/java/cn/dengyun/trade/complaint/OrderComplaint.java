package cn.dengyun.trade.complaint;

import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an enterprise complains about of an order. Both sides of the order know of it, and the authorities of both; one
 * of the enterprise's decides. Where it stands follows the clock: what nobody answered in time waits for the authority,
 * and what the enterprise does not take further is closed, also before that was carried out.
 *
 * @param organizationId the enterprise, with its name and region when it ordered
 * @param creditCode unified social credit code of the enterprise
 * @param providerRegionCode where the provider was when it was filed
 * @param supervisorRegionCode of the authority that acts on its incidents
 * @param remedy what the enterprise wants
 * @param remindAt when the provider is told that its time is nearly over; null once it was
 * @param answer of the provider, the last one; null where there is none, as when it was given
 * @param settleDueAt until when the enterprise may take it further; null before there is an answer in time
 * @param grounds why the answer does not settle it; null where the enterprise did not say so
 * @param escalatedAt since when it waits for an authority; null before
 * @param decisionDueAt by when an authority decides, if it has to
 * @param finding null before an authority has decided, as who did, when and why are
 * @param measures what the provider has to do, by the end of a day; null where it has to do nothing
 * @param done what was done of it, in the words of whoever said so; null where nobody did, as who and when are
 * @param incidentId the security incident that it was handed over to; null where it was not. It stays out of what is
 *     audited: the entries are the enterprise's as well, which is not told
 * @param ruledOutAt when the supervisor found no security incident in it; null where it did not
 */
record OrderComplaint(
        UUID id,
        int version,
        UUID orderId,
        String orderNumber,
        UUID organizationId,
        String organizationName,
        String regionCode,
        String creditCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        String providerRegionCode,
        String supervisorRegionCode,
        UUID offeringId,
        String offeringName,
        ComplaintKind kind,
        String statement,
        String remedy,
        ComplaintStatus status,
        UUID filedBy,
        Instant filedAt,
        Instant answerDueAt,
        Instant remindAt,
        String answer,
        Instant answeredAt,
        Instant settleDueAt,
        String grounds,
        Instant escalatedAt,
        Instant decisionDueAt,
        ComplaintFinding finding,
        String decision,
        String measures,
        LocalDate measuresDueOn,
        UUID decidedBy,
        Instant decidedAt,
        String done,
        UUID doneBy,
        Instant doneAt,
        UUID confirmedBy,
        Instant confirmedAt,
        @JsonIgnore UUID incidentId,
        Instant incidentAt,
        Instant ruledOutAt,
        Instant closedAt,
        Instant updatedAt)
        implements Aggregate {

    /** Who may know of one in SQL, besides its enterprise and the authorities of that: the provider and its own. */
    static final String KNOWN = "provider_organization_id = $4 OR is_overseen(provider_region_code, $5, $6)";

    /** Where it stands at a moment, in SQL. */
    static final String STATUS = "CASE WHEN status = 'FILED' AND answer_due_at <= :moment THEN 'ESCALATED'"
            + " WHEN status = 'ANSWER_GIVEN' AND settle_due_at <= :moment THEN 'ANSWERED' ELSE status END";

    /** Whether an authority has not decided in time at a moment, in SQL. */
    static final String OVERDUE = "(status IN ('FILED', 'ESCALATED') AND decision_due_at <= :moment)";

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return isHand(actor, ComplaintMove.Hand.ENTERPRISE)
                || isHand(actor, ComplaintMove.Hand.PROVIDER)
                || isHand(actor, ComplaintMove.Hand.AUTHORITY)
                || isHand(actor, ComplaintMove.Hand.SUPERVISOR);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isParty(actor)
                || isHandledBy(actor)
                || Oversight.of(actor).covers(providerRegionCode)
                || Aggregate.seesAll(actor);
    }

    /** Whether the actor may know of incidents of the provider. */
    boolean isToldOfIncident(Actor actor) {
        return actor.actsFor(providerOrganizationId)
                || Oversight.of(actor).covers(providerRegionCode)
                || Aggregate.seesAll(actor);
    }

    /** Whether the actor acts for one of both sides. */
    boolean isParty(Actor actor) {
        return actor.actsFor(organizationId) || actor.actsFor(providerOrganizationId);
    }

    private boolean isHand(Actor actor, ComplaintMove.Hand hand) {
        return switch (hand) {
            case ENTERPRISE -> actor.actsFor(organizationId) && actor.has(Roles.ENTERPRISE);
            case PROVIDER -> actor.actsFor(providerOrganizationId) && actor.has(Roles.PROVIDER);
            case AUTHORITY -> Oversight.of(actor).covers(regionCode);
            case SUPERVISOR -> Oversight.of(actor).covers(supervisorRegionCode);
            case DOER -> isHand(actor, ComplaintMove.Hand.PROVIDER) || isHand(actor, ComplaintMove.Hand.AUTHORITY);
            case NOBODY -> false;
        };
    }

    /** Rejects with {@code not-yours} (403) whoever is not the one whose move it is. */
    void requireHand(Actor actor, ComplaintMove move) {
        if (!isHand(actor, move.hand)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** Where it stands at a moment, whether or not that was carried out. */
    ComplaintStatus statusAt(Instant now) {
        return dueMove(now).map(move -> move.from(status)).orElse(status);
    }

    /** What the clock has decided by then and is not on record; empty where it has decided nothing. */
    Optional<ComplaintMove> dueMove(Instant now) {
        return switch (status) {
            case FILED -> now.isBefore(answerDueAt) ? Optional.empty() : Optional.of(ComplaintMove.RUN_OUT);
            case ANSWER_GIVEN -> now.isBefore(settleDueAt) ? Optional.empty() : Optional.of(ComplaintMove.CLOSE);
            default -> Optional.empty();
        };
    }

    /** By when somebody has to do something, or may; null where it is closed. */
    Instant nextDueAt(Instant now) {
        return switch (statusAt(now)) {
            case FILED -> answerDueAt;
            case ANSWER_GIVEN -> settleDueAt;
            case ESCALATED -> decisionDueAt;
            case ANSWERED, SETTLED, DECIDED, WITHDRAWN -> null;
        };
    }

    /** Whether an authority has to decide and did not in time. */
    boolean isOverdueAt(Instant now) {
        return statusAt(now) == ComplaintStatus.ESCALATED && !now.isBefore(decisionDueAt);
    }

    /** Whether the provider has answered before its time was over. */
    boolean isAnsweredInTime() {
        return answeredAt != null && answeredAt.isBefore(answerDueAt);
    }

    @Override
    public List<String> actions(Actor actor) {
        return actionsIn(status, actor);
    }

    List<String> actionsAt(Instant now, Actor actor) {
        return actionsIn(statusAt(now), actor);
    }

    private List<String> actionsIn(ComplaintStatus stands, Actor actor) {
        return Move.available(
                ComplaintMove.values(),
                stands,
                move -> isHand(actor, move.hand)
                        && isOpen(move, actor)
                        && !actor.isViewer()
                        && actor.agentOrganizationId() == null);
    }

    private boolean isOpen(ComplaintMove move, Actor actor) {
        return switch (move) {
            case ANSWER_LATE -> answer == null;
            case HAND_OVER -> kind == ComplaintKind.DATA_SECURITY && incidentId == null;
            case RULE_OUT -> kind == ComplaintKind.DATA_SECURITY && incidentId == null && ruledOutAt == null;
            case FULFIL -> measures != null && (isOfAuthority(actor) ? confirmedAt == null : done == null);
            default -> true;
        };
    }

    /** What the clock has decided is on record. */
    OrderComplaint passed(ComplaintMove move, Instant now) {
        Changes next = new Changes(this, move, status);
        if (move == ComplaintMove.RUN_OUT) {
            next.remindAt = null;
            next.escalatedAt = answerDueAt;
        } else {
            next.closedAt = settleDueAt;
        }
        return next.build(now);
    }

    /** The provider was told that its time is nearly over. */
    OrderComplaint reminded(Instant now) {
        Changes next = new Changes(this, ComplaintMove.REMIND, status);
        next.remindAt = null;
        return next.build(now);
    }

    /** By which move the provider answers at a moment. */
    ComplaintMove answerMove(Instant now) {
        return statusAt(now) == ComplaintStatus.ESCALATED ? ComplaintMove.ANSWER_LATE : ComplaintMove.ANSWER;
    }

    /**
     * The provider's answer; once, and one that comes too late does not take it from the authority. Rejects with
     * {@code transition-not-allowed} and {@code complaint-answered-before} (409).
     *
     * @param until when the enterprise may take it further
     */
    OrderComplaint answered(String says, Instant until, Instant now) {
        ComplaintMove move = answerMove(now);
        Changes next = new Changes(this, move, statusAt(now));
        if (answer != null) {
            throw Rejection.conflict("complaint-answered-before", answeredAt);
        }
        next.remindAt = null;
        next.answer = says;
        next.answeredAt = now;
        next.settleDueAt = move == ComplaintMove.ANSWER ? until : null;
        return next.build(now);
    }

    /** The enterprise says that it is settled, or takes it back. Rejects with {@code transition-not-allowed} (409). */
    OrderComplaint closed(ComplaintMove move, Instant now) {
        Changes next = new Changes(this, move, statusAt(now));
        next.remindAt = null;
        next.closedAt = now;
        return next.build(now);
    }

    /**
     * The enterprise asks the authority to decide. Rejects with {@code transition-not-allowed} (409).
     *
     * @param due by when the authority does
     */
    OrderComplaint escalated(String why, Instant due, Instant now) {
        Changes next = new Changes(this, ComplaintMove.ESCALATE, statusAt(now));
        next.grounds = why;
        next.escalatedAt = now;
        next.decisionDueAt = due;
        return next.build(now);
    }

    /**
     * An authority has decided. Rejects with {@code invalid-request} (400) where somebody is right and nothing is done
     * about it by a day to come, or nobody is and something is; and with {@code transition-not-allowed} (409).
     */
    OrderComplaint decided(ComplaintForms.Decision says, UUID by, Instant now) {
        Changes next = new Changes(this, ComplaintMove.DECIDE, statusAt(now));
        List<Defect> defects = says.defects(LocalDate.ofInstant(now, ClockProducer.BUSINESS_ZONE));
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
        next.finding = says.finding();
        next.decision = says.reason();
        next.measures = says.measures();
        next.measuresDueOn = says.measuresDueOn();
        next.decidedBy = by;
        next.decidedAt = now;
        next.closedAt = now;
        return next.build(now);
    }

    /** Whether the actor is of an authority of the enterprise. */
    boolean isOfAuthority(Actor actor) {
        return isHand(actor, ComplaintMove.Hand.AUTHORITY);
    }

    /**
     * What was ordered is done: each side says so once, and what the provider says does not end it. Rejects with
     * {@code transition-not-allowed}, {@code complaint-without-measures} and {@code complaint-fulfilled-before} (409).
     *
     * @param isSeen whether an authority has seen that it was
     */
    OrderComplaint fulfilled(String says, UUID by, boolean isSeen, Instant now) {
        Changes next = new Changes(this, ComplaintMove.FULFIL, statusAt(now));
        if (measures == null) {
            throw Rejection.conflict("complaint-without-measures");
        }
        Instant before = isSeen ? confirmedAt : doneAt;
        if (before != null) {
            throw Rejection.conflict("complaint-fulfilled-before", before);
        }
        if (done == null) {
            next.done = says;
            next.doneBy = by;
            next.doneAt = now;
        }
        if (isSeen) {
            next.confirmedBy = by;
            next.confirmedAt = now;
        }
        return next.build(now);
    }

    /**
     * It is handed over to a security incident; where it stands does not change. Rejects with
     * {@code complaint-not-of-security} and {@code complaint-handed-over} (409).
     */
    OrderComplaint handedOver(UUID incident, Instant now) {
        Changes next = new Changes(this, ComplaintMove.HAND_OVER, statusAt(now));
        requireOfSecurity();
        if (incidentId != null) {
            throw Rejection.conflict("complaint-handed-over", incidentAt);
        }
        next.incidentId = incident;
        next.incidentAt = now;
        return next.build(now);
    }

    /** The incident was none: whether there is another one in it has to be said anew. */
    OrderComplaint handedBack(Instant now) {
        Changes next = new Changes(this, ComplaintMove.HAND_BACK, statusAt(now));
        next.incidentId = null;
        next.incidentAt = null;
        next.ruledOutAt = null;
        return next.build(now);
    }

    /**
     * There is no security incident in it. Rejects with {@code complaint-not-of-security},
     * {@code complaint-handed-over} and {@code complaint-ruled-out} (409).
     */
    OrderComplaint ruledOut(Instant now) {
        Changes next = new Changes(this, ComplaintMove.RULE_OUT, statusAt(now));
        requireOfSecurity();
        if (incidentId != null) {
            throw Rejection.conflict("complaint-handed-over", incidentAt);
        }
        if (ruledOutAt != null) {
            throw Rejection.conflict("complaint-ruled-out", ruledOutAt);
        }
        next.ruledOutAt = now;
        return next.build(now);
    }

    private void requireOfSecurity() {
        if (kind != ComplaintKind.DATA_SECURITY) {
            throw Rejection.conflict("complaint-not-of-security", kind);
        }
    }

    /** A copy in the making: the record has many members, and a move changes few. */
    private static final class Changes {
        private final OrderComplaint from;
        private final ComplaintStatus status;
        private Instant remindAt;
        private String answer;
        private Instant answeredAt;
        private Instant settleDueAt;
        private String grounds;
        private Instant escalatedAt;
        private Instant decisionDueAt;
        private ComplaintFinding finding;
        private String decision;
        private String measures;
        private LocalDate measuresDueOn;
        private UUID decidedBy;
        private Instant decidedAt;
        private String done;
        private UUID doneBy;
        private Instant doneAt;
        private UUID confirmedBy;
        private Instant confirmedAt;
        private UUID incidentId;
        private Instant incidentAt;
        private Instant ruledOutAt;
        private Instant closedAt;

        /** Rejects with {@code transition-not-allowed} (409). */
        Changes(OrderComplaint from, ComplaintMove move, ComplaintStatus stands) {
            this.from = from;
            this.status = move.from(stands);
            this.remindAt = from.remindAt;
            this.answer = from.answer;
            this.answeredAt = from.answeredAt;
            this.settleDueAt = from.settleDueAt;
            this.grounds = from.grounds;
            this.escalatedAt = from.escalatedAt;
            this.decisionDueAt = from.decisionDueAt;
            this.finding = from.finding;
            this.decision = from.decision;
            this.measures = from.measures;
            this.measuresDueOn = from.measuresDueOn;
            this.decidedBy = from.decidedBy;
            this.decidedAt = from.decidedAt;
            this.done = from.done;
            this.doneBy = from.doneBy;
            this.doneAt = from.doneAt;
            this.confirmedBy = from.confirmedBy;
            this.confirmedAt = from.confirmedAt;
            this.incidentId = from.incidentId;
            this.incidentAt = from.incidentAt;
            this.ruledOutAt = from.ruledOutAt;
            this.closedAt = from.closedAt;
        }

        OrderComplaint build(Instant now) {
            return new OrderComplaint(
                    from.id,
                    from.version + 1,
                    from.orderId,
                    from.orderNumber,
                    from.organizationId,
                    from.organizationName,
                    from.regionCode,
                    from.creditCode,
                    from.providerId,
                    from.providerOrganizationId,
                    from.providerName,
                    from.providerRegionCode,
                    from.supervisorRegionCode,
                    from.offeringId,
                    from.offeringName,
                    from.kind,
                    from.statement,
                    from.remedy,
                    status,
                    from.filedBy,
                    from.filedAt,
                    from.answerDueAt,
                    remindAt,
                    answer,
                    answeredAt,
                    settleDueAt,
                    grounds,
                    escalatedAt,
                    decisionDueAt,
                    finding,
                    decision,
                    measures,
                    measuresDueOn,
                    decidedBy,
                    decidedAt,
                    done,
                    doneBy,
                    doneAt,
                    confirmedBy,
                    confirmedAt,
                    incidentId,
                    incidentAt,
                    ruledOutAt,
                    closedAt,
                    now);
        }
    }
}
