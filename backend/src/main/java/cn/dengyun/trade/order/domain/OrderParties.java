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

    private boolean isOwnFrozen(ServiceOrder order, Actor actor) {
        return actor.actsFor(order.organizationId()) ? isEnterpriseFrozen : isProviderFrozen;
    }

    private boolean isOneFrozen() {
        return isEnterpriseFrozen || isProviderFrozen;
    }
}
