package cn.dengyun.trade.order.domain;

import cn.dengyun.shared.Actor;

/**
 * How both sides of an order stand outside of it, which decides what they may do with it.
 *
 * @param isProviderFit whether the provider may enter into contracts
 * @param isProviderBarred whether it is disqualified, so that it delivers nothing more
 */
public record OrderParties(
        boolean isEnterpriseFrozen,
        boolean isProviderFrozen,
        boolean isEnterpriseCertified,
        boolean isProviderFit,
        boolean isProviderBarred) {

    /** Whether nothing of it is in the way of a move of the actor's side. */
    boolean allows(ServiceOrder order, Actor actor, OrderMove move) {
        if (isOwnFrozen(order, actor)) {
            return false;
        }
        return switch (move) {
            case ACCEPT -> !isOneFrozen() && isEnterpriseCertified && isProviderFit;
            case DELIVER_PART, DELIVER_REST -> !isProviderBarred;
            case RENEW -> isEnterpriseCertified && isProviderFit;
            default -> true;
        };
    }

    /** The same of a delivery: nothing is accepted while one side is frozen. */
    public boolean allows(ServiceOrder order, Actor actor, DeliveryMove move) {
        return !isOwnFrozen(order, actor) && (move != DeliveryMove.ACCEPT || !isOneFrozen());
    }

    /** The same of an amendment: nothing is agreed on while one side is frozen. */
    boolean allows(ServiceOrder order, Actor actor, AmendmentMove move) {
        return !isOwnFrozen(order, actor) && (move != AmendmentMove.AGREE || !isOneFrozen());
    }

    private boolean isOwnFrozen(ServiceOrder order, Actor actor) {
        return actor.actsFor(order.organizationId()) ? isEnterpriseFrozen : isProviderFrozen;
    }

    private boolean isOneFrozen() {
        return isEnterpriseFrozen || isProviderFrozen;
    }
}
