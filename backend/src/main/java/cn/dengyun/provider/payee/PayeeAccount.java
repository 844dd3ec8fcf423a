package cn.dengyun.provider.payee;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.FourEyes;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A bank account that an organisation is, was or wants to be paid to.
 *
 * @param organizationName as it was when the account was proposed
 * @param documentId the attachment that shows the account; null for what the demo brings along
 * @param status as it was decided; what the clock makes of it says {@link #statusAt}
 * @param decidedBy the second person, or whoever withdrew it; null while it is proposed, as decidedAt and reason
 * @param effectiveFrom from when it is used; null unless it is verified
 * @param effectiveUntil from when the next one is used; null as long as there is none
 */
public record PayeeAccount(
        UUID id,
        int version,
        UUID organizationId,
        String organizationName,
        String regionCode,
        String holder,
        String bankName,
        String bankCode,
        AccountNumber number,
        UUID documentId,
        PayeeAccountStatus status,
        UUID proposedBy,
        Instant proposedAt,
        UUID decidedBy,
        Instant decidedAt,
        String reason,
        Instant effectiveFrom,
        Instant effectiveUntil)
        implements Aggregate {

    /** How long the organisation can notice, after the verification, that somebody has changed its account. */
    static final int COOLING_WORKING_DAYS = 3;

    /** Where it stands at a moment. */
    public PayeeAccountStatus statusAt(Instant now) {
        if (status != PayeeAccountStatus.VERIFIED) {
            return status;
        }
        if (effectiveFrom.isAfter(now)) {
            return PayeeAccountStatus.VERIFIED;
        }
        return effectiveUntil != null && !effectiveUntil.isAfter(now)
                ? PayeeAccountStatus.REPLACED
                : PayeeAccountStatus.EFFECTIVE;
    }

    /** Whether it is yet to be decided or yet to take effect. */
    boolean isPendingAt(Instant now) {
        PayeeAccountStatus present = statusAt(now);
        return present == PayeeAccountStatus.PROPOSED || present == PayeeAccountStatus.VERIFIED;
    }

    boolean isEffectiveAt(Instant now) {
        return statusAt(now) == PayeeAccountStatus.EFFECTIVE;
    }

    /** The digits in full, for whoever pays. */
    public String numberToPayTo() {
        return number.digits();
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    /** Finance pays everybody; an authority has a say in its region, everybody else for their own organisation. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.has(Roles.FINANCE) || Aggregate.super.isHandledBy(actor);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || seesAll(actor);
    }

    /** Whether the actor sees the accounts of all organisations. */
    static boolean seesAll(Actor actor) {
        return actor.has(Roles.FINANCE) || Aggregate.seesAll(actor);
    }

    /** Whether the actor checks accounts, if they are of its region. */
    static boolean isChecker(Actor actor) {
        return actor.has(Roles.FINANCE) || actor.has(Roles.AUTHORITY);
    }

    /** By what was decided alone; {@link #actionsAt} knows what the clock has made of it. */
    @Override
    public List<String> actions(Actor actor) {
        return actions(actor, status);
    }

    /** What the actor may do at a moment. */
    List<String> actionsAt(Actor actor, Instant now) {
        return actions(actor, statusAt(now));
    }

    private List<String> actions(Actor actor, PayeeAccountStatus present) {
        return Move.available(PayeeAccountMove.values(), present, move -> may(actor, move));
    }

    private boolean may(Actor actor, PayeeAccountMove move) {
        try {
            requireMay(actor, move);
            return true;
        } catch (Rejection refusal) {
            return false;
        }
    }

    /**
     * Rejects with {@code payee-account-owner-only} whoever withdraws without owning the organisation, with
     * {@code not-yours} whoever checks what is not his to check, with {@code four-eyes-required} whoever checks what he
     * proposed (403).
     */
    void requireMay(Actor actor, PayeeAccountMove move) {
        if (move == PayeeAccountMove.WITHDRAW) {
            if (!actor.owns(organizationId)) {
                throw Rejection.forbidden("payee-account-owner-only");
            }
            return;
        }
        boolean isTheirs = actor.has(Roles.FINANCE) || Oversight.of(actor).covers(regionCode);
        if (!isTheirs) {
            throw Rejection.forbidden("not-yours");
        }
        FourEyes.require(proposedBy, actor.id());
    }

    /**
     * The change by a move. Rejects with {@code transition-not-allowed} (409), also what the clock forbids.
     *
     * @param from from when it is used; null unless it is verified
     */
    Change<PayeeAccount> moved(PayeeAccountMove move, UUID by, String why, Instant from, Instant now) {
        PayeeAccount after = new PayeeAccount(
                id,
                version + 1,
                organizationId,
                organizationName,
                regionCode,
                holder,
                bankName,
                bankCode,
                number,
                documentId,
                move.from(statusAt(now)),
                proposedBy,
                proposedAt,
                by,
                now,
                why,
                from,
                null);
        return new Change<>(after, after.told(move.event, now), why);
    }

    DomainEvent told(PayeeAccountEvent event, Instant now) {
        return event.about(this, new PayeeAccountEvent.Data(id, organizationId, effectiveFrom), now);
    }
}
