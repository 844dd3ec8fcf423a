package cn.dengyun.provider.qualification;

import java.util.UUID;

/**
 * What other records say of a qualification, as far as it decides what may be done with it.
 *
 * @param hasNext whether its organisation has begun one of the same kind for the next year that came to something
 * @param isRenewed whether one was granted that renews it
 * @param hasPending whether an objection against it is not decided yet
 * @param isBaseStanding whether what it renews lets it be submitted and confirmed; true where it renews nothing
 */
record QualificationFacts(UUID id, boolean hasNext, boolean isRenewed, boolean hasPending, boolean isBaseStanding) {

    /** Of one that was only just begun, and for those who may do nothing. */
    static final QualificationFacts NONE = new QualificationFacts(null, false, false, false, true);
}
