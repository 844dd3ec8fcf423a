package cn.dengyun.activity.contest;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an entry as one table. */
enum ContestEntryMove implements Move<ContestEntryStatus> {
    WITHDRAW(Transition.of(ContestEntryStatus.WITHDRAWN, ContestEntryStatus.NOMINATED)),
    /** An objection to it was upheld. */
    STRIKE(Transition.of(ContestEntryStatus.STRUCK, ContestEntryStatus.NOMINATED)),
    GRANT(Transition.of(ContestEntryStatus.TITLED, ContestEntryStatus.NOMINATED));

    private final Transition<ContestEntryStatus> transition;

    ContestEntryMove(Transition<ContestEntryStatus> transition) {
        this.transition = transition;
    }

    @Override
    public Transition<ContestEntryStatus> transition() {
        return transition;
    }
}
