package cn.dengyun.trade.rating;

import cn.dengyun.platform.aggregate.Change;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Aggregate;
import cn.dengyun.shared.Move;
import cn.dengyun.shared.Oversight;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What an enterprise says of a service that it ordered. Both sides of the order know of it, and the authorities of
 * both; everybody else reads of it what stands beside the offering.
 *
 * @param organizationId the enterprise, with its name and region when it rated
 * @param creditCode unified social credit code of the enterprise
 * @param providerRegionCode where the provider was then
 * @param stars 1 to 5
 * @param text null where nothing was said
 * @param isNamed whether everybody may read whose it is
 * @param changes how often it was changed
 * @param changedAt null where it never was
 * @param answer of the provider; null where there is none
 * @param answers how often the provider has answered
 * @param concealedAt from when its text is shown to nobody but its enterprise and authorities; null where it is shown
 * @param withdrawnAt null where it counts
 */
record OrderRating(
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
        UUID offeringId,
        String offeringName,
        int stars,
        String text,
        boolean isNamed,
        int changes,
        RatingStatus status,
        Instant ratedAt,
        Instant changedAt,
        String answer,
        int answers,
        Instant answeredAt,
        Instant concealedAt,
        String concealmentReason,
        Instant withdrawnAt,
        Instant updatedAt)
        implements Aggregate {

    /** For how long the enterprise may change what it has said. */
    static final Duration CHANGEABLE = Duration.ofDays(14);

    /** How often it may, and how often the provider may answer anew. */
    static final int MAX_CHANGES = 20;

    /** Who may know of one in SQL, besides its enterprise and the authorities of that: the provider and its own. */
    static final String KNOWN = "provider_organization_id = $4 OR is_overseen(provider_region_code, $5, $6)";

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public boolean isHandledBy(Actor actor) {
        return isOf(actor, RatingMove.Side.ENTERPRISE)
                || isOf(actor, RatingMove.Side.PROVIDER)
                || isOf(actor, RatingMove.Side.AUTHORITY);
    }

    @Override
    public boolean isKnownTo(Actor actor) {
        return actor.actsFor(organizationId)
                || actor.actsFor(providerOrganizationId)
                || isHandledBy(actor)
                || Aggregate.seesAll(actor);
    }

    private boolean isOf(Actor actor, RatingMove.Side side) {
        return switch (side) {
            case ENTERPRISE -> actor.actsFor(organizationId) && actor.has(Roles.ENTERPRISE);
            case PROVIDER -> actor.actsFor(providerOrganizationId) && actor.has(Roles.PROVIDER);
            case AUTHORITY -> actor.has(Roles.AUTHORITY) && isOverseenBy(Oversight.of(actor));
        };
    }

    private boolean isOverseenBy(Oversight oversight) {
        return oversight.covers(regionCode) || oversight.covers(providerRegionCode);
    }

    /** Rejects with {@code not-yours} (403) whoever is not on the side whose move it is. */
    void requireSide(Actor actor, RatingMove move) {
        if (!isOf(actor, move.side)) {
            throw Rejection.forbidden("not-yours");
        }
    }

    /** By what is on record alone; {@link #actionsAt} knows of the clock. */
    @Override
    public List<String> actions(Actor actor) {
        return available(actor, true);
    }

    List<String> actionsAt(Instant now, Actor actor) {
        return available(actor, isChangeableAt(now));
    }

    private List<String> available(Actor actor, boolean isChangeable) {
        return Move.available(
                RatingMove.values(),
                status,
                move -> isOf(actor, move.side)
                        && !actor.isViewer()
                        && actor.agentOrganizationId() == null
                        && isOpen(move, isChangeable));
    }

    private boolean isOpen(RatingMove move, boolean isChangeable) {
        return switch (move) {
            case CHANGE -> isChangeable && changes < MAX_CHANGES;
            case ANSWER -> answers < MAX_CHANGES && concealedAt == null;
            case CONCEAL -> concealedAt == null;
            case WITHDRAW -> true;
        };
    }

    private boolean isChangeableAt(Instant now) {
        return now.isBefore(changeableUntil());
    }

    /** The first moment at which it cannot be changed any more. */
    Instant changeableUntil() {
        return ratedAt.plus(CHANGEABLE);
    }

    /** Whether the actor reads what the enterprise wrote: everybody does until an authority conceals it. */
    boolean isReadBy(Actor actor) {
        return concealedAt == null
                || actor.actsFor(organizationId)
                || isOf(actor, RatingMove.Side.AUTHORITY)
                || Aggregate.seesAll(actor);
    }

    /**
     * What else the enterprise says. Rejects with {@code transition-not-allowed}, {@code rating-change-too-late} and
     * {@code rating-changed-too-often} (409).
     */
    Change<OrderRating> changed(RatingForm says, Instant now) {
        RatingMove.CHANGE.from(status);
        if (!isChangeableAt(now)) {
            throw Rejection.conflict("rating-change-too-late", changeableUntil());
        }
        requireFewer(changes);
        Changes next = new Changes(this);
        next.stars = says.stars();
        next.text = says.text();
        next.isNamed = says.isNamed();
        next.changes = changes + 1;
        next.changedAt = now;
        return next.build(RatingMove.CHANGE, null, now);
    }

    /** Takes it back. Rejects with {@code transition-not-allowed} (409). */
    Change<OrderRating> withdrawn(String why, Instant now) {
        Changes next = new Changes(this);
        next.status = RatingMove.WITHDRAW.from(status);
        next.withdrawnAt = now;
        return next.build(RatingMove.WITHDRAW, why, now);
    }

    /**
     * The provider's answer. Rejects with {@code transition-not-allowed} and {@code rating-changed-too-often} (409).
     */
    Change<OrderRating> answered(String says, Instant now) {
        RatingMove.ANSWER.from(status);
        if (concealedAt != null) {
            throw Rejection.conflict("rating-concealed");
        }
        requireFewer(answers);
        Changes next = new Changes(this);
        next.answer = says;
        next.answers = answers + 1;
        next.answeredAt = now;
        return next.build(RatingMove.ANSWER, null, now);
    }

    /** Its text shown no more. Rejects with {@code transition-not-allowed} and {@code rating-concealed} (409). */
    Change<OrderRating> concealed(String why, Instant now) {
        RatingMove.CONCEAL.from(status);
        if (concealedAt != null) {
            throw Rejection.conflict("rating-concealed");
        }
        Changes next = new Changes(this);
        next.concealedAt = now;
        next.concealmentReason = why;
        return next.build(RatingMove.CONCEAL, why, now);
    }

    private static void requireFewer(int done) {
        if (done >= MAX_CHANGES) {
            throw Rejection.conflict("rating-changed-too-often", MAX_CHANGES);
        }
    }

    /** A copy in the making: the record has many members, and a move changes few. */
    private static final class Changes {
        private final OrderRating from;
        private int stars;
        private String text;
        private boolean isNamed;
        private int changes;
        private RatingStatus status;
        private Instant changedAt;
        private String answer;
        private int answers;
        private Instant answeredAt;
        private Instant concealedAt;
        private String concealmentReason;
        private Instant withdrawnAt;

        Changes(OrderRating from) {
            this.from = from;
            this.stars = from.stars;
            this.text = from.text;
            this.isNamed = from.isNamed;
            this.changes = from.changes;
            this.status = from.status;
            this.changedAt = from.changedAt;
            this.answer = from.answer;
            this.answers = from.answers;
            this.answeredAt = from.answeredAt;
            this.concealedAt = from.concealedAt;
            this.concealmentReason = from.concealmentReason;
            this.withdrawnAt = from.withdrawnAt;
        }

        Change<OrderRating> build(RatingMove move, String why, Instant now) {
            OrderRating after = new OrderRating(
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
                    from.offeringId,
                    from.offeringName,
                    stars,
                    text,
                    isNamed,
                    changes,
                    status,
                    from.ratedAt,
                    changedAt,
                    answer,
                    answers,
                    answeredAt,
                    concealedAt,
                    concealmentReason,
                    withdrawnAt,
                    now);
            return new Change<>(after, move.event.told(after, why), why);
        }
    }
}
