package cn.dengyun.activity;

/** Whether an activity takes registrations at a moment. */
enum ActivityRegistrationState {
    NOT_YET,
    OPEN,
    CLOSED,
    /** Its organiser is frozen. */
    SUSPENDED
}
