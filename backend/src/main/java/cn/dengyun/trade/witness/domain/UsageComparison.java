package cn.dengyun.trade.witness.domain;

import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.trade.order.domain.ServiceOrder;
import cn.dengyun.trade.usage.domain.UsageMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * What the readings of a meter in a month come to when they are held against those of its witness. Both sides of the
 * order know of it, and the authorities of the enterprise; the witness does not, or it would know what to report.
 *
 * @param organizationId the enterprise
 * @param month its first day, Asia/Shanghai
 * @param outcome follows from the figures
 * @param since when the figures became what they are
 * @param nextAt when they are looked at again; null where they are not
 * @param decidedBy who has looked at a difference; null while nobody has, as decidedAt and reason
 */
public record UsageComparison(
        UUID id,
        int version,
        UUID meterId,
        UUID orderId,
        String orderNumber,
        String planName,
        String unit,
        UUID organizationId,
        String organizationName,
        String regionCode,
        UUID providerId,
        UUID providerOrganizationId,
        String providerName,
        String offeringName,
        LocalDate month,
        ComparedFigures figures,
        ComparisonOutcome outcome,
        ComparisonStatus status,
        Instant since,
        Instant comparedAt,
        Instant nextAt,
        UUID decidedBy,
        Instant decidedAt,
        String reason)
        implements Aggregate {

    /** Who may know of one in SQL, besides its enterprise and its authorities: the provider. */
    public static final String KNOWN = ServiceOrder.KNOWN;

    /** How long behind a month it is compared first: as long as its bill waits for late usage. */
    public static final Duration GRACE = Duration.ofDays(10);

    /** How often what corrections and late readings may have changed is compared again. */
    public static final Duration AGAIN = Duration.ofDays(7);

    /** How long behind a month that is done. */
    public static final Duration SETTLING = Duration.ofDays(100);

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    /** The first one of a meter in a month. */
    public static UsageComparison first(
            UUID id, UsageMeter meter, LocalDate month, ComparedFigures figures, Instant now) {
        ComparisonOutcome outcome = figures.outcome();
        return new UsageComparison(
                id,
                0,
                meter.id(),
                meter.orderId(),
                meter.orderNumber(),
                meter.planName(),
                meter.unit(),
                meter.organizationId(),
                meter.organizationName(),
                meter.regionCode(),
                meter.providerId(),
                meter.providerOrganizationId(),
                meter.providerName(),
                meter.offeringName(),
                month,
                figures,
                outcome,
                outcome == ComparisonOutcome.DIFFERS ? ComparisonStatus.OPEN : ComparisonStatus.SETTLED,
                now,
                now,
                next(month, now),
                null,
                null,
                null);
    }

    /** It with other figures than before. */
    public UsageComparison again(ComparedFigures said, Instant now) {
        ComparisonOutcome judged = said.outcome();
        ComparisonMove move = judged == ComparisonOutcome.DIFFERS ? ComparisonMove.DOUBT : ComparisonMove.AGREE;
        return with(said, judged, move.from(status), now, now, next(month, now), null, null, null);
    }

    /**
     * It after an authority has looked at it. Rejects with {@code transition-not-allowed} (409).
     *
     * @param move one that is of an authority
     */
    public UsageComparison decided(ComparisonMove move, UUID by, String why, Instant now) {
        return with(figures, outcome, move.from(status), since, comparedAt, nextAt, by, now, why);
    }

    private UsageComparison with(
            ComparedFigures said,
            ComparisonOutcome judged,
            ComparisonStatus target,
            Instant from,
            Instant lookedAt,
            Instant next,
            UUID by,
            Instant when,
            String why) {
        return new UsageComparison(
                id,
                version + 1,
                meterId,
                orderId,
                orderNumber,
                planName,
                unit,
                organizationId,
                organizationName,
                regionCode,
                providerId,
                providerOrganizationId,
                providerName,
                offeringName,
                month,
                said,
                judged,
                target,
                from,
                lookedAt,
                next,
                by,
                when,
                why);
    }

    /** When one of a month is compared again after a moment; null where it is not. */
    public static Instant next(LocalDate month, Instant now) {
        Instant next = now.plus(AGAIN);
        return next.isBefore(endOf(month).plus(SETTLING)) ? next : null;
    }

    /** The first moment behind a month. */
    public static Instant endOf(LocalDate month) {
        return month.plusMonths(1).atStartOfDay(ANHUI).toInstant();
    }

    /** The first day of the last month that is to be compared at a moment. */
    public static LocalDate lastMonth(Instant now) {
        return LocalDate.ofInstant(now.minus(GRACE), ANHUI).withDayOfMonth(1).minusMonths(1);
    }

    /** Whether what was reported is in doubt, and no authority has said that it stands. */
    public boolean isInDoubt() {
        return outcome == ComparisonOutcome.DIFFERS && status != ComparisonStatus.EXPLAINED;
    }

    /** Whether what was reported stands by what the witness, or an authority, has said. */
    public boolean isConfirmed() {
        return outcome == ComparisonOutcome.CONFIRMED || status == ComparisonStatus.EXPLAINED;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    /** The sides do not decide on their own figures. */
    @Override
    public boolean isHandledBy(Actor actor) {
        return Oversight.of(actor).covers(regionCode);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return actor.actsFor(organizationId)
                || actor.actsFor(providerOrganizationId)
                || isHandledBy(actor)
                || ServiceOrder.seesAll(actor);
    }

    @Override
    public List<String> actions(Actor actor) {
        return Move.available(
                ComparisonMove.values(),
                status,
                move -> move.isOfAuthority() && isHandledBy(actor) && !actor.isViewer());
    }

    /** Rejects with {@code not-yours} (403) whoever is no authority of the enterprise. */
    public void requireAuthority(Actor actor) {
        if (!isHandledBy(actor)) {
            throw Rejection.forbidden("not-yours");
        }
    }
}
