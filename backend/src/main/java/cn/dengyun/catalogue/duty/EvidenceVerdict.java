package cn.dengyun.catalogue.duty;

/** Whether an offering counts towards an obligation, and why or why not. */
enum EvidenceVerdict {
    /** It came into the catalogue in this year. */
    NEW_LISTING,
    /** It was in the catalogue before, and says of itself that it does something else now. */
    NEW_VERSION,
    /** Changes of names, prices, addresses or of little of the description are no new version. */
    NO_MATERIAL_CHANGE,
    /** It is the same as another app that was there before. */
    NEAR_DUPLICATE,
    /** Everybody could see it, or what is new of it, for less than 30 days. */
    RETIRED_SOON,
    /** When it came out it was hosted on the platform of another provider, where it counts. */
    HOSTED_ELSEWHERE,
    /** Its developer was disqualified on the day on which it came out. */
    DEVELOPER_NOT_QUALIFIED,
    /** Its host was disqualified on the day from which it would count. */
    HOST_NOT_QUALIFIED,
    /** The provider has said within the quarter that the offering still holds. */
    CONFIRMED,
    /** It has not. */
    CONFIRMATION_OVERDUE;

    boolean counts() {
        return this == NEW_LISTING || this == NEW_VERSION || this == CONFIRMED;
    }
}
