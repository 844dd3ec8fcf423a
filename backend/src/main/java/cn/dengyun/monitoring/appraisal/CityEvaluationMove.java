package cn.dengyun.monitoring.appraisal;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;
import java.util.Set;

/** The lifecycle of an evaluation as one table, with whose move it is. */
enum CityEvaluationMove implements Move<CityEvaluationStatus> {
    EDIT(Hand.PROVINCE, CityEvaluationEvent.EDITED, stays(CityEvaluationStatus.DRAFT)),
    /** Freezes what is scored, and shows each unit its own. */
    OPEN(
            Hand.PROVINCE,
            CityEvaluationEvent.OPENED,
            Transition.of(CityEvaluationStatus.CONSULTATION, CityEvaluationStatus.DRAFT)),
    OBJECT(Hand.UNIT, CityEvaluationEvent.OBJECTED_TO, stays(CityEvaluationStatus.CONSULTATION)),
    /** An objection is decided. */
    ANSWER(Hand.OTHER_OF_PROVINCE, CityEvaluationEvent.ANSWERED, stays(CityEvaluationStatus.CONSULTATION)),
    /** The first of two persons. */
    DECIDE(Hand.PROVINCE, CityEvaluationEvent.AGREED_TO, stays(CityEvaluationStatus.CONSULTATION)),
    /** The second. */
    CONFIRM(
            Hand.SECOND_OF_PROVINCE,
            CityEvaluationEvent.DECIDED,
            Transition.of(CityEvaluationStatus.DECIDED, CityEvaluationStatus.CONSULTATION)),
    PUBLISH(
            Hand.PROVINCE,
            CityEvaluationEvent.PUBLISHED,
            Transition.of(CityEvaluationStatus.PUBLISHED, CityEvaluationStatus.DECIDED)),
    WITHDRAW(
            Hand.PROVINCE,
            CityEvaluationEvent.WITHDRAWN,
            Transition.of(
                    CityEvaluationStatus.WITHDRAWN,
                    CityEvaluationStatus.DRAFT,
                    CityEvaluationStatus.CONSULTATION,
                    CityEvaluationStatus.DECIDED));

    /** Who makes a move. */
    enum Hand {
        PROVINCE,
        /** But nobody who has written of it. */
        OTHER_OF_PROVINCE,
        /** But not who has decided first. */
        SECOND_OF_PROVINCE,
        /** The authority of a unit that is evaluated. */
        UNIT
    }

    final Hand hand;
    final CityEvaluationEvent event;
    private final Transition<CityEvaluationStatus> transition;

    CityEvaluationMove(Hand hand, CityEvaluationEvent event, Transition<CityEvaluationStatus> transition) {
        this.hand = hand;
        this.event = event;
        this.transition = transition;
    }

    private static Transition<CityEvaluationStatus> stays(CityEvaluationStatus source) {
        return new Transition<>(Set.of(source), null);
    }

    /** Its target is null where the status stays as it is. */
    @Override
    public Transition<CityEvaluationStatus> transition() {
        return transition;
    }

    @Override
    public CityEvaluationStatus from(CityEvaluationStatus status) {
        CityEvaluationStatus target = Move.super.from(status);
        return target == null ? status : target;
    }
}
