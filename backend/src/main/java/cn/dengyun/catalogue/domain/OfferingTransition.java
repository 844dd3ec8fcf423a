package cn.dengyun.catalogue.domain;

import static cn.dengyun.catalogue.domain.OfferingStatus.DRAFT;
import static cn.dengyun.catalogue.domain.OfferingStatus.PUBLISHED;
import static cn.dengyun.catalogue.domain.OfferingStatus.RETIRED;
import static cn.dengyun.catalogue.domain.OfferingStatus.SUSPENDED;

import cn.dengyun.shared.Move;
import cn.dengyun.shared.Transition;

/** The whole lifecycle of an offering as one table: a move, the status it ends in, the statuses it may start from. */
public enum OfferingTransition implements Move<OfferingStatus> {
    /** The provider declares it, and it is complete: a draft, or one it had retired, becomes public. */
    PUBLISH(PUBLISHED, DRAFT, RETIRED),
    /**
     * The same of one that was suspended when it was retired: it is back, and hidden until an authority reinstates it.
     */
    STAY_SUSPENDED(SUSPENDED, DRAFT, RETIRED),
    /** The provider declares a retired one again, but only as a draft. */
    REDRAFT(DRAFT, RETIRED),
    /** The provider takes it out of the catalogue; a suspension outlives that. */
    RETIRE(RETIRED, DRAFT, PUBLISHED, SUSPENDED),
    /** An authority hides it, during an investigation for instance. */
    SUSPEND(SUSPENDED, PUBLISHED),
    /** An authority lets it be seen again. */
    REINSTATE(PUBLISHED, SUSPENDED);

    private final Transition<OfferingStatus> transition;

    OfferingTransition(OfferingStatus target, OfferingStatus... sources) {
        transition = Transition.of(target, sources);
    }

    @Override
    public Transition<OfferingStatus> transition() {
        return transition;
    }

    @Override
    public String refusal() {
        return "offering-transition-not-allowed";
    }
}
