package cn.dengyun.catalogue.duty;

/** How far an obligation is met. Missing it is made public; nothing else follows from it by itself. */
enum ObligationStanding {
    MET,
    /** It will be, if it goes on so. */
    ON_TRACK,
    BEHIND,
    /** The year is over, and it was not. */
    MISSED
}
