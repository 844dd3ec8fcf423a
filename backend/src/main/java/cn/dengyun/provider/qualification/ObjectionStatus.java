package cn.dengyun.provider.qualification;

/** Where an objection against a qualification stands. */
enum ObjectionStatus {
    PENDING,
    /** It is right: the qualification is not granted. */
    UPHELD,
    DISMISSED
}
