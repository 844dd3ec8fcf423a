package cn.dengyun.trade.provisioning;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a provisioning as one table, with whose move it is. */
enum ProvisioningMove implements Move<ProvisioningStatus> {
    /** It is written that the endpoint is asked, before it is. */
    ASK(ProvisioningStatus.CALLING, ProvisioningStatus.PENDING),
    /** The endpoint makes it, and needs time. */
    BEGIN(ProvisioningStatus.IN_PROGRESS, ProvisioningStatus.CALLING),
    CONFIRM(ProvisioningStatus.PROVISIONED, ProvisioningStatus.CALLING, ProvisioningStatus.IN_PROGRESS),
    /** The endpoint was not reached, or asks to come again: nothing was done. */
    POSTPONE(ProvisioningStatus.PENDING, ProvisioningStatus.CALLING),
    /** The endpoint refuses, or could not be reached for too long: nothing was done. */
    REFUSE(ProvisioningStatus.FAILED, ProvisioningStatus.CALLING),
    /** Nobody knows what was done, or it is not what was asked for. */
    DOUBT(ProvisioningStatus.ROLLING_BACK, ProvisioningStatus.CALLING, ProvisioningStatus.IN_PROGRESS),
    /** An answer comes when nobody waits for it any more: there may be something after all. */
    REOPEN(
            ProvisioningStatus.ROLLING_BACK,
            ProvisioningStatus.PENDING,
            ProvisioningStatus.FAILED,
            ProvisioningStatus.GONE),
    /** Nothing is left, and it is asked for again. */
    TRY_AGAIN(ProvisioningStatus.PENDING, ProvisioningStatus.ROLLING_BACK),
    /** Nothing is left, and it is not asked for again. */
    FAIL(ProvisioningStatus.FAILED, ProvisioningStatus.ROLLING_BACK),
    /** The order has ended, and there is something. */
    REMOVE(
            ProvisioningStatus.DEPROVISIONING,
            ProvisioningStatus.CALLING,
            ProvisioningStatus.IN_PROGRESS,
            ProvisioningStatus.PROVISIONED),
    /** There is nothing, and nobody wants anything. */
    CLEAR(
            ProvisioningStatus.GONE,
            ProvisioningStatus.PENDING,
            ProvisioningStatus.CALLING,
            ProvisioningStatus.ROLLING_BACK,
            ProvisioningStatus.FAILED,
            ProvisioningStatus.DEPROVISIONING),
    /** The endpoint did not confirm a removal for too long. */
    GET_STUCK(ProvisioningStatus.STUCK, ProvisioningStatus.ROLLING_BACK, ProvisioningStatus.DEPROVISIONING),
    /** The provider has mended what was wrong: it is asked for again. */
    RETRY(true, Transition.of(ProvisioningStatus.PENDING, ProvisioningStatus.FAILED)),
    /** The provider has mended what was wrong: it is removed again. */
    RETRY_REMOVAL(true, Transition.of(ProvisioningStatus.ROLLING_BACK, ProvisioningStatus.STUCK)),
    /** The provider sees to it by hand, and answers for it that nothing is left at the endpoint. */
    ABANDON(true, Transition.of(ProvisioningStatus.GONE, ProvisioningStatus.FAILED, ProvisioningStatus.STUCK));

    private final boolean isOfProvider;
    private final Transition<ProvisioningStatus> transition;

    ProvisioningMove(ProvisioningStatus target, ProvisioningStatus... sources) {
        this(false, Transition.of(target, sources));
    }

    ProvisioningMove(boolean isOfProvider, Transition<ProvisioningStatus> transition) {
        this.isOfProvider = isOfProvider;
        this.transition = transition;
    }

    /** Whether the provider makes it; else it follows from an answer, the clock or the order. */
    boolean isOfProvider() {
        return isOfProvider;
    }

    @Override
    public Transition<ProvisioningStatus> transition() {
        return transition;
    }
}
