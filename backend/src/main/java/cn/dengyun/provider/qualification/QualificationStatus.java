package cn.dengyun.provider.qualification;

/** Where a qualification stands; the clock makes {@link #EXPIRED} of whatever is open when its year is over. */
enum QualificationStatus {
    /** Its organisation writes it. */
    DRAFT,
    /** It waits for the authority of its stage. */
    SUBMITTED,
    /** Its organisation has to correct it. */
    RETURNED,
    /** Everybody sees it and may object. */
    PUBLIC_NOTICE,
    /** Granted for its year. */
    QUALIFIED,
    /** Not granted. */
    REJECTED,
    /** Its organisation does not want it any more. */
    WITHDRAWN,
    /** Taken away by an authority. */
    REVOKED,
    /** Its year is over; never on record. */
    EXPIRED;

    /** In SQL, with the moment as Filter writes it. */
    static final String SQL = "qualification_status(status, valid_until, :moment)";

    /** Whether the end of its year ends it. */
    boolean isOpen() {
        return this == DRAFT || this == SUBMITTED || this == RETURNED || this == PUBLIC_NOTICE || this == QUALIFIED;
    }
}
