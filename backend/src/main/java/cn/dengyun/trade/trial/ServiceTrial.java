package cn.dengyun.trade.trial;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A free trial of an offering by an enterprise. Both sides know of it, and the authorities of the enterprise. It costs
 * nothing, and nothing becomes of it by itself.
 *
 * @param organizationId the enterprise, with its name and region when it asked
 * @param creditCode unified social credit code: of the legal entity that tries it once, whatever its account
 * @param offeringVersion whose terms hold
 * @param concessionCode the concession that grants it; null where the offering itself does
 * @param days how long, 1 to 730, as the offering or the concession says
 * @param terms what is included, as said there; null when nothing is said
 * @param note what the enterprise wants to do with it; null when it said nothing
 * @param accessNote null before it is granted, or where the provider said nothing
 * @param attempt the how-manieth request of the entity for this offering it is, 1 to 3
 * @param dueAt until when the provider answers, then when it ends
 * @param remindAt from when the enterprise is to be told that it ends; null where that was done or never will be
 * @param reason of the last step; null where none had to be given
 */
record ServiceTrial(
        UUID id,
        int version,
        UUID organizationId,
        String organizationName,
        String regionCode,
        String creditCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        UUID offeringId,
        int offeringVersion,
        String offeringName,
        String concessionCode,
        int days,
        String terms,
        String note,
        AccessNote accessNote,
        TrialStatus status,
        int attempt,
        UUID requestedBy,
        Instant requestedAt,
        Instant dueAt,
        Instant startsAt,
        Instant endsAt,
        Instant remindAt,
        Instant endedAt,
        String reason,
        Instant updatedAt)
        implements Aggregate {

    /** How long before the end the enterprise is told of it. */
    static final Duration REMINDER = Duration.ofDays(3);

    /** Who may know of one in SQL, besides its enterprise and its authorities: the provider. */
    static final String KNOWN = "provider_organization_id = $4";

    /** Where it stands at a moment, in SQL. */
    static final String STATUS = "CASE WHEN due_at > :moment THEN status WHEN status = 'REQUESTED' THEN 'LAPSED'"
            + " WHEN status = 'GRANTED' THEN 'ENDED' ELSE status END";

    /** Whether the provider did not answer in time, at a moment, in SQL. */
    static final String OVERDUE = "(status = 'LAPSED' OR status = 'REQUESTED' AND due_at <= :moment)";

    /** Whether something is to come of it at a moment, in SQL. */
    static final String WAITS = "(status IN ('REQUESTED', 'GRANTED') AND due_at > :moment)";

    @Override
    public boolean isPublic() {
        return false;
    }

    /** Authorities look: trials are between the two sides. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return actor.actsFor(organizationId) || actor.actsFor(providerOrganizationId);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return isHandledBy(actor) || Aggregate.super.isHandledBy(actor) || Aggregate.seesAll(actor);
    }

    /** Where it stands at a moment, also before the clock was carried out. */
    TrialStatus statusAt(Instant now) {
        if (status.isEnd() || now.isBefore(dueAt)) {
            return status;
        }
        return status == TrialStatus.REQUESTED ? TrialStatus.LAPSED : TrialStatus.ENDED;
    }

    /** By when the provider answers, or when it ends; null where nothing is to come. */
    Instant nextDueAt(Instant now) {
        return statusAt(now).isEnd() ? null : dueAt;
    }

    /** How the enterprise gets at it: for the two sides themselves while it runs, and nobody who only looks. */
    String accessNoteFor(Actor actor, Instant now) {
        boolean isShown = accessNote != null
                && statusAt(now) == TrialStatus.GRANTED
                && isHandledBy(actor)
                && actor.agentOrganizationId() == null
                && !actor.isViewer();
        return isShown ? accessNote.text() : null;
    }

    @Override
    public List<String> actions(Actor actor) {
        return actionsIn(status, actor);
    }

    List<String> actionsAt(Instant now, Actor actor) {
        return actionsIn(statusAt(now), actor);
    }

    private List<String> actionsIn(TrialStatus stands, Actor actor) {
        return Move.available(
                TrialMove.values(),
                stands,
                move -> isOf(actor, move) && !actor.isViewer() && actor.agentOrganizationId() == null);
    }

    private boolean isOf(Actor actor, TrialMove move) {
        return switch (move.side()) {
            case ENTERPRISE -> actor.actsFor(organizationId) && actor.has(Roles.ENTERPRISE);
            case PROVIDER -> actor.actsFor(providerOrganizationId) && actor.has(Roles.PROVIDER);
            case NOBODY -> false;
        };
    }

    /** Rejects with {@code not-yours} (403) whoever is not on the side whose move it is. */
    void requireSide(Actor actor, TrialMove move) {
        if (!isOf(actor, move)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** It, granted from now on for as long as was offered. Rejects with {@code transition-not-allowed} (409). */
    ServiceTrial granted(AccessNote access, Instant now) {
        Instant end = now.plus(Duration.ofDays(days));
        Instant reminder = end.minus(REMINDER);
        return with(
                TrialMove.GRANT.from(statusAt(now)),
                access,
                end,
                now,
                end,
                reminder.isAfter(now) ? reminder : null,
                null,
                null,
                now);
    }

    /** It after another move. Rejects with {@code transition-not-allowed} (409). */
    ServiceTrial moved(TrialMove move, String why, Instant now) {
        TrialStatus target = move.from(move.side() == TrialMove.Side.NOBODY ? status : statusAt(now));
        return with(target, null, dueAt, startsAt, endsAt, null, now, why, now);
    }

    /** It, its enterprise told that it ends. */
    ServiceTrial reminded(Instant now) {
        return with(status, accessNote, dueAt, startsAt, endsAt, null, null, reason, now);
    }

    private ServiceTrial with(
            TrialStatus next,
            AccessNote access,
            Instant due,
            Instant start,
            Instant end,
            Instant reminder,
            Instant over,
            String why,
            Instant now) {
        return new ServiceTrial(
                id,
                version + 1,
                organizationId,
                organizationName,
                regionCode,
                creditCode,
                providerId,
                providerOrganizationId,
                providerName,
                offeringId,
                offeringVersion,
                offeringName,
                concessionCode,
                days,
                terms,
                note,
                access,
                next,
                attempt,
                requestedBy,
                requestedAt,
                due,
                start,
                end,
                reminder,
                over,
                why,
                now);
    }
}
