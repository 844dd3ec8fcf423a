package cn.dengyun.provider.qualification;

/** How a qualification came onto record. */
enum QualificationOrigin {
    /** Applied for, reviewed by all levels, shown to the public. */
    APPLICATION,
    /** The one of the year before, confirmed for the next. */
    RENEWAL,
    /** Its provider was there before qualifications were: nobody has reviewed it. */
    CARRIED_OVER
}
