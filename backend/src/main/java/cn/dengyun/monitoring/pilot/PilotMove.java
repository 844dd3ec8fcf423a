package cn.dengyun.monitoring.pilot;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a pilot as one table. */
enum PilotMove implements Move<PilotStatus> {
    EDIT(PilotStatus.PLANNED, PilotEvent.EDITED, PilotStatus.PLANNED),
    START(PilotStatus.RUNNING, PilotEvent.STARTED, PilotStatus.PLANNED),
    COMPLETE(PilotStatus.COMPLETED, PilotEvent.COMPLETED, PilotStatus.RUNNING),
    ABANDON(PilotStatus.ABANDONED, PilotEvent.ABANDONED, PilotStatus.PLANNED, PilotStatus.RUNNING);

    final PilotEvent event;
    private final Transition<PilotStatus> transition;

    PilotMove(PilotStatus target, PilotEvent event, PilotStatus... sources) {
        this.transition = Transition.of(target, sources);
        this.event = event;
    }

    @Override
    public Transition<PilotStatus> transition() {
        return transition;
    }
}
