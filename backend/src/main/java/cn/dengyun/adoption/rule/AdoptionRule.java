package cn.dengyun.adoption.rule;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A rule of adoption.
 *
 * @param number by which records, batches and enterprises name it, from 1
 * @param organizationId the office that has drawn it up; null for the first, with which the platform begins
 * @param proposedBy null likewise, as {@code approvedBy} is
 * @param reason of the last move; null where none was given
 */
public record AdoptionRule(
        UUID id,
        int version,
        int number,
        UUID organizationId,
        String regionCode,
        AdoptionRuleForm form,
        AdoptionRuleStatus status,
        UUID proposedBy,
        Instant proposedAt,
        UUID approvedBy,
        Instant approvedAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** {@link #isPublic} in SQL. */
    static final String PUBLIC = "status = 'APPROVED'";

    static final String PROVINCE = "340000";

    @Override
    public boolean isPublic() {
        return status == AdoptionRuleStatus.APPROVED;
    }

    /** Only the province has a say. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.has(Roles.AUTHORITY) && Aggregate.super.isHandledBy(actor);
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                AdoptionRuleMove.values(),
                status,
                move -> isHandledBy(actor)
                        && !actor.isViewer()
                        && !(move.takesAnother && actor.id().equals(proposedBy)));
    }

    /**
     * The change by a move. Rejects with {@code not-yours}, {@code four-eyes-required} (403) and
     * {@code transition-not-allowed} (409).
     */
    Change<AdoptionRule> moved(AdoptionRuleMove move, Actor actor, String why, Instant now) {
        if (!isHandledBy(actor)) {
            throw Rejection.forbidden("not-yours");
        }
        AdoptionRuleStatus target = move.from(status);
        if (move.takesAnother) {
            FourEyes.require(proposedBy, actor.id());
        }
        boolean isApproved = move == AdoptionRuleMove.APPROVE;
        AdoptionRule after = new AdoptionRule(
                id,
                version + 1,
                number,
                organizationId,
                regionCode,
                form,
                target,
                proposedBy,
                proposedAt,
                isApproved ? actor.id() : approvedBy,
                isApproved ? now : approvedAt,
                why,
                now);
        return new Change<>(after, move.event.told(after), why);
    }

    /** When what begins at a moment has to be confirmed: the end of the day so many months later. */
    public Instant confirmedUntil(Instant from) {
        return dayOf(from)
                .plusMonths(form.validityMonths())
                .plusDays(1)
                .atStartOfDay(ClockProducer.BUSINESS_ZONE)
                .toInstant();
    }

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }
}
