package cn.dengyun.provider.payee;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/**
 * The lifecycle of a payee account as one table. Until it takes effect either side may stop it; from then on only the
 * next account ends it, by the clock.
 */
enum PayeeAccountMove implements Move<PayeeAccountStatus> {
    VERIFY(PayeeAccountEvent.VERIFIED, PayeeAccountStatus.VERIFIED, PayeeAccountStatus.PROPOSED),
    REJECT(
            PayeeAccountEvent.REJECTED,
            PayeeAccountStatus.REJECTED,
            PayeeAccountStatus.PROPOSED,
            PayeeAccountStatus.VERIFIED),
    WITHDRAW(
            PayeeAccountEvent.WITHDRAWN,
            PayeeAccountStatus.WITHDRAWN,
            PayeeAccountStatus.PROPOSED,
            PayeeAccountStatus.VERIFIED);

    final PayeeAccountEvent event;
    private final Transition<PayeeAccountStatus> transition;

    PayeeAccountMove(PayeeAccountEvent event, PayeeAccountStatus target, PayeeAccountStatus... sources) {
        this.event = event;
        this.transition = Transition.of(target, sources);
    }

    @Override
    public Transition<PayeeAccountStatus> transition() {
        return transition;
    }
}
