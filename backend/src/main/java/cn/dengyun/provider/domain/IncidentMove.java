package cn.dengyun.provider.domain;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a security incident as one table. */
public enum IncidentMove implements Move<IncidentStatus> {
    /** An authority begins to look into it. */
    INVESTIGATE(IncidentStatus.INVESTIGATING, IncidentStatus.REPORTED),
    /** A second person finds that it happened, with its grade. */
    DETERMINE(IncidentStatus.DETERMINED, IncidentStatus.INVESTIGATING),
    /** It is found to be none, by a second person once it is looked into; a suspension that runs is lifted with it. */
    DISMISS(IncidentStatus.DISMISSED, IncidentStatus.REPORTED, IncidentStatus.INVESTIGATING);

    private final Transition<IncidentStatus> transition;

    IncidentMove(IncidentStatus target, IncidentStatus... sources) {
        this.transition = Transition.of(target, sources);
    }

    @Override
    public Transition<IncidentStatus> transition() {
        return transition;
    }
}
