package cn.dengyun.catalogue.domain;

import static cn.dengyun.catalogue.domain.OfferingStatus.DRAFT;
import static cn.dengyun.catalogue.domain.OfferingStatus.PUBLISHED;
import static cn.dengyun.catalogue.domain.OfferingStatus.RETIRED;
import static cn.dengyun.catalogue.domain.OfferingStatus.SUSPENDED;

import cn.dengyun.shared.Rejection;
import java.util.Set;

/** The whole lifecycle of an offering as one table: a move, the status it ends in, the statuses it may start from. */
public enum OfferingTransition {
    /** The provider declares it, and it is complete: a draft, or one it had retired, becomes public. */
    PUBLISH(PUBLISHED, DRAFT, RETIRED),
    /** The provider declares a retired one again, but only as a draft. */
    REDRAFT(DRAFT, RETIRED),
    /** The provider takes it out of the catalogue. */
    RETIRE(RETIRED, DRAFT, PUBLISHED, SUSPENDED),
    /** An authority hides it, during an investigation for instance. */
    SUSPEND(SUSPENDED, PUBLISHED),
    /** An authority lets it be seen again. */
    REINSTATE(PUBLISHED, SUSPENDED);

    private final OfferingStatus target;
    private final Set<OfferingStatus> sources;

    OfferingTransition(OfferingStatus target, OfferingStatus... sources) {
        this.target = target;
        this.sources = Set.of(sources);
    }

    public boolean isAllowedFrom(OfferingStatus current) {
        return sources.contains(current);
    }

    public OfferingStatus target() {
        return target;
    }

    /** The status after this move. Rejects with {@code offering-transition-not-allowed}. */
    public OfferingStatus from(OfferingStatus current) {
        if (!isAllowedFrom(current)) {
            throw Rejection.conflict("offering-transition-not-allowed", current, this);
        }
        return target;
    }
}
