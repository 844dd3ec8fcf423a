package cn.dengyun.adoption.enterprise;

import cn.dengyun.adoption.rule.AdoptionRule;
import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.platform.clock.ClockProducer;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.HumanCode;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An enterprise that has moved to the cloud, by credit code.
 *
 * @param name as it is certified, else as the first record that counts calls it
 * @param organizationId null where it is no certified organisation of the platform
 * @param level what it counts as, or did last
 * @param records that are in force
 * @param providers of these
 * @param adoptedOn the day on which it counted first, or again after it had lapsed
 * @param deepOn the day since which it is deeply connected, or was last; null where it never was
 * @param confirmedUntil until when nobody has to confirm it
 * @param validUntil until when it counts unless something changes
 * @param declinedAt when it said that it uses nothing any more; null where it did not
 * @param remindedOf the end of a year of which it was reminded; null where it was of none
 * @param judgeAt when the clock makes the next difference; null where it makes none
 * @param broughtByCode the credit code of who has brought it (带动), where a record that counts says so and that was a
 *     provider of the record, or deeply connected itself, then
 * @param statusIndex its place in the status list
 * @param endedAt null where it counts
 * @param reason of the last move of somebody; null where none was given
 */
record AdoptedEnterprise(
        UUID id,
        int version,
        String creditCode,
        String name,
        UUID organizationId,
        String regionCode,
        AdoptedStatus status,
        AdoptionLevel level,
        int ruleNumber,
        int records,
        int providers,
        LocalDate adoptedOn,
        LocalDate deepOn,
        Instant confirmedUntil,
        Instant validUntil,
        Instant declinedAt,
        Instant remindedOf,
        Instant judgeAt,
        String broughtByCode,
        String certificateCode,
        int statusIndex,
        Instant endedAt,
        String reason,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    private static final String CODE_PREFIX = "Y";
    private static final int CODE_SYMBOLS = 12;

    /** Where an enterprise is, and what it is called, as is known best. */
    record Identity(String name, UUID organizationId, String regionCode) {}

    /** One that counts for the first time. */
    static AdoptedEnterprise first(
            UUID id,
            String creditCode,
            Identity who,
            String broughtByCode,
            int statusIndex,
            AdoptionRule rule,
            Judgement judged,
            Instant now) {
        LocalDate today = dayOf(now);
        return new AdoptedEnterprise(
                id,
                0,
                creditCode,
                who.name(),
                who.organizationId(),
                who.regionCode(),
                AdoptedStatus.ADOPTED,
                judged.level(),
                rule.number(),
                judged.inForce().size(),
                judged.providers(),
                today,
                judged.level() == AdoptionLevel.DEEP ? today : null,
                judged.confirmedUntil(),
                judged.validUntil(),
                null,
                null,
                judged.next(),
                broughtByCode,
                HumanCode.of(CODE_PREFIX, CODE_SYMBOLS, id),
                statusIndex,
                null,
                null,
                now,
                now);
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                AdoptedMove.values(), status, move -> move.isByPerson && mayConfirm(actor) && !actor.isViewer());
    }

    /** What the actor may do with it at a moment: nobody confirms what has long to go. */
    List<String> actionsAt(Actor actor, Instant now) {
        return actions(actor).stream()
                .filter(each -> !each.equals(AdoptedMove.CONFIRM.name()) || !isEarlyAt(now))
                .toList();
    }

    /** The enterprise itself; an authority only where nobody of the enterprise is here to say so. */
    private boolean mayConfirm(Actor actor) {
        return organizationId == null
                ? actor.has(Roles.AUTHORITY) && isHandledBy(actor)
                : actor.actsFor(organizationId);
    }

    /** Rejects with {@code not-yours} and {@code adoption-confirmed-by-enterprise} (403). */
    void requireConfirmedBy(Actor actor) {
        if (!mayConfirm(actor)) {
            throw Rejection.forbidden(organizationId == null ? "not-yours" : "adoption-confirmed-by-enterprise");
        }
    }

    boolean isEarlyAt(Instant now) {
        return status == AdoptedStatus.ADOPTED && now.isBefore(confirmableFrom());
    }

    Instant confirmableFrom() {
        return confirmedUntil.minus(Judgement.NOTICE);
    }

    /** Whether it counts at a moment; what has lapsed by the clock has, whether or not that was carried out. */
    boolean isAdoptedAt(Instant now) {
        return status == AdoptedStatus.ADOPTED && now.isBefore(validUntil);
    }

    AdoptedStatus statusAt(Instant now) {
        return isAdoptedAt(now) ? AdoptedStatus.ADOPTED : AdoptedStatus.LAPSED;
    }

    /** By when it has to be confirmed; null where there is no need yet, or nothing to confirm. */
    Instant dueAt(Instant now) {
        return isAdoptedAt(now) && !isEarlyAt(now) ? confirmedUntil : null;
    }

    /** What its records have made of it; without an event where nothing that concerns anybody has changed. */
    Change<AdoptedEnterprise> judged(Identity who, String broughtBy, AdoptionRule rule, Judgement judged, Instant now) {
        boolean isReminder = judged.level() != null
                && status == AdoptedStatus.ADOPTED
                && !now.isBefore(judged.confirmedUntil().minus(Judgement.NOTICE))
                && !judged.confirmedUntil().equals(remindedOf);
        AdoptedMove move = isReminder && judged.level() == level ? AdoptedMove.REMIND : moveTo(judged.level());
        if (move == null) {
            return Change.none(this);
        }
        boolean isReminded = move == AdoptedMove.REMIND;
        // One thing is told at a time: the reminder follows in the next round.
        Judgement by = isReminder && !isReminded ? judged.withNext(now) : judged;
        AdoptedEnterprise after = moved(
                move,
                who,
                broughtBy,
                rule,
                by,
                isReminded ? judged.confirmedUntil() : remindedOf,
                declinedAt,
                null,
                now);
        return after.isAs(this) ? Change.none(this) : new Change<>(after, told(move, after), null);
    }

    /** Null for one that has lapsed and still has. */
    private AdoptedMove moveTo(AdoptionLevel to) {
        if (status == AdoptedStatus.LAPSED) {
            return to == null ? null : AdoptedMove.READMIT;
        }
        if (to == null) {
            return AdoptedMove.LAPSE;
        }
        return to == level ? AdoptedMove.JUDGE : to == AdoptionLevel.DEEP ? AdoptedMove.DEEPEN : AdoptedMove.LOWER;
    }

    /**
     * The change by somebody who has confirmed or declined. Rejects with {@code transition-not-allowed} (409).
     *
     * @param judged by what was said
     */
    Change<AdoptedEnterprise> said(
            AdoptedMove move, Identity who, AdoptionRule rule, Judgement judged, String why, Instant now) {
        AdoptedEnterprise after = moved(
                move, who, broughtByCode, rule, judged, remindedOf, move == AdoptedMove.DECLINE ? now : null, why, now);
        return new Change<>(after, told(move, after), why);
    }

    private AdoptedEnterprise moved(
            AdoptedMove move,
            Identity who,
            String broughtBy,
            AdoptionRule rule,
            Judgement judged,
            Instant reminded,
            Instant declined,
            String why,
            Instant now) {
        AdoptedStatus target = move.from(status);
        boolean isLapsed = target == AdoptedStatus.LAPSED;
        boolean isBack = status == AdoptedStatus.LAPSED && !isLapsed;
        AdoptionLevel newLevel = judged.level() == null ? level : judged.level();
        boolean isNewlyDeep = newLevel == AdoptionLevel.DEEP && !isLapsed && (isBack || level != AdoptionLevel.DEEP);
        return new AdoptedEnterprise(
                id,
                version + 1,
                creditCode,
                who.name(),
                who.organizationId(),
                who.regionCode(),
                target,
                newLevel,
                rule.number(),
                judged.inForce().size(),
                judged.providers(),
                isBack ? dayOf(now) : adoptedOn,
                isNewlyDeep ? dayOf(now) : deepOn,
                judged.confirmedUntil(),
                isLapsed ? earlier(validUntil, now) : judged.validUntil(),
                declined,
                reminded,
                isLapsed ? null : judged.next(),
                broughtBy,
                certificateCode,
                statusIndex,
                isLapsed ? now : null,
                why,
                createdAt,
                now);
    }

    /** Whether nothing but version and moment differs. */
    private boolean isAs(AdoptedEnterprise other) {
        return new AdoptedEnterprise(
                        id,
                        other.version,
                        creditCode,
                        name,
                        organizationId,
                        regionCode,
                        status,
                        level,
                        ruleNumber,
                        records,
                        providers,
                        adoptedOn,
                        deepOn,
                        confirmedUntil,
                        validUntil,
                        declinedAt,
                        remindedOf,
                        judgeAt,
                        broughtByCode,
                        certificateCode,
                        statusIndex,
                        endedAt,
                        other.reason,
                        createdAt,
                        other.updatedAt)
                .equals(other);
    }

    private static DomainEvent told(AdoptedMove move, AdoptedEnterprise after) {
        return move.event == null ? null : move.event.told(after);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ClockProducer.BUSINESS_ZONE);
    }
}
