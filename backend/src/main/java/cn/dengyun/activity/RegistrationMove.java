package cn.dengyun.activity;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a registration as one table. */
enum RegistrationMove implements Move<RegistrationStatus> {
    /** A seat became free, or there are more of them. */
    SEAT(Transition.of(RegistrationStatus.SEATED, RegistrationStatus.WAITING)),
    WITHDRAW(Transition.of(RegistrationStatus.WITHDRAWN, RegistrationStatus.SEATED, RegistrationStatus.WAITING));

    private final Transition<RegistrationStatus> transition;

    RegistrationMove(Transition<RegistrationStatus> transition) {
        this.transition = transition;
    }

    @Override
    public Transition<RegistrationStatus> transition() {
        return transition;
    }
}
