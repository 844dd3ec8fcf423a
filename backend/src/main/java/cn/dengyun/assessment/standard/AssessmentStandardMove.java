package cn.dengyun.assessment.standard;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a standard as one table; all of it is the province's. */
enum AssessmentStandardMove implements Move<AssessmentStandardStatus> {
    EDIT(AssessmentStandardStatus.DRAFT, AssessmentStandardEvent.EDITED, AssessmentStandardStatus.DRAFT),
    PUBLISH(AssessmentStandardStatus.PUBLISHED, AssessmentStandardEvent.PUBLISHED, AssessmentStandardStatus.DRAFT),
    /** By the publication of the next. */
    SUPERSEDE(
            AssessmentStandardStatus.SUPERSEDED,
            AssessmentStandardEvent.SUPERSEDED,
            AssessmentStandardStatus.PUBLISHED);

    final AssessmentStandardEvent event;
    private final Transition<AssessmentStandardStatus> transition;

    AssessmentStandardMove(
            AssessmentStandardStatus target, AssessmentStandardEvent event, AssessmentStandardStatus... sources) {
        this.transition = Transition.of(target, sources);
        this.event = event;
    }

    @Override
    public Transition<AssessmentStandardStatus> transition() {
        return transition;
    }
}
