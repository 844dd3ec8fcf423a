package cn.dengyun.assessment.level;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of an expert in a draw as one table, with whose move it is. */
enum AssessmentOpinionMove implements Move<AssessmentOpinionStatus> {
    ASK(
            Hand.NOBODY,
            AssessmentOpinionEvent.ASKED,
            Transition.of(AssessmentOpinionStatus.ASKED, AssessmentOpinionStatus.RESERVE)),
    BAR(
            Hand.NOBODY,
            AssessmentOpinionEvent.BARRED,
            Transition.of(AssessmentOpinionStatus.BARRED, AssessmentOpinionStatus.RESERVE)),
    STATE(
            Hand.EXPERT,
            AssessmentOpinionEvent.STATED,
            Transition.of(AssessmentOpinionStatus.STATED, AssessmentOpinionStatus.ASKED)),
    DECLINE(
            Hand.EXPERT,
            AssessmentOpinionEvent.DECLINED,
            Transition.of(AssessmentOpinionStatus.DECLINED, AssessmentOpinionStatus.ASKED)),
    MISS(
            Hand.NOBODY,
            AssessmentOpinionEvent.MISSED,
            Transition.of(AssessmentOpinionStatus.MISSED, AssessmentOpinionStatus.ASKED)),
    CLOSE(
            Hand.NOBODY,
            AssessmentOpinionEvent.CLOSED,
            Transition.of(AssessmentOpinionStatus.CLOSED, AssessmentOpinionStatus.ASKED));

    /** Who makes a move; nobody: the draw does, the clock, or the end of the review. */
    enum Hand {
        EXPERT,
        NOBODY
    }

    final Hand hand;
    final AssessmentOpinionEvent event;
    private final Transition<AssessmentOpinionStatus> transition;

    AssessmentOpinionMove(Hand hand, AssessmentOpinionEvent event, Transition<AssessmentOpinionStatus> transition) {
        this.hand = hand;
        this.event = event;
        this.transition = transition;
    }

    @Override
    public Transition<AssessmentOpinionStatus> transition() {
        return transition;
    }
}
