package cn.dengyun.activity;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an annual training plan as one table; each move is the office's own. */
enum TrainingPlanMove implements Move<TrainingPlanStatus> {
    EDIT(TrainingPlanStatus.DRAFT, TrainingPlanStatus.DRAFT),
    PUBLISH(TrainingPlanStatus.PUBLISHED, TrainingPlanStatus.DRAFT),
    /** Makes a draft of the next edition; what is published stays as it is until that is. */
    AMEND(TrainingPlanStatus.PUBLISHED, TrainingPlanStatus.PUBLISHED),
    /** Follows from the publication of the next edition. */
    SUPERSEDE(TrainingPlanStatus.SUPERSEDED, TrainingPlanStatus.PUBLISHED);

    private final Transition<TrainingPlanStatus> transition;

    TrainingPlanMove(TrainingPlanStatus target, TrainingPlanStatus source) {
        this.transition = Transition.of(target, source);
    }

    @Override
    public Transition<TrainingPlanStatus> transition() {
        return transition;
    }
}
