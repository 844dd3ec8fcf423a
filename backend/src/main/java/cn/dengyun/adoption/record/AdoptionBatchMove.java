package cn.dengyun.adoption.record;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The lifecycle of a batch as one table; all of it is its county's, or of those above once its time is over. */
enum AdoptionBatchMove implements Move<AdoptionBatchStatus> {
    INSPECT(AdoptionBatchStatus.CHECKING, AdoptionBatchEvent.INSPECTED),
    ACCEPT(AdoptionBatchStatus.ACCEPTED, AdoptionBatchEvent.ACCEPTED),
    RETURN(AdoptionBatchStatus.RETURNED, AdoptionBatchEvent.RETURNED);

    final AdoptionBatchEvent event;
    private final Transition<AdoptionBatchStatus> transition;

    AdoptionBatchMove(AdoptionBatchStatus target, AdoptionBatchEvent event) {
        this.transition = Transition.of(target, AdoptionBatchStatus.CHECKING);
        this.event = event;
    }

    @Override
    public Transition<AdoptionBatchStatus> transition() {
        return transition;
    }
}
