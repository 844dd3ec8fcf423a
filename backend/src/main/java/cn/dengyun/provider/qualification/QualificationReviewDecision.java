package cn.dengyun.provider.qualification;

/** What an authority decides on an application at its stage. */
enum QualificationReviewDecision {
    PASS,
    /** Its organisation corrects it. */
    RETURN,
    REJECT
}
