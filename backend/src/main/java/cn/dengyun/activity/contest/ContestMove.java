package cn.dengyun.activity.contest;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/** The lifecycle of a contest as one table, with whose move it is. */
enum ContestMove implements Move<ContestStatus> {
    EDIT(Hand.ORGANIZER, ContestEvent.EDITED, stays(ContestStatus.DRAFT)),
    /** Lets enterprises nominate themselves in its time. */
    ANNOUNCE(Hand.ORGANIZER, ContestEvent.ANNOUNCED, Transition.of(ContestStatus.ANNOUNCED, ContestStatus.DRAFT)),
    /** Possible until somebody of the jury has scored. */
    REPLACE_JURY(Hand.ORGANIZER, ContestEvent.JURY_REPLACED, stays(ContestStatus.ANNOUNCED, ContestStatus.JUDGING)),
    /** Says that somebody of the jury does not judge an entry. */
    STATE_CONFLICT(Hand.ORGANIZER_OR_JUROR, null, stays(ContestStatus.ANNOUNCED, ContestStatus.JUDGING)),
    START_JUDGING(
            Hand.ORGANIZER,
            ContestEvent.JUDGING_STARTED,
            Transition.of(ContestStatus.JUDGING, ContestStatus.ANNOUNCED)),
    /** The first score is told of the contest, for the jury stays from then on. */
    SCORE(Hand.JUROR, ContestEvent.SCORING_STARTED, stays(ContestStatus.JUDGING)),
    /** Locks the scores and shows them to everybody. */
    POST_NOTICE(Hand.ORGANIZER, ContestEvent.NOTICE_POSTED, Transition.of(ContestStatus.NOTICE, ContestStatus.JUDGING)),
    OBJECT(Hand.ENTRANT, ContestEvent.OBJECTED_TO, stays(ContestStatus.NOTICE)),
    /** An objection is decided. */
    ANSWER(Hand.OTHER_OVERSEER, ContestEvent.ANSWERED, stays(ContestStatus.NOTICE)),
    /** Grants the titles. */
    CONCLUDE(Hand.ORGANIZER, ContestEvent.CONCLUDED, Transition.of(ContestStatus.CONCLUDED, ContestStatus.NOTICE)),
    /** Tells everybody why. */
    CANCEL(
            Hand.OVERSEER,
            ContestEvent.CANCELLED,
            Transition.of(
                    ContestStatus.CANCELLED,
                    ContestStatus.DRAFT,
                    ContestStatus.ANNOUNCED,
                    ContestStatus.JUDGING,
                    ContestStatus.NOTICE));

    /** Who makes a move. */
    enum Hand {
        /** The office that holds it. */
        ORGANIZER,
        /** The same, or an authority above it. */
        OVERSEER,
        /** The same, but nobody who has announced it, posted the notice or judged. */
        OTHER_OVERSEER,
        JUROR,
        ORGANIZER_OR_JUROR,
        /** An enterprise with an entry in the notice. */
        ENTRANT
    }

    final Hand hand;
    /** What is told of the contest; null where that does not change. */
    final ContestEvent event;

    private final Transition<ContestStatus> transition;

    ContestMove(Hand hand, ContestEvent event, Transition<ContestStatus> transition) {
        this.hand = hand;
        this.event = event;
        this.transition = transition;
    }

    private static Transition<ContestStatus> stays(ContestStatus... sources) {
        return new Transition<>(Set.of(sources), null);
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<ContestStatus> transition() {
        return transition;
    }

    @Override
    public ContestStatus from(ContestStatus status) {
        ContestStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
