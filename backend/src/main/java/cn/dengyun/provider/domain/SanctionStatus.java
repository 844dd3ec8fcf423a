package cn.dengyun.provider.domain;

/** Where a sanction stands at a moment; {@link SanctionMove} is the table of what leads there. */
public enum SanctionStatus {
    /** One authority wants it. */
    PROPOSED,
    /** The provider is heard. */
    HEARING,
    /** A second person has decided; the provider is disqualified. */
    EFFECTIVE,
    /** Its time is over; nobody has to do anything for that. */
    ENDED,
    /** Two people, or the decision on an appeal, have taken it back. */
    REVOKED,
    /** It was decided not to. */
    REJECTED,
    /** Whoever wanted it does not any more. */
    WITHDRAWN
}
