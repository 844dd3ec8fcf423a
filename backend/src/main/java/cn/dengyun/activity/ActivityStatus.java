package cn.dengyun.activity;

/** Where an activity stands; whether one can register for it follows from its times. */
enum ActivityStatus {
    DRAFT,
    PUBLISHED,
    HELD,
    CANCELLED
}
